import { Controller, Param } from '@nestjs/common';
import { AccountMails } from '#bank/mails';
import { AccountService, LinksService, UsersService } from '#bank/people';
import { type Answer, Context, Ctx, PostedForm, Read, readDevice } from '#platform/http';
import { RuleBroken } from '#platform/kernel';
import { OwnAddressDto, OwnNameDto, OwnPasswordDto } from './account.dto.js';
import { NewAddressPage } from './account.page.js';
import { AccountPages } from './account-pages.js';
import { sessionHashOf, whoIs } from './own-account.js';

/** One's own account, in whatever organisation one is. */
@Controller('compte')
export class AccountController {
  constructor(
    private readonly accounts: AccountService,
    private readonly users: UsersService,
    private readonly links: LinksService,
    private readonly mails: AccountMails,
    private readonly pages: AccountPages,
  ) {}

  @Read({ signedIn: true }, { page: '' })
  async show(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.pages.account(ctx));
  }

  @PostedForm({ signedIn: true }, 'nom')
  rename(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: OwnNameDto,
      done: 'Votre nom est changé.',
      work: async (tx, { name, nameReason }) => {
        const { email } = await this.users.get(whoIs(ctx), tx);
        await this.users.correct(tx, ctx.actor, whoIs(ctx), { name, email, nameReason });
        return '/compte';
      },
      page: (again) => this.pages.account(ctx, 'name', again),
    });
  }

  @PostedForm({ signedIn: true }, 'adresse')
  askForAddress(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: OwnAddressDto,
      done: 'Le lien est parti à la nouvelle adresse. Ouvrez-le : il sert une fois, pendant un jour.',
      work: async (tx, form) => {
        const userId = whoIs(ctx);
        const { email, secret } = await this.accounts.askForAddress(tx, userId, {
          email: form.email,
          current: form.currentPassword,
        });
        await this.mails.newAddress(tx, { userId, email, name: ctx.identity!.name, secret });
        return '/compte';
      },
      page: (again) => this.pages.account(ctx, 'email', again),
    });
  }

  /** Whoever opens it has the mailbox; it is read on another device than the one that asked, or signed out. */
  @Read({ public: true }, { page: 'adresse/:secret' })
  async askIfTheirs(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const owner = await this.links.owner(secret);
    const address = owner?.newEmail ?? null;
    return ctx.page(<NewAddressPage address={address} secret={secret} />, address ? 200 : 404);
  }

  @PostedForm({ public: true }, 'adresse/:secret')
  confirmAddress(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    return ctx.submit({
      done: 'Votre nouvelle adresse est enregistrée : connectez-vous avec elle.',
      ref: ctx.identity ? '/compte' : '/connexion',
      work: async (tx) => this.mails.addressChanged(tx, await this.accounts.confirmAddress(tx, secret)),
      page: async ({ problems = [] }) => {
        const address = (await this.links.owner(secret))?.newEmail ?? null;
        return <NewAddressPage address={address} secret={secret} problems={problems} />;
      },
    });
  }

  @PostedForm({ signedIn: true }, 'mot-de-passe')
  changePassword(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: OwnPasswordDto,
      done: 'Votre mot de passe est changé. Vos autres sessions sont fermées.',
      work: async (tx, form) => {
        if (form.password !== form.again) throw new RuleBroken('people.passwords_differ', {}, 'again');
        const { currentPassword: current, password, keep = [] } = form;
        await this.accounts.changePassword(tx, ctx.actor, whoIs(ctx), {
          current,
          password,
          keep,
          session: sessionHashOf(ctx),
          device: readDevice(ctx.req),
        });
        return '/compte';
      },
      page: (again) => this.pages.account(ctx, 'password', again),
    });
  }

  @PostedForm({ signedIn: true }, 'sessions/:id/fin')
  endSession(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Session fermée.',
      ref: '/compte',
      work: (tx) => this.accounts.endSession(tx, whoIs(ctx), id),
      page: () => this.pages.account(ctx),
    });
  }

  @PostedForm({ signedIn: true }, 'deconnexion-partout')
  endSessions(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      ref: '/connexion',
      work: (tx) => this.accounts.endSessions(tx, ctx.actor, whoIs(ctx)),
      page: () => this.pages.account(ctx),
    });
  }
}
