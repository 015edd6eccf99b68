import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, type DeviceSummary, DevicesService } from '#bank/devices';
import { bankDay, TODAY } from '#bank/people';
import { type Reader, rows, run } from '#platform/database';
import { type Actor, askAll, isDay, memberWith, NotFound, PERIODS, READ, RuleBroken } from '#platform/kernel';

/** Somebody who comes to fetch a device. References only, never a name. */
export interface AppointmentView extends DeviceSummary {
  /** `2026-12-03`, a day of the bank. */
  readonly on: string;
  /** `09:30` */
  readonly at: string;
  readonly tomorrow: boolean;
  /** Its day and hour are over: somebody says whether the person came. */
  readonly past: boolean;
  /** How often nobody came for this device. */
  readonly missed: number;
  /** Until when the device is kept after the absence that was recorded; null: none of this appointment. */
  readonly keptUntil: string | null;
  /** Nobody came twice, or not in the time that the device was kept: it may go to somebody else. */
  readonly free: boolean;
  /** Null while nobody was chosen for what is kept. */
  readonly beneficiaryId: string | null;
  readonly reference: string | null;
}

export interface AppointmentTime {
  readonly on: string;
  readonly at: string;
}

/** How far ahead, in days: further is a slip of the finger. */
const FURTHEST = 366;
const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

const PAST = 'a.comes_on + a.comes_at < platform.now() AT TIME ZONE (SELECT time_zone FROM people.bank)';
const VIEW = `d.code, d.category, d.make, d.model, a.comes_on::text AS "on", to_char(a.comes_at, 'HH24:MI') AS "at",
  a.comes_on = ${TODAY} + 1 AS tomorrow, ${PAST} AS past, a.missed, a.kept_until::text AS "keptUntil",
  a.kept_until IS NOT NULL AND (a.missed > 1 OR a.kept_until < ${TODAY}) AS free, b.id AS "beneficiaryId", b.reference`;
const FROM = `allocation.appointment a JOIN allocation.reservation v ON v.id = a.reservation_id AND v.ended_at IS NULL
  JOIN devices.device d ON d.id = v.device_id JOIN allocation.request_unit u ON u.id = v.unit_id
  JOIN allocation.request r ON r.id = u.request_id LEFT JOIN allocation.beneficiary b ON b.id = allocation.person_stands(u.beneficiary_id)`;

/** Who comes to a structure's desk, when, for which device that lies there. */
@Injectable()
export class AppointmentsService {
  constructor(
    @InjectDataSource() private readonly db: DataSource,
    private readonly devices: DevicesService,
  ) {}

  /** At the actor's own desk: those past that still wait for somebody, of today and of tomorrow, in their order; at most 200. */
  soon(actor: Actor, on: Reader = this.db): Promise<AppointmentView[]> {
    const { organisationId } = memberWith(actor, READ.beneficiaries);
    return rows<AppointmentView>(
      on,
      `SELECT ${VIEW} FROM ${FROM} WHERE r.structure_id = $1 AND a.comes_on <= ${TODAY} + 1
       ORDER BY a.comes_on, a.comes_at, v.id LIMIT 200`,
      [organisationId],
    );
  }

  /** The one for a device that is kept for the actor's structure; null: there is none. */
  async ofDevice(actor: Actor, deviceId: string): Promise<AppointmentView | null> {
    const { organisationId } = memberWith(actor, READ.beneficiaries);
    const [row] = await rows<AppointmentView>(
      this.db,
      `SELECT ${VIEW} FROM ${FROM} WHERE v.device_id = $1 AND r.structure_id = $2`,
      [deviceId, organisationId],
    );
    return row ?? null;
  }

  /**
   * Sets when somebody comes for a device that lies at the actor's desk, or moves it.
   * @throws NotFound; RuleBroken `devices.not_yours`, `devices.not_now`, and as `judge`
   */
  async set(tx: EntityManager, actor: Actor, deviceId: string, when: AppointmentTime): Promise<void> {
    const { membershipId } = memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    const reservation = await this.reservationOf(tx, actor, deviceId);
    await this.judge(tx, when);
    await run(
      tx,
      `INSERT INTO allocation.appointment (reservation_id, comes_on, comes_at, set_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (reservation_id) DO UPDATE SET comes_on = EXCLUDED.comes_on, comes_at = EXCLUDED.comes_at, kept_until = NULL, set_by = EXCLUDED.set_by, set_at = platform.now()`,
      [reservation, when.on, when.at, membershipId],
    );
  }

