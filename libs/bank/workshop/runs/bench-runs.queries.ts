import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import { type Actor, isId, mayAll, NotFound, organisationOf, READ } from '#platform/kernel';
import type { BenchDriveState, BenchOutcome, BenchVerdict } from '../codes.js';

/** What a file proves of one drive. */
export interface DriveVerdict {
  readonly serial: string | null;
  readonly verdict: BenchVerdict;
}

export interface BenchRunView {
  readonly id: string;
  readonly deviceId: string;
  readonly code: string;
  readonly make: string;
  readonly model: string;
  readonly organisation: string;
  /** The operator number of the bench PC. */
  readonly operatorNumber: number;
  readonly announcedAt: Date;
  readonly heardAt: Date;
  readonly endedAt: Date | null;
  readonly outcome: BenchOutcome | null;
  /** Whole minutes since it last said anything. */
  readonly silentMinutes: number;
  /** Minutes since the announcement. */
  readonly minutes: number;
  readonly drives: readonly {
    readonly position: number;
    readonly serial: string;
    readonly model: string;
    readonly sizeBytes: number | null;
    readonly bus: string;
    readonly state: BenchDriveState;
    readonly percent: number;
    /** What its evidence proves; null until it came. */
    readonly verdict: BenchVerdict | null;
  }[];
}

const VIEW = `SELECT r.id, r.device_id AS "deviceId", d.code, d.make, d.model, o.name AS organisation, r.operator_number AS "operatorNumber",
    r.announced_at AS "announcedAt", r.heard_at AS "heardAt", r.ended_at AS "endedAt", r.outcome,
    floor(extract(epoch FROM platform.now() - r.heard_at) / 60)::int AS "silentMinutes",
    floor(extract(epoch FROM platform.now() - r.announced_at) / 60)::int AS minutes,
    coalesce((SELECT json_agg(json_build_object('position', v.position, 'serial', v.serial, 'model', v.model, 'sizeBytes', v.size_bytes, 'bus', v.bus,
      'state', v.state, 'percent', v.percent, 'verdict', v.verdict) ORDER BY v.position) FROM refurbishment.bench_run_drive v WHERE v.run_id = r.id), '[]') AS drives
  FROM refurbishment.bench_run r JOIN devices.device d ON d.id = r.device_id JOIN people.organisation o ON o.id = r.organisation_id`;

/** What a file $1 proves of each drive that it speaks of, in its device $2 now: a log with an open question waits for a person. */
export const VERDICTS = `SELECT r.serial, CASE
     WHEN l.outcome <> 'read' AND l.outcome <> 'to_judge' OR r.status = 'failed' THEN 'refused'
     WHEN r.status = 'passed' AND NOT EXISTS (SELECT FROM refurbishment.log_questions(d.id, r)) AND EXISTS (
       SELECT FROM refurbishment.result_use u JOIN refurbishment.evidence e ON e.id = u.evidence_id JOIN devices.medium m ON m.id = e.medium_id
       WHERE u.fingerprint = r.fingerprint AND e.device_id = d.id AND e.data_epoch = d.data_epoch AND refurbishment.medium_failure(m, d.data_epoch) IS NULL)
     THEN 'proven' ELSE 'to_judge' END AS verdict
   FROM refurbishment.erasure_log l JOIN devices.device d ON d.id = $2 LEFT JOIN refurbishment.drive_result r ON r.log_id = l.id
  WHERE l.id = $1`;

/** What bench PCs are erasing. */
@Injectable()
export class BenchRunQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Those that go on, and those that ended in the last twelve hours, in the order of their announcement; the bank's reader sees all workshops'. */
  current(actor: Actor): Promise<BenchRunView[]> {
    return rows<BenchRunView>(
      this.db,
      `${VIEW} WHERE ($1 OR r.organisation_id = $2) AND (r.ended_at IS NULL OR r.ended_at > platform.now() - interval '12 hours')
       ORDER BY r.ended_at IS NOT NULL, r.announced_at, r.id LIMIT 200`,
      [mayAll(actor, READ.workshop), organisationOf(actor)],
      { plan: 'per call', because: 'the bank reads all, a workshop its own' },
    );
  }

  /**
   * What a stored file proves of each drive that it speaks of, in its device now. A file without results is one drive's: a person judges it, or it
   * proves nothing.
   */
  verdicts(logId: string, deviceId: string, on: Reader = this.db): Promise<DriveVerdict[]> {
    return rows<DriveVerdict>(on, `${VERDICTS} ORDER BY r.position`, [logId, deviceId]);
  }

  /** One of the actor's own workshop, for whoever announces. @throws NotFound */
  async own(actor: Actor, id: string, on: Reader = this.db): Promise<BenchRunView> {
    const [run] = isId(id)
      ? await rows<BenchRunView>(on, `${VIEW} WHERE r.id = $1 AND r.organisation_id = $2`, [id, organisationOf(actor)])
      : [];
    if (!run) throw new NotFound('run');
    return run;
  }
}
