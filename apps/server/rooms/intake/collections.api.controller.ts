import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { CollectionsService, DONATION_LIFECYCLE, DonationQueries, RefusalsService, ReleaseService } from '#intake';
import { READ, WRITE } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { PlanCollectionDto, RefusalDto, ReleaseDto } from './collection.dto.js';

/** Collections: planned, unlocked by the donor before, refused in part on arrival. */
@ApiTags('donations')
@ApiBearerAuth()
@Controller('api/v1')
export class CollectionsApi {
  constructor(
    private readonly collections: CollectionsService,
    private readonly refusals: RefusalsService,
    private readonly release: ReleaseService,
    private readonly queries: DonationQueries,
  ) {}

  /** The planned collections, by day and hour; `until` is the last day of interest. */
  @Get('collections')
  @Policy(READ.donations)
  async planned(@Context() ctx: Ctx, @Query('until') until?: string) {
    const items = await this.collections.planned(ctx.actor, { until: typeof until === 'string' ? until : undefined });
    return json(200, { items });
  }

  /** Plans the collection of a promise, or changes its plan. */
  @Post('donations/:id/plan')
  @Policy(DONATION_LIFECYCLE.right('plan', 'replan'))
  async plan(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: PlanCollectionDto) {
    return this.step(ctx, id, body, (tx) => this.collections.plan(tx, ctx.actor, id, body));
  }

  /** Notes what the donor says of the locks of their equipment. */
  @Post('donations/:id/release-list')
  @Policy(WRITE.donations)
  async tick(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: ReleaseDto) {
    return this.step(ctx, id, body, (tx) => this.release.tick(tx, ctx.actor, id, body.answers));
  }

  /** Notes what was refused on arrival. It never becomes a device. */
  @Post('donations/:id/refusals')
  @Policy(WRITE.donations)
  async refuse(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: RefusalDto) {
    return this.step(ctx, id, body, (tx) => this.refusals.refuse(tx, ctx.actor, id, body), 201);
  }

  /** Takes back a refusal that was noted by mistake. */
  @Delete('donations/:id/refusals/:refusal')
  @Policy(WRITE.donations)
  async withdraw(@Context() ctx: Ctx, @Param('id') id: string, @Param('refusal') refusal: string) {
    return this.step(ctx, id, undefined, (tx) => this.refusals.withdraw(tx, ctx.actor, id, refusal));
  }

  private step(ctx: Ctx, id: string, body: unknown, work: (tx: EntityManager) => Promise<unknown>, status = 200) {
    return ctx.once({
      body,
      status,
      work: async (tx) => {
        await work(tx);
        return id;
      },
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }
}
