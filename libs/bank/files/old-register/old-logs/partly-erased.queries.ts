import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { State } from '#bank/devices';
import { type Reader, rows } from '#platform/database';
import { type Actor, mustHave, READ } from '#platform/kernel';

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

/** As many as one page shows; the next come once these are dealt with. */
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
