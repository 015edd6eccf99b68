import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { DEVICE_LIFECYCLE } from '../device.lifecycle.js';
import type { Reason } from '../reasons.js';
import {
  type Cause,
  changeDevices,
  type DeviceRow,
  type Holder,
  type Location,
  lockDevices,
} from './device-changes.js';

/** A device that stays, and the code of the rule that says why. */
export interface StayingDevice {
  readonly id: string;
  readonly code: string;
  readonly state: string;
  readonly why: string;
}

/**
 * Withdraws devices that were logged by mistake together; those that have moved on since stay. Whether the actor may is the
 * caller's question for the whole, and asked here again device by device.
 * @param given.back where a device goes whose declared holder is a person: it never was with them.
 * @returns how many were withdrawn, and those that stay.
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
    'SELECT x.id, devices.why_kept(x.id) AS why FROM unnest($1::uuid[]) AS x(id)',
    [ids],
  );
  const whyOf = new Map(whys.map(({ id, why }) => [id, why]));
  const kept: StayingDevice[] = [];
  const here: DeviceRow[] = [];
  const withPeople: DeviceRow[] = [];
  for (const device of locked) {
    // Somebody withdrew it before: nothing of it is left to do.
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
