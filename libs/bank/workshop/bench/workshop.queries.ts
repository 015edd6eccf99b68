import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Category, DEVICE_LIFECYCLE, visibleTo } from '#bank/devices';
import { BlobStore, type OpenedBlob } from '#bank/documents';
import { audit, LAST_MONTHS, type MonthCount } from '#bank/people';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import {
  type Actor,
  isId,
  isMember,
  may,
  mayAll,
  NotFound,
  organisationOf,
  type Page,
  READ,
  RuleBroken,
  scopeOf,
  WRITE,
} from '#platform/kernel';
import { ERASED_WHOLE, WAITS } from '../erasure/erasure-log.js';
import { ERASURE_FILES, type ErasureFilesAsked, FILE_COLUMNS, FILES_FROM } from '../erasure/file-listing.js';
import { readGateFor } from './gate.js';
import { QUEUE, QUEUED, type QueueAsked } from './queue-listing.js';
import { BENCH_STEPS, type BenchStepName } from './steps-and-failures.js';
import type { DriveResultView, ErasureFileView, ErasureLogView, GateView, QueueRow, WorkshopToday } from './views.js';
import { lastStep, type UndoableStep } from './work-orders.js';

@Injectable()
export class WorkshopQueries {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly blobs: BlobStore,
  ) {}

  /** What is proven of a device and what its one next step is. @throws NotFound for a device the actor does not see */
  async gate(actor: Actor, deviceId: string, on: Reader = this.db): Promise<GateView> {
    if (!isId(deviceId)) throw new NotFound('device');
    return readGateFor(on, actor, deviceId);
  }

  /** The system that the actor's workshop last noted on a device of this kind; null before its first. */
  async lastSystem(actor: Actor, category: Category, on: Reader = this.db): Promise<string | null> {
    if (!isMember(actor)) return null;
    const [last] = await rows<{ system: string }>(
      on,
      `SELECT t.system FROM refurbishment.test_sheet t WHERE t.organisation_id = $1 AND t.category = $2 AND t.system IS NOT NULL
       ORDER BY t.seq DESC LIMIT 1`,
      [actor.organisationId, category],
    );
    return last?.system ?? null;
  }

  async queue(actor: Actor, asked: QueueAsked = {}, on: Reader = this.db): Promise<Page<QueueRow>> {
    if (!isMember(actor)) return { items: [], next: null };
    return QUEUE.page(on, { organisation: actor.organisationId, helps: may(actor, WRITE.benchHelp) }, asked);
  }

  async today(actor: Actor, on: Reader = this.db): Promise<WorkshopToday> {
    const none = Object.fromEntries(BENCH_STEPS.map((step) => [step, 0])) as Record<BenchStepName, number>;
    if (!isMember(actor)) return { waiting: 0, byStep: none, help: 0, oldest: {} };
    const counts = await rows<{ next: BenchStepName; n: number; help: number; oldest: number | null }>(
      on,
      `SELECT q.next, count(*)::int AS n, count(q.help_code)::int AS help,
         extract(day FROM platform.now() - min(q.changed_at))::int AS oldest FROM (${QUEUED('false')}) q GROUP BY q.next`,
      [actor.organisationId],
    );
    const byStep = { ...none, ...Object.fromEntries(counts.map((r) => [r.next, r.n])) };
    return {
      waiting: BENCH_STEPS.reduce((sum, s) => sum + byStep[s], 0),
      byStep,
      help: counts.reduce((sum, r) => sum + r.help, 0),
      oldest: Object.fromEntries(counts.map((r) => [r.next, r.oldest])),
    };
  }

  /** How many devices the workshop put in stock in each of the last twelve months, this one last; one that came back within a month counts once. */
  readyByMonth(actor: Actor, on: Reader = this.db): Promise<MonthCount[]> {
    return rows<MonthCount>(
      on,
      `SELECT m.month, (
         SELECT count(DISTINCT e.device_id)::int FROM devices.device_event e
         WHERE e.verb = 'put_in_stock' AND e.organisation_id = $1 AND e.occurred_at >= m.starts AND e.occurred_at < m.ends
           AND NOT EXISTS (SELECT 1 FROM devices.device_event u WHERE u.undoes = e.id)) AS count
       FROM (${LAST_MONTHS}) m ORDER BY m.starts`,
      [organisationOf(actor)],
    );
  }

  async helpWanted(
    deviceId: string,
    on: Reader = this.db,
  ): Promise<{ code: string; operatorNumber: number; at: Date } | null> {
    const [row] = await rows<{ code: string; operatorNumber: number; at: Date }>(
      on,
      `SELECT w.help_code AS code, w.help_operator AS "operatorNumber", w.help_at AS at FROM refurbishment.work_order w
       JOIN devices.device d ON d.id = w.device_id AND d.data_epoch = w.data_epoch WHERE w.device_id = $1 AND w.help_code IS NOT NULL LIMIT 1`,
      [deviceId],
    );
    return row ?? null;
  }

  /** The actor's own last step on a device, if it can be taken back now. */
  async undoable(
    actor: Actor,
    gate: Pick<GateView, 'deviceId' | 'state'>,
    on: Reader = this.db,
  ): Promise<UndoableStep | null> {
    if (!isMember(actor) || !DEVICE_LIFECYCLE.startsFrom('put_in_stock', gate.state)) return null;
    const step = await lastStep(on, gate.deviceId, actor.organisationId);
    return step && step.membership_id === actor.membershipId ? step : null;
  }

  /** An erasure log, for the bank and the organisation that uploaded it. @throws NotFound */
  async log(actor: Actor, id: string): Promise<ErasureLogView> {
    const log = await rowOf<Omit<ErasureLogView, 'results'>>(
      this.db,
      `SELECT ${FILE_COLUMNS}, l.script_sha256 AS "scriptSha256", l.image_sha256 AS "imageSha256" FROM ${FILES_FROM} WHERE l.id = $1 AND ($2 OR l.organisation_id = $3)`,
      [id, mayAll(actor, READ.workshop), organisationOf(actor)],
      { log: id },
    );
    const results = await rows<DriveResultView>(
      this.db,
      `SELECT r.id, r.path, r.model, r.serial, r.size_bytes::float8 AS "sizeBytes", r.said_size AS "saidSize", r.status, r.reasons, r.method, r.rounds, r.verification,
         r.ended_at_log AS "endedAtLog", u.fingerprint IS NOT NULL AS used,
         (SELECT d.code FROM refurbishment.evidence e JOIN devices.device d ON d.id = e.device_id WHERE e.id = u.evidence_id AND ${visibleTo(actor, 'd', '$2')}) AS "provesCode",
         coalesce(w.codes, '{}') AS "waitingIn", coalesce(w.larger, '[]') AS larger
       FROM refurbishment.drive_result r LEFT JOIN refurbishment.result_use u ON u.fingerprint = r.fingerprint
       CROSS JOIN LATERAL (SELECT array_agg(d.code ORDER BY d.code) AS codes, json_agg(json_build_object('id', m.id, 'sizeBytes', devices.told_size(m, 0)) ORDER BY devices.told_size(m, 0) DESC NULLS LAST, m.id) FILTER (WHERE NOT (${ERASED_WHOLE})) AS larger
         FROM devices.medium m JOIN devices.device d ON d.id = m.device_id WHERE r.status = 'passed' AND (u.fingerprint IS NULL OR ${SERVES_IT})
           AND m.serial_key = r.serial_key AND ${WAITS} AND ${visibleTo(actor, 'd', '$2')}) w
       WHERE r.log_id = $1 ORDER BY r.position`,
      [id, organisationOf(actor)],
    );
    return { ...log, results };
  }

  logs(actor: Actor, asked: ErasureFilesAsked = {}): Promise<Page<ErasureFileView>> {
    return ERASURE_FILES.page(this.db, scopeOf(actor, READ.workshop), asked);
  }

  countedLogs(actor: Actor, asked: ErasureFilesAsked = {}): Promise<CountedPage<ErasureFileView>> {
    return ERASURE_FILES.page(this.db, scopeOf(actor, READ.workshop), asked, true);
  }

  /** Files that say something of an erasure and that a person has to judge: sent for this device, its medium, or naming its serial; newest first. */
  filesToJudge(
    actor: Actor,
    deviceId: string,
    mediumId: string,
  ): Promise<{ id: string; filename: string; receivedAt: Date }[]> {
    return rows(
      this.db,
      `SELECT DISTINCT l.id, l.filename, l.received_at AS "receivedAt" FROM refurbishment.erasure_log l
       LEFT JOIN refurbishment.log_sent_for s ON s.log_id = l.id AND s.device_id = $1 LEFT JOIN refurbishment.file_medium f ON f.log_id = l.id AND f.medium_id = $2
       LEFT JOIN refurbishment.drive_result r ON r.log_id = l.id AND r.status = 'to_judge' AND r.serial_key = (SELECT m.serial_key FROM devices.medium m WHERE m.id = $2)
       WHERE (l.outcome = 'read' AND r.id IS NOT NULL OR (l.outcome = 'to_judge' OR l.outcome = 'attached') AND (s.log_id IS NOT NULL OR f.log_id IS NOT NULL))
         AND ($3 OR l.organisation_id = $4) ORDER BY l.received_at DESC, l.id LIMIT 20`,
      [deviceId, mediumId, mayAll(actor, READ.workshop), organisationOf(actor)],
    );
  }

  /** A file's bytes as they came, noted in the audit: they may name somebody. @throws NotFound; RuleBroken `refurbishment.log_file_ended` */
  async logFile(actor: Actor, id: string): Promise<OpenedBlob & { filename: string }> {
    const log = await this.log(actor, id);
    const { blobId } = await this.blobsOf(id);
    if (!blobId) throw new RuleBroken('refurbishment.log_file_ended');
    await audit(this.db, actor, 'export', { kind: 'evidence_file', id });
    return { ...(await this.blobs.read(blobId)), filename: log.filename || 'journal.log' };
  }

  /** The copy of a file that is shown: its text without names. @throws NotFound of one that is no text; RuleBroken `refurbishment.log_file_ended` */
  async logCopy(actor: Actor, id: string): Promise<OpenedBlob & { filename: string }> {
    const log = await this.log(actor, id);
    const { blobId, shownBlobId, sealed } = await this.blobsOf(id);
    if (!blobId) throw new RuleBroken('refurbishment.log_file_ended');
    const copy = shownBlobId ?? (sealed ? null : blobId);
    if (!copy) throw new NotFound('file');
    return { ...(await this.blobs.read(copy)), filename: log.filename || 'journal.log' };
  }

  private async blobsOf(id: string) {
    const [found] = await rows<{ blobId: string | null; shownBlobId: string | null; sealed: boolean }>(
      this.db,
      `SELECT l.blob_id AS "blobId", l.shown_blob_id AS "shownBlobId", b.key_id IS NOT NULL AS sealed
       FROM refurbishment.erasure_log l LEFT JOIN documents.blob b ON b.id = l.blob_id WHERE l.id = $1`,
      [id],
    );
    return found!;
  }
}

/** Whether a result that is used, `u`, serves this very medium `m`: it waits again where something asked about that proof since. */
const SERVES_IT = 'EXISTS (SELECT 1 FROM refurbishment.evidence e WHERE e.id = u.evidence_id AND e.medium_id = m.id)';
