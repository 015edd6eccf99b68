import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { DeviceSummary, State } from '#bank/devices';
import { type Reader, rowOf, rows } from '#platform/database';
import { type Actor, actorColumns, isId, READ, scopeOf } from '#platform/kernel';
import type { Why } from './reasons.js';

/** A device kept for a unit: still at the bank or at the workshop that finished it, on the road, or on the structure's shelf. */
export interface ReservationView extends DeviceSummary {
  readonly id: string;
  readonly unitId: string;
  readonly requestId: string;
  readonly number: string;
  readonly structureId: string;
  readonly structure: string;
  /** Where its request wants it. */
  readonly placeId: string;
  readonly place: string;
  readonly deviceId: string;
  readonly state: State;
  readonly beneficiaryId: string | null;
  readonly reference: string | null;
  readonly why: readonly Why[];
  readonly madeAt: Date;
  /** When somebody comes to fetch it: a day and an hour (`09:30`) of the bank; null while nothing is set. */
  readonly comesOn: string | null;
  readonly comesAt: string | null;
  /** Who has it; null once it left. */
  readonly holderId: string | null;
  /** The workshop where it waits to leave; null at the bank, and once it left. */
  readonly at: string | null;
  /** What is asked of it again since it was reserved, as the gate's `failures`: until it is answered, nobody hands it over. */
  readonly lacking: readonly string[];
}

const VIEW = `v.id, v.unit_id AS "unitId", r.id AS "requestId", r.number, o.id AS "structureId", o.name AS structure, r.place_id AS "placeId", p.name AS place, d.id AS "deviceId",
  d.code, d.category, d.make, d.model, d.state, u.beneficiary_id AS "beneficiaryId", b.reference, v.why, v.made_at AS "madeAt",
  w.comes_on::text AS "comesOn", to_char(w.comes_at, 'HH24:MI') AS "comesAt",
  CASE WHEN d.state = 'reserved' THEN h.id END AS "holderId", CASE WHEN d.state = 'reserved' AND h.kind <> 'bank' THEN h.name END AS at,
  CASE WHEN v.ended_at IS NULL AND EXISTS (SELECT 1 FROM refurbishment.asked_again a WHERE a.device_id = d.id)
    THEN array(SELECT refurbishment.gate_failures(d.id)) ELSE '{}' END AS lacking`;
const FROM = `allocation.reservation v JOIN devices.device d ON d.id = v.device_id JOIN allocation.request_unit u ON u.id = v.unit_id
  JOIN allocation.request r ON r.id = u.request_id JOIN people.organisation o ON o.id = r.structure_id
  JOIN people.place p ON p.id = r.place_id LEFT JOIN allocation.appointment w ON w.reservation_id = v.id
  LEFT JOIN allocation.beneficiary b ON b.id = u.beneficiary_id LEFT JOIN people.organisation h ON h.id = d.holder_org_id`;

/** What is kept for whom now. */
@Injectable()
export class ReservationQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** Live reservations: the bank's all, a structure's own; `state` narrows to devices at the bank (`reserved`) or `delivered`. */
  async live(actor: Actor, filter: { structureId?: string; state?: State } = {}): Promise<ReservationView[]> {
    const own = scopeOf(actor, READ.requests) ?? (isId(filter.structureId) ? filter.structureId : null);
    return rows<ReservationView>(
      this.db,
      `SELECT ${VIEW} FROM ${FROM} WHERE v.ended_at IS NULL AND ($1::uuid IS NULL OR r.structure_id = $1) AND ($2::text IS NULL OR d.state = $2)
       ORDER BY o.name, o.id, v.id LIMIT 1000`,
      [own, filter.state ?? null],
    );
  }

  /**
   * Devices that the actor has kept since they made a reservation, that one's too: what somebody who prepares a delivery came with. None after
   * a day's work: the page was left open, and what it ticked is no longer meant.
   */
  async keptSince(actor: Actor, reservationId: string): Promise<string[]> {
    const [membership] = actorColumns(actor);
    if (!membership || !isId(reservationId)) return [];
    const found = await rows<{ device: string }>(
      this.db,
      `SELECT v.device_id AS device FROM allocation.reservation v
       WHERE v.id >= $1 AND v.made_by = $2 AND v.ended_at IS NULL AND v.made_at > platform.now() - interval '12 hours'`,
      [reservationId, membership],
    );
    return found.map(({ device }) => device);
  }

  /** The reservation behind a device, or null when there is none for this actor. */
  async ofDevice(actor: Actor, deviceId: string, on: Reader = this.db): Promise<ReservationView | null> {
    const own = scopeOf(actor, READ.requests);
    const [row] = await rows<ReservationView>(
      on,
      `SELECT ${VIEW} FROM ${FROM} WHERE v.device_id = $1 AND v.ended_at IS NULL AND ($2::uuid IS NULL OR r.structure_id = $2)`,
      [deviceId, own],
    );
    return row ?? null;
  }

  /** One reservation, live or ended. @throws NotFound */
  async byId(actor: Actor, id: string): Promise<ReservationView> {
    const own = scopeOf(actor, READ.requests);
    const row = await rowOf<ReservationView>(
      this.db,
      `SELECT ${VIEW} FROM ${FROM} WHERE v.id = $1 AND ($2::uuid IS NULL OR r.structure_id = $2)`,
      [id, own],
      { reservation: id },
    );
    return row;
  }
}
