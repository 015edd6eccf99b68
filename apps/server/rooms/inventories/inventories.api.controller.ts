import { createHash } from 'node:crypto';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE } from '#devices';
import { ReceivedQueries, Reception, ReviewService } from '#inventories';
import { READ, WRITE } from '#kernel';
import { json } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { InventoryDecisions } from './decisions.service.js';
import { AttachInventoryDto, DiscardInventoryDto, LogInventoryDto, ReceivedListQuery } from './inventories.dto.js';
import { receiveAll } from './uploaded-inventories.js';

/** Inventories of machines, for programs. */
@ApiTags('inventories')
@ApiBearerAuth()
@Controller('api/v1/inventories')
export class InventoriesApi {
  constructor(
    private readonly received: ReceivedQueries,
    private readonly reception: Reception,
    private readonly review: ReviewService,
    private readonly decisions: InventoryDecisions,
  ) {}

  /**
   * Takes inventories in: one document as the body (JSON, XML or text, plain, zlib or gzip), or several files `inventory` of a
   * multipart form. Each finds its device by itself, or waits for a person; one that cannot be read stops no other. The same
   * document again changes nothing. 422 when not one could be read.
   */
  @Post()
  @Policy(WRITE.inventories)
  @ApiConsumes('application/json', 'application/xml', 'multipart/form-data')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async take(@Context() ctx: Ctx) {
    const { body } = ctx.req;
    const code = String((body as Record<string, unknown> | null)?.['code'] ?? '').slice(0, 200);
    const outcomes = await receiveAll(ctx, this.reception, this.received, { channel: 'api', code });
    const items = outcomes.map(({ again: _, ...item }) => item);
    // Each document is known by its hash; the key says only that this answer was given before.
    return ctx.once({
      body: { document: Buffer.isBuffer(body) ? createHash('sha256').update(body).digest('hex') : null, code },
      work: async () => items.flatMap((item) => item.received?.id ?? []).join(' '),
      show: async () => ({ items }),
      status: items.some((item) => item.received) ? 201 : 422,
    });
  }

  /** What was received, newest first. */
  @Get()
  @Policy(READ.inventories)
  async list(@Context() ctx: Ctx, @Query() query: ReceivedListQuery) {
    return json(200, await this.received.list(ctx.actor, query));
  }

  /** One document: what the machine said, while somebody has to decide. */
  @Get(':id')
  @Policy(READ.inventories)
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    return json(200, await this.received.byId(ctx.actor, id));
  }

  /** Attaches a waiting document to a device, named by its code, an old number or its serial. */
  @Post(':id/attach')
  @Policy(WRITE.inventories)
  async attach(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: AttachInventoryDto) {
    await this.received.byId(ctx.actor, id);
    return this.decide(ctx, id, body, (tx) => this.decisions.attach(tx, ctx.actor, id, body.device));
  }

  /** Logs the machine into an open donation and attaches what it said. */
  @Post(':id/log')
  @Policy(DEVICE_LIFECYCLE.right('log'))
  async log(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: LogInventoryDto) {
    await this.received.byId(ctx.actor, id);
    return this.decide(ctx, id, body, (tx) => this.decisions.log(tx, ctx.actor, id, body));
  }

  /** Sets a waiting document aside. */
  @Post(':id/discard')
  @Policy(WRITE.inventories)
  async discard(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: DiscardInventoryDto) {
    await this.received.byId(ctx.actor, id);
    return this.decide(ctx, id, body, (tx) => this.review.discard(tx, ctx.actor, id, body.reason));
  }

  private decide(
    ctx: Ctx,
    id: string,
    body: unknown,
    work: (tx: Parameters<Parameters<Ctx['once']>[0]['work']>[0]) => Promise<unknown>,
  ) {
    return ctx.once({
      body,
      work: async (tx) => {
        await work(tx);
        return id;
      },
      show: (ref) => this.received.byId(ctx.actor, ref),
    });
  }
}
