import { createHash } from 'node:crypto';
import { Body, Param, Post, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { DEVICE_LIFECYCLE } from '#bank/devices';
import { ReceivedQueries, type ReceivedView, Reception, ReviewService } from '#bank/inventories';
import {
  Act,
  type ActOn,
  type Answer,
  ApiController,
  Context,
  Ctx,
  json,
  Policy,
  PostedForm,
  Read,
  sentenceOfRule,
} from '#platform/http';
import { publicUrl, READ, RuleBroken, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { AgentsHelpPage, DropPage, DroppedPage } from './drop.page.js';
import { AttachInventoryDto, DiscardInventoryDto, LogInventoryDto } from './inventories.dto.js';
import { ReceivedPage } from './received.page.js';
import { ReceivedListPage, ReceivedPageQuery, ReceivedQuery } from './received-list.page.js';
import type { WayOut } from './received-ways-out.js';
import { ReviewAnswersService } from './review-answers.service.js';
import { receiveAll } from './uploaded-inventories.js';

/** What machines said of themselves: sent by hand or by a program, looked through, decided. */
@ApiController('inventories')
export class InventoriesController {
  constructor(
    private readonly received: ReceivedQueries,
    private readonly reception: Reception,
    private readonly review: ReviewService,
    private readonly answers: ReviewAnswersService,
  ) {}

  @Read(READ.inventories, { page: 'inventaires' })
  async listPage(@Context() ctx: Ctx, @Query() query: ReceivedPageQuery): Promise<Answer> {
    const asked = ctx.asked(query);
    const page = await this.received.counted(ctx.actor, asked);
    return ctx.page(<ReceivedListPage {...{ page, query }} state={asked.state} timeZone={ctx.bank.timeZone} />);
  }

  /** What was received, newest first or in the order of `sort`. */
  @Read(READ.inventories, { api: 'inventories' })
  async list(@Context() ctx: Ctx, @Query() query: ReceivedQuery) {
    return json(200, await this.received.list(ctx.actor, query.asked));
  }

  @Read(WRITE.inventories, { page: 'inventaires/envoi' })
  askTake(@Context() ctx: Ctx): Answer {
    return ctx.page(<DropPage />);
  }

  /** Each file is a transaction of its own; the page tells of each. */
  @PostedForm(WRITE.inventories, 'inventaires/envoi')
  async takeByForm(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const code = codeIn(body);
    try {
      const outcomes = await receiveAll(ctx, this.reception, this.received, { channel: 'page', code });
      return ctx.page(<DroppedPage outcomes={outcomes} />);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const problem = { field: error.field ?? '', code: error.code, message: sentenceOfRule(error) };
      return ctx.page(<DropPage problems={[problem]} values={{ code }} />, 409);
    }
  }

  /**
   * Takes inventories in: one document as the body (JSON, XML or text, plain, zlib or gzip), or several files `inventory` of a
   * multipart form. Each finds its device by itself, or waits for a person; one that cannot be read stops no other. The same
   * document again changes nothing. 422 when not one could be read.
   */
  @Post('api/v1/inventories')
  @Policy(WRITE.inventories)
  @ApiConsumes('application/json', 'application/xml', 'multipart/form-data')
  @ApiBody({ schema: { type: 'string', format: 'binary' } })
  async take(@Context() ctx: Ctx) {
    const { body } = ctx.req;
    const code = codeIn(body);
    const outcomes = await receiveAll(ctx, this.reception, this.received, { channel: 'api', code });
    const items = outcomes.map(({ again: _, mediaUnknown: __, ...item }) => item);
    // Each document is known by its hash; the key says only that this answer was given before.
    return ctx.once({
      body: { document: Buffer.isBuffer(body) ? createHash('sha256').update(body).digest('hex') : null, code },
      work: async () => items.flatMap((item) => item.received?.id ?? []).join(' '),
      show: async () => ({ items }),
      status: items.some((item) => item.received) ? 201 : 422,
    });
  }

  @Read(READ.inventories, { page: 'inventaires/agents' })
  explainAgents(@Context() ctx: Ctx): Answer {
    const url = publicUrl() ?? `http://${ctx.req.headers.host ?? 'localhost'}`;
    return ctx.page(<AgentsHelpPage url={url} actor={ctx.actor} />);
  }

  /** One document: what the machine said, while somebody has to decide. */
  @Read(READ.inventories, { page: 'inventaires/:id', api: 'inventories/:id' })
  async show(@Context() ctx: Ctx, @Param('id') id: string) {
    const received = await this.received.byId(ctx.actor, id);
    return ctx.answer(received, () => this.page(ctx, received));
  }

  /** Attaches a waiting document to a device, named by its code, an old number or its serial. */
  @Act(WRITE.inventories, {
    page: 'inventaires/:id/rattachement',
    api: 'inventories/:id/attach',
    takes: AttachInventoryDto,
  })
  attach(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id, 'attach'),
      dto: AttachInventoryDto,
      done: 'Inventaire rattaché à cet appareil.',
      work: async (tx, { device }) => {
        await this.answers.attach(tx, ctx.actor, id, device);
      },
    });
  }

  /** Logs the machine into an open donation and attaches what it said. */
  @Act(DEVICE_LIFECYCLE.right('log'), {
    page: 'inventaires/:id/enregistrement',
    api: 'inventories/:id/log',
    takes: LogInventoryDto,
  })
  log(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id, 'log'),
      dto: LogInventoryDto,
      done: 'Machine enregistrée, et son inventaire avec elle.',
      work: async (tx, form) => {
        await this.answers.log(tx, ctx.actor, id, form);
      },
    });
  }

  /** Sets a waiting document aside. */
  @Act(WRITE.inventories, {
    page: 'inventaires/:id/ecart',
    api: 'inventories/:id/discard',
    takes: DiscardInventoryDto,
  })
  discard(@Context() ctx: Ctx, @Param('id') id: string) {
    return ctx.act({
      ...this.on(ctx, id, 'discard'),
      dto: DiscardInventoryDto,
      done: 'Inventaire écarté.',
      work: (tx, { reason }) => this.review.discard(tx, ctx.actor, id, reason),
      to: () => '/inventaires?etat=waiting',
    });
  }

  private on(ctx: Ctx, id: string, tried: WayOut): ActOn<ReceivedView> & { status: 201 } {
    const view = () => this.received.byId(ctx.actor, id);
    return {
      ref: id,
      status: 201,
      to: async () => {
        const { deviceCode } = await view();
        return deviceCode ? `/appareils/${deviceCode}` : `/inventaires/${id}`;
      },
      view,
      page: async (again) => this.page(ctx, await view(), tried, again),
    };
  }

  private async page(ctx: Ctx, received: ReceivedView, tried?: WayOut, again: FormState = {}) {
    return (
      <ReceivedPage
        received={received}
        donations={await this.answers.openDonations(ctx.actor)}
        timeZone={ctx.bank.timeZone}
        tried={tried}
        {...again}
      />
    );
  }
}

/** The code typed for all files of a form. */
const codeIn = (body: unknown): string =>
  String((body as Record<string, unknown> | null)?.['code'] ?? '').slice(0, 200);
