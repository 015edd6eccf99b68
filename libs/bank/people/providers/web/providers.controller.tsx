import { Body, Controller, Param, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { AccountMails } from '#bank/mails';
import { type AuthRequest, ProviderSignInService, SignInService, UsersService } from '#bank/people';
import { Answer, Context, Ctx, flashCookie, json, PostedForm, Read, seeOther, sentenceOfRule } from '#platform/http';
import { type IdentityProvider, RuleBroken } from '#platform/kernel';
import { ownPath } from '#platform/ui';
import { AfreshDto } from '../../members/web/account.dto.js';
import { AccountPages } from '../../members/web/account-pages.js';
import { sessionHashOf, whoIs } from '../../members/web/own-account.js';
import { askAgain, browserOf, refusalOf, SignInFlow, text } from '../../sign-in/web/sign-in-flow.js';
import { ProviderRedirects, providerOf, refusalNoted } from './provider-redirects.js';
import { LeadingPage, NotLinkedPage } from './providers.page.js';

/** Signing in by an identity provider: there and back, by links, since a form may not lead to another site. */
@Controller('connexion/fournisseurs')
export class ProvidersController {
  constructor(
    private readonly providers: ProviderSignInService,
    private readonly redirects: ProviderRedirects,
    private readonly flow: SignInFlow,
    private readonly users: UsersService,
    private readonly mails: AccountMails,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  @Read({ public: true }, { page: ':provider' })
  async go(@Context() ctx: Ctx, @Param('provider') id: string, @Query('vers') vers?: string): Promise<Answer> {
    const provider = providerOf(id);
    const next = ownPath(vers);
    if (ctx.identity) return seeOther(next);
    try {
      return seeOther(await this.redirects.begin(ctx, provider, next));
    } catch (error) {
      return refused(ctx, error, next);
    }
  }

  /** Where the provider sends people back: who signs in, and who links their account. */
  @Read({ public: true }, { page: ':provider/retour' })
  async back(@Context() ctx: Ctx, @Param('provider') id: string): Promise<Answer> {
    const provider = providerOf(id);
    let authRequest: AuthRequest | null = null;
    try {
      authRequest = this.redirects.authRequest(ctx, provider);
      return authRequest.link
        ? await this.link(ctx, provider, authRequest)
        : await this.enter(ctx, provider, authRequest);
    } catch (error) {
      if (authRequest?.link)
        return ctx.page(<NotLinkedPage name={provider.name} sentence={sentenceOfRule(refusalOf(error))} />, 409);
      return refused(ctx, error, authRequest?.next ?? '/');
    }
  }

  /** Where the provider tells, from server to server, that somebody left there (OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8). */
  @PostedForm({ public: true }, ':provider/fin')
  async left(@Context() ctx: Ctx, @Param('provider') id: string, @Body() posted: unknown): Promise<Answer> {
    const provider = providerOf(id);
    try {
      await this.redirects.left(ctx, provider, text((posted ?? {}) as Record<string, unknown>, 'logout_token'));
      return new Answer(200, null);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      return json(400, { error: 'invalid_request' });
    }
  }

  private async enter(ctx: Ctx, provider: IdentityProvider, authRequest: AuthRequest): Promise<Answer> {
    const claims = await this.redirects.met(ctx, provider, authRequest);
    const entered = await refusalNoted(ctx, provider, () => this.providers.enter(provider, claims, browserOf(ctx)));
    return this.flow.passed(ctx, entered, { next: ownPath(authRequest.next), resume: null });
  }

  /** In the session that asked for it, and no other. */
  private async link(ctx: Ctx, provider: IdentityProvider, authRequest: AuthRequest): Promise<Answer> {
    const { userId, session } = authRequest.link!;
    if (!ctx.identity || sessionHashOf(ctx) !== session || whoIs(ctx) !== userId)
      throw new RuleBroken('people.provider_again');
    const claims = await this.redirects.met(ctx, provider, authRequest);
    await refusalNoted(ctx, provider, () =>
      this.db.transaction(async (tx) => {
        await this.providers.link(tx, ctx.actor, userId, provider, claims);
        await this.mails.providerChanged(tx, await this.users.get(userId, tx), provider.name);
      }),
    );
    ctx.reply.header(
      'set-cookie',
      flashCookie(`Votre compte est relié : vous pouvez vous connecter avec ${provider.name}.`),
    );
    return seeOther('/compte');
  }
}

/** Not their fault, nor ours: the sign-in page says why, and how else. Who is signed in already stays so. */
function refused(ctx: Ctx, error: unknown, next: string): Answer {
  return askAgain(ctx, { next: ownPath(next), resume: null }, refusalOf(error));
}

/** One's own account, linked with who one is at an identity provider; the link is taken away and made anew. */
@Controller('compte/fournisseurs')
export class OwnProvidersController {
  constructor(
    private readonly providers: ProviderSignInService,
    private readonly redirects: ProviderRedirects,
    private readonly signIns: SignInService,
    private readonly users: UsersService,
    private readonly mails: AccountMails,
    private readonly pages: AccountPages,
  ) {}

  /** A press and a proof, so that no other site links somebody's account with its own identity; then a link, which may lead away. */
  @PostedForm({ signedIn: true }, ':provider')
  begin(@Context() ctx: Ctx, @Param('provider') id: string): Promise<Answer> {
    const provider = providerOf(id);
    return ctx.submit({
      dto: AfreshDto,
      ref: '/compte',
      work: (tx, { currentPassword: password }) =>
        this.signIns.mustBeThemLately(tx, whoIs(ctx), { session: sessionHashOf(ctx), password }),
      show: async () => {
        const link = { userId: whoIs(ctx), session: sessionHashOf(ctx) };
        const address = await this.redirects.begin(ctx, provider, '/compte', link);
        return <LeadingPage name={provider.name} address={address} />;
      },
      page: (again) => this.pages.account(ctx, 'provider', again),
    });
  }

  @PostedForm({ signedIn: true }, ':provider/retrait')
  remove(@Context() ctx: Ctx, @Param('provider') id: string): Promise<Answer> {
    const provider = providerOf(id);
    return ctx.submit({
      dto: AfreshDto,
      done: `${provider.name} ne sert plus à vous connecter. Vos autres sessions sont fermées.`,
      work: async (tx, { currentPassword: password }) => {
        const [userId, session] = [whoIs(ctx), sessionHashOf(ctx)];
        await this.signIns.mustBeThemLately(tx, userId, { session, password });
        await this.providers.unlink(tx, ctx.actor, userId, provider, session);
        await this.mails.providerChanged(tx, await this.users.get(userId, tx), provider.name);
        return '/compte';
      },
      page: (again) => this.pages.account(ctx, 'provider', again),
    });
  }
}
