import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import {
  CollectionsService,
  DONATION_LIFECYCLE,
  DonationQueries,
  type DonationView,
  DonorsService,
  ReleaseService,
} from '#bank/intake';
import { CommunesService } from '#bank/territory';
import { Act, type ActOn, type Answer, Context, Ctx, json, Policy } from '#platform/http';
import { NotFound, READ, WRITE } from '#platform/kernel';
import type { Again } from '#platform/ui';
import { ReleaseFormPage, ReleaseSheetPage } from '../../donations/web/release.page.js';
import { PlanCollectionDto, ReleaseDto, releaseAnswers } from './collection.dto.js';
import { CollectionFormPage } from './collection-form.page.js';
import { CollectionListPage, CollectionPageQuery, CollectionQuery } from './collection-list.page.js';

const PLAN = DONATION_LIFECYCLE.right('plan', 'replan');

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
    const asked = ctx.asked(query);
    const page = await this.collections.planned(ctx.actor, asked);
    return ctx.page(<CollectionListPage {...{ page, query, asked }} timeZone={ctx.bank.timeZone} />);
  }

  /** The planned collections, by day and hour or in the order of `sort`, 200 a page; `until` is the last day of interest. */
  @Get('api/v1/collections')
  @Policy(READ.donations)
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
      page: async (again) => <ReleaseFormPage donation={await this.queries.byId(ctx.actor, id)} {...again} />,
    };
  }

  private async form(ctx: Ctx, id: string, again: Again = {}) {
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
