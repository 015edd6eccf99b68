import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import type { State } from '#bank/devices';
import type { OldProof } from '#bank/workshop';
import { type AskedOf, inOneOrder, ofChoice, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, isId, mustHave, type Page, pageOf, READ, readCursor } from '#platform/kernel';
import { type LogBatchView, OLD_LOG_OUTCOMES, type OldLogView } from './old-log-views.js';

/** Every drive result of the old logs that `which` names, against the media of its device: what it is worth there now. */
const MATCHES = (which: string) => `
  SELECT l.id AS old_log_id, l.device_id, r.id AS result_id, r.log_id, r.status, r.serial_key, m.id AS medium_id,
    u.evidence_id IS NOT NULL AS used, e.device_id IS NOT DISTINCT FROM l.device_id AND e.data_epoch = d.data_epoch AS used_here,
    NOT refurbishment.result_holds(r.fingerprint) AS questioned, d.state = ANY (devices.unproven_states()) AS workable,
    refurbishment.old_log_refusal(r.id, d.id, d.data_epoch, m) AS refusal,
    EXISTS (SELECT 1 FROM devices.snapshot s WHERE s.device_id = d.id AND s.event_id > b.event_id AND s.has_storage_section) AS inventoried
  FROM data_import.old_log l JOIN devices.device d ON d.id = l.device_id
  JOIN refurbishment.drive_result r ON r.log_id = l.erasure_log_id
  JOIN refurbishment.epoch_start b ON b.device_id = d.id AND b.data_epoch = d.data_epoch
  LEFT JOIN devices.medium m ON m.device_id = d.id AND m.serial_key = r.serial_key
  LEFT JOIN refurbishment.result_use u ON u.fingerprint = r.fingerprint LEFT JOIN refurbishment.evidence e ON e.id = u.evidence_id
  WHERE l.outcome = 'attached' AND l.kind = 'nwipe' AND ${which}`;
const READY = 'refusal IS NULL AND workable AND NOT used';
const PAST = `(refusal IS NOT DISTINCT FROM 'refurbishment.log_too_old' OR NOT workable)`;
const SMALLER = `refusal IS NOT DISTINCT FROM 'refurbishment.log_smaller'`;

const WORTH = (which: string) => `
  SELECT old_log_id, CASE
    WHEN bool_or(used_here AND NOT questioned) THEN 'proves'
    WHEN bool_or(used_here) AND bool_or(${SMALLER}) THEN 'smaller'
    WHEN bool_and(${PAST}) THEN 'past'
    WHEN bool_and(status <> 'passed') THEN 'not_passed'
    WHEN bool_or(${READY}) THEN 'ready'
    WHEN bool_or(${SMALLER}) THEN 'smaller'
    WHEN bool_and(NOT inventoried) THEN 'no_inventory'
    WHEN bool_or(used) THEN 'used'
    WHEN bool_and(serial_key IS NULL) THEN 'no_serial'
    ELSE 'other_disk' END AS worth
  FROM (${MATCHES(which)}) m GROUP BY old_log_id`;

const LOGS = (which: string) => `
  SELECT l.id, l.position, l.path, l.kind, l.number, l.outcome, d.code AS "deviceCode", l.erasure_log_id AS "erasureLogId", l.facts,
  CASE WHEN l.kind = 'smartctl' AND l.outcome = 'attached' THEN 'medium' ELSE w.worth END AS worth
  FROM data_import.old_log l LEFT JOIN devices.device d ON d.id = l.device_id LEFT JOIN (${WORTH(which)}) w ON w.old_log_id = l.id
  WHERE ${which}`;
const OF_BATCH = 'l.batch_id = $1';

const isPosition = (place: unknown): place is number => typeof place === 'number' && Number.isSafeInteger(place);

export const OLD_LOGS = {
  ...inOneOrder(
    {
      outcome: ofChoice({
        page: 'resultat',
        choices: OLD_LOG_OUTCOMES,
        where: (outcome, value) => `l.outcome = ${value(outcome)}`,
      }),
    },
    isPosition,
  ),
  pageCursor: 'apres',
};
export type OldLogsAsked = AskedOf<typeof OLD_LOGS>;