  /** All that is to be corrected in a day and an hour, at once. @throws RuleBroken `allocation.appointment_day`, `allocation.appointment_hour` */
  async judge(tx: EntityManager, { on, at }: Partial<AppointmentTime>): Promise<void> {
    await askAll(
      async () => {
        if (on === undefined) return;
        const today = await bankDay(tx);
        if (!isDay(on) || on < today || (Date.parse(on) - Date.parse(today)) / 86_400_000 > FURTHEST)
          throw new RuleBroken('allocation.appointment_day', {}, 'on');
      },
      () => {
        if (at !== undefined && !HOUR.test(at)) throw new RuleBroken('allocation.appointment_hour', {}, 'at');
      },
    );
  }

  /**
   * Records that nobody came to an appointment that is past, without any reason: the device is kept for the days of the rule, and after
   * a second absence no longer. Twice does no harm.
   * @throws NotFound; RuleBroken `devices.not_yours`, `devices.not_now`, `allocation.appointment_not_past`
   */
  async miss(tx: EntityManager, actor: Actor, deviceId: string): Promise<void> {
    const { membershipId } = memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    const reservation = await this.reservationOf(tx, actor, deviceId);
    const recorded = await run(
      tx,
      `UPDATE allocation.appointment a SET missed = a.missed + (a.kept_until IS NULL)::int, set_by = $2, set_at = platform.now(),
         kept_until = coalesce(a.kept_until, ${TODAY} + CASE WHEN a.missed = 0 THEN (
           SELECT days FROM allocation.absence_rule WHERE valid_from <= ${TODAY} ORDER BY valid_from DESC LIMIT 1) ELSE 0 END)
       WHERE a.reservation_id = $1 AND ${PAST}`,
      [reservation, membershipId],
    );
    if (!recorded) throw new RuleBroken('allocation.appointment_not_past');
  }

  /** Takes the last absence back: the person did come, or it was another's. @throws as `miss`; RuleBroken `allocation.no_absence` */
  async undoMiss(tx: EntityManager, actor: Actor, deviceId: string): Promise<void> {
    const { membershipId } = memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    const reservation = await this.reservationOf(tx, actor, deviceId);
    const undone = await run(
      tx,
      `UPDATE allocation.appointment SET missed = missed - 1, kept_until = NULL, set_by = $2, set_at = platform.now()
       WHERE reservation_id = $1 AND kept_until IS NOT NULL`,
      [reservation, membershipId],
    );
    if (!undone) throw new RuleBroken('allocation.no_absence');
  }

  /** Takes one back; twice does no harm. @throws as `set` */
  async cancel(tx: EntityManager, actor: Actor, deviceId: string): Promise<void> {
    memberWith(actor, DEVICE_LIFECYCLE.right('hand_over'));
    const reservation = await this.reservationOf(tx, actor, deviceId);
    await run(tx, 'DELETE FROM allocation.appointment WHERE reservation_id = $1', [reservation]);
  }

  private async reservationOf(tx: EntityManager, actor: Actor, deviceId: string): Promise<string> {
    const device = await this.devices.lockVisible(tx, actor, deviceId);
    DEVICE_LIFECYCLE.mustMay(actor, 'hand_over', device);
    const [reservation] = await rows<{ id: string }>(
      tx,
      'SELECT v.id FROM allocation.reservation v WHERE v.device_id = $1 AND v.ended_at IS NULL FOR SHARE OF v',
      [device.id],
    );
    if (!reservation) throw new NotFound('reservation');
    return reservation.id;
  }
}

/** Forgets those whose device is kept no more, and those whose day, or days kept after an absence, are long over. @returns how many went. */
export const forgetAppointments = (tx: EntityManager): Promise<number> =>
  run(
    tx,
    `DELETE FROM allocation.appointment a USING allocation.reservation v
     WHERE v.id = a.reservation_id AND (v.ended_at IS NOT NULL OR GREATEST(a.comes_on, a.kept_until) < ${TODAY} - $1::int)`,
    [PERIODS.appointment.days],
  );
