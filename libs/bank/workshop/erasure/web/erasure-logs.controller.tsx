import { Readable } from 'node:stream';
import { Param, Query } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#bank/devices';
import { type ErasureLogView, ErasureService, showMediumCode, WorkshopQueries } from '#bank/workshop';
import { Act, Answer, ApiController, Context, Ctx, json, Read, sentenceOfRule } from '#platform/http';
import { may, NotFound, READ, WRITE } from '#platform/kernel';
import type { FormState } from '#platform/ui';
import { BenchActs } from '../../bench/web/bench-acts.js';
import { LogDecisionDto } from '../../web/workshop.dto.js';
import { ErasureFilePageQuery, ErasureFileQuery, ErasureFilesPage } from './erasure-files.page.js';
import { LogPage } from './log.page.js';
import { fileOf, LOG_FILE, missing } from './sent-file.js';

const RIGHT = DEVICE_LIFECYCLE.right('record_erasure');
/** Erasure logs: of one device or of any number, read drive by drive, and decided upon where a serial lacks. */
@ApiController('refurbishment')
export class ErasureLogsController {
  constructor(
    private readonly queries: WorkshopQueries,
    private readonly devices: DeviceQueries,
    private readonly erasure: ErasureService,
    private readonly acts: BenchActs,
    @InjectDataSource() private readonly db: DataSource,
  ) {}

  @Read(READ.workshop, { page: 'atelier/journaux' })
  async listPage(@Context() ctx: Ctx, @Query() query: ErasureFilePageQuery): Promise<Answer> {
    const page = await this.queries.countedLogs(ctx.actor, ctx.asked(query));
    return ctx.page(<ErasureFilesPage {...{ page, query }} {...this.reader(ctx)} />);
  }

  /** The files of erasing tools that the token's organisation sent, newest first or in the order of `sort`, 50 a page. */
  @Read(READ.workshop, { api: 'erasure-logs' })
  async listLogs(@Context() ctx: Ctx, @Query() query: ErasureFileQuery) {
    return json(200, await this.queries.logs(ctx.actor, query.asked));
  }