@Injectable()
export class OldLogQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async batches(actor: Actor): Promise<LogBatchView[]> {
    mustHave(actor, READ.dataImport);
    return rows<LogBatchView>(this.db, `${BATCH} ORDER BY b.id DESC LIMIT 50`);
  }

  async batch(actor: Actor, id: string): Promise<LogBatchView> {
    mustHave(actor, READ.dataImport);
    const row = await rowOf<LogBatchView>(this.db, `${BATCH} WHERE b.id = $1`, [id], { 'old logs': id });
    return { ...row, ready: (await this.ready(this.db, id)).length };
  }

  async logs(
    actor: Actor,
    batchId: string,
    { outcome, cursor, limit = 50 }: OldLogsAsked = {},
  ): Promise<Page<OldLogView>> {
    mustHave(actor, READ.dataImport);
    const [after] = readCursor(cursor, 1) ?? [];
    const found = await rows<OldLogView>(
      this.db,
      `${LOGS(OF_BATCH)} AND l.position > $2 AND ($3::text IS NULL OR l.outcome = $3) ORDER BY l.position LIMIT $4`,
      [isId(batchId) ? batchId : null, isPosition(after) ? after : -1, outcome ?? null, limit + 1],
    );
    return pageOf(found, limit, (row) => [row.position]);
  }

  async ofDevice(actor: Actor, deviceId: string, on: Reader = this.db): Promise<OldLogView[]> {
    mustHave(actor, READ.dataImport);
    return rows<OldLogView>(on, `${LOGS('l.device_id = $1')} AND l.outcome = 'attached' ORDER BY l.id LIMIT 20`, [
      deviceId,
    ]);
  }

  async ready(on: Reader, batchId: string): Promise<OldProof[]> {
    return rows<OldProof>(
      on,
      `SELECT DISTINCT ON (result_id) device_id AS "deviceId", medium_id AS "mediumId", result_id AS "resultId", log_id AS "logId"
       FROM (${MATCHES(OF_BATCH)}) m WHERE ${READY} ORDER BY result_id`,
      [batchId],
    );
  }

  /** Every line of a folder's report, piece by piece. */
  async *report(actor: Actor, batchId: string): AsyncGenerator<OldLogView> {
    for (let cursor: string | undefined; ; ) {
      const page = await this.logs(actor, batchId, { limit: 500, cursor });
      yield* page.items;
      if (!page.next) return;
      cursor = page.next;
    }
  }
}

const BATCH = `SELECT b.id, b.state, b.files, b.created_at AS "createdAt", b.operator_number AS "operatorNumber", 0 AS ready,
    (SELECT count(*)::int FROM data_import.old_log l WHERE l.batch_id = b.id AND l.outcome IS NOT NULL) AS done,
    coalesce((SELECT json_object_agg(x.outcome, x.n) FROM (SELECT outcome, count(*)::int AS n FROM data_import.old_log
      WHERE batch_id = b.id AND outcome IS NOT NULL GROUP BY outcome) x), '{}') AS counts
  FROM data_import.log_batch b`;

/** A medium whose only proof is an earlier tool's log that erased less than all of it, in a device that is no longer at a bench. */
export interface PartlyErased {
  readonly mediumId: string;
  readonly serial: string | null;
  /** What the log erased, in bytes. */
  readonly erasedBytes: number;
  /** The largest size that an inventory told of it. */
  readonly sizeBytes: number;
  readonly deviceCode: string;
  readonly state: State;
  /** The organisation that has it; null: a person. */
  readonly holder: string | null;
}

const MOST = 200;

/**
 * What was signed before the size of an earlier tool's log was asked about, and went on from the bench. Devices at a bench are asked by its
 * gate; nothing takes these out of the stock until something is told of them again, so a person looks.
 */
@Injectable()
export class PartlyErasedQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Each such medium, the devices in stock first. @throws NotAllowed for whoever does not see the data import */
  async list(actor: Actor, on: Reader = this.db): Promise<PartlyErased[]> {
    mustHave(actor, READ.dataImport);
    return rows<PartlyErased>(
      on,
      `SELECT m.id AS "mediumId", m.serial, max(r.size_bytes)::float8 AS "erasedBytes", devices.told_size(m, 0)::float8 AS "sizeBytes",
         d.code AS "deviceCode", d.state, o.name AS holder
       FROM refurbishment.erasure_log l JOIN refurbishment.drive_result r ON r.log_id = l.id
       JOIN refurbishment.result_use u ON u.fingerprint = r.fingerprint
       JOIN refurbishment.evidence e ON e.id = u.evidence_id
       JOIN devices.medium m ON m.id = e.medium_id
       JOIN devices.device d ON d.id = e.device_id AND d.data_epoch = e.data_epoch
       LEFT JOIN people.organisation o ON o.id = d.holder_org_id
       WHERE l.origin = 'declared' AND d.state <> ALL (devices.unproven_states()) AND d.state <> ALL (devices.gone_states())
         AND NOT refurbishment.result_holds(r.fingerprint) AND r.size_bytes < devices.told_size(m, 0) AND NOT refurbishment.proven(m, d.data_epoch)
       GROUP BY m.id, d.code, d.state, o.name
       ORDER BY d.state = ANY (devices.proven_states()) DESC, d.code, m.id LIMIT ${MOST}`,
    );
  }
}
