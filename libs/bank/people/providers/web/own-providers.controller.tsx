import { Controller, Param, Post } from '@nestjs/common';
import { AccountMails } from '#bank/mails';
import { ProviderSignInService, SignInService, UsersService } from '#bank/people';
import { type Answer, Context, Ctx, Policy } from '#platform/http';
import { AfreshDto } from '../../members/web/account.dto.js';
import { AccountPages } from '../../members/web/account-pages.js';
import { sessionHashOf, whoIs } from '../../members/web/own-account.js';
import { ProviderRedirects, providerOf } from './provider-redirects.js';
import { LeadingPage } from './providers.page.js';

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
  @Post(':provider')
  @Policy({ signedIn: true })
  begin(@Context() ctx: Ctx, @Param('provider') id: string): Promise<Answer> {
    const provider = providerOf(id);
    return ctx.submit({
      dto: AfreshDto,
      work: async (tx, { currentPassword: password }) => {
        await this.signIns.mustBeThemLately(tx, whoIs(ctx), { session: sessionHashOf(ctx), password });
        return '/compte';
      },
      show: async () => {
        const link = { userId: whoIs(ctx), session: sessionHashOf(ctx) };
        const address = await this.redirects.begin(ctx, provider, '/compte', link);
        return <LeadingPage name={provider.name} address={address} />;
      },
      page: (again) => this.pages.account(ctx, 'provider', again),
    });
  }

  @Post(':provider/retrait')
  @Policy({ signedIn: true })
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
