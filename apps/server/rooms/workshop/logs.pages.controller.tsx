import { Readable } from 'node:stream';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#devices';
import { READ } from '#kernel';
import { ErasureService, WorkshopQueries } from '#refurbishment';
import { Answer } from '../../http/answer.js';
import { Context, Ctx } from '../../http/ctx.js';
import { Policy } from '../../http/policy.js';
import { sentenceOfRule } from '../../http/sentences.js';
import type { FieldProblem } from '../../ui/index.js';
import { LogPage, LogsPage } from './logs.pages.js';
import { logOf } from './uploaded-log.js';
import { DecisionDto } from './workshop.dto.js';

/** Erasure logs: sent for many devices at once, read drive by drive, and decided upon where a serial lacks. */
@Controller('atelier/journaux')
export class LogsPages {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly erasure: ErasureService,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  @Get()
  @Policy(READ.workshop)
  async index(@Context() ctx: Ctx): Promise<Answer> {
    return ctx.page(<LogsPage logs={await this.queries.logs(ctx.actor)} timeZone={ctx.bank.timeZone} />);
  }

  @Post()
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  receive(@Context() ctx: Ctx, @Body() body: unknown): Promise<Answer> {
    let proven = 0;
    return ctx.submit({
      body,
      done: () => {
        return proven
          ? `Journal gardé : preuve d’effacement pour ${proven} appareil${proven > 1 ? 's' : ''}.`
          : 'Journal gardé. Il ne prouve encore rien : voyez disque par disque.';
      },
      work: async (tx) => {
        const received = await this.erasure.receive(tx, ctx.actor, await logOf(ctx));
        proven = received.proven.length;
        return `/atelier/journaux/${received.logId}`;
      },
      again: async (problems) => (
        <LogsPage logs={await this.queries.logs(ctx.actor)} timeZone={ctx.bank.timeZone} problems={problems} />
      ),
    });
  }

  @Get(':id')
  @Policy(READ.workshop)
  async show(@Context() ctx: Ctx, @Param('id') id: string, @Query('appareil') code?: string): Promise<Answer> {
    return ctx.page(await this.page(ctx, id, code));
  }

  @Get(':id/fichier')
  @Policy(READ.workshop)
  async file(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const file = await this.queries.logFile(ctx.actor, id);
    return new Answer(200, Readable.from(file.stream), {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(file.size),
      'content-disposition': `attachment; filename="${file.filename.replace(/[^\w.-]+/g, '-')}"`,
    });
  }

  @Post(':id/decisions')
  @Policy(DEVICE_LIFECYCLE.right('record_erasure'))
  decide(
    @Context() ctx: Ctx,
    @Param('id') id: string,
    @Body() body: unknown,
    @Query('appareil') code?: string,
  ): Promise<Answer> {
    return ctx.submit({
      dto: DecisionDto,
      body,
      done: 'Signé. Ce support est prouvé.',
      work: async (tx, form) => `/atelier/${await this.erasure.decide(tx, ctx.actor, form)}`,
      again: (problems, values) => this.page(ctx, id, code, problems, values),
    });
  }

  private async page(ctx: Ctx, id: string, code?: string, problems?: FieldProblem[], values?: Record<string, string>) {
    const log = await this.queries.log(ctx.actor, id);
    const device = code ? await this.devices.get(ctx.actor, code) : null;
    const gate = device && !device.custodyEnded ? await this.queries.gate(ctx.actor, device.id) : null;
    const refusal = gate ? await this.erasure.refusal(this.db.manager, ctx.actor, id, gate.deviceId) : null;
    return (
      <LogPage
        log={log}
        gate={gate}
        refusal={refusal ? sentenceOfRule(refusal) : null}
        timeZone={ctx.bank.timeZone}
        problems={problems}
        values={values}
      />
    );
  }
}
