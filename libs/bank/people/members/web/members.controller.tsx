import { Controller, Param } from '@nestjs/common';
import { MailService } from '#bank/mails';
import { MembersService, OrganisationsService, SetUpJudge, UsersService } from '#bank/people';
import { type Answer, AskedForm, Context, Ctx, PostedForm, Read } from '#platform/http';
import { isMember, mayAll, READ, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { MembershipForm, NewLinkDto, PersonDto } from '../../web/people.dto.js';
import { Invitations } from './invitations.js';
import { ColleaguePage, MembershipPage, MembersPage } from './members.pages.js';

/** Each organisation's manager, of their own; the bank's administrator and the installation's, of all. */
export const RUNS_MEMBERS = { instanceAdmin: true, ...WRITE.members } as const;

/** Who works for an organisation: invited, corrected, suspended and brought back. */
@Controller('gestion/membres')
export class MembersController {
  constructor(
    private readonly members: MembersService,
    private readonly users: UsersService,
    private readonly organisations: OrganisationsService,
    private readonly mails: MailService,
    private readonly invitations: Invitations,
    private readonly judge: SetUpJudge,
  ) {}

  @AskedForm(WRITE.members, '')
  async invite(@Context() ctx: Ctx): Promise<Answer> {
    const own = await this.own(ctx);
    const page = (refused: FormState) => <MembersPage {...own} {...refused} />;
    return this.invitations.invited(ctx, { organisation: own.organisation, back: '/gestion/membres', page });
  }

  @AskedForm(RUNS_MEMBERS, ':id')
  async change(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const whole = await this.member(ctx, id);
    return ctx.submit({
      dto: MembershipForm,
      done: 'Accès enregistré.',
      ref: whole.fromAll ? `/gestion/organisations/${whole.organisation.id}` : '/gestion/membres',
      work: (tx, form) =>
        this.members.change(tx, ctx.actor, id, {
          roles: form.roles,
          active: !form.closed && !whole.membership.asked,
        }),
      page: (again) => <MembershipPage {...whole} {...again} />,
    });
  }

  @PostedForm(RUNS_MEMBERS, ':id/identite')
  async correct(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const whole = await this.member(ctx, id);
    return ctx.submit({
      dto: PersonDto,
      rules: (tx, given) => this.judge.person(tx, ctx.actor, id, given),
      done: 'Nom et adresse enregistrés.',
      ref: `/gestion/membres/${id}`,
      work: (tx, form) => this.members.correct(tx, ctx.actor, id, form),
      page: ({ problems = [], values = {} }) => <MembershipPage {...whole} wrong={{ problems, values }} />,
    });
  }

  /** A new link to choose a password: mailed to the person, or shown once to whoever made it. */
  @PostedForm(RUNS_MEMBERS, ':id/lien')
  async link(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const whole = await this.member(ctx, id);
    const { organisation, membership } = whole;
    return this.invitations.given(ctx, {
      dto: NewLinkDto,
      organisation,
      to: membership.email,
      back: `/gestion/membres/${id}`,
      make: (tx) => this.members.newLink(tx, ctx.actor, id),
      page: ({ problems = [] }) => <MembershipPage {...whole} problems={problems} />,
    });
  }

  private async own(ctx: Ctx) {
    const { organisationId } = ctx.member;
    const [organisation, members] = await Promise.all([
      this.organisations.get(organisationId),
      this.users.members(organisationId),
    ]);
    const refused = await this.mails.refusedAddresses(members.map(({ email }) => email));
    return { organisation, members, refused, timeZone: ctx.bank.timeZone, mail: this.mails.possible };
  }

  private async member(ctx: Ctx, id: string) {
    const membership = await this.members.reached(ctx.actor, id);
    const [organisation, mails, refused, unseen] = await Promise.all([
      this.organisations.get(membership.organisationId),
      this.mails.toPerson(membership.userId, membership.organisationId),
      this.mails.refusedAddresses([membership.email]),
      this.members.whyUnseen(ctx.actor, membership),
    ]);
    const { actor } = ctx;
    const own = isMember(actor) && actor.organisationId === organisation.id;
    const fromAll = !own || mayAll(actor, WRITE.members);
    const mail = this.mails.possible;
    return { membership, organisation, fromAll, timeZone: ctx.bank.timeZone, mail, mails, refused, unseen };
  }
}

/** Who somebody is with whom one works: what the search, a history or a paper calls by number. */
@Controller('collegues')
export class ColleaguesController {
  constructor(private readonly members: MembersService) {}

  @Read(READ.devices, { page: ':id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<ColleaguePage colleague={await this.members.colleague(ctx.actor, id)} />);
  }
}
