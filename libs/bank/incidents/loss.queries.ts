import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { type Reader, rows } from '#platform/database';
import type { ControllerKind } from './incident.lifecycle.js';
import type { LostMediumView } from './incident.queries.js';

export type UnerasedMedium = Pick<LostMediumView, 'kind' | 'model' | 'serial' | 'sizeBytes' | 'why'>;

/** What the loss of a device would open, said before it is declared. */
export interface LossView {
  readonly deviceId: string;
  /** What the gate does not know to be erased; none: no incident opens. */
  readonly unerased: readonly UnerasedMedium[];
  /** Who has it; null: a person, or the bank. */
  readonly custodian: string | null;
  /** Whose data it is. */
  readonly controllers: readonly ControllerKind[];
  readonly noticeHours: number;
}

@Injectable()
export class LossQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** What the loss of each would open, in their order. The caller has asked whether they may be seen. */
  ofDevices(ids: readonly string[], on: Reader = this.db): Promise<LossView[]> {
    return rows<LossView>(
      on,
      `SELECT d.id AS "deviceId", o.name AS custodian, incidents.hours_of('agreement') AS "noticeHours",
         ARRAY(SELECT DISTINCT c.kind FROM incidents.controllers_of(d.id, d.data_epoch) c ORDER BY c.kind) AS controllers,
         coalesce((SELECT json_agg(json_build_object('kind', m.kind, 'model', m.model, 'serial', m.serial, 'sizeBytes', m.size_bytes, 'why', u.why)
             ORDER BY m.id, u.why)
           FROM incidents.unerased(d.id) u LEFT JOIN devices.medium m ON m.id = u.medium_id), '[]') AS unerased
       FROM unnest($1::uuid[]) WITH ORDINALITY AS x(id, n) JOIN devices.device d ON d.id = x.id LEFT JOIN people.organisation o ON o.id = d.holder_org_id AND o.kind <> 'bank'
       ORDER BY x.n`,
      [ids],
    );
  }

  /** The same of a medium that was taken out of its device: erased, it opens nothing. */
  async ofRemoved(removedId: string): Promise<LossView> {
    const [loss] = await rows<LossView>(
      this.db,
      `SELECT x.device_id AS "deviceId", o.name AS custodian, incidents.hours_of('agreement') AS "noticeHours",
         ARRAY(SELECT DISTINCT c.kind FROM incidents.controllers_of(x.device_id, e.data_epoch, x.medium_id) c ORDER BY c.kind) AS controllers,
         CASE WHEN x.state = 'kept' THEN json_build_array(json_build_object('kind', m.kind, 'model', m.model, 'serial', m.serial, 'sizeBytes', m.size_bytes,
           'why', 'medium_unproven')) ELSE '[]' END AS unerased
       FROM refurbishment.removed_medium x JOIN refurbishment.evidence e ON e.id = x.evidence_id JOIN devices.medium m ON m.id = x.medium_id
       LEFT JOIN people.organisation o ON o.id = x.holder_org_id AND o.kind <> 'bank' WHERE x.id = $1`,
      [removedId],
    );
    return loss!;
  }

  /** How many of them would be listed by an incident. */
  async unerasedAmong(ids: readonly string[], on: Reader = this.db): Promise<number> {
    const [n] = await rows<{ devices: number }>(
      on,
      'SELECT count(*)::int AS devices FROM unnest($1::uuid[]) AS x(id) WHERE EXISTS (SELECT FROM incidents.unerased(x.id))',
      [ids],
    );
    return n!.devices;
  }
}
