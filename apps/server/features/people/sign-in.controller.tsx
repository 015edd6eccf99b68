import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { isId, RuleBroken } from '#kernel';
import { SignInService } from '#people';
import { type Answer, seeOther } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { flashCookie } from '../../http/flash.js';
import { Policy } from '../../http/policy.js';
import { sentenceOfRule } from '../../http/sentences.js';
import { readSession, sessionCookie } from '../../http/session-cookie.js';
import { siteOf } from '../../http/site.js';
import { type FieldProblem, ownPath, type Resumed, ResumePage, SignInPage } from '../../ui/index.js';
import { SecondStepPage } from './second-step.page.js';

const text = (body: Record<string, unknown>, name: string): string =>
  typeof body[name] === 'string' ? (body[name] as string) : '';

/** Coming in, going out, changing organisation. */
@Controller()
export class SignInController {
  constructor(private readonly signIns: SignInService) {}

  @Get('connexion')
  @Policy({ public: true })
  ask(@Context() ctx: Ctx, @Query('vers') next?: string): Answer {
    if (ctx.identity) return seeOther(ownPath(next));
    return ctx.page(<SignInPage next={ownPath(next)} />);
  }

  @Post('connexion')
  @Policy({ public: true })
  async signIn(@Context() ctx: Ctx, @Body() posted: unknown): Promise<Answer> {
    const came = cameFrom(posted);
    const email = text(came.body, 'email');
    try {
      const entered = await this.signIns.enter(email, text(came.body, 'password'), ctx.req.ip, browserOf(ctx));
      if ('secret' in entered) return await this.letIn(ctx, entered.secret, came);
      return await this.secondStep(ctx, entered.step, came);
    } catch (error) {
      return this.askAgain(ctx, came, refusalOf(error), email);
    }
  }

  /** The second step: a code of the application, or one from paper. */
  @Post('connexion/code')
  @Policy({ public: true })
  async takeCode(@Context() ctx: Ctx, @Body() posted: unknown): Promise<Answer> {
    const came = cameFrom(posted);
    const step = text(came.body, 'step');
    try {
      const { secret, by } = await this.signIns.enterByCode(step, text(came.body, 'code').slice(0, 40), browserOf(ctx));
      return await this.letIn(ctx, secret, came, by === 'recovery' ? USED_PAPER : undefined);
    } catch (error) {
      const refusal = refusalOf(error);
      if (refusal.code === 'people.step_over') return this.askAgain(ctx, came, refusal);
      return this.secondStep(ctx, step, came, refusal);
    }
  }

  /** A passkey: by itself, or as the second step. */
  @Post('connexion/cle')
  @Policy({ public: true })
  async takePasskey(@Context() ctx: Ctx, @Body() posted: unknown): Promise<Answer> {
    const came = cameFrom(posted);
    try {
      const answer = text(came.body, 'answer').slice(0, 20_000);
      return await this.letIn(ctx, await this.signIns.enterByPasskey(answer, siteOf(ctx.req), browserOf(ctx)), came);
    } catch (error) {
      return this.askAgain(ctx, came, refusalOf(error));
    }
  }

  private async letIn(ctx: Ctx, secret: string, { resume, next }: Came, said?: string): Promise<Answer> {
    // Nothing of a session that was there before goes on: a cookie that somebody else put there opens nothing.
    const before = readSession(ctx.req);
    if (before) await this.signIns.signOut(before);
    ctx.reply.header('set-cookie', [sessionCookie(secret), ...(said ? [flashCookie(said)] : [])]);
    return resume ? ctx.page(<ResumePage resume={resume} />) : seeOther(next);
  }

  private async secondStep(ctx: Ctx, step: string, { resume, next }: Came, refusal?: RuleBroken): Promise<Answer> {
    const problems = refusal ? problemsOf(refusal) : [];
    const factors = await this.signIns.asked(step);
    return ctx.page(
      <SecondStepPage step={step} factors={factors} next={next} resume={resume} problems={problems} />,
      refusal ? statusOf(refusal) : 200,
    );
  }

  private askAgain(ctx: Ctx, { resume, next }: Came, refusal: RuleBroken, email?: string): Answer {
    return ctx.page(
      <SignInPage
        problems={problemsOf(refusal)}
        {...(email === undefined ? {} : { values: { email } })}
        next={next}
        {...(resume ? { resume } : {})}
      />,
      statusOf(refusal),
    );
  }

  @Post('deconnexion')
  @Policy({ signedIn: true, unproven: true })
  async signOut(@Context() ctx: Ctx): Promise<Answer> {
    const secret = readSession(ctx.req);
    if (secret) await this.signIns.signOut(secret);
    ctx.reply.header('set-cookie', sessionCookie(null));
    return seeOther('/connexion');
  }

  @Post('organisation')
  @Policy({ signedIn: true })
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

const USED_PAPER =
  'Vous êtes entré avec un code de secours : il ne sert plus. « Mon compte » dit combien il vous en reste.';

/** What each form of signing in carries besides its proof. */
interface Came {
  readonly body: Record<string, unknown>;
  readonly next: string;
  readonly resume: Resumed | null;
}

const cameFrom = (posted: unknown): Came => {
  const body = (posted ?? {}) as Record<string, unknown>;
  return { body, next: ownPath(body['vers']), resume: readResumed(body['resume']) };
};

const browserOf = (ctx: Ctx): string => ctx.req.headers['user-agent'] ?? '';

/** What was refused, to be said; anything else goes on as it is. */
function refusalOf(error: unknown): RuleBroken {
  if (error instanceof RuleBroken) return error;
  throw error;
}

const problemsOf = (refusal: RuleBroken): FieldProblem[] => [
  { field: refusal.field ?? '', code: refusal.code, message: sentenceOfRule(refusal) },
];

const statusOf = ({ code }: RuleBroken): number => (code.endsWith('_throttled') ? 429 : 401);

/** What the sign-in page carried of an interrupted form. It came back from the browser: nothing in it is trusted. */
function readResumed(value: unknown): Resumed | null {
  if (typeof value !== 'string' || value.length > 1_000_000) return null;
  try {
    const r = JSON.parse(value) as Partial<Resumed>;
    const fields = (Array.isArray(r.fields) ? r.fields : []).filter((f) => Array.isArray(f) && f.length === 2);
    return {
      action: ownPath(r.action),
      fields: fields.map(([n, v]) => [String(n), String(v)]),
      filesLost: r.filesLost === true,
    };
  } catch {
    return null;
  }
}
