import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { DEVICE_LIFECYCLE, type DeviceSummary } from '#bank/devices';
import { LAST_MONTHS, type MonthCount } from '#bank/people';
import { type CountedPage, type Reader, rowOf, rows } from '#platform/database';
import { type Actor, may, organisationOf, type Page, READ, scopeOf } from '#platform/kernel';
import type { Promised } from '../codes.js';
import type { HandoverDetail, HandoverView } from './handover.views.js';
import { HANDOVER_COLUMNS, HANDOVER_FROM, HANDOVERS, type HandoversAsked } from './handover-listing.js';
import { type SaleView, saleOf } from './selling.js';
import { type DeviceWarranty, warrantyOfDevice } from './warranty.js';

const ORIGINALS = `h.signature_kind = 'paper' AND EXISTS (SELECT 1 FROM allocation.handover_signature g WHERE g.handover_id = h.id) AS "onPaper",
  coalesce((SELECT json_agg(json_build_object('place', x.place, 'operatorNumber', x.operator_number, 'at', x.said_at) ORDER BY x.id DESC)
    FROM allocation.handover_original x WHERE x.handover_id = h.id), '[]') AS originals`;

/** A device on a structure's shelf, as one looks for what may replace a broken one. */
export interface ShelfDevice extends DeviceSummary {
  readonly id: string;
  readonly sameCategory: boolean;
  /** Why it replaces nothing now; null: it is a spare. */
  readonly because: Promised | 'in_deposit' | 'withheld' | null;
  /** For whom it is kept. */
  readonly reference: string | null;
  /** The day of the appointment, `2026-12-03`. */
  readonly comesOn: string | null;
}

/** Of each, at most. */
const MOST_ON_SHELF = 50;

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

  /** What lies on the actor's shelf: the spares first, then what is none and why, and in both those of a category first; at most 50 of each. */
  async shelf(actor: Actor, category: string | null): Promise<ShelfDevice[]> {
    if (!may(actor, DEVICE_LIFECYCLE.right('hand_over'))) return [];
    return rows<ShelfDevice>(
      this.db,
      `SELECT s.id, s.code, s.category, s.make, s.model, s."sameCategory", s.because, s.reference, s."comesOn" FROM (
         SELECT d.id, d.code, d.category, d.make, d.model, d.category = $2 AS "sameCategory", k.because, b.reference, w.comes_on::text AS "comesOn",
           row_number() OVER (PARTITION BY k.because IS NULL ORDER BY (d.category = $2) DESC, d.id) AS nth
         FROM devices.device d LEFT JOIN allocation.reservation v ON v.device_id = d.id AND v.ended_at IS NULL
         LEFT JOIN allocation.request_unit u ON u.id = v.unit_id LEFT JOIN allocation.beneficiary b ON b.id = allocation.person_stands(u.beneficiary_id)
         LEFT JOIN allocation.appointment w ON w.reservation_id = v.id
         CROSS JOIN LATERAL (SELECT coalesce(allocation.promised(d.id), CASE WHEN d.in_deposit THEN 'in_deposit'
           WHEN EXISTS (SELECT 1 FROM refurbishment.asked_again a WHERE a.device_id = d.id)
             AND EXISTS (SELECT 1 FROM refurbishment.gate_failures(d.id)) THEN 'withheld' END) AS because) k
         WHERE d.holder_org_id = $1 AND d.state = 'delivered') s
       WHERE s.nth <= ${MOST_ON_SHELF} ORDER BY s.because IS NOT NULL, s."sameCategory" DESC, s.id`,
      [organisationOf(actor), category],
    );
  }
}
