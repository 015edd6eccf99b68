import { Controller, Param, Query } from '@nestjs/common';
import { MailService, type Words } from '#bank/mails';
import { MembersService, mustBeKind, OrganisationsService, SetUpJudge, UsersService } from '#bank/people';
import { type Answer, Context, Ctx, PostedForm, Read, seeOther } from '#platform/http';
import { askAll, isId, NotFound, type Role, RuleBroken, RulesBroken, refusalsIn } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { Invitations } from '../../members/web/invitations.js';
import { CopyPage } from '../../members/web/member-invitation.pages.js';
import { NewOrganisationForm, OrganisationForm } from '../../web/people.dto.js';
import {
  NewOrganisationPage,
  OrganisationPage,
  OrganisationPageQuery,
  OrganisationsPage,
  RUNS_ORGANISATIONS,
} from './organisations.pages.js';

const LIST = '/gestion/organisations';

type First = Partial<Pick<NewOrganisationForm, 'memberName' | 'memberEmail' | 'memberRoles'>>;

interface Newcomer {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  readonly roles?: readonly Role[] | undefined;
}

/** Whom the form invites; nobody where it names nobody. */
const firstOf = ({ memberName, memberEmail, memberRoles }: First): Newcomer | null =>
  memberName?.trim() || memberEmail?.trim() ? { name: memberName, email: memberEmail, roles: memberRoles } : null;

function mustBeWhole({ name, email, roles }: Newcomer) {
  const missing = !name?.trim() ? 'name' : !email?.trim() ? 'email' : 'roles';
  if (!name?.trim() || !email?.trim() || !roles?.length)
    throw new RuleBroken('people.first_person_incomplete', {}, missing);
  return { name, email, roles };
}

/** A refusal about the first person stands beside their field, which is called otherwise than where one invites alone. */
async function asFirst<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const refused = refusalsIn(error).map(
      ({ code, facts, field = 'email' }) =>
        new RuleBroken(code, facts, `member${field[0]!.toUpperCase()}${field.slice(1)}`),
    );
    if (refused.length > 1) throw new RulesBroken(refused);
    throw refused[0] ?? error;
  }
}

/** Organisations, and the first people of each. */
@Controller('gestion')
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationsService,
    private readonly users: UsersService,
    private readonly members: MembersService,
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
    return ctx.page(<NewOrganisationPage mail={this.mails.possible} values={kind ? { kind } : {}} />);
  }

  @PostedForm(RUNS_ORGANISATIONS, 'organisations')
  create(@Context() ctx: Ctx): Promise<Answer> {
    let words: Words | null = null;
    let back = LIST;
    const { name, memberName, memberEmail } = ctx.posted;
    const copies = Boolean(memberName || memberEmail) && this.invitations.copies(ctx);
    return ctx.submit({
      dto: NewOrganisationForm,
      done: memberEmail
        ? 'Organisation ajoutée. Le message est parti à sa première personne.'
        : 'Organisation ajoutée.',
      rules: (tx, given) => {
        const first = firstOf(given);
        return askAll(
          () => this.judge.organisation(tx, given, null),
          () => asFirst(async () => first && mustBeWhole(first)),
          () => asFirst(() => this.judge.newcomer(tx, ctx.actor, given.kind, first)),
        );
      },
      work: async (tx, form) => {
        mustBeKind(form.kind);
        const id = await this.organisations.create(tx, ctx.actor, {
          ...form,
          kind: form.kind,
        });
        const first = firstOf(form);
        if (first)
          await asFirst(async () => {
            const who = await this.members.invite(tx, ctx.actor, id, mustBeWhole(first));
            words = await this.invitations.send(ctx, tx, who, { id, name: form.name });
          });
        back = `${LIST}/${id}`;
        return back;
      },
      page: (again) => <NewOrganisationPage mail={this.mails.possible} {...again} />,
      show: copies
        ? () => (
            <CopyPage
              to={String(memberEmail ?? '')}
              words={words}
              back={back}
              from={[
                { label: 'Organisations', href: LIST },
                { label: String(name ?? ''), href: back },
              ]}
            />
          )
        : undefined,
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
    const page = (refused: FormState) => <OrganisationPage {...whole} {...refused} />;
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
    const refused = await this.mails.refusedAddresses(members.map(({ email }) => email));
    return { organisation, members, refused, formerNames, timeZone: ctx.bank.timeZone, mail: this.mails.possible };
  }
}
