import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DeviceQueries, DevicesService, lockDevices, serialKey } from '#bank/devices';
import { rowOf, ruleFromPg, run } from '#platform/database';
import { type Actor, isId, type Member, mayAll, NotFound, newId, RuleBroken, sha256, WRITE } from '#platform/kernel';
import type { BenchDriveState, BenchOutcome } from '../codes.js';
import { ErasureService } from '../erasure/erasure.service.js';
import type { SentFile, StoredLog } from '../erasure/stored-file.js';
import { signingMember } from '../media/signing.service.js';
import { BenchRun, BenchRunDrive } from './bench-run.entity.js';
import { BenchRunQueries, VERDICTS } from './bench-runs.queries.js';

export interface Announced {
  /** What was scanned or typed at the machine, or the serial that it says of itself. */
  readonly device: string;
  /** What the machine says of itself: a code of another machine is refused. */
  readonly serial?: string | undefined;
  readonly drives: readonly {
    readonly serial: string;
    readonly model: string;
    readonly sizeBytes: number | null;
    readonly bus: string;
  }[];
}

export interface Progress {
  readonly drives: readonly { readonly position: number; readonly state: BenchDriveState; readonly percent: number }[];
  /** By the PC's own word. */
  readonly outcome?: Extract<BenchOutcome, 'done' | 'failed'> | undefined;
}

/** A file that a PC sent, stored before it is read. */
interface SentEvidence {
  readonly run: string;
  readonly deviceId: string;
  readonly file: SentFile;
  readonly log: StoredLog;
  readonly sha256: string;
  /** Of the announcement: which drive it is the evidence of. */
  readonly position: number | undefined;
}

/** What the PC's key may touch of the one device that it announced, once its own right let it in. */
const AT_THE_BENCH = ['read:devices', 'write:devices', 'write:inventories', 'write:workshop'];

const workingAs = (member: Member): Member => (member.scopes ? { ...member, scopes: AT_THE_BENCH } : member);

/** Machines that bench PCs announce, erase and bring evidence of (docs/adr/0121). */
@Injectable()
export class BenchRuns {
  constructor(
    private readonly find: DeviceQueries,
    private readonly runs: BenchRunQueries,
    private readonly devices: DevicesService,
    private readonly erasure: ErasureService,
  ) {}

  /**
   * Before the first byte. @returns the run's id.
   * @throws NotFound for what the workshop does not see; RuleBroken `refurbishment.device_ambiguous`, `refurbishment.other_machine`, `refurbishment.not_at_bench`, `refurbishment.announced_already`
   */
  async announce(tx: EntityManager, actor: Actor, { device: typed, serial, drives }: Announced): Promise<string> {
    const member = signingMember(actor);
    const worker = workingAs(member);
    const found = await this.find.byIdentifier(worker, typed, tx);
    if (found.kind === 'several') throw new RuleBroken('refurbishment.device_ambiguous', {}, 'device');
    if (found.kind !== 'one') throw new NotFound('device');
    const device = await this.devices.lockVisible(tx, worker, found.id);
    if (serial) await mustBe(tx, device.id, serial);
    const id = newId();
    await tx.insert(BenchRun, {
      id,
      deviceId: device.id,
      dataEpoch: device.data_epoch,
      organisationId: member.organisationId,
      membershipId: member.membershipId,
      operatorNumber: member.operatorNumber,
    });
    await tx.insert(
      BenchRunDrive,
      drives.map((d, position) => ({
        ...d,
        runId: id,
        position,
        sizeBytes: d.sizeBytes === null ? null : String(d.sizeBytes),
      })),
    );
    return id;
  }

  /**
   * How far it is; with an outcome, it ends: `done` as far as the evidence of its drives proves it. One that is over stays as it ended. @throws NotFound; RuleBroken `refurbishment.run_over` */
  async progress(tx: EntityManager, actor: Actor, id: string, { drives, outcome }: Progress): Promise<void> {
    const { ended } = await lockRun(tx, id, signingMember(actor), { device: outcome !== undefined });
    if (ended && ended !== 'abandoned' && outcome) return;
    if (ended) throw new RuleBroken('refurbishment.run_over');
    await run(
      tx,
      `UPDATE refurbishment.bench_run_drive d SET state = x.state, percent = x.percent,
         verdict = CASE WHEN x.state = 'done' OR x.state = 'failed' THEN d.verdict END
       FROM unnest($2::smallint[], $3::text[], $4::smallint[]) AS x (position, state, percent) WHERE d.run_id = $1 AND d.position = x.position`,
      [id, drives.map((d) => d.position), drives.map((d) => d.state), drives.map((d) => d.percent)],
    );
    await run(
      tx,
      `UPDATE refurbishment.bench_run r SET heard_at = platform.clock_timestamp(),
         outcome = CASE WHEN $2 = 'done' THEN (SELECT CASE WHEN bool_and(d.verdict IS NOT DISTINCT FROM 'proven') IS NOT FALSE THEN 'done'
           WHEN bool_and(coalesce(d.verdict = 'proven' OR d.verdict = 'to_judge', false)) THEN 'to_judge' ELSE 'failed' END
           FROM refurbishment.bench_run_drive d WHERE d.run_id = r.id) ELSE $2 END,
         ended_at = CASE WHEN $2 IS NOT NULL THEN platform.clock_timestamp() END WHERE r.id = $1`,
      [id, outcome ?? null],
    );
  }

