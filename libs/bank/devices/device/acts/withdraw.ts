import type { EntityManager } from 'typeorm';
import { type CorrectionReason, CorrectionsService, mustMayCorrect } from '#bank/corrections';
import { rows } from '#platform/database';
import { type Actor, NotFound, RuleBroken } from '#platform/kernel';
import { DEVICE_LIFECYCLE, type State } from '../device.lifecycle.js';
import type { Reason } from '../reasons.js';
import {
  type Cause,
  changeDevices,
  type DeviceRow,
  type Holder,
  type Location,
  lockDevices,
} from './device-changes.js';

export interface StayingDevice {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly why: string;
}

/**
 * Withdraws devices that were logged by mistake together; those that have moved on since stay. Whether the actor may is asked of each, too.
 * @param given.back where a device goes whose declared holder is a person: it never was with them.
 */
export async function withdrawDevices(
  tx: EntityManager,
  actor: Actor,
  ids: readonly string[],
  given: { readonly reason: Reason; readonly cause: Cause; readonly back: { place: string; organisation: string } },
): Promise<{ withdrawn: number; kept: StayingDevice[] }> {
  const locked = await lockDevices(tx, ids);
  const whys = await rows<{ id: string; why: string | null }>(
    tx,
    'SELECT w.device AS id, w.why FROM devices.whys_kept($1::uuid[]) w',
    [ids],
  );
  const whyOf = new Map(whys.map(({ id, why }) => [id, why]));
  const kept: StayingDevice[] = [];
  const here: DeviceRow[] = [];
  const withPeople: DeviceRow[] = [];
  for (const device of locked) {
    if (device.state === 'withdrawn') continue;
    const why =
      whyOf.get(device.id) ??
      (DEVICE_LIFECYCLE.startsFrom('withdraw', device.state) ? null : 'devices.not_now') ??
      (DEVICE_LIFECYCLE.isFor(actor, 'withdraw', device) ? null : 'devices.not_yours');
    if (why) kept.push({ id: device.id, code: device.code, state: device.state, why });
    else (device.holder_ref ? withPeople : here).push(device);
  }
  const change = { reason: given.reason, cause: given.cause };
  if (here.length) await changeDevices(tx, actor, 'withdraw', here, change);
  if (withPeople.length) {
    const location: Location = { place: given.back.place };
    const holder: Holder = { organisation: given.back.organisation };
    await changeDevices(tx, actor, 'withdraw', withPeople, { ...change, location, holder });
  }
  return { withdrawn: here.length + withPeople.length, kept };
}

/**
 * A device was scanned as recycled, dismantled or given back by mistake: the same day, if nothing else happened, it is what it was.
 * @param device locked, and seen by the actor.
 * @throws RuleBroken `devices.stays_out`, `devices.not_now`, `devices.not_yours`, `devices.serial_taken`, `corrections.reason_missing`.
 */
export async function undoExit(
  tx: EntityManager,
  actor: Actor,
  corrections: CorrectionsService,
  device: DeviceRow,
  reason: CorrectionReason,
): Promise<void> {
  const [row] = await rows<{ why: `${string}.${string}` | null; event: string; before: State }>(
    tx,
    `SELECT devices.why_out(d.id) AS why, e.id::text AS event, e.from_state AS before
     FROM devices.device d JOIN devices.device_event e ON e.id = d.last_event_id WHERE d.id = $1`,
    [device.id],
  );
  if (!row) throw new NotFound('device');
  DEVICE_LIFECYCLE.mustMay(actor, 'undo_exit', { ...device, out_by: row.why });
  if (row.why) throw new RuleBroken(row.why, { code: device.code });
  mustMayCorrect(actor, 'device_back', { organisationId: device.holder_org_id, open: true }, reason);
  await changeDevices(tx, actor, 'undo_exit', [device], { to: row.before, undoes: row.event });
  await corrections.record(tx, actor, {
    kind: 'device_back',
    subjectId: device.id,
    label: device.code,
    organisationId: device.holder_org_id,
    from: { device: device.state },
    to: { device: row.before },
    reason,
  });
}
