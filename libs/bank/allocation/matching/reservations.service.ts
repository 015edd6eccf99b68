import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  DEVICE_LIFECYCLE,
  type DeviceRow,
  DevicesService,
  endVisibility,
  grantVisibility,
  lockKnownDevices,
  showAssetCode,
} from '#bank/devices';
import { mustNotBeInDeposit } from '#bank/intake';
import { columnTable, mapConstraint, rows, run } from '#platform/database';
import { type Actor, actorColumns, mustHave, NotFound, newId, RuleBroken } from '#platform/kernel';
import { giveBackSlots, takeSlots } from '../quotas/quota-ledger.js';
import { stockHolders } from './blockers.queries.js';
import { MatchingRunsService } from './matching-runs.service.js';
import type { Why } from './reasons.js';

/** A device for a wanted unit; `why` is what the person who chose it was shown. */
export interface Pair {
  readonly unitId: string;
  readonly deviceId: string;
  readonly why?: readonly Why[];
}

interface LockedUnit {
  id: string;
  state: string;
  category: string;
  structure_id: string;
  request_id: string;
  number: string;
  taken: boolean;
}

const RESERVATION = columnTable({ id: 'uuid', unit_id: 'uuid', device_id: 'uuid', why: 'jsonb' }, { made_by: 'uuid' });

mapConstraint('reservation_device_once', 'allocation.device_taken');
mapConstraint('reservation_unit_once', 'allocation.unit_taken');

/** Keeps a device of the stock for a wanted unit, and lets it go again. */
@Injectable()
export class ReservationsService {
  constructor(
    private readonly devices: DevicesService,
    private readonly runs: MatchingRunsService,
  ) {}

  /**
   * Reserves each device for its unit, all or none.
   * @returns the first reservation's id: those made after it have greater ones.
   * @throws NotFound; RuleBroken `allocation.device_taken`, `allocation.unit_taken`, `allocation.unit_not_approved`,
   *   `allocation.not_at_the_bank`, `allocation.other_category`, `allocation.quota_exceeded`, `intake.in_deposit`.
   */
  async reserve(tx: EntityManager, actor: Actor, pairs: readonly Pair[]): Promise<string> {
    const { devices, units } = await this.lock(tx, actor, pairs);
    await mustNotBeInDeposit(
      tx,
      pairs.map((p) => p.deviceId),
    );
    const holders = await stockHolders(tx);
    for (const pair of pairs) {
      const problem = objection(devices.get(pair.deviceId), units.get(pair.unitId), holders);
      if (problem) throw problem;
    }
    return this.write(tx, actor, pairs, await takeSlots(tx, actor, unitsOf(pairs, units)));
  }

  /** Reserves what is still possible of what was shown, and counts what is not. `first` as `reserve` returns it. @throws RuleBroken `allocation.nothing_left` when nothing is */
  async accept(
    tx: EntityManager,
    actor: Actor,
    pairs: readonly Pair[],
  ): Promise<{ reserved: number; skipped: number; first: string }> {
    const once = distinct(pairs);
    const { devices, units } = await this.lock(tx, actor, once);
    const holders = await stockHolders(tx);
    const refused = await this.refused(tx, units);
    const possible = once.filter(
      (p) =>
        !objection(devices.get(p.deviceId), units.get(p.unitId), holders) &&
        !refused.has(`${units.get(p.unitId)?.request_id}:${p.deviceId}`),
    );
    const placed = await takeSlots(tx, actor, unitsOf(possible, units), { skipFull: true });
    if (!placed.length) throw new RuleBroken('allocation.nothing_left', {});
    const first = await this.write(tx, actor, possible, placed);
    return { reserved: placed.length, skipped: once.length - placed.length, first };
  }

  /** Lets a reserved device go back to the stock; its unit waits for another. @throws NotFound, RuleBroken `allocation.already_on_its_way`. */
  async release(tx: EntityManager, actor: Actor, reservationId: string): Promise<void> {
    mustHave(actor, DEVICE_LIFECYCLE.right('release'));
    const [row] = await rows<{ unit_id: string }>(
      tx,
      'SELECT unit_id FROM allocation.reservation WHERE id::text = $1 AND ended_at IS NULL',
      [reservationId],
    );
    if (!row) throw new NotFound('reservation');
    await this.releaseUnits(tx, actor, [row.unit_id], 'released');
  }

  /** The same for the reservations of many devices. @throws NotFound, RuleBroken as `release`. */
  async releaseDevices(tx: EntityManager, actor: Actor, deviceIds: readonly string[]): Promise<void> {
    mustHave(actor, DEVICE_LIFECYCLE.right('release'));
    const live = await rows<{ unit_id: string }>(
      tx,
      'SELECT unit_id FROM allocation.reservation WHERE device_id = ANY($1) AND ended_at IS NULL',
      [deviceIds],
    );
    if (live.length !== new Set(deviceIds).size) throw new NotFound('reservation');
    await this.releaseUnits(
      tx,
      actor,
      live.map((row) => row.unit_id),
      'released',
    );
  }

