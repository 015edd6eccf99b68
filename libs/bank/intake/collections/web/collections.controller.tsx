import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiProduces, ApiTags } from '@nestjs/swagger';
import { categoryOf } from '#bank/devices';
import {
  COLLECTION_MODES,
  CollectionsService,
  DONATION_LIFECYCLE,
  DonationQueries,
  type DonationView,
  DonorsService,
  isPerson,
  type PlannedView,
  ReleaseService,
} from '#bank/intake';
import { CommunesService } from '#bank/territory';
import {
  Act,
  type ActOn,
  type Answer,
  Context,
  Ctx,
  json,
  listAnswer,
  type OutColumn,
  Policy,
  Read,
} from '#platform/http';
import { NotFound, READ, SHEET_FORMATS, WRITE } from '#platform/kernel';
import type { FieldProblem } from '#platform/ui';
import { ReleaseFormPage, ReleaseSheetPage } from '../../donations/web/release.page.js';
import { placeWords, windowWords } from '../../web/intake.words.js';
import {
  CollectionExportQuery,
  CollectionListQuery,
  CollectionPageQuery,
  PlanCollectionDto,
  ReleaseDto,
  releaseAnswers,
} from './collection.dto.js';
import { CollectionFormPage } from './collection-form.page.js';
import { CollectionListPage } from './collection-list.page.js';

const PLAN = DONATION_LIFECYCLE.right('plan', 'replan');

const COLUMNS: readonly OutColumn<PlannedView>[] = [
  ['Jour', (p) => p.on],
  ['Heures', (p) => windowWords(p)],
  ['Don', (p) => p.number],
  ['Donateur', (p) => p.donorName],
  ['Comment', (p) => COLLECTION_MODES[p.mode].label],
  ['Adresse', (p) => (isPerson(p.donorKind) ? '' : p.address)],
  ['Commune', (p) => (isPerson(p.donorKind) ? '' : p.commune)],
  ['Reçu par', (p) => placeWords(p)],
  ['Annoncés', (p) => p.expected.map((e) => `${categoryOf(e.category).short} : ${e.quantity}`).join(', ')],
  ['Verrous à voir', (p) => p.unreleased],
];

/** The collections to come: the list of the days, planning one, what the donor unlocks before. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller()
export class CollectionsController {
  constructor(
    private readonly collections: CollectionsService,
    private readonly queries: DonationQueries,
    private readonly donors: DonorsService,
    private readonly release: ReleaseService,
    private readonly communes: CommunesService,
  ) {}

  @Get('collectes')
  @Policy(READ.donations)
  async plannedPage(@Context() ctx: Ctx, @Query() query: CollectionPageQuery): Promise<Answer> {
    const { jusque: until, sort, after: cursor } = query;
    const page = await this.collections.planned(ctx.actor, { until, sort, cursor });
    return ctx.page(<CollectionListPage page={page} query={query} timeZone={ctx.bank.timeZone} />);
  }

  /** The planned collections, by day and hour or in the order of `sort`, 200 a page; `until` is the last day of interest. */
  @Get('api/v1/collections')
  @Policy(READ.donations)
  async planned(@Context() ctx: Ctx, @Query() { until, sort, after: cursor }: CollectionListQuery) {
    const { items, next } = await this.collections.planned(ctx.actor, { until, sort, cursor });
    return json(200, { items, next });
  }

  /** All planned collections that the list keeps, as a CSV or XLSX file: whom to ring, and where a person lives, is in no file. */
  @Read(READ.donations, { page: 'collectes/export', api: 'collections/export' })
  @ApiProduces(...Object.values(SHEET_FORMATS).map((f) => f.mime))
  export(
    @Context() ctx: Ctx,
    @Query() { format = 'csv', jusque: until, sort }: CollectionExportQuery,
  ): Promise<Answer> {
    return listAnswer(ctx, format, {
      filename: 'collectes',
      name: 'Collectes prévues',
      columns: COLUMNS,
      read: (cursor, limit) => this.collections.planned(ctx.actor, { until, sort, cursor, limit }),
    });
  }

  @Get('dons/:id/collecte')
  @Policy(PLAN)
  async askPlan(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.form(ctx, id));
  }

  /** Plans the collection of a promise, or changes its plan. */
  @Act(PLAN, { page: 'dons/:id/collecte', api: 'donations/:id/plan', takes: PlanCollectionDto })
  plan(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: PlanCollectionDto,
      done: 'Collecte prévue.',
      rules: (tx, given) => this.collections.judge(tx, ctx.actor, id, given),
      work: (tx, plan) => this.collections.plan(tx, ctx.actor, id, plan),
      again: (problems, values) => this.form(ctx, id, problems, values),
    });
  }

  @Get('dons/:id/deverrouillage')
  @Policy(WRITE.donations)
  async askRelease(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<ReleaseFormPage donation={await this.queries.byId(ctx.actor, id)} />);
  }

  /** Notes what the donor says of the locks of their equipment. */
  @Act(WRITE.donations, { page: 'dons/:id/deverrouillage', api: 'donations/:id/release-list', takes: ReleaseDto })
  tick(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id),
      dto: ReleaseDto,
      fromForm: (posted) => ({ answers: releaseAnswers(posted) }),
      done: 'Réponses du donateur enregistrées.',
      work: (tx, { answers }) => this.release.tick(tx, ctx.actor, id, answers),
    });
  }

  /** A sheet to print and give, with the boxes to tick. */
  @Get('dons/:id/deverrouillage/feuille')
  @Policy(READ.donations)
  async sheet(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const donation = await this.queries.byId(ctx.actor, id);
    return ctx.page(<ReleaseSheetPage donation={donation} bank={ctx.bank} />);
  }

  private on(ctx: Ctx, id: string): ActOn<DonationView> {
    return {
      ref: id,
      to: () => `/dons/${id}`,
      view: () => this.queries.byId(ctx.actor, id),
      again: async (problems, values) => (
        <ReleaseFormPage donation={await this.queries.byId(ctx.actor, id)} problems={problems} values={values} />
      ),
    };
  }

  private async form(ctx: Ctx, id: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const donation = await this.queries.byId(ctx.actor, id);
    if (!problems && !donation.allowed.includes('plan') && !donation.allowed.includes('replan'))
      throw new NotFound('plan');
    const [donor, communes] = await Promise.all([
      this.donors.byId(ctx.actor, donation.donorId),
      this.communes.find(values?.['commune'] ?? ''),
    ]);
    return (
      <CollectionFormPage
        donation={donation}
        donor={donor}
        communes={communes}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }
}
