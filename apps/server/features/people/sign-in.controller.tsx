import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { isId, RuleBroken } from '#kernel';
import { AccountMails } from '#notifications';
import { AccountService, type LinkOwner, LinksService, SignInService } from '#people';
import { type Answer, seeOther } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { sentenceOfRule } from '../../http/sentences.js';
import { readSession, sessionCookie } from '../../http/session-cookie.js';
import { type FieldProblem, ownPath, type Resumed, ResumePage, SignInPage } from '../../ui/index.js';
import { AcceptDto, ForgottenDto, NewPasswordDto } from './account.dto.js';
import { ForgottenPage, PasswordPage } from './password.page.js';

const text = (body: Record<string, unknown>, name: string): string =>
  typeof body[name] === 'string' ? (body[name] as string) : '';

/** Coming in, going out, changing organisation, and the first password. */
@Controller()
export class SignInController {
  constructor(
    private readonly signIns: SignInService,
    private readonly links: LinksService,
    private readonly accounts: AccountService,
    private readonly mails: AccountMails,
  ) {}

  @Get('connexion')
  @Policy({ public: true })
  ask(@Context() ctx: Ctx, @Query('vers') next?: string): Answer {
    if (ctx.identity) return seeOther(ownPath(next));
    return ctx.page(<SignInPage next={ownPath(next)} />);
  }

  @Post('connexion')
  @Policy({ public: true })
  async signIn(@Context() ctx: Ctx, @Body() posted: unknown): Promise<Answer> {
    const body = (posted ?? {}) as Record<string, unknown>;
    const email = text(body, 'email');
    const resume = readResumed(body['resume']);
    try {
      const secret = await this.signIns.signIn(
        email,
        text(body, 'password'),
        ctx.req.ip,
        ctx.req.headers['user-agent'],
      );
      // Nothing of a session that was there before goes on: a cookie that somebody else put there opens nothing.
      const before = readSession(ctx.req);
      if (before) await this.signIns.signOut(before);
      ctx.reply.header('set-cookie', sessionCookie(secret));
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const problems: FieldProblem[] = [{ field: error.field ?? '', code: error.code, message: sentenceOfRule(error) }];
      const status = error.code === 'people.sign_in_throttled' ? 429 : 401;
      return ctx.page(
        <SignInPage
          problems={problems}
          values={{ email }}
          next={ownPath(body['vers'])}
          {...(resume ? { resume } : {})}
        />,
        status,
      );
    }
    return resume ? ctx.page(<ResumePage resume={resume} />) : seeOther(ownPath(body['vers']));
  }

  @Post('deconnexion')
  @Policy({ signedIn: true })
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
    if (secret && (chosen === 'instance' || isId(chosen)))
      await this.signIns.switchTo(secret, chosen === 'instance' ? null : chosen);
    return seeOther('/');
  }

  @Get('mot-de-passe/:secret')
  @Policy({ public: true })
  async askPassword(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const owner = await this.owner(secret);
    return ctx.page(<PasswordPage owner={owner} secret={secret} mail={this.mails.possible} />, owner ? 200 : 404);
  }

  @Post('mot-de-passe/:secret')
  @Policy({ public: true })
  async setPassword(@Context() ctx: Ctx, @Param('secret') secret: string, @Body() body: unknown): Promise<Answer> {
    const owner = await this.owner(secret);
    if (owner?.purpose === 'joining') return this.accept(ctx, owner, secret, body);
    return ctx.submit({
      dto: NewPasswordDto,
      body,
      done: 'Votre mot de passe est enregistré. Connectez-vous.',
      work: async (tx, { password, again, keep = [] }) => {
        if (password !== again) throw new RuleBroken('people.passwords_differ', {}, 'again');
        await this.links.setPassword(tx, secret, password, keep);
        return '/connexion';
      },
      again: (problems, values) => (
        <PasswordPage owner={owner} secret={secret} mail={this.mails.possible} problems={problems} values={values} />
      ),
    });
  }

  /** Who has an account says yes to one more organisation, with that account's password. */
  private accept(ctx: Ctx, owner: LinkOwner, secret: string, body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: AcceptDto,
      body,
      done: 'C’est fait. Choisissez cette organisation dans le menu.',
      work: async (tx, { currentPassword }) => {
        await this.accounts.acceptInvitation(tx, secret, currentPassword);
        return ctx.identity ? '/' : '/connexion';
      },
      again: (problems) => (
        <PasswordPage owner={owner} secret={secret} mail={this.mails.possible} problems={problems} />
      ),
    });
  }

  /** A new password for whoever can read the account's mail. The answer says the same whether or not there is an account. */
  @Get('mot-de-passe-oublie')
  @Policy({ public: true })
  forgot(@Context() ctx: Ctx): Answer {
    return ctx.page(<ForgottenPage mail={this.mails.possible} />);
  }

  @Post('mot-de-passe-oublie')
  @Policy({ public: true })
  askForReset(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: ForgottenDto,
      body,
      work: async (tx, { email }) => {
        await this.mails.askForReset(tx, email, ctx.req.ip);
        return '/mot-de-passe-oublie';
      },
      show: () => <ForgottenPage mail asked />,
      again: (problems, values) => <ForgottenPage mail={this.mails.possible} problems={problems} values={values} />,
    });
  }

  private async owner(secret: string): Promise<LinkOwner | null> {
    const owner = await this.links.owner(secret);
    return owner?.purpose === 'email' ? null : owner;
  }
}

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
