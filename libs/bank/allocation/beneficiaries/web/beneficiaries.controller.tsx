import { Delete, Param, Patch, Query } from '@nestjs/common';
import { ApiBody } from '@nestjs/swagger';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, json, Policy, Read } from '#platform/http';
import { may, READ, WRITE } from '#platform/kernel';
import { HandoverQueries } from '../../handovers/handover.queries.js';
import { ForWhomQuery, NewBeneficiaryForm } from '../../web/allocation.queries.dto.js';
import { BeneficiariesService } from '../beneficiaries.service.js';
import type { BeneficiaryView } from '../beneficiary.views.js';
import { PeopleFinder } from '../people-finder.js';
import { BeneficiaryDto, personIn } from './beneficiaries.dto.js';
import { BeneficiaryPage, ForgetPage } from './beneficiary.page.js';
import { BeneficiaryFormPage, problemOfPerson, readPerson, waitingPage, writtenFor } from './beneficiary-form.page.js';
import { BeneficiaryListPage, BeneficiaryPageQuery, BeneficiaryQuery } from './beneficiary-list.page.js';
import { PersonSections } from './person-sections.js';

/** The people a structure accompanies, by random reference. No other organisation has these addresses. */
@ApiController('beneficiaries')
export class BeneficiariesController {
  constructor(
    private readonly people: BeneficiariesService,
    private readonly finder: PeopleFinder,
    private readonly handovers: HandoverQueries,
    private readonly sections: PersonSections,
  ) {}

  @Read(READ.beneficiaries, { page: 'beneficiaires' })
  async listPage(@Context() ctx: Ctx, @Query() query: BeneficiaryPageQuery): Promise<Answer> {
    const asked = ctx.asked(query);
    const found = asked.q?.trim() ? await this.finder.find(ctx.actor, asked.q) : null;
    const page = found ? { items: [], next: null, total: null } : await this.people.counted(ctx.actor, asked);
    return ctx.page(<BeneficiaryListPage {...{ page, found, query, asked }} />);
  }

  /** The structure's references, newest first or in the order of `sort`, 50 a page; `q` is a typed reference. */
  @Read(READ.beneficiaries, { api: 'beneficiaries' })
  async list(@Context() ctx: Ctx, @Query() query: BeneficiaryQuery) {
    return json(200, await this.people.list(ctx.actor, query.asked));
  }

  @Read(WRITE.beneficiaries, { page: 'beneficiaires/nouveau' })
  async askCreate(@Context() ctx: Ctx, @Query() query: ForWhomQuery): Promise<Answer> {
    return ctx.page(<BeneficiaryFormPage values={{ ...query }} />);
  }

  /** Gives somebody a random reference. */
  @Act(WRITE.beneficiaries, { page: 'beneficiaires', api: 'beneficiaries', takes: BeneficiaryDto })
  create(@Context() ctx: Ctx) {
    return ctx.act({
      ...this.on(ctx),
      dto: BeneficiaryDto,
      form: NewBeneficiaryForm,
      fromForm: (posted) => ({ ...writtenFor(posted), ...readPerson(posted) }),
      done: (id) =>
        waitingPage(ctx.posted)
          ? { text: 'Personne enregistrée.', link: { href: `/beneficiaires/${id}`, label: 'Voir sa fiche' } }
          : 'Personne enregistrée.',
      rules: (tx, given) => this.people.judge(tx, ctx.actor, given),
      work: (tx, form) => this.people.create(tx, ctx.actor, personIn(form)),
      to: (id) => {
        const waiting = waitingPage(ctx.posted);
        return waiting ? `${waiting}?personne=${id}` : `/beneficiaires/${id}`;
      },
    });
  }

  /** One reference; whether an identity is kept, never the identity. */
  @Read(READ.beneficiaries, { page: 'beneficiaires/:id', api: 'beneficiaries/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const person = await this.people.byId(ctx.actor, id);
    const leads = person.id === id ? null : `/beneficiaires/${person.id}`;
    const page = async () => {
      const [{ identity, former }, handovers, cards] = await Promise.all([
        this.people.known(ctx.actor, id),
        this.handovers.list(ctx.actor, { limit: 200 }, id),
        this.sections.of(ctx, id),
      ]);
      const { timeZone } = ctx.bank;
      const looksHref = may(ctx.actor, READ.looks) ? `/consultations?de=${id}` : null;
      return (
        <BeneficiaryPage {...{ person, identity, former, timeZone, looksHref, cards }} handovers={handovers.items} />
      );
    };
    return ctx.answer(person, page, leads);
  }

  /** Who it is, and what of the person was put right, for the structure that wrote it. */
  @Read(READ.beneficiaries, { api: 'beneficiaries/:id/identity' })
  async identity(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.people.known(ctx.actor, id));
  }

  @Read(WRITE.beneficiaries, { page: 'beneficiaires/:id/modifier' })
  async askUpdate(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const person = await this.people.byId(ctx.actor, id);
    const identity = await this.people.identity(ctx.actor, id);
    const { ageBand, situation, commune } = person;
    const values = {
      ageBand,
      situation,
      commune,
      name: identity?.name ?? '',
      contact: identity?.contact ?? '',
    };
    return ctx.page(<BeneficiaryFormPage id={id} values={values} />);
  }

  @Act(WRITE.beneficiaries, { page: 'beneficiaires/:id/modifier', takes: BeneficiaryDto })
  update(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: BeneficiaryDto,
      fromForm: readPerson,
      done: 'Corrigé.',
      rules: (tx, given) => this.people.judge(tx, ctx.actor, given),
      work: (tx, form) => this.people.update(tx, ctx.actor, id, personIn(form)),
    });
  }

  /** Corrects what figures need, and the identity when one is given. */
  @Patch('api/v1/beneficiaries/:id')
  @Policy(WRITE.beneficiaries)
  @ApiBody({ type: BeneficiaryDto })
  patch(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.update(ctx, id);
  }

  @Act(WRITE.beneficiaries, { page: 'beneficiaires/:id/oublier', asks: true })
  forget(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      done: 'Identité effacée. La référence reste.',
      work: (tx) => this.people.forget(tx, ctx.actor, id),
      page: async (again) => <ForgetPage person={await this.people.byId(ctx.actor, id)} {...again} />,
    });
  }

  /** Forgets who it is, signatures and signed sheets included. The reference stays. */
  @Delete('api/v1/beneficiaries/:id/identity')
  @Policy(WRITE.beneficiaries)
  deleteIdentity(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.forget(ctx, id);
  }

  private on(ctx: Ctx, id?: string): ActOn<BeneficiaryView> {
    return {
      ref: id,
      to: (person) => `/beneficiaires/${person}`,
      view: (person) => this.people.byId(ctx.actor, person),
      page: ({ problems = [], values = {} }) => (
        <BeneficiaryFormPage id={id} values={values} problems={problemOfPerson(problems)} />
      ),
    };
  }
}
