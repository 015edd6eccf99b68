import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, DeviceQueries, type DeviceView } from '#devices';
import { may, READ, RuleBroken, WRITE } from '#kernel';
import {
  type Answers,
  BENCH_STEPS,
  BenchService,
  type BenchStepName,
  ErasureService,
  WorkshopQueries,
} from '#refurbishment';
import { type Answer, seeOther } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { sentenceOf } from '../../http/sentences.js';
import type { FieldProblem } from '../../ui/index.js';
import { BenchPage } from './bench.page.js';
import { BenchHelpPage } from './bench-help.page.js';
import { QueuePage } from './queue.page.js';
import { TestSheetPage } from './test-sheet.page.js';
import { logOf } from './uploaded-log.js';
import { GradeDto } from './workshop.dto.js';

/** The bench: a queue, a scan, then one next step per device. */
@Controller('atelier')
export class BenchPages {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly bench: BenchService,
    private readonly erasure: ErasureService,
  ) {}

  @Get()
  @Policy(READ.workshop)
  async queue(@Context() ctx: Ctx, @Query('etape') step?: string): Promise<Answer> {
    return ctx.page(
      await this.queuePage(
        ctx,
        BENCH_STEPS.find((s) => s === step),
      ),
    );
  }

  @Get('scan')
  @Policy(READ.workshop)
  async scan(@Context() ctx: Ctx, @Query('code') typed = ''): Promise<Answer> {
    const found = await this.devices.byIdentifier(ctx.actor, String(typed).slice(0, 300));
    if (found.kind === 'one') return seeOther(`/atelier/${found.code}`);
    const code =
      found.kind === 'several'
        ? 'logistics.several_devices'
        : found.kind === 'wrong_check'
          ? 'devices.code_wrong'
          : 'logistics.unknown_code';
    const problem = { field: 'code', code, message: sentenceOf(code, { typed }) };
    return ctx.page(await this.queuePage(ctx, undefined, [problem], typed), 404);
  }

  @Get('aide')
  @Policy(READ.workshop)
  guide(@Context() ctx: Ctx): Answer {
    return ctx.page(<BenchHelpPage helpline={ctx.bank.helpline} />);
  }

  @Get(':code')
  @Policy(READ.workshop)
  async step(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    if (device.code !== code) return seeOther(`/atelier/${device.code}`);
    return ctx.page(await this.stepPage(ctx, device));
  }

  @Post(':code/journal')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  async log(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      body,
      work: async (tx) => {
        const { logId } = await this.erasure.receive(tx, ctx.actor, await logOf(ctx), device.id);
        return `/atelier/journaux/${logId}?appareil=${device.code}`;
      },
      again: (problems) => this.stepPage(ctx, device, problems),
    });
  }

  @Get(':code/test')
  @Policy(DEVICE_LIFECYCLE.right('record_test'))
  async askTest(@Context() ctx: Ctx, @Param('code') code: string): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.page(<TestSheetPage gate={await this.queries.gate(ctx.actor, device.id)} />);
  }

  @Post(':code/test')
  @Policy(DEVICE_LIFECYCLE.right('record_test'))
  async test(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: Record<string, string>): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    const { password = '', system_name: system, ...answers } = body;
    let verdict = '';
    return ctx.submit({
      body,
      done: () => {
        return verdict === 'passed' ? 'Fiche signée : test réussi.' : 'Fiche signée : test non réussi.';
      },
      work: async (tx) => {
        verdict = await this.bench.test(tx, ctx.actor, device.id, {
          answers: answers as Partial<Answers>,
          system,
          password,
        });
        return `/atelier/${device.code}`;
      },
      again: async (problems, values) => (
        <TestSheetPage gate={await this.queries.gate(ctx.actor, device.id)} problems={problems} values={values} />
      ),
    });
  }

  @Post(':code/grade')
  @Policy(DEVICE_LIFECYCLE.right('grade'))
  async grade(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      dto: GradeDto,
      body,
      done: 'État noté.',
      work: async (tx, form) => {
        await this.bench.grade(tx, ctx.actor, device.id, form.grade);
        return `/atelier/${device.code}`;
      },
      again: (problems) => this.stepPage(ctx, device, problems),
    });
  }

  @Post(':code/stock')
  @Policy(DEVICE_LIFECYCLE.right('put_in_stock'))
  stock(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    return this.act(ctx, code, body, 'En stock. Appareil suivant !', (tx, id) =>
      this.bench.putInStock(tx, ctx.actor, id),
    );
  }

  @Post(':code/annulation')
  @Policy(WRITE.workshop)
  undo(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    return this.act(ctx, code, body, 'Étape annulée.', (tx, id) => this.bench.undo(tx, ctx.actor, id));
  }

  @Post(':code/aide/fin')
  @Policy(WRITE.workshop)
  helped(@Context() ctx: Ctx, @Param('code') code: string, @Body() body: unknown): Promise<Answer> {
    return this.act(ctx, code, body, 'Demande d’aide réglée.', (tx, id) => this.bench.helped(tx, ctx.actor, id));
  }

  private async act(
    ctx: Ctx,
    code: string,
    body: unknown,
    done: string,
    work: (tx: EntityManager, id: string) => Promise<void>,
  ): Promise<Answer> {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.submit({
      body,
      done,
      work: async (tx) => {
        await work(tx, device.id);
        return `/atelier/${device.code}`;
      },
      again: (problems) => this.stepPage(ctx, device, problems),
    });
  }

  private async stepPage(ctx: Ctx, device: DeviceView, problems?: FieldProblem[]) {
    // Whose custody ended sees the past on the device's page; the bench is for who works on it now.
    if (device.custodyEnded) throw new RuleBroken('devices.not_yours', { code: device.code });
    const [gate, undo, help] = await ctx.readTogether((on) =>
      Promise.all([
        this.queries.gate(ctx.actor, device.id, on),
        this.queries.undoable(ctx.actor, { deviceId: device.id, state: device.state }, on),
        this.queries.helpWanted(device.id, on),
      ]),
    );
    const supervisor = may(ctx.actor, WRITE.benchHelp);
    return <BenchPage gate={gate} undo={undo} help={help} supervisor={supervisor} problems={problems} />;
  }

  private async queuePage(ctx: Ctx, step?: BenchStepName, problems?: FieldProblem[], typed?: string) {
    const [rows, today] = await ctx.readTogether((on) =>
      Promise.all([this.queries.queue(ctx.actor, { step, limit: 40 }, on), this.queries.workshopToday(ctx.actor, on)]),
    );
    return (
      <QueuePage
        rows={rows}
        today={today}
        step={step}
        {...(problems ? { problems } : {})}
        {...(typed ? { typed } : {})}
      />
    );
  }
}
