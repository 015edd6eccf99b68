import { Param, Query } from '@nestjs/common';
import {
  CollectionsService,
  DONATION_LIFECYCLE,
  DonationQueries,
  type DonationView,
  DonorsService,
  type DonorView,
  ReleaseService,
} from '#bank/intake';
import { CommunesService, type CommuneView } from '#bank/territory';
import { Act, type ActOn, type Answer, ApiController, Context, Ctx, json, Read } from '#platform/http';
import { joined, NotFound, READ, WRITE } from '#platform/kernel';
import { AskPage, Fieldset, FieldsOf, type FormState, SelectField } from '#platform/ui';
import { donationTrail } from '../../donations/web/donation-parts.js';
import { ReleaseFormPage, ReleaseSheetPage } from '../../donations/web/release.page.js';
import { CommuneField } from '../../donors/web/donor-fields.js';
import { PlanCollectionDto, ReleaseDto, releaseAnswers } from './collection.dto.js';
import { CollectionListPage, CollectionPageQuery, CollectionQuery } from './collection-list.page.js';

const PLAN = DONATION_LIFECYCLE.right('plan', 'replan');

@ApiController('donations')
export class CollectionsController {
  constructor(
    private readonly collections: CollectionsService,
    private readonly queries: DonationQueries,
    private readonly donors: DonorsService,
    private readonly release: ReleaseService,
    private readonly communes: CommunesService,
  ) {}

  @Read(READ.donations, { page: 'collectes' })
  async plannedPage(@Context() ctx: Ctx, @Query() query: CollectionPageQuery): Promise<Answer> {
    const asked = ctx.asked(query);
    const page = await this.collections.planned(ctx.actor, asked);
    return ctx.page(<CollectionListPage {...{ page, query, asked }} timeZone={ctx.bank.timeZone} />);
  }

  /** The planned collections, by day and hour or in the order of `sort`, 200 a page; `until` is the last day of interest. */
  @Read(READ.donations, { api: 'collections' })
  async planned(@Context() ctx: Ctx, @Query() query: CollectionQuery) {
    const { items, next } = await this.collections.planned(ctx.actor, query.asked);
    return json(200, { items, next });
  }

  /** Plans the collection of a promise, or changes its plan. */
  @Act(PLAN, { page: 'dons/:id/collecte', api: 'donations/:id/plan', takes: PlanCollectionDto, asks: true })
  plan(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: PlanCollectionDto,
      done: 'Collecte prévue.',
      rules: (tx, given) => this.collections.judge(tx, ctx.actor, id, given),
      work: (tx, plan) => this.collections.plan(tx, ctx.actor, id, plan),
      page: (again) => this.form(ctx, id, again),
    });
  }

  /** Notes what the donor says of the locks of their equipment. */
  @Act(WRITE.donations, {
    page: 'dons/:id/deverrouillage',
    api: 'donations/:id/release-list',
    takes: ReleaseDto,
    asks: true,
  })
  tick(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: ReleaseDto,
      fromForm: (posted) => ({ answers: releaseAnswers(posted) }),
      done: 'Réponses du donateur enregistrées.',
      work: (tx, { answers }) => this.release.tick(tx, ctx.actor, id, answers),
    });
  }

  @Read(READ.donations, { page: 'dons/:id/deverrouillage/feuille' })
  async sheet(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const donation = await this.queries.byId(ctx.actor, id);
    return ctx.page(<ReleaseSheetPage donation={donation} bank={ctx.bank} />);
  }

  private on(ctx: Ctx, id: string): ActOn<DonationView> {
    return {
      ref: id,
      to: () => `/dons/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      page: async (again) => <ReleaseFormPage donation={await this.queries.byId(ctx.actor, id)} {...again} />,
    };
  }

  private async form(ctx: Ctx, id: string, again: FormState = {}) {
    const donation = await this.queries.byId(ctx.actor, id);
    if (!again.problems && !donation.allowed.includes('plan') && !donation.allowed.includes('replan'))
      throw new NotFound('plan');
    const [donor, communes] = await Promise.all([
      this.donors.byId(ctx.actor, donation.donorId),
      this.communes.find(again.values?.['commune'] ?? ''),
    ]);
    return <CollectionFormPage donation={donation} donor={donor} communes={communes} {...again} />;
  }
}

function CollectionFormPage({
  donation: d,
  donor,
  communes,
  problems,
  values,
}: FormState & {
  donation: DonationView;
  donor: DonorView;
  communes: readonly CommuneView[];
}) {
  const now = values ?? asItIs(d, donor);
  const title = DONATION_LIFECYCLE.transitions[d.state === 'planned' ? 'replan' : 'plan'].label;
  return (
    <AskPage
      title={title}
      lead={`${d.number} · ${d.donorName}`}
      trail={donationTrail(d, title)}
      action={`/dons/${d.id}/collecte`}
      problems={problems}
      values={now}
      does={{ label: d.state === 'planned' ? 'Enregistrer ce changement' : 'Prévoir cette collecte', icon: 'calendar' }}
      back={{ href: `/dons/${d.id}` }}
    >
      <FieldsOf form={PlanCollectionDto} only={['on']} />
      <Fieldset legend="Entre quelle heure et quelle heure ?" hint="Par exemple 9 h 30. Facultatif." pairs>
        <FieldsOf form={PlanCollectionDto} only={['from', 'to']} />
      </Fieldset>
      <FieldsOf form={PlanCollectionDto} only={['mode']} />
      <Address chosen={now.communeCode} communes={problems ? communes : []} />
      <OnSite donor={donor} />
      <FieldsOf form={PlanCollectionDto} only={['bring']} />
    </AskPage>
  );
}

function Address({ chosen, communes }: { chosen: string | undefined; communes: readonly CommuneView[] }) {
  return (
    <Fieldset legend="Où aller le chercher" hint="Inutile si le donateur l’apporte.">
      <FieldsOf form={PlanCollectionDto} only={['address', 'postalCode']} />
      <CommuneField candidates={communes} chosen={chosen} said />
    </Fieldset>
  );
}

function OnSite({ donor }: { donor: DonorView }) {
  if (!donor.contacts.length) return null;
  return (
    <SelectField
      name="contactId"
      label="Qui appeler sur place"
      empty="Personne en particulier"
      options={donor.contacts.map((c) => ({
        value: c.id,
        label: joined(', ', c.name || c.job || 'sans nom', c.phone),
      }))}
    />
  );
}

/** The plan there is; before there is one, what the donor's card already says. */
function asItIs(d: DonationView, donor: DonorView): Record<string, string> {
  const c = d.collection;
  if (!c) {
    return {
      on: d.expectedOn ?? '',
      address: donor.address ?? donor.contact?.address ?? '',
      postalCode: donor.postalCode ?? '',
      commune: donor.commune ?? '',
      contactId: donor.contact?.id ?? '',
    };
  }
  return {
    on: d.expectedOn ?? '',
    from: c.from ?? '',
    to: c.to ?? '',
    mode: c.mode,
    address: c.address,
    postalCode: c.postalCode ?? '',
    commune: c.commune ?? '',
    contactId: c.contactId ?? '',
    bring: c.bring,
  };
}
