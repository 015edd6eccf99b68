import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { isId, isMember, NotFound, publicUrl, RuleBroken, WRITE } from '#kernel';
import { audit, OrganisationsService, SignInService, UsersService } from '#people';
import { type Answer, seeOther } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { MembershipPage } from './members.pages.js';
import { NewOrganisationPage, OrganisationPage, OrganisationsPage } from './organisations.pages.js';
import { MembershipDto, NewMemberDto, OrganisationFormDto, PersonDto } from './people.dto.js';
import { SecretPage } from './secret.page.js';

/** The bank's administrator runs them, and who administers the installation. */
const RUNS_ORGANISATIONS = { instanceAdmin: true, ...WRITE.organisations } as const;

/** Organisations, their members, one-time links. */
@Controller('gestion')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly users: UsersService,
    private readonly signIns: SignInService,
  ) {}

  @Get('organisations')
  @Policy(RUNS_ORGANISATIONS)
  async list(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<OrganisationsPage organisations={await this.organisations.list()} />);
  }

  @Get('organisations/nouvelle')
  @Policy(RUNS_ORGANISATIONS)
  ask(@Context() ctx: Ctx, @Query('type') kind?: string): Answer {
    return ctx.page(<NewOrganisationPage values={kind ? { kind } : {}} />);
  }

  @Post('organisations')
  @Policy(RUNS_ORGANISATIONS)
  create(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: OrganisationFormDto,
      body,
      done: 'Organisation ajoutée.',
      work: async (tx, form) => {
        if (!form.kind) throw new RuleBroken('people.kind_missing', {}, 'kind');
        const id = await this.organisations.create(tx, ctx.actor, {
          ...form,
          kind: form.kind,
          nameIsPublic: Boolean(form.nameIsPublic),
        });
        return `/gestion/organisations/${id}`;
      },
      again: (problems, values) => <NewOrganisationPage problems={problems} values={values} />,
    });
  }

  @Get('organisations/:id')
  @Policy(RUNS_ORGANISATIONS)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const whole = await this.whole(id);
    const { standsAs } = whole.organisation;
    return standsAs ? seeOther(`/gestion/organisations/${standsAs}`) : ctx.page(<OrganisationPage {...whole} />);
  }

  @Post('organisations/:id')
  @Policy(RUNS_ORGANISATIONS)
  async change(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const whole = await this.whole(id);
    return ctx.submit({
      dto: OrganisationFormDto,
      body,
      done: 'Fiche enregistrée.',
      work: async (tx, form) => {
        await this.organisations.change(tx, ctx.actor, id, {
          ...form,
          nameIsPublic: Boolean(form.nameIsPublic),
          active: !form.closed,
        });
        return `/gestion/organisations/${id}`;
      },
      again: (problems, values) => <OrganisationPage {...whole} problems={problems} values={values} />,
    });
  }

  @Post('organisations/:id/membres')
  @Policy(RUNS_ORGANISATIONS)
  async addMember(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const whole = await this.whole(id);
    let link: string | null = null;
    return ctx.submit({
      dto: NewMemberDto,
      body,
      work: async (tx, form) => {
        const known = await this.users.byEmail(form.email);
        if (known && known.id === adminId(ctx) && ctx.actor.kind !== 'instance_admin')
          throw new RuleBroken('people.not_oneself', {}, 'email');
        const userId = known?.id ?? (await this.users.create(tx, ctx.actor, form));
        const membershipId = await this.users.join(tx, ctx.actor, userId, id, form.roles);
        if (!known?.hasPassword) link = await this.linkFor(tx, ctx, form.email, userId);
        return membershipId;
      },
      show: async () =>
        link ? (
          <LinkPage secret={link} back={`/gestion/organisations/${id}`} />
        ) : (
          <OrganisationPage {...(await this.whole(id))} joined />
        ),
      again: (problems, values) => (
        <OrganisationPage {...whole} problems={problems} values={{ email: '', ...values }} />
      ),
    });
  }

  @Get('membres/:id')
  @Policy(RUNS_ORGANISATIONS)
  async member(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<MembershipPage {...(await this.membership(id))} />);
  }

  @Post('membres/:id')
  @Policy(RUNS_ORGANISATIONS)
  async changeMember(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const whole = await this.membership(id);
    return ctx.submit({
      dto: MembershipDto,
      body,
      done: 'Accès enregistré.',
      work: async (tx, form) => {
        await this.users.changeMembership(tx, ctx.actor, id, { roles: form.roles, active: !form.closed });
        return `/gestion/organisations/${whole.organisation.id}`;
      },
      again: (problems) => <MembershipPage {...whole} problems={problems} />,
    });
  }

  /** Who a member is: a name or an address that was wrong, or that changed. */
  @Post('membres/:id/identite')
  @Policy(RUNS_ORGANISATIONS)
  async correctMember(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const whole = await this.membership(id);
    return ctx.submit({
      dto: PersonDto,
      body,
      done: 'Nom et adresse enregistrés.',
      work: async (tx, form) => {
        const { email, userId } = whole.membership;
        await this.users.correct(tx, ctx.actor, await this.mayChange(ctx, email, userId), form);
        return `/gestion/membres/${id}`;
      },
      again: (problems, values) => <MembershipPage {...whole} wrong={{ problems, values }} />,
    });
  }

  @Post('membres/:id/lien')
  @Policy(RUNS_ORGANISATIONS)
  async link(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    const whole = await this.membership(id);
    let link: string | null = null;
    return ctx.submit({
      body,
      work: async (tx) => {
        const { email, userId } = whole.membership;
        await this.mustBeTheirs(ctx, whole);
        link = await this.linkFor(tx, ctx, email, userId);
        return id;
      },
      show: () => <LinkPage secret={link} back={`/gestion/membres/${id}`} />,
      again: (problems) => <MembershipPage {...whole} problems={problems} />,
    });
  }

  private async linkFor(tx: EntityManager, ctx: Ctx, email: string, userId: string): Promise<string> {
    const of = await this.mayChange(ctx, email, userId);
    await audit(tx, ctx.actor, 'make_link', { kind: 'user', id: of });
    return this.signIns.makeLink(tx, of, adminId(ctx));
  }

  /**
   * Elsewhere than at the bank, its administrator invites, and no more: a new link for somebody who has a password would lead to what only
   * their organisation may read.
   */
  private async mustBeTheirs(
    ctx: Ctx,
    { membership, organisation }: Awaited<ReturnType<OrganisationsController['membership']>>,
  ) {
    if (ctx.actor.kind === 'instance_admin' || organisation.kind === 'bank') return;
    const known = await this.users.byEmail(membership.email);
    if (known?.hasPassword) throw new RuleBroken('people.has_a_password');
  }

  /** Who runs the bank neither makes a link into the account of who runs the installation, nor changes it. @returns the user's id */
  private async mayChange(ctx: Ctx, email: string, userId: string): Promise<string> {
    const known = ctx.actor.kind === 'instance_admin' ? null : await this.users.byEmail(email);
    if (known?.instanceAdmin && known.id !== adminId(ctx))
      throw new RuleBroken('people.runs_the_installation', {}, 'email');
    return userId;
  }

  private async whole(id: string) {
    if (!isId(id)) throw new NotFound('organisation');
    const [organisation, members, formerNames] = await Promise.all([
      this.organisations.get(id),
      this.users.members(id),
      this.organisations.formerNames(id),
    ]);
    return { organisation, members, formerNames };
  }

  private async membership(id: string) {
    if (!isId(id)) throw new NotFound('membership');
    const membership = await this.users.membership(id);
    return { membership, organisation: await this.organisations.get(membership.organisationId) };
  }
}

const adminId = ({ actor }: Ctx): string | null =>
  actor.kind === 'instance_admin' || isMember(actor) ? actor.userId : null;

function LinkPage({ secret, back }: { secret: string | null; back: string }) {
  const address = secret ? `${publicUrl() ?? ''}/mot-de-passe/${secret}` : null;
  return (
    <SecretPage
      title="Lien à usage unique"
      lead="Donnez cette adresse à la personne : elle y choisit son mot de passe. Elle sert une fois, pendant trois jours."
      secret={address}
      back={back}
    />
  );
}
