import { Controller, Param, Query } from '@nestjs/common';
import { MailService } from '#bank/mails';
import { mustBeKind, OrganisationsService, SetUpJudge, UsersService } from '#bank/people';
import { type Answer, Context, Ctx, PostedForm, Read, seeOther } from '#platform/http';
import { isId, NotFound } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { Invitations } from '../../members/web/invitations.js';
import { OrganisationForm } from '../../web/people.dto.js';
import {
  NewOrganisationPage,
  OrganisationPage,
  OrganisationPageQuery,
  OrganisationsPage,
  RUNS_ORGANISATIONS,
} from './organisations.pages.js';

/** Organisations, and the first people of each. */
@Controller('gestion')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly users: UsersService,
    private readonly invitations: Invitations,
    private readonly mails: MailService,
    private readonly judge: SetUpJudge,
  ) {}

  @Read(RUNS_ORGANISATIONS, { page: 'organisations' })
  async list(@Context() ctx: Ctx, @Query() query: OrganisationPageQuery): Promise<Answer> {
    return ctx.page(<OrganisationsPage page={await this.organisations.page(ctx.asked(query))} query={query} />);
  }

  @Read(RUNS_ORGANISATIONS, { page: 'organisations/nouvelle' })
  ask(@Context() ctx: Ctx, @Query('type') kind?: string): Answer {
    return ctx.page(<NewOrganisationPage values={kind ? { kind } : {}} />);
  }

  @PostedForm(RUNS_ORGANISATIONS, 'organisations')
  create(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.submit({
      dto: OrganisationForm,
      done: 'Organisation ajoutée.',
      rules: (tx, given) => this.judge.organisation(tx, given, null),
      work: async (tx, form) => {
        mustBeKind(form.kind);
        const id = await this.organisations.create(tx, ctx.actor, {
          ...form,
          kind: form.kind,
        });
        return `/gestion/organisations/${id}`;
      },
      page: (again) => <NewOrganisationPage {...again} />,
    });
  }

  @Read(RUNS_ORGANISATIONS, { page: 'organisations/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const whole = await this.whole(ctx, id);
    const { standsAs } = whole.organisation;
    return standsAs ? seeOther(`/gestion/organisations/${standsAs}`) : ctx.page(<OrganisationPage {...whole} />);
  }

  @PostedForm(RUNS_ORGANISATIONS, 'organisations/:id')
  async change(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const whole = await this.whole(ctx, id);
    return ctx.submit({
      dto: OrganisationForm,
      done: 'Fiche enregistrée.',
      rules: (tx, given) => this.judge.organisation(tx, given, id),
      ref: `/gestion/organisations/${id}`,
      work: (tx, form) =>
        this.organisations.change(tx, ctx.actor, id, {
          ...form,
          address: form.address ?? '',
          active: !form.closed,
        }),
      page: (again) => <OrganisationPage {...whole} {...again} />,
    });
  }

  @PostedForm(RUNS_ORGANISATIONS, 'organisations/:id/membres')
  async addMember(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const whole = await this.whole(ctx, id);
    const page = (refused: Again) => <OrganisationPage {...whole} {...refused} />;
    return this.invitations.invited(ctx, {
      organisation: whole.organisation,
      back: `/gestion/organisations/${id}`,
      page,
    });
  }

  private async whole(ctx: Ctx, id: string) {
    if (!isId(id)) throw new NotFound('organisation');
    const [organisation, members, formerNames] = await Promise.all([
      this.organisations.get(id),
      this.users.members(id),
      this.organisations.formerNames(id),
    ]);
    return { organisation, members, formerNames, timeZone: ctx.bank.timeZone, mail: this.mails.possible };
  }
}
