import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { LAST_MONTHS, type MonthCount } from '#bank/people';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, type Page, READ, scopeOf } from '#platform/kernel';
import type { HandoverDetail, HandoverView } from './handover.views.js';
import { HANDOVER_COLUMNS, HANDOVER_FROM, HANDOVERS, type HandoversAsked } from './handover-listing.js';
import { type SaleView, saleOf } from './selling.js';
import { type DeviceWarranty, warrantyOfDevice } from './warranty.js';

const ORIGINALS = `h.signature_kind = 'paper' AND EXISTS (SELECT 1 FROM allocation.handover_signature g WHERE g.handover_id = h.id) AS "onPaper",
  coalesce((SELECT json_agg(json_build_object('place', x.place, 'operatorNumber', x.operator_number, 'at', x.said_at) ORDER BY x.id DESC)
    FROM allocation.handover_original x WHERE x.handover_id = h.id), '[]') AS originals`;

/** Reading hand-overs: the bank's all, a structure's own. References only. */
@Injectable()
export class HandoverQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** What a device would cost a person today. The caller has asked whether the actor may see the device. */
  sale(deviceId: string): Promise<SaleView> {
    return saleOf(this.db, deviceId);
  }

  /** Until when a device is under warranty, and by which paper. The caller has asked whether the actor may see the device. */
  warranty(deviceId: string, on: Reader = this.db): Promise<DeviceWarranty | null> {
    return warrantyOfDevice(on, deviceId);
  }

  /** A page of them, or of one person's, newest first unless another order is asked for. */
  list(actor: Actor, asked: HandoversAsked = {}, beneficiaryId?: string): Promise<Page<HandoverView>> {
    return HANDOVERS.page(this.db, { structureId: scopeOf(actor, READ.handovers), beneficiaryId }, asked);
  }

  counted(actor: Actor, asked: HandoversAsked = {}): Promise<CountedPage<HandoverView>> {
    return HANDOVERS.page(this.db, { structureId: scopeOf(actor, READ.handovers) }, asked, true);
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
    const row = await rowOf<HandoverDetail>(
      this.db,
      `SELECT ${HANDOVER_COLUMNS}, corrections.awaited(h.id, $2) AS "correctionAwaited", ${ORIGINALS} FROM ${HANDOVER_FROM} WHERE h.id = $1 AND ($2::uuid IS NULL OR h.structure_id = ANY (people.structures_of($2)))`,
      [id, scopeOf(actor, READ.handovers)],
      { handover: id },
    );
    return row;
  }

  /** The open hand-over of a device, or null when there is none for this actor. */
  async ofDevice(actor: Actor, deviceId: string, on: Reader = this.db): Promise<HandoverView | null> {
    const [row] = await rows<HandoverView>(
      on,
      `SELECT ${HANDOVER_COLUMNS} FROM ${HANDOVER_FROM} WHERE h.device_id = $1 AND h.ended_at IS NULL AND ($2::uuid IS NULL OR h.structure_id = $2)`,
      [deviceId, scopeOf(actor, READ.handovers)],
    );
    return row ?? null;
  }
}
