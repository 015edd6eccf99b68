import { Body, Controller, Param } from '@nestjs/common';
import { AccountMails } from '#bank/mails';
import { AccountService, type LinkOwner, type LinkPurpose, LinksService, PASSWORD_LINKS } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm, Read } from '#platform/http';
import { RuleBroken } from '#platform/kernel';
import { AcceptDto, ForgottenDto, NewPasswordDto } from '../../members/web/account.dto.js';
import { ForgottenPage, PasswordPage } from './password.page.js';
import { doorstepOf, SignInFlow } from './sign-in-flow.js';

const BEHIND: readonly LinkPurpose[] = [...PASSWORD_LINKS, 'joining'];

/** Behind one-time links: the first password, another one, and saying yes to an organisation. */
@Controller()
export class PasswordsController {
  constructor(
    private readonly links: LinksService,
    private readonly accounts: AccountService,
    private readonly mails: AccountMails,
    private readonly flow: SignInFlow,
  ) {}

  @Read({ public: true }, { page: 'mot-de-passe/:secret' })
  async askPassword(@Context() ctx: Ctx, @Param('secret') secret: string): Promise<Answer> {
    const owner = await this.owner(secret);
    return ctx.page(<PasswordPage owner={owner} secret={secret} mail={this.mails.possible} />, owner ? 200 : 404);
  }

  @PostedForm({ public: true }, 'mot-de-passe/:secret')
  async setPassword(@Context() ctx: Ctx, @Param('secret') secret: string, @Body() body: unknown): Promise<Answer> {
    const owner = await this.owner(secret);
    if (owner?.purpose === 'joining') return this.accept(ctx, owner, secret, body);
    const set: { chosen?: Awaited<ReturnType<LinksService['setPassword']>> } = {};
    const answer = await ctx.submit({
      dto: NewPasswordDto,
      body,
      done: () =>
        set.chosen?.entered
          ? 'Votre mot de passe est enregistré.'
          : 'Votre mot de passe est enregistré. Connectez-vous.',
      work: async (tx, { password, again, keep = [] }) => {
        if (password !== again) throw new RuleBroken('people.passwords_differ', {}, 'again');
        set.chosen = await this.links.setPassword(tx, secret, password, keep, doorstepOf(ctx));
        return set.chosen.entered ? '/' : '/connexion';
      },
      page: (again) => <PasswordPage owner={owner} secret={secret} mail={this.mails.possible} {...again} />,
    });
    return set.chosen ? this.flow.known(ctx, set.chosen, answer) : answer;
  }

  private accept(ctx: Ctx, owner: LinkOwner, secret: string, body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: AcceptDto,
      body,
      done: 'C’est fait. Choisissez cette organisation dans le menu.',
      ref: ctx.identity ? '/' : '/connexion',
      work: (tx, { currentPassword }) => this.accounts.acceptInvitation(tx, secret, currentPassword, doorstepOf(ctx)),
      page: ({ problems = [] }) => (
        <PasswordPage owner={owner} secret={secret} mail={this.mails.possible} problems={problems} />
      ),
    });
  }

  /** A new password for whoever can read the account's mail. The answer says the same whether or not there is an account. */
  @AskedForm({ public: true }, 'mot-de-passe-oublie')
  askForReset(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: ForgottenDto,
      ref: '/mot-de-passe-oublie',
      work: (tx, { email }) => this.mails.askForLink(tx, 'reset', email, doorstepOf(ctx)),
      show: () => <ForgottenPage mail asked />,
      page: (again) => <ForgottenPage mail={this.mails.possible} {...again} />,
    });
  }

  private async owner(secret: string): Promise<LinkOwner | null> {
    const owner = await this.links.owner(secret);
    return owner && BEHIND.includes(owner.purpose) ? owner : null;
  }
}
