import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import { READ } from '#kernel';
import { type ImportResult, SIM_LIFECYCLE, SimImportService, SimQueries, SimsService } from '#sims';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { AllotDto, EndSimDto, HandOutDto, SimImportDto, SimQuery } from './sims.dto.js';
import { whichOf } from './sims.pages.controller.js';

/** SIM cards: lists, stock, hand-out. PIN and PUK never leave through the API. */
@ApiTags('sims')
@ApiBearerAuth()
@Controller('api/v1/sims')
export class SimsApi {
  constructor(
    private readonly queries: SimQueries,
    private readonly sims: SimsService,
    private readonly imports: SimImportService,
  ) {}

  /** The cards that the token's organisation sees, newest first, 50 a page. */
  @Get()
  @Policy(READ.sims)
  async index(@Context() ctx: Ctx, @Query() query: SimQuery) {
    return json(200, await this.queries.list(ctx.actor, { ...query, cursor: query.after }));
  }

  /** Brings a supplier's list into stock. The same list again makes nothing and says so. */
  @Post('imports')
  @Policy(SIM_LIFECYCLE.right('import'))
  async import(@Context() ctx: Ctx, @Body() body: SimImportDto) {
    return ctx.once({
      body,
      work: async (tx) => {
        const bytes = Buffer.from(body.list);
        const result = await this.imports.importList(tx, ctx.actor, { ...body, bytes, name: 'Liste reçue par l’API' });
        return JSON.stringify(result);
      },
      show: async (ref) => JSON.parse(ref) as ImportResult,
    });
  }

  /** Gives cards of the stock to a structure: `ids`, or `count` of the oldest (of one `operator`). */
  @Post('allotments')
  @Policy(SIM_LIFECYCLE.right('allot'))
  async allot(@Context() ctx: Ctx, @Body() body: AllotDto) {
    return ctx.once({
      body,
      work: async (tx) => String(await this.sims.allot(tx, ctx.actor, body.structureId, whichOf(body))),
      show: async (count) => ({ structureId: body.structureId, allotted: Number(count) }),
    });
  }

  /** One card, with what may be done now. */
  @Get(':id')
  @Policy(READ.sims)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.byId(ctx.actor, id));
  }

  /** Its history, newest first. */
  @Get(':id/events')
  @Policy(READ.sims)
  async events(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, { items: await this.queries.timeline(ctx.actor, id), next: null });
  }

  /** Hands a card to a person of the structure, once in its life, with its slip. Signed by the password given again. */
  @Post(':id/hand-out')
  @Policy(SIM_LIFECYCLE.right('hand_out'))
  async handOut(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: HandOutDto) {
    return this.change(ctx, id, { beneficiaryId: body.beneficiaryId }, async (tx) => {
      await this.sims.handOut(tx, ctx.actor, { simId: id, ...body });
    });
  }

  /** Takes a card that nobody has back into the bank's stock. */
  @Post(':id/call-back')
  @Policy(SIM_LIFECYCLE.right('call_back'))
  async callBack(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.change(ctx, id, {}, (tx) => this.sims.callBack(tx, ctx.actor, id));
  }

  /** Ends a card's life: `lost`, `expired`, `blocked` or `returned`. Its codes are forgotten. */
  @Post(':id/end')
  @Policy(SIM_LIFECYCLE.right('end'))
  async end(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: EndSimDto) {
    return this.change(ctx, id, body, (tx) => this.sims.end(tx, ctx.actor, id, body.reason));
  }

  /** `body` is what the idempotency key stands for; a password is no part of it. */
  private change(ctx: Ctx, id: string, body: object, work: (tx: Parameters<SimsService['end']>[0]) => Promise<void>) {
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