  /** Ends the live reservations of units whose devices are still at the bank. @throws RuleBroken `allocation.already_on_its_way`. */
  async releaseUnits(
    tx: EntityManager,
    actor: Actor,
    unitIds: readonly string[],
    reason: 'released' | 'refused' | 'cancelled' | 'expired',
  ): Promise<void> {
    const live = await rows<{
      device: string;
      reservation: string;
      request: string;
      number: string;
      ready: boolean;
    }>(
      tx,
      `SELECT v.device_id AS device, v.id AS reservation, r.id AS request, r.number,
         NOT EXISTS (SELECT 1 FROM refurbishment.gate_failures(v.device_id)) AS ready
       FROM allocation.reservation v JOIN allocation.request_unit u ON u.id = v.unit_id JOIN allocation.request r ON r.id = u.request_id
       WHERE v.unit_id = ANY($1) AND v.ended_at IS NULL ORDER BY v.device_id`,
      [unitIds],
    );
    if (!live.length) return;
    const locked = await lockKnownDevices(
      tx,
      live.map((r) => r.device),
    );
    const devices = new Map(locked.map((d) => [d.id, d]));
    const away = live.find((r) => devices.get(r.device)!.state !== 'reserved');
    if (away) throw new RuleBroken('allocation.already_on_its_way', { number: away.number });
    await run(tx, 'UPDATE allocation.reservation SET ended_at = platform.now(), end_reason = $2 WHERE id = ANY($1)', [
      live.map((r) => r.reservation),
      reason,
    ]);
    await giveBackSlots(tx, actor, unitIds, reason);
    for (const row of live) {
      // What no longer has its proof goes back to be looked at, not to the shelf of what is ready.
      await this.devices.performOn(tx, actor, 'release', [devices.get(row.device)!], {
        to: row.ready ? 'in_stock' : 'received',
        cause: { kind: 'request', id: row.request, label: row.number },
      });
      await endVisibility(tx, row.request, row.device);
    }
  }

  private async refused(tx: EntityManager, units: ReadonlyMap<string, LockedUnit>): Promise<Set<string>> {
    const found = await rows<{ pair: string }>(
      tx,
      `SELECT x.request_id || ':' || x.device_id AS pair FROM allocation.proposal_refusal x WHERE x.request_id = ANY ($1)`,
      [[...units.values()].map((u) => u.request_id)],
    );
    return new Set(found.map(({ pair }) => pair));
  }

  private async lock(tx: EntityManager, actor: Actor, pairs: readonly Pair[]) {
    mustHave(actor, DEVICE_LIFECYCLE.right('reserve'));
    const devices = await lockKnownDevices(
      tx,
      pairs.map((p) => p.deviceId),
    );
    const units = await rows<LockedUnit>(
      tx,
      `SELECT u.id, u.state, u.category, u.structure_id, u.request_id, r.number,
         EXISTS (SELECT 1 FROM allocation.reservation v WHERE v.unit_id = u.id AND v.ended_at IS NULL) AS taken
       FROM allocation.request_unit u JOIN allocation.request r ON r.id = u.request_id
       WHERE u.id = ANY($1) ORDER BY u.id FOR UPDATE OF u`,
      [pairs.map((p) => p.unitId)],
    );
    return { devices: new Map(devices.map((d) => [d.id, d])), units: new Map(units.map((u) => [u.id, u])) };
  }

  private async write(
    tx: EntityManager,
    actor: Actor,
    pairs: readonly Pair[],
    placed: readonly LockedUnit[],
  ): Promise<string> {
    const units = new Map(placed.map((u) => [u.id, u]));
    const made = pairs.filter((p) => units.has(p.unitId));
    const reserved = made.map((p) => ({ id: newId(), unit_id: p.unitId, device_id: p.deviceId, why: p.why ?? [] }));
    await run(
      tx,
      `INSERT INTO allocation.reservation (${RESERVATION.names}) ${RESERVATION.select}`,
      RESERVATION.values(reserved, { made_by: actorColumns(actor)[0] }),
    );
    await this.runs.noteReserved(tx, actor, [...units.keys()]);
    const byRequest = new Map<string, string[]>();
    for (const pair of made) {
      const request = units.get(pair.unitId)!.request_id;
      byRequest.set(request, [...(byRequest.get(request) ?? []), pair.deviceId]);
    }
    for (const [request, deviceIds] of byRequest) {
      const { number, structure_id } = [...units.values()].find((u) => u.request_id === request)!;
      await this.devices.perform(tx, actor, 'reserve', deviceIds, {
        cause: { kind: 'request', id: request, label: number },
      });
      await grantVisibility(tx, structure_id, deviceIds, { kind: 'request', id: request });
    }
    return reserved[0]!.id;
  }
}

function objection(
  device: DeviceRow | undefined,
  unit: LockedUnit | undefined,
  holders: ReadonlySet<string>,
): Error | null {
  if (!device) return new NotFound('device');
  if (!unit) return new NotFound('unit');
  const code = showAssetCode(device.code);
  if (unit.taken) return new RuleBroken('allocation.unit_taken', { number: unit.number });
  if (unit.state !== 'approved') return new RuleBroken('allocation.unit_not_approved', { number: unit.number });
  if (device.state !== 'in_stock') return new RuleBroken('allocation.device_taken', { code, state: device.state });
  if (!holders.has(device.holder_org_id ?? '')) return new RuleBroken('allocation.not_at_the_bank', { code });
  if (device.category !== unit.category)
    return new RuleBroken('allocation.other_category', { code, category: unit.category });
  return null;
}

/** In the order of the pairs: who is served first is first at a place. */
const unitsOf = (pairs: readonly Pair[], units: ReadonlyMap<string, LockedUnit>): LockedUnit[] =>
  pairs.map((p) => units.get(p.unitId)!);

function distinct(pairs: readonly Pair[]): Pair[] {
  const seen = new Set<string>();
  return pairs.filter(
    (p) => !seen.has(p.unitId) && !seen.has(p.deviceId) && seen.add(p.unitId) && seen.add(p.deviceId),
  );
}
