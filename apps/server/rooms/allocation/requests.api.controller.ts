import { Body, Controller, Get, Param, Post, Put, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { DecisionsService, QuotasService, REQUEST_LIFECYCLE, RequestQueries, RequestsService } from '#allocation';
import { READ, WRITE } from '#kernel';
import { type Answer, json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { BindDto, QuotaDto, RefuseDto, RequestDto, RequestFilterDto } from './allocation.dto.js';

/** Requests: what a structure asks for, and what the bank answers. The allowed actions of each come with it. */
@ApiTags('requests')
@ApiBearerAuth()
@Controller('api/v1/requests')
export class RequestsApi {
  constructor(
    private readonly queries: RequestQueries,
    private readonly requests: RequestsService,
    private readonly decisions: DecisionsService,
  ) {}

  /** The requests that the token's organisation sees, 50 a page: newest first, waiting ones oldest first. */
  @Get()
  @Policy(READ.requests)
  async index(@Context() ctx: Ctx, @Query() { after, ...query }: RequestFilterDto): Promise<Answer> {
    return json(200, await this.queries.list(ctx.actor, { ...query, ...(after ? { cursor: after } : {}) }));
  }

  /** One request, with a row per wanted device. */
  @Get(':id')
  @Policy(READ.requests)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** Begins a draft; nobody else sees it before it is submitted. */
  @Post()
  @Policy(REQUEST_LIFECYCLE.right('draft'))
  draft(@Context() ctx: Ctx, @Body() body: RequestDto): Promise<Answer> {
    return ctx.once({
      body,
      work: (tx) => this.requests.draft(tx, ctx.actor, body),
      show: (id) => this.queries.byId(ctx.actor, id),
    });
  }

  /** Rewrites a draft whole. */
  @Put(':id')
  @Policy(REQUEST_LIFECYCLE.right('draft'))
  rewrite(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: RequestDto): Promise<Answer> {
    return this.change(ctx, id, body, (tx) => this.requests.rewrite(tx, ctx.actor, id, body));
  }

  /** Sends a draft to the bank. */
  @Post(':id/submit')
  @Policy(REQUEST_LIFECYCLE.right('submit'))
  submit(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.change(ctx, id, {}, (tx) => this.requests.submit(tx, ctx.actor, id));
  }

  /** Approves the request whole; each unit takes its place in the quota of today. */
  @Post(':id/approve')
  @Policy(REQUEST_LIFECYCLE.right('approve'))
  approve(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.change(ctx, id, {}, (tx) => this.decisions.approve(tx, ctx.actor, id));
  }

  /** Refuses, with a reason that the requester reads. */
  @Post(':id/refuse')
  @Policy(REQUEST_LIFECYCLE.right('refuse'))
  refuse(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: RefuseDto): Promise<Answer> {
    return this.change(ctx, id, body, (tx) => this.decisions.refuse(tx, ctx.actor, id, body));
  }

  /** Cancels what is still open; reserved devices and places in the quota are free again. */
  @Post(':id/cancel')
  @Policy(REQUEST_LIFECYCLE.right('cancel'))
  cancel(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return this.change(ctx, id, {}, (tx) => this.decisions.cancel(tx, ctx.actor, id));
  }

  /** Says for whom a wanted device is. */
  @Post(':id/units/:unit/beneficiary')
  @Policy(WRITE.requests)
  bind(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Param('unit') unit: string,
    @Body() body: BindDto,
  ): Promise<Answer> {
    return this.change(ctx, id, body, (tx) => this.requests.bind(tx, ctx.actor, id, unit, body.beneficiaryId ?? null));
  }

  private change(ctx: Ctx, id: string, body: object, work: (tx: EntityManager) => Promise<void>): Promise<Answer> {
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await work(tx);
        return id;
      },
      show: (ref) => this.queries.byId(ctx.actor, ref),
    });
  }
}

/** Quotas: how many of a category a structure may be given in a period. No row means none. */
@ApiTags('quotas')
@ApiBearerAuth()
@Controller('api/v1/quotas')
export class QuotasApi {
  constructor(private readonly quotas: QuotasService) {}

  /** The quotas of a year, this one by default: all for the bank, one's own for a structure. */
  @Get()
  @Policy(READ.quotas)
  async index(@Context() ctx: Ctx, @Query('year') year?: string): Promise<Answer> {
    const items = await this.quotas.list(ctx.actor, /^20\d\d$/.test(year ?? '') ? { year: Number(year) } : {});
    return json(200, { items, next: null });
  }

  /** Sets a quota, or another number in the one of the same days. */
  @Post()
  @Policy(WRITE.quotas)
  set(@Context() ctx: Ctx, @Body() body: QuotaDto): Promise<Answer> {
    return ctx.once({
      body,
      status: 200,
      work: (tx) => this.quotas.set(tx, ctx.actor, body),
      show: (id) => this.quotas.byId(ctx.actor, id),
    });
  }
}
