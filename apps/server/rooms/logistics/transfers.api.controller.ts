import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiTags } from '@nestjs/swagger';
import type { EntityManager } from 'typeorm';
import { READ } from '#kernel';
import { ArrivalsService, ReturnsService, TRANSFER_LIFECYCLE, TransferQueries, TransfersService } from '#logistics';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { CallBackDto, FinishDto, NewTransferDto, ScansDto, TransferListQuery } from './logistics.dto.js';

/** Lots of devices between two holders. `allowed` says what this token may do with each now. */
@ApiTags('transfers')
@ApiBearerAuth()
@Controller('api/v1/transfers')
export class TransfersApi {
  constructor(
    private readonly queries: TransferQueries,
    private readonly transfers: TransfersService,
    private readonly arrivals: ArrivalsService,
    private readonly returns: ReturnsService,
  ) {}

  /** Lots sent or received, newest first, 50 a page. */
  @Get()
  @Policy(READ.transfers)
  async index(@Context() ctx: Ctx, @Query() query: TransferListQuery) {
    return json(
      200,
      await this.queries.list(ctx.actor, {
        direction: query.direction || undefined,
        state: query.state || undefined,
        cursor: query.after,
      }),
    );
  }

  /** One lot with its lines and containers. A receiver finds it once it was sent. */
  @Get(':id')
  @Policy(READ.transfers)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.queries.get(ctx.actor, id));
  }

  /** Opens an empty lot from the token's organisation. */
  @Post()
  @Policy(TRANSFER_LIFECYCLE.right('open'))
  create(@Context() ctx: Ctx, @Body() body: NewTransferDto) {
    return ctx.once({
      body,
      work: (tx) => this.transfers.prepare(tx, ctx.actor, body),
      show: (id) => this.queries.get(ctx.actor, id),
    });
  }

  /** Adds devices (code, serial, old number, label address) or whole containers (code). All or none. */
  @Post(':id/lines')
  @Policy(TRANSFER_LIFECYCLE.right('compose'))
  add(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: ScansDto) {
    return this.act(ctx, id, body, async (tx) => {
      for (const code of body.codes) await this.transfers.add(tx, ctx.actor, id, code);
    });
  }

  /** Takes a line off the list; a line of a container takes the container off. */
  @Post(':id/lines/:line/removal')
  @Policy(TRANSFER_LIFECYCLE.right('compose'))
  remove(@Context() ctx: Ctx, @Param('id') id: string, @Param('line') lineId: string) {
    return this.act(ctx, id, { lineId }, (tx) => this.transfers.remove(tx, ctx.actor, id, { lineId }));
  }

  /** Closes the list: its devices leave. */
  @Post(':id/sending')
  @Policy(TRANSFER_LIFECYCLE.right('send'))
  send(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.act(ctx, id, {}, (tx) => this.transfers.send(tx, ctx.actor, id));
  }

  /** Gives up a lot that has not left. */
  @Post(':id/cancellation')
  @Policy(TRANSFER_LIFECYCLE.right('cancel'))
  cancel(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.act(ctx, id, {}, (tx) => this.transfers.cancel(tx, ctx.actor, id));
  }

  /** Takes the whole lot back while nothing of it was confirmed. */
  @Post(':id/recall')
  @Policy(TRANSFER_LIFECYCLE.right('recall'))
  recall(@Context() ctx: Ctx, @Param('id') id: string) {
    return this.act(ctx, id, {}, (tx) => this.returns.recall(tx, ctx.actor, id));
  }

  /** Confirms what was scanned: devices, or a sealed container by its code. What is not on the list is kept as `extra`. */
  @Post(':id/confirmations')
  @Policy(TRANSFER_LIFECYCLE.right('confirm'))
  confirm(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: ScansDto) {
    return this.act(ctx, id, body, async (tx) => {
      await this.arrivals.confirm(tx, ctx.actor, id, body.codes);
    });
  }

  /** Ends the arrival: custody moves for what was confirmed; the rest is missing. */
  @Post(':id/end')
  @Policy(TRANSFER_LIFECYCLE.right('finish'))
  finish(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: FinishDto) {
    return this.act(ctx, id, body, (tx) => this.arrivals.finish(tx, ctx.actor, id, body.placeId));
  }

  /** Missing devices that turned up at the receiver. */
  @Post(':id/late-confirmations')
  @Policy(TRANSFER_LIFECYCLE.right('confirm_late'))
  late(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: ScansDto) {
    return this.act(ctx, id, body, async (tx) => {
      for (const code of body.codes) await this.arrivals.confirmLate(tx, ctx.actor, id, code);
    });
  }

  /** The sender takes missing devices back. */
  @Post(':id/call-back')
  @Policy(TRANSFER_LIFECYCLE.right('call_back'))
  callBack(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: CallBackDto) {
    return this.act(ctx, id, body, (tx) => this.returns.callBack(tx, ctx.actor, id, body.lines));
  }

  private async act(ctx: Ctx, id: string, body: unknown, work: (tx: EntityManager) => Promise<void>) {
    // Somebody else's lot is a 404 before anything is said about the codes that came with it.
    await this.queries.get(ctx.actor, id);
    return ctx.once({
      body,
      status: 200,
      work: async (tx) => {
        await work(tx);
        return id;
      },
      show: (ref) => this.queries.get(ctx.actor, ref),
    });
  }
}