  /** The device of a run, and as whom its own PC attaches what the machine says of itself. @throws NotFound; RuleBroken `refurbishment.run_over` */
  async inventoryOf(tx: EntityManager, actor: Actor, id: string): Promise<{ deviceId: string; worker: Member }> {
    const member = signingMember(actor);
    const { ended, deviceId } = await lockRun(tx, id, member, { device: true });
    if (ended) throw new RuleBroken('refurbishment.run_over');
    return { deviceId, worker: workingAs(member) };
  }

  /**
   * Stores what the erasing tool wrote, once whatever the number of times it comes, also after the run's end: a network that dropped brings it
   * late. @throws NotFound; RuleBroken `refurbishment.file_empty`
   */
  async store(actor: Actor, id: string, file: SentFile, position?: number): Promise<SentEvidence> {
    const { deviceId } = await this.runs.own(actor, id);
    const log = await this.erasure.store(workingAs(signingMember(actor)), file, { deviceId });
    return { run: id, deviceId, file, log, sha256: sha256(file.bytes), position };
  }

  /** Reads what was stored. What proves nothing here, or comes when the device has gone on, stays stored, and its page says why. */
  async read(tx: EntityManager, actor: Actor, sent: SentEvidence): Promise<void> {
    const { run: id, deviceId, position } = sent;
    await lockRun(tx, id, signingMember(actor), { device: true });
    if (!sent.log.outcome) await this.readFirst(tx, actor, sent);
    await run(
      tx,
      `WITH heard AS (UPDATE refurbishment.bench_run SET heard_at = platform.clock_timestamp() WHERE id = $3), told AS (${VERDICTS})
       UPDATE refurbishment.bench_run_drive d SET verdict = told.verdict
       FROM told WHERE d.run_id = $3 AND CASE WHEN $4::smallint IS NULL THEN d.serial = told.serial ELSE d.position = $4 END`,
      [sent.log.id, deviceId, id, position ?? null],
    );
  }

  private async readFirst(tx: EntityManager, actor: Actor, { deviceId, file, log }: SentEvidence): Promise<void> {
    try {
      await tx.transaction((inner) =>
        this.erasure.receive(inner, workingAs(signingMember(actor)), file, deviceId, log),
      );
    } catch (error) {
      if (!(error instanceof RuleBroken) && !(error instanceof NotFound) && !ruleFromPg(error)) throw error;
      await this.erasure.readAlone(tx, file, log);
    }
  }

  /** Somebody at the bench gives it up: the device takes other steps again. @throws NotFound; RuleBroken `refurbishment.run_over` */
  async abandon(tx: EntityManager, actor: Actor, id: string): Promise<void> {
    const member = signingMember(actor);
    const { ended } = await lockRun(tx, id, member, { device: true, any: mayAll(actor, WRITE.workshop) });
    if (ended) throw new RuleBroken('refurbishment.run_over');
    await run(
      tx,
      `UPDATE refurbishment.bench_run SET outcome = 'abandoned', ended_at = platform.clock_timestamp(), abandoned_by = $2 WHERE id = $1`,
      [id, member.operatorNumber],
    );
  }
}

/** A machine that says a serial is the device of that serial, where both have one that is nobody else's. @throws RuleBroken `refurbishment.other_machine` */
async function mustBe(tx: EntityManager, deviceId: string, serial: string): Promise<void> {
  const device = await rowOf<{ code: string; serial: string | null }>(
    tx,
    'SELECT code, serial FROM devices.device WHERE id = $1',
    [deviceId],
    { device: deviceId },
  );
  const [says, known] = [serialKey(serial), serialKey(device.serial)];
  if (says && known && says !== known)
    throw new RuleBroken('refurbishment.other_machine', { code: device.code }, 'device');
}

/** Locks a run of the member's workshop, or of any; its device before it, as everywhere, for what ends it or writes of the device. @throws NotFound */
async function lockRun(
  tx: EntityManager,
  id: string,
  member: Member,
  { device, any = false }: { readonly device: boolean; readonly any?: boolean },
): Promise<{ deviceId: string; ended: BenchOutcome | null }> {
  if (!isId(id)) throw new NotFound('run');
  const which = [id, any, member.organisationId];
  if (device) {
    const { deviceId } = await rowOf<{ deviceId: string }>(
      tx,
      'SELECT r.device_id AS "deviceId" FROM refurbishment.bench_run r WHERE r.id = $1 AND ($2 OR r.organisation_id = $3)',
      which,
      { run: id },
    );
    await lockDevices(tx, [deviceId]);
  }
  return rowOf(
    tx,
    `SELECT r.device_id AS "deviceId", r.outcome AS ended FROM refurbishment.bench_run r
     WHERE r.id = $1 AND ($2 OR r.organisation_id = $3) FOR NO KEY UPDATE`,
    which,
    { run: id },
  );
}
