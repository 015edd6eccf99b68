import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type DeviceSummary, readableIf } from '#bank/devices';
import { rowOf, rows } from '#platform/database';
import { type Actor, organisationOf, type Page, pageById, READ } from '#platform/kernel';
import type { DataEnd } from '../codes.js';

export interface DataEndView {
  readonly id: string;
  readonly kind: DataEnd;
  readonly devices: number;
  /** The first codes of them. */
  readonly codes: readonly string[];
  readonly slip: string | null;
  readonly organisation: string;
  readonly operatorNumber: number;
  readonly signedAt: Date;
}

export interface OpenEndView extends DeviceSummary {
  readonly beganAt: Date;
}

const ENDS = `
  SELECT s.id, s.kind, (SELECT count(*)::int FROM refurbishment.data_end_device x WHERE x.data_end_id = s.id) AS devices,
    array(SELECT d.code FROM refurbishment.data_end_device x JOIN devices.device d ON d.id = x.device_id WHERE x.data_end_id = s.id ORDER BY d.id LIMIT 3) AS codes,
    (SELECT b.slip FROM refurbishment.data_end_slip b WHERE b.data_end_id = s.id ORDER BY b.id DESC LIMIT 1) AS slip,
    o.name AS organisation, s.operator_number AS "operatorNumber", s.signed_at AS "signedAt"
  FROM refurbishment.data_end s JOIN people.organisation o ON o.id = s.organisation_id`;

@Injectable()
export class DataEndQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  async list(
    actor: Actor,
    filter: { cursor?: string | undefined; limit?: number | undefined } = {},
  ): Promise<Page<DataEndView>> {
    return pageById(filter, (beyond, most) =>
      rows<DataEndView>(
        this.db,
        `${ENDS} WHERE ${readableIf(actor, READ.workshop, 's.organisation_id = $1::uuid', '$1')} AND ($2::uuid IS NULL OR s.id < $2)
       ORDER BY s.id DESC LIMIT $3`,
        [organisationOf(actor), beyond, most],
        { plan: 'per call', because: 'the cursor may be absent; the bank reads all, a workshop its own' },
      ),
    );
  }

  async one(actor: Actor, id: string): Promise<DataEndView> {
    const end = await rowOf<DataEndView>(
      this.db,
      `${ENDS} WHERE ${readableIf(actor, READ.workshop, 's.organisation_id = $1::uuid', '$1')} AND s.id = $2`,
      [organisationOf(actor), id],
      { data_end: id },
    );
    return end;
  }

  async open(actor: Actor, limit = 100): Promise<OpenEndView[]> {
    return rows<OpenEndView>(
      this.db,
      `SELECT d.code, d.category, d.make, d.model, x.began_at AS "beganAt" FROM refurbishment.open_end x JOIN devices.device d ON d.id = x.device_id
       WHERE ${readableIf(actor, READ.workshop, 'x.organisation_id = $1::uuid', '$1')}
         AND d.state = 'recycled' AND EXISTS (SELECT 1 FROM refurbishment.data_left(d.id))
         AND NOT EXISTS (SELECT 1 FROM refurbishment.data_end_device e WHERE e.device_id = x.device_id AND e.data_epoch = x.data_epoch)
       ORDER BY x.began_at, x.device_id LIMIT $2`,
      [organisationOf(actor), limit],
      { plan: 'per call', because: 'the bank reads all, a workshop its own' },
    );
  }
}
