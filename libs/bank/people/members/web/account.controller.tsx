import { Controller, Get, Param, Post } from '@nestjs/common';
import { AccountMails } from '#bank/mails';
import { AccountService, LinksService, UsersService } from '#bank/people';
import { type Answer, Context, Ctx, Policy, readDevice } from '#platform/http';
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

  @Get()
  @Policy({ signedIn: true })
  async show(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(await this.pages.account(ctx));
  }

  @Post('nom')
  @Policy({ signedIn: true })
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

  @Post('adresse')
  @Policy({ signedIn: true })
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
  @Get('adresse/:secret')
  @Policy({ public: true })
  async askIfTheirs(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const owner = await this.links.owner(secret);
    const address = owner?.newEmail ?? null;
    return ctx.page(<NewAddressPage address={address} secret={secret} />, address ? 200 : 404);
  }

  @Post('adresse/:secret')
  @Policy({ public: true })
  confirmAddress(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    return ctx.submit({
      done: 'Votre nouvelle adresse est enregistrée : connectez-vous avec elle.',
      work: async (tx) => {
        await this.mails.addressChanged(tx, await this.accounts.confirmAddress(tx, secret));
        return ctx.identity ? '/compte' : '/connexion';
      },
      page: async ({ problems = [] }) => {
        const address = (await this.links.owner(secret))?.newEmail ?? null;
        return <NewAddressPage address={address} secret={secret} problems={problems} />;
      },
    });
  }

  @Post('mot-de-passe')
  @Policy({ signedIn: true })
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

  @Post('sessions/:id/fin')
  @Policy({ signedIn: true })
  endSession(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Session fermée.',
      work: async (tx) => {
        await this.accounts.endSession(tx, whoIs(ctx), id);
        return '/compte';
      },
      page: () => this.pages.account(ctx),
    });
  }

  @Post('deconnexion-partout')
  @Policy({ signedIn: true })
  endSessions(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      work: async (tx) => {
        await this.accounts.endSessions(tx, ctx.actor, whoIs(ctx));
        return '/connexion';
      },
      page: () => this.pages.account(ctx),
    });
  }
}
