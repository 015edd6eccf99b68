import { Readable } from 'node:stream';
import { Param } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { DEVICE_LIFECYCLE, DeviceQueries } from '#bank/devices';
import { type ErasureLogView, ErasureService, showMediumCode, WorkshopQueries } from '#bank/workshop';
import { Act, Answer, ApiController, Context, Ctx, Read, sentenceOfRule } from '#platform/http';
import { joined, may, NotFound, READ, RuleBroken, WRITE } from '#platform/kernel';
import {
  type Again,
  Button,
  Card,
  Code,
  Empty,
  type FieldProblem,
  FileField,
  Form,
  FormPage,
  formatDateTime,
  Operator,
  Table,
} from '#platform/ui';
import { BenchActs } from '../../bench/web/bench-acts.js';
import { LogDecisionDto } from '../../web/workshop.dto.js';
import { LogPage } from './log.page.js';

/** The erasure log of a multipart request. @throws RuleBroken `refurbishment.log_missing` */
async function logOf(ctx: Ctx): Promise<{ bytes: Buffer; filename: string }> {
  const file = ctx.files.find((f) => f.field === 'log');
  if (!file) throw new RuleBroken('refurbishment.log_missing', {}, 'log');
  return { bytes: await file.read(), filename: file.filename };
}

const RIGHT = DEVICE_LIFECYCLE.right('record_erasure');
const LOG_FILE = {
  schema: { type: 'object', required: ['log'], properties: { log: { type: 'string', format: 'binary' } } },
};

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

  /** The logs that the token's organisation sent, newest first. */
  @Read(READ.workshop, { page: 'atelier/journaux', api: 'erasure-logs' })
  async listLogs(@Context() ctx: Ctx) {
    const items = await this.queries.logs(ctx.actor);
    return ctx.answer({ items, next: null }, () => <LogsPage logs={items} {...this.reader(ctx)} />);
  }

  /** Sends a log, as the file `log` of a multipart form: each passed result proves the medium of its serial; where several devices wait for that one, none until the log is sent for one of them. */
  @Act(RIGHT, { page: 'atelier/journaux', api: 'erasure-logs' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(LOG_FILE)
  receive(@Context() ctx: Ctx) {
    let proven = 0;
    let removed: readonly string[] = [];
    return ctx.act({
      done: () =>
        removed.length
          ? `Journal gardé : ${removed.map(showMediumCode).join(', ')} ${removed.length > 1 ? 'sont effacés' : 'est effacé'}.`
          : proven
            ? `Journal gardé : preuve d’effacement pour ${proven} appareil${proven > 1 ? 's' : ''}.`
            : 'Journal gardé. Il ne prouve encore rien : voyez disque par disque.',
      work: async (tx) => {
        const received = await this.erasure.receive(tx, ctx.actor, await logOf(ctx));
        proven = received.proven.length;
        removed = received.removed;
        return received.logId;
      },
      to: (id) => `/atelier/journaux/${id}`,
      view: (id) => this.queries.log(ctx.actor, id),
      page: async ({ problems = [] }) => (
        <LogsPage logs={await this.queries.logs(ctx.actor)} {...this.reader(ctx)} problems={problems} />
      ),
    });
  }

  /**
   * Sends an nwipe log for this device, as the file `log` of a multipart form. A log that proves nothing here is kept and
   * refused with a code: `refurbishment.log_other_disk`, `refurbishment.result_not_passed`, `refurbishment.person_must_decide`…
   */
  @Act(RIGHT, { page: 'atelier/:code/journal', api: 'devices/:code/erasure-logs' })
  @ApiConsumes('multipart/form-data')
  @ApiBody(LOG_FILE)
  async receiveFor(@Context() ctx: Ctx, @Param('code') code: string) {
    const device = await this.devices.get(ctx.actor, code);
    return ctx.act({
      work: async (tx) => (await this.erasure.receive(tx, ctx.actor, await logOf(ctx), device.id)).logId,
      to: (logId) => `/atelier/journaux/${logId}?appareil=${device.code}`,
      view: async (logId) => {
        const refusal = await this.erasure.refusal(this.db.manager, ctx.actor, logId, device.id);
        if (refusal) throw refusal;
        return { logId, gate: await this.queries.gate(ctx.actor, device.id) };
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

  @Read(READ.workshop, { page: 'atelier/journaux/:id/fichier' })
  async file(@Context() ctx: Ctx, @Param('id') id: string): Promise<Answer> {
    const file = await this.queries.logFile(ctx.actor, id);
    return new Answer(200, Readable.from(file.stream), {
      'content-type': 'text/plain; charset=utf-8',
      'content-length': String(file.size),
      'content-disposition': `attachment; filename="${file.filename.replace(/[^\w.-]+/g, '-')}"`,
    });
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

  private async page(ctx: Ctx, log: ErasureLogView, again: Again = {}) {
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
        timeZone={ctx.bank.timeZone}
        {...again}
      />
    );
  }
}

function LogsPage(props: {
  logs: readonly Omit<ErasureLogView, 'results'>[];
  timeZone: string;
  docks: boolean;
  problems?: FieldProblem[];
}) {
  return (
    <FormPage
      title="Journaux d’effacement"
      lead="Un journal peut parler de plusieurs disques : chacun est rattaché à son appareil par son numéro de série."
      trail={[{ label: 'Atelier', href: '/atelier' }, { label: 'Journaux' }]}
      aside={
        <Card title="Reçus">
          {props.logs.length ? (
            <Table
              caption="Journaux reçus, du plus récent au plus ancien"
              rows={props.logs}
              rowKey={(l) => l.id}
              columns={[
                {
                  header: 'Journal',
                  row: true,
                  href: (l) => `/atelier/journaux/${l.id}`,
                  cell: (l) => l.filename || 'journal',
                  sub: (l) => joined(' ', l.tool, l.version),
                },
                { header: 'Machine', cell: (l) => (l.machineSerial ? <Code>{l.machineSerial}</Code> : '—') },
                {
                  header: 'Reçu',
                  cell: (l) => formatDateTime(l.receivedAt, props.timeZone),
                  sub: (l) => <Operator number={l.operatorNumber} />,
                },
              ]}
            />
          ) : (
            <Empty icon="file-check" title="Aucun journal reçu">
              Envoyez le fichier .log que nwipe a écrit.
            </Empty>
          )}
        </Card>
      }
    >
      <Form action="/atelier/journaux" multipart problems={props.problems}>
        <FileField name="log" label="Fichier du journal (nwipe.log)" accept=".log,.txt,text/plain" required />
        <Button icon="upload">Envoyer</Button>
      </Form>
      {props.docks ? (
        <p>
          Une station efface les disques d’autres machines ?{' '}
          <a href="/atelier/postes">Enregistrez les postes d’effacement de l’atelier</a>.
        </p>
      ) : null}
    </FormPage>
  );
}
