import { Controller, Param } from '@nestjs/common';
import { type AccessMail, AccountMails } from '#bank/mails';
import { BankService, FactorResetsService, MembersService, OrganisationsService, UsersService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm } from '#platform/http';
import { WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { Invitations } from '../../members/web/invitations.js';
import { NewLinkDto } from '../../web/people.dto.js';
import { AskResetPage, RequiredRolesForm, SecurityPage } from './security.pages.js';

/** The bank's administrator, and who administers the installation. */
const ADMINISTRATORS = { instanceAdmin: true, ...WRITE.bank } as const;
const PAGE = '/gestion/securite';

/** Of whom a second factor is required, and beginning anew for whoever lost theirs: one administrator asks, another confirms. */
@Controller('gestion')
export class SecurityController {
  constructor(
    private readonly bank: BankService,
    private readonly resets: FactorResetsService,
    private readonly members: MembersService,
    private readonly users: UsersService,
    private readonly organisations: OrganisationsService,
    private readonly mails: AccountMails,
    private readonly invitations: Invitations,
  ) {}

  @AskedForm(ADMINISTRATORS, 'securite')
  require(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: RequiredRolesForm,
      done: 'Enregistré. Qui a un de ces rôles et n’a pas de seconde vérification est conduit à la régler, dès sa prochaine page.',
      ref: PAGE,
      work: (tx, { roles = [] }) => this.bank.requireSecondFactor(tx, ctx.actor, roles),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  @AskedForm(ADMINISTRATORS, 'membres/:id/verification')
  reset(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.ask(ctx, id, 'second_factor');
  }

  @AskedForm(ADMINISTRATORS, 'membres/:id/mot-de-passe')
  resetPassword(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.ask(ctx, id, 'password');
  }

  private async ask(ctx: Ctx, id: string, lost: AccessMail['lost']): Promise<Answer> {
    const membership = await this.members.reached(ctx.actor, id);
    return ctx.submit({
      done: 'C’est demandé. Une autre personne de l’administration confirme, dans les trois jours.',
      work: async (tx) => {
        if (lost === 'password') await this.resets.askPassword(tx, ctx.actor, membership);
        else await this.resets.ask(tx, ctx.actor, membership);
        await this.mails.accessAsked(tx, membership, { lost, given: false });
        return PAGE;
      },
      page: async ({ problems }) => {
        const state = await this.resets.state(ctx.actor, membership.userId, lost);
        return <AskResetPage lost={lost} membership={membership} state={state} problems={problems} />;
      },
    });
  }

  @PostedForm(ADMINISTRATORS, 'securite/demandes/:id/confirmation')
  confirm(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'Sa seconde vérification est retirée, ses sessions sont fermées. À sa prochaine connexion, son mot de passe suffit.',
      ref: PAGE,
      work: async (tx) =>
        this.mails.factorChanged(tx, await this.users.get(await this.resets.confirm(tx, ctx.actor, id), tx)),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  /** Of a forgotten password: whoever confirms is shown the link, this once, or has it sent. */
  @PostedForm(ADMINISTRATORS, 'securite/demandes/:id/lien')
  async giveLink(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const member = await this.members.reached(ctx.actor, await this.resets.memberOf(ctx.actor, id));
    return this.invitations.given(ctx, {
      dto: NewLinkDto,
      organisation: await this.organisations.get(member.organisationId),
      to: member.email,
      back: PAGE,
      make: async (tx) => {
        await this.resets.confirmPassword(tx, ctx.actor, id);
        await this.mails.accessAsked(tx, member, { lost: 'password', given: true });
        return this.members.newLink(tx, ctx.actor, member.id, true);
      },
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  @PostedForm(ADMINISTRATORS, 'securite/demandes/:id/retrait')
  callOff(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.submit({
      done: 'La demande est retirée : rien n’a changé.',
      ref: PAGE,
      work: (tx) => this.resets.callOff(tx, ctx.actor, id),
      page: ({ problems }) => this.page(ctx, { problems }),
    });
  }

  private async page(ctx: Ctx, again: FormState = {}) {
    const [required, waiting, confirmer] = await Promise.all([
      this.bank.secondFactorRoles(),
      this.resets.waiting(ctx.actor),
      this.resets.confirmer(ctx.actor),
    ]);
    const shown = { required, waiting, confirmer, timeZone: ctx.bank.timeZone };
    return <SecurityPage {...shown} {...again} />;
  }
}
