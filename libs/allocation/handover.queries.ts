import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { type Reader, rows } from '#database';
import { type Actor, isId, NotFound, type Page, pageById, READ, scopeOf } from '#kernel';
import { LAST_MONTHS, type MonthCount } from '#people';
import type { HandoverDetail, HandoverView } from './handover.views.js';
import { type SaleView, saleOf } from './selling.js';

const VIEW = `h.id, h.device_id AS "deviceId", d.code AS "deviceCode", d.category, d.make, d.model, d.state AS "deviceState",
  h.structure_id AS "structureId", o.name AS structure, h.beneficiary_id AS "beneficiaryId", b.reference, h.mode,
  h.price_cents AS "priceCents", h.handed_over_at AS "handedOverAt", h.operator_number AS "operatorNumber", h.replaces,
  h.ended_at AS "endedAt", h.end_reason AS "endReason", h.origin, h.date_known AS "dateKnown"`;
const FROM = `allocation.handover h JOIN devices.device d ON d.id = h.device_id JOIN people.organisation o ON o.id = h.structure_id
  JOIN allocation.beneficiary b ON b.id = h.beneficiary_id`;

/** Reading hand-overs: the bank's all, a structure's own. References only. */
@Injectable()
export class HandoverQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** What a device would cost a person today. The caller has asked whether the actor may see the device. */
  sale(deviceId: string): Promise<SaleView> {
    return saleOf(this.db, deviceId);
  }

  /** Newest first. `open` leaves out what came back; `beneficiaryId` is one person's. */
  async list(
    actor: Actor,
    filter: { open?: boolean; beneficiaryId?: string; cursor?: string; limit?: number } = {},
  ): Promise<Page<HandoverView>> {
    return pageById(filter, (beyond, most) =>
      rows<HandoverView>(
        this.db,
        `SELECT ${VIEW} FROM ${FROM} WHERE ($1::uuid IS NULL OR h.structure_id = ANY (people.structures_of($1))) AND ($2::uuid IS NULL OR h.id < $2)
         AND (NOT $3 OR h.ended_at IS NULL) AND ($4::uuid IS NULL OR h.beneficiary_id = ANY (allocation.persons_of($4))) ORDER BY h.id DESC LIMIT $5`,
        [
          scopeOf(actor, READ.handovers),
          beyond,
          filter.open ?? false,
          isId(filter.beneficiaryId) ? filter.beneficiaryId : null,
          most,
        ],
      ),
    );
  }

  /** How many were handed over in each of the last twelve months, this one last: an actor's own, so none is hidden. */
  byMonth(actor: Actor): Promise<MonthCount[]> {
    return rows<MonthCount>(
      this.db,
      `SELECT m.month, (
         SELECT count(*)::int FROM allocation.handover h WHERE ($1::uuid IS NULL OR h.structure_id = ANY (people.structures_of($1))) AND h.date_known
           AND h.handed_over_at >= m.starts AND h.handed_over_at < m.ends) AS count
       FROM (${LAST_MONTHS}) m ORDER BY m.starts`,
      [scopeOf(actor, READ.handovers)],
      { plan: 'per call', because: 'a structure has few hand-overs, the bank all' },
    );
  }

  /** One hand-over. @throws NotFound for another structure's. */
  async byId(actor: Actor, id: string): Promise<HandoverDetail> {
    const [row] = isId(id)
      ? await rows<HandoverDetail>(
          this.db,
          `SELECT ${VIEW}, corrections.awaited(h.id, $2) AS "correctionAwaited" FROM ${FROM} WHERE h.id = $1 AND ($2::uuid IS NULL OR h.structure_id = ANY (people.structures_of($2)))`,
          [id, scopeOf(actor, READ.handovers)],
        )
      : [];
    if (!row) throw new NotFound('handover');
    return row;
  }

  /** The open hand-over of a device, or null when there is none for this actor. */
  async ofDevice(actor: Actor, deviceId: string, on: Reader = this.db): Promise<HandoverView | null> {
    const [row] = await rows<HandoverView>(
      on,
      `SELECT ${VIEW} FROM ${FROM} WHERE h.device_id = $1 AND h.ended_at IS NULL AND ($2::uuid IS NULL OR h.structure_id = $2)`,
      [deviceId, scopeOf(actor, READ.handovers)],
    );
    return row ?? null;
  }
}
