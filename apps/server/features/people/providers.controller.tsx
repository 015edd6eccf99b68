import { Controller, Get, Param, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type IdentityProvider, RuleBroken } from '#kernel';
import { AccountMails } from '#notifications';
import { type Errand, ProviderSignInService, UsersService } from '#people';
import { type Answer, seeOther } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { flashCookie } from '../../http/flash.js';
import { Policy } from '../../http/policy.js';
import { sentenceOfRule } from '../../http/sentences.js';
import { ownPath } from '../../ui/index.js';
import { askAgain, browserOf, Entrance, refusalOf } from './entrance.js';
import { sessionHashOf, whoIs } from './own-account.js';
import { ProviderErrands, providerOf } from './provider-errands.js';
import { NotLinkedPage } from './providers.page.js';

/** Signing in by an identity provider: there and back, by links, since a form may not lead to another site. */
@Controller('connexion/fournisseurs')
export class ProvidersController {
  constructor(
    private readonly providers: ProviderSignInService,
    private readonly errands: ProviderErrands,
    private readonly entrance: Entrance,
    private readonly users: UsersService,
    private readonly mails: AccountMails,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  @Get(':provider')
  @Policy({ public: true })
  async go(@Context() ctx: Ctx, @Param('provider') id: string, @Query('vers') vers?: string): Promise<Answer> {
    const provider = providerOf(id);
    const next = ownPath(vers);
    if (ctx.identity) return seeOther(next);
    try {
      return seeOther(await this.errands.begin(ctx, provider, next));
    } catch (error) {
      return refused(ctx, error, next);
    }
  }

  /** Where the provider sends people back: who signs in, and who links their account. */
  @Get(':provider/retour')
  @Policy({ public: true })
  async back(@Context() ctx: Ctx, @Param('provider') id: string): Promise<Answer> {
    const provider = providerOf(id);
    let errand: Errand | null = null;
    try {
      errand = this.errands.errand(ctx, provider);
      return errand.link ? await this.link(ctx, provider, errand) : await this.enter(ctx, provider, errand);
    } catch (error) {
      if (errand?.link)
        return ctx.page(<NotLinkedPage name={provider.name} sentence={sentenceOfRule(refusalOf(error))} />, 409);
      return refused(ctx, error, errand?.next ?? '/');
    }
  }

  private async enter(ctx: Ctx, provider: IdentityProvider, errand: Errand): Promise<Answer> {
    const told = await this.errands.met(ctx, provider, errand);
    const entered = await this.providers.enter(provider, told, browserOf(ctx));
    return this.entrance.passed(ctx, entered, { next: ownPath(errand.next), resume: null });
  }

  /** In the session that asked for it, and no other. */
  private async link(ctx: Ctx, provider: IdentityProvider, errand: Errand): Promise<Answer> {
    const { userId, session } = errand.link!;
    if (!ctx.identity || sessionHashOf(ctx) !== session || whoIs(ctx) !== userId)
      throw new RuleBroken('people.provider_again');
    const told = await this.errands.met(ctx, provider, errand);
    await this.db.transaction(async (tx) => {
      await this.providers.link(tx, ctx.actor, userId, provider, told);
      await this.mails.providerChanged(tx, await this.users.get(userId, tx), provider.name);
    });
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