  /** Sends a file of any erasing tool, as the file `log` of a multipart form: it is stored as it came, and read. Of an nwipe log, each passed result proves the medium of its serial; where several devices wait for that one, none until the log is sent for one of them. */
  @Act(RIGHT, { page: 'atelier/journaux', api: 'erasure-logs' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(LOG_FILE)
  async receive(@Context() ctx: Ctx) {
    let proven = 0;
    let removed: readonly string[] = [];
    // Stored before the act: whatever stops the reading, the file stays.
    const file = await fileOf(ctx);
    const stored = file && (await this.erasure.store(ctx.actor, file));
    return ctx.act({
      done: () =>
        removed.length
          ? `Journal gardé : ${removed.map(showMediumCode).join(', ')} ${removed.length > 1 ? 'sont effacés' : 'est effacé'}.`
          : proven
            ? `Journal gardé : preuve d’effacement pour ${proven} appareil${proven > 1 ? 's' : ''}.`
            : 'Fichier gardé. Il ne prouve encore rien : voyez ce qui y est lu.',
      work: async (tx) => {
        if (!file || !stored) throw missing(ctx);
        const received = await this.erasure.receive(tx, ctx.actor, file, undefined, stored);
        proven = received.proven.length;
        removed = received.removed;
        return received.logId;
      },
      to: (id) => `/atelier/journaux/${id}`,
      view: (id) => this.queries.log(ctx.actor, id),
      page: async ({ problems = [] }) => (
        <ErasureFilesPage
          page={await this.queries.countedLogs(ctx.actor)}
          query={{}}
          {...this.reader(ctx)}
          problems={problems}
        />
      ),
    });
  }

  /**
   * Sends a file of an erasing tool for this device, as the file `log` of a multipart form: whatever its kind, it is stored and attached. An nwipe log
   * that proves nothing here is stored, and answered with a code: `refurbishment.log_other_disk`, `refurbishment.result_not_passed`, `refurbishment.person_must_decide`…
   */
  @Act(RIGHT, { page: 'atelier/:code/journal', api: 'devices/:code/erasure-logs' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(LOG_FILE)
  async receiveFor(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    const file = await fileOf(ctx);
    // What is sent for a device that is not at the bench is refused for that, and left with whoever sent it.
    const here = device.allowed.includes('record_erasure');
    const stored = file && here ? await this.erasure.store(ctx.actor, file, { deviceId: device.id }) : undefined;
    return ctx.act({
      work: async (tx) => {
        if (!file) throw missing(ctx);
        return (await this.erasure.receive(tx, ctx.actor, file, device.id, stored)).logId;
      },
      to: (logId) => `/atelier/journaux/${logId}?appareil=${device.code}`,
      view: async (logId) => {
        const refusal = await this.erasure.refusal(this.db.manager, ctx.actor, logId, device.id);
        if (refusal) throw refusal;
        const { kind, outcome } = await this.queries.log(ctx.actor, logId);
        return { logId, kind, outcome, gate: await this.queries.gate(ctx.actor, device.id) };
      },
      page: ({ problems = [] }) => this.acts.page(ctx, device, problems),
    });
  }

  /** One log, drive by drive, with what each result proves. */
  @Read(READ.workshop, { page: 'atelier/journaux/:id', api: 'erasure-logs/:id' })
  async showLog(@Context() ctx: Ctx, @Param('id') id: string) {
    const log = await this.queries.log(ctx.actor, id);
    return ctx.answer(log, () => this.page(ctx, log));
  }

  /** The file as it came, which may name somebody: noted in the audit. */
  @Read(WRITE.benchHelp, { page: 'atelier/journaux/:id/fichier' })
  async file(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return sent(await this.queries.logFile(ctx.actor, id), 'application/octet-stream');
  }

  /** Its text, with the names masked. */
  @Read(READ.workshop, { page: 'atelier/journaux/:id/copie' })
  async copy(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    return sent(await this.queries.logCopy(ctx.actor, id), 'text/plain; charset=utf-8');
  }

  /** A person ties a result without a serial to a medium, says why, and signs. */
  @Act(RIGHT, { page: 'atelier/journaux/:id/decisions', api: 'erasure-logs/:id/decisions', takes: LogDecisionDto })
  async decide(@Context() ctx: Ctx, @Param('id') id: string) {
    const log = await this.queries.log(ctx.actor, id);
    return ctx.act({
      ...this.acts.signed(ctx, 'erasure_judged'),
      dto: LogDecisionDto,
      done: 'Signé. Ce support n’attend plus de preuve.',
      work: (tx, form) => {
        if (!log.results.some((r) => r.id === form.resultId)) throw new NotFound('result');
        return this.erasure.decide(tx, ctx.actor, form);
      },
      to: (code) => `/atelier/${code}`,
      view: () => this.queries.log(ctx.actor, id),
      page: (again) => this.page(ctx, log, again),
    });
  }

  private reader(ctx: Ctx) {
    return { timeZone: ctx.bank.timeZone, docks: may(ctx.actor, WRITE.benchHelp) };
  }

  private async page(ctx: Ctx, log: ErasureLogView, again: FormState = {}) {
    // The page's address may name the device that the log was sent for; the API's takes no such thing.
    const { appareil: code = '' } = ctx.req.query as { appareil?: unknown };
    const device = code ? await this.devices.get(ctx.actor, String(code)) : null;
    const gate = device && !device.custodyEnded ? await this.queries.gate(ctx.actor, device.id) : null;
    const refusal = gate ? await this.erasure.refusal(this.db.manager, ctx.actor, log.id, gate.deviceId) : null;
    return (
      <LogPage
        log={log}
        gate={gate}
        refusal={refusal ? sentenceOfRule(refusal) : null}
        original={may(ctx.actor, WRITE.benchHelp)}
        timeZone={ctx.bank.timeZone}
        {...again}
      />
    );
  }
}

const sent = (file: { stream: AsyncIterable<Buffer>; size: number; filename: string }, type: string): Answer =>
  new Answer(200, Readable.from(file.stream), {
    'content-type': type,
    'content-length': String(file.size),
    'content-disposition': `attachment; filename="${file.filename.replace(/[^\w.-]+/g, '-')}"`,
  });
