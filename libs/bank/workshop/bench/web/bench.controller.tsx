import { Param, Query } from '@nestjs/common';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#bank/devices';
import { BenchService, meansAMedium, type QueueAsked, WorkshopQueries } from '#bank/workshop';
import {
  Act,
  type Answer,
  ApiController,
  AskedForm,
  Context,
  Ctx,
  json,
  Read,
  seeOther,
  sentenceOf,
} from '#platform/http';
import { READ, WRITE } from '#platform/kernel';
import { addressOf } from '#platform/ui';
import { EraseTroublesPage } from '../../erasure/web/erase-troubles.page.js';
import { GradeDto, HelpDto, UndoStepDto } from '../../web/workshop.dto.js';
import { BenchActs } from './bench-acts.js';
import { BenchHelpPage, HelpPage } from './help.page.js';
import { QueuePage, QueuePageQuery, type ScannedProps } from './queue.page.js';

/** The bench: a queue, a scan, then one next step per device. */
@ApiController('refurbishment')
export class BenchController {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly bench: BenchService,
    private readonly acts: BenchActs,
  ) {}

  @Read(READ.workshop, { page: 'atelier' })
  async queue(@Context() ctx: Ctx, @Query() query: QueuePageQuery): Promise<Answer> {
    return ctx.page(await this.queuePage(ctx, query, ctx.asked(query)));
  }

  @Read(READ.workshop, { page: 'atelier/scan' })
  async scan(@Context() ctx: Ctx, @Query('code') typed = ''): Promise<Answer> {
    if (!String(typed).trim()) return seeOther('/atelier');
    if (meansAMedium(String(typed))) return seeOther(addressOf('/atelier/supports-retires', { q: typed.slice(0, 40) }));
    const found = await this.devices.byIdentifier(ctx.actor, String(typed).slice(0, 300));
    if (found.kind === 'one') return seeOther(`/atelier/${found.code}`);
    const code =
      found.kind === 'several'
        ? 'logistics.several_devices'
        : found.kind === 'wrong_check'
          ? 'devices.code_wrong'
          : 'logistics.unknown_code';
    const problem = { field: 'code', code, message: sentenceOf(code, { typed }) };
    return ctx.page(await this.queuePage(ctx, {}, {}, { problems: [problem], typed }), 404);
  }

  @Read(READ.workshop, { page: 'atelier/aide' })
  guide(@Context() ctx: Ctx): Answer {
    return ctx.page(<BenchHelpPage helpline={ctx.bank.helpline} />);
  }

  @Read(READ.workshop, { page: 'atelier/:code' })
  async step(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    if (device.code !== code) return seeOther(`/atelier/${device.code}`);
    return ctx.page(await this.acts.page(ctx, device));
  }

  /** Whether the device may be in stock and, if not, what is lacking: the same codes as the refusal's `failures`. */
  @Read(READ.devices, { api: 'devices/:code/gate' })
  async gate(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return json(200, await this.queries.gate(ctx.actor, device.id));
  }

  /** Grades the device A, B or C. */
  @Act(DEVICE_LIFECYCLE.right('grade'), { page: 'atelier/:code/grade', api: 'devices/:code/grade', takes: GradeDto })
  async grade(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    const storing = ctx.posted['stock'] === 'oui';
    return ctx.act({
      ...this.acts.on(ctx, device),
      dto: GradeDto,
      status: 201,
      done: storing ? 'Classé, et en stock. Appareil suivant !' : 'Appareil classé.',
      work: async (tx, { grade, seen }) => {
        await this.bench.grade(tx, ctx.actor, device.id, grade, seen);
        if (storing) await this.bench.putInStock(tx, ctx.actor, device.id);
      },
    });
  }

  @Act(DEVICE_LIFECYCLE.right('put_in_stock'), { page: 'atelier/:code/stock' })
  async putInStock(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.acts.on(ctx, device),
      done: 'En stock. Appareil suivant !',
      work: (tx) => this.bench.putInStock(tx, ctx.actor, device.id),
    });
  }

  /** Takes the signer's own last step on this device back; with `step`, only while that is the last. */
  @Act(DEVICE_LIFECYCLE.right('record_repair'), {
    page: 'atelier/:code/annulation',
    api: 'devices/:code/undo',
    takes: UndoStepDto,
  })
  async undo(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.acts.on(ctx, device),
      dto: UndoStepDto,
      done: 'Étape annulée.',
      work: (tx, { step }) => this.bench.undo(tx, ctx.actor, device.id, step),
    });
  }

  /** What to do where erasing fails. */
  @Read(READ.workshop, { page: 'atelier/:code/effacement-bloque' })
  async troubles(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.page(<EraseTroublesPage gate={await this.queries.gate(ctx.actor, device.id)} />);
  }

  @AskedForm(WRITE.workshop, 'atelier/:code/aide')
  async help(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      dto: HelpDto,
      ref: '/atelier',
      done: 'Demande d’aide enregistrée : votre responsable la voit en tête de sa liste.',
      work: (tx, form) => this.bench.askHelp(tx, ctx.actor, device.id, form.help),
      page: async ({ problems = [] }) => (
        <HelpPage gate={await this.queries.gate(ctx.actor, device.id)} problems={problems} />
      ),
    });
  }

  @Act(WRITE.workshop, { page: 'atelier/:code/aide/fin' })
  async endHelp(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      ...this.acts.on(ctx, device),
      done: 'Demande d’aide réglée.',
      work: (tx) => this.bench.helped(tx, ctx.actor, device.id),
    });
  }

  private async queuePage(ctx: Ctx, query: object, asked: QueueAsked, scanned: ScannedProps = {}) {
    const [page, today] = await ctx.readTogether((on) =>
      Promise.all([this.queries.queue(ctx.actor, { limit: 40, ...asked }, on), this.queries.today(ctx.actor, on)]),
    );
    return <QueuePage {...{ page, today, query }} step={asked.step} timeZone={ctx.bank.timeZone} {...scanned} />;
  }
}
