import { Body, Controller, Query } from '@nestjs/common';
import { SignInService } from '#bank/people';
import {
  type Answer,
  Context,
  Ctx,
  PostedForm,
  Read,
  readSession,
  seeOther,
  sessionCookie,
  siteOf,
} from '#platform/http';
import { isId, RuleBroken, RulesBroken } from '#platform/kernel';
import { ownPath, SignInPage } from '#platform/ui';
import { ProviderRedirects } from '../../providers/web/provider-redirects.js';
import { askAgain, browserOf, cameFrom, doorstepOf, refusalOf, SignInFlow, text } from './sign-in-flow.js';

/** Coming in, going out, changing organisation. */
@Controller()
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly flow: SignInFlow,
    private readonly redirects: ProviderRedirects,
  ) {}

  @Read({ public: true }, { page: 'connexion' })
  ask(@Context() ctx: Ctx, @Query('vers') next?: string): Answer {
    if (ctx.identity) return seeOther(ownPath(next));
    return ctx.page(<SignInPage next={ownPath(next)} />);
  }

  @PostedForm({ public: true }, 'connexion')
  async signIn(@Context() ctx: Ctx, @Body() posted: unknown): Promise<Answer> {
    const came = cameFrom(posted);
    const [email, password] = [text(came.body, 'email'), text(came.body, 'password')];
    try {
      askForBoth(email, password);
      const entered = await this.signIns.enter(email, password, doorstepOf(ctx));
      return await this.flow.passed(ctx, entered, came);
    } catch (error) {
      return askAgain(ctx, came, refusalOf(error), email);
    }
  }

  /** The second step: a code of the application, or one from paper. */
  @PostedForm({ public: true }, 'connexion/code')
  async takeCode(@Context() ctx: Ctx, @Body() posted: unknown): Promise<Answer> {
    const came = cameFrom(posted);
    const step = text(came.body, 'step');
    try {
      const { secret, by } = await this.signIns.enterByCode(
        step,
        text(came.body, 'code').slice(0, 40),
        doorstepOf(ctx),
      );
      return await this.flow.beginSession(ctx, secret, came, by === 'recovery' ? USED_PAPER : undefined);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === 'people.step_over') return askAgain(ctx, came, refusal);
      return this.flow.secondStep(ctx, step, came, refusal);
    }
  }

  /** A passkey: by itself, or as the second step. */
  @PostedForm({ public: true }, 'connexion/cle')
  async takePasskey(@Context() ctx: Ctx, @Body() posted: unknown): Promise<Answer> {
    const came = cameFrom(posted);
    try {
      const answer = text(came.body, 'answer').slice(0, 20_000);
      const step = text(came.body, 'step');
      return await this.flow.beginSession(
        ctx,
        await this.signIns.enterByPasskey(answer, siteOf(ctx.req), browserOf(ctx), step),
        came,
      );
    } catch (error) {
      return askAgain(ctx, came, refusalOf(error));
    }
  }

  @PostedForm({ signedIn: true, unproven: true }, 'deconnexion')
  async signOut(@Context() ctx: Ctx): Promise<Answer> {
    const secret = readSession(ctx.req);
    const origin = secret ? await this.signIns.signOut(secret) : null;
    ctx.reply.header('set-cookie', sessionCookie(null));
    return (origin && (await this.redirects.leaveToo(ctx, origin))) ?? seeOther('/connexion');
  }

  @PostedForm({ signedIn: true }, 'organisation')
  async switchTo(@Context() ctx: Ctx, @Body() posted: unknown): Promise<Answer> {
    const chosen = text((posted ?? {}) as Record<string, unknown>, 'membershipId');
    const secret = readSession(ctx.req);
    if (secret && (chosen === 'instance' || isId(chosen))) {
      const renewed = await this.signIns.switchTo(secret, chosen === 'instance' ? null : chosen);
      if (renewed) ctx.reply.header('set-cookie', sessionCookie(renewed));
    }
    return seeOther('/');
  }
}

/** What was left empty is no failed attempt. @throws RulesBroken of each of the two that is */
function askForBoth(email: string, password: string): void {
  const empty = [
    ...(email.trim() ? [] : [new RuleBroken('people.email_wrong', {}, 'email')]),
    ...(password ? [] : [new RuleBroken('people.password_missing', {}, 'password')]),
  ];
  if (empty.length) throw new RulesBroken(empty);
}

const USED_PAPER =
  'Vous êtes entré avec un code de secours : il ne sert plus. « Mon compte » dit combien il vous en reste.';
