import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { CollectionsService, DONATION_LIFECYCLE, DonationQueries, DonorsService, ReleaseService } from '#intake';
import { NotFound, READ, WRITE } from '#kernel';
import { CommunesService } from '#territory';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import type { FieldProblem } from '../../ui/index.js';
import { PlanCollectionDto, releaseAnswers } from './collection.dto.js';
import { CollectionFormPage } from './collection-form.page.js';
import { CollectionListPage } from './collection-list.page.js';
import { ReleaseFormPage, ReleaseSheetPage } from './release.page.js';

/** The collections to come: the list of the days, planning one, what the donor unlocks before. */
@Controller()
export class CollectionsPages {
  constructor(
    private readonly collections: CollectionsService,
    private readonly queries: DonationQueries,
    private readonly donors: DonorsService,
    private readonly release: ReleaseService,
    private readonly communes: CommunesService,
  ) {}

  @Get('collectes')
  @Policy(READ.donations)
  async index(@Context() ctx: Ctx, @Query('jusque') until?: string): Promise<Answer> {
    const day = typeof until === 'string' ? until : '';
    const planned = await this.collections.planned(ctx.actor, { until: day });
    return ctx.page(<CollectionListPage planned={planned} until={day} timeZone={ctx.bank.timeZone} />);
  }

  @Get('dons/:id/collecte')
  @Policy(DONATION_LIFECYCLE.right('plan', 'replan'))
  async ask(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.form(ctx, id));
  }

  @Post('dons/:id/collecte')
  @Policy(DONATION_LIFECYCLE.right('plan', 'replan'))
  async plan(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    return ctx.submit({
      dto: PlanCollectionDto,
      body,
      done: 'Collecte prévue.',
      work: async (tx, form) => {
        await this.collections.plan(tx, ctx.actor, id, form);
        return `/dons/${id}`;
      },
      again: (problems, values) => this.form(ctx, id, problems, values),
    });
  }

  @Get('dons/:id/deverrouillage')
  @Policy(WRITE.donations)
  async askRelease(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(<ReleaseFormPage donation={await this.queries.byId(ctx.actor, id)} />);
  }

  @Post('dons/:id/deverrouillage')
  @Policy(WRITE.donations)
  async tick(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: Record<string, unknown>): Promise<Answer> {
    const donation = await this.queries.byId(ctx.actor, id);
    return ctx.submit({
      body,
      done: 'Réponses du donateur gardées.',
      work: async (tx) => {
        await this.release.tick(tx, ctx.actor, id, releaseAnswers(body));
        return `/dons/${id}`;
      },
      again: (problems, values) => <ReleaseFormPage donation={donation} problems={problems} values={values} />,
    });
  }

  /** A sheet to print and give, with the boxes to tick. */
  @Get('dons/:id/deverrouillage/feuille')
  @Policy(READ.donations)
  async sheet(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const donation = await this.queries.byId(ctx.actor, id);
    return ctx.page(<ReleaseSheetPage donation={donation} bank={ctx.bank} />);
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
