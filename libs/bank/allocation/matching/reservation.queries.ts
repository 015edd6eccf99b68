import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { DeviceSummary, State } from '#bank/devices';
import { type Reader, rowOf, rows } from '#platform/database';
import { type Actor, actorColumns, isId, type Page, READ, scopeOf } from '#platform/kernel';
import type { Why } from './reasons.js';
import { RESERVATION_COLUMNS, RESERVATION_FROM, RESERVATIONS, type ReservationsAsked } from './reservation-listing.js';

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

/** What is kept for whom now. */
@Injectable()
export class ReservationQueries {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** A page of the live ones, by structure. */
  async list(actor: Actor, asked: ReservationsAsked = {}, on: Reader = this.db): Promise<Page<ReservationView>> {
    return RESERVATIONS.page(on, scopeOf(actor, READ.requests), asked);
  }

  /** The live ones of these devices, as far as the actor sees them. */
  async ofDevices(actor: Actor, deviceIds: readonly string[]): Promise<ReservationView[]> {
    return rows<ReservationView>(
      this.db,
      `SELECT ${RESERVATION_COLUMNS} FROM ${RESERVATION_FROM} WHERE v.ended_at IS NULL AND v.device_id = ANY ($2) AND ($1::uuid IS NULL OR r.structure_id = $1)
       ORDER BY o.name, o.id, v.id`,
      [scopeOf(actor, READ.requests), deviceIds],
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
      `SELECT ${RESERVATION_COLUMNS} FROM ${RESERVATION_FROM} WHERE v.device_id = $1 AND v.ended_at IS NULL AND ($2::uuid IS NULL OR r.structure_id = $2)`,
      [deviceId, own],
    );
    return row ?? null;
  }

  /** One reservation, live or ended. @throws NotFound */
  async byId(actor: Actor, id: string): Promise<ReservationView> {
    const own = scopeOf(actor, READ.requests);
    const row = await rowOf<ReservationView>(
      this.db,
      `SELECT ${RESERVATION_COLUMNS} FROM ${RESERVATION_FROM} WHERE v.id = $1 AND ($2::uuid IS NULL OR r.structure_id = $2)`,
      [id, own],
      { reservation: id },
    );
    return row;
  }
}
