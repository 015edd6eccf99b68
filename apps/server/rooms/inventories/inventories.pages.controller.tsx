import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { ReceivedQueries, type ReceivedState, Reception, ReviewService } from '#inventories';
import { publicUrl, READ, RuleBroken, WRITE } from '#kernel';
import type { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { sentenceOfRule } from '../../http/sentences.js';
import type { FieldProblem } from '../../ui/index.js';
import { AgentsHelpPage } from './agents-help.page.js';
import { InventoryDecisions } from './decisions.service.js';
import { DropPage, DroppedPage } from './drop.page.js';
import { AttachInventoryDto, DiscardInventoryDto, LogInventoryDto } from './inventories.dto.js';
import { ReceivedPage } from './received.page.js';
import { ReceivedListPage } from './received-list.page.js';
import type { WayOut } from './received-ways-out.js';
import { receiveAll } from './uploaded-inventories.js';

const LISTED: readonly string[] = ['waiting', 'attached', 'discarded'] satisfies ReceivedState[];

/** What machines said of themselves: sent by hand, looked through, decided. */
@Controller('inventaires')
export class InventoriesPages {
  constructor(
    private readonly received: ReceivedQueries,
    private readonly reception: Reception,
    private readonly review: ReviewService,
    private readonly decisions: InventoryDecisions,
    private readonly devices: DeviceQueries,
  ) {}

  @Get()
  @Policy(READ.inventories)
  async index(@Context() ctx: Ctx, @Query('etat') state?: string, @Query('suite') cursor?: string): Promise<Answer> {
    const wanted = LISTED.includes(state ?? '') ? (state as ReceivedState) : null;
    const page = await this.received.list(ctx.actor, {
      ...(wanted ? { state: wanted } : {}),
      ...(cursor ? { cursor } : {}),
    });
    return ctx.page(<ReceivedListPage page={page} state={wanted} timeZone={ctx.bank.timeZone} />);
  }

  @Get('envoi')
  @Policy(WRITE.inventories)
  ask(@Context() ctx: Ctx): Answer {
    return ctx.page(<DropPage />);
  }

  /** Each file is a transaction of its own; the page tells of each. */
  @Post('envoi')
  @Policy(WRITE.inventories)
  async take(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    const code = String((body as Record<string, unknown> | null)?.['code'] ?? '').slice(0, 200);
    try {
      const outcomes = await receiveAll(ctx, this.reception, this.received, { channel: 'page', code });
      return ctx.page(<DroppedPage outcomes={outcomes} />);
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      const problem = { field: error.field ?? '', code: error.code, message: sentenceOfRule(error) };
      return ctx.page(<DropPage problems={[problem]} values={{ code }} />, 409);
    }
  }

  @Get('agents')
  @Policy(READ.inventories)
  help(@Context() ctx: Ctx): Answer {
    const url = publicUrl() ?? `http://${ctx.req.headers.host ?? 'localhost'}`;
    return ctx.page(<AgentsHelpPage url={url} actor={ctx.actor} />);
  }

  @Get(':id')
  @Policy(READ.inventories)
  async show(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id));
  }

  @Post(':id/rattachement')
  @Policy(WRITE.inventories)
  async attach(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.received.byId(ctx.actor, id);
    return ctx.submit({
      dto: AttachInventoryDto,
      body,
      done: 'Inventaire rattaché à cet appareil.',
      work: async (tx, form) => `/appareils/${await this.decisions.attach(tx, ctx.actor, id, form.device)}`,
      again: (problems, values) => this.page(ctx, id, 'attach', problems, values),
    });
  }

  @Post(':id/enregistrement')
  @Policy(DEVICE_LIFECYCLE.right('log'))
  async log(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.received.byId(ctx.actor, id);
    return ctx.submit({
      dto: LogInventoryDto,
      body,
      done: 'Machine enregistrée, et son inventaire avec elle.',
      work: (tx, form) => this.decisions.log(tx, ctx.actor, id, form),
      to: async (deviceId) => `/appareils/${(await this.devices.get(ctx.actor, deviceId)).code}`,
      again: (problems, values) => this.page(ctx, id, 'log', problems, values),
    });
  }

  @Post(':id/ecart')
  @Policy(WRITE.inventories)
  async discard(@Context() ctx: Ctx, @Param('id') id: string, @Body() body: unknown): Promise<Answer> {
    await this.received.byId(ctx.actor, id);
    return ctx.submit({
      dto: DiscardInventoryDto,
      body,
      done: 'Inventaire écarté.',
      work: async (tx, form) => {
        await this.review.discard(tx, ctx.actor, id, form.reason);
        return '/inventaires?etat=waiting';
      },
      again: (problems, values) => this.page(ctx, id, 'discard', problems, values),
    });
  }

  private async page(ctx: Ctx, id: string, tried?: WayOut, problems?: FieldProblem[], values?: Record<string, string>) {
    const [received, donations] = await Promise.all([
      this.received.byId(ctx.actor, id),
      this.decisions.openDonations(ctx.actor),
    ]);
    return (
      <ReceivedPage
        received={received}
        donations={donations}
        timeZone={ctx.bank.timeZone}
        {...(tried ? { tried } : {})}
        {...(problems ? { problems } : {})}
        {...(values ? { values } : {})}
      />
    );
  }
}
