import type { EntityManager } from 'typeorm';
import { DEVICE_LIFECYCLE, type DeviceRow, readIdentifier } from '#bank/devices';
import { rows, run } from '#platform/database';
import { type Actor, mayAll, newId, organisationOf, RuleBroken, WRITE } from '#platform/kernel';
import type { TransferRow } from './transfer.row.js';

/** Writes devices on a transfer's list. @throws RuleBroken `logistics.already_listed` */
export async function listDevices(
  tx: EntityManager,
  transferId: string,
  devices: readonly DeviceRow[],
  containerId: string | null,
): Promise<void> {
  const [taken] = await rows<{ code: string; number: string }>(
    tx,
    `SELECT d.code, t.number FROM logistics.transfer_line l JOIN logistics.transfer t ON t.id = l.transfer_id
     JOIN devices.device d ON d.id = l.device_id
     WHERE l.open AND l.device_id = ANY($1) AND (l.transfer_id <> $2 OR $3::uuid IS NULL) LIMIT 1`,
    [devices.map((d) => d.id), transferId, containerId],
  );
  if (taken) throw new RuleBroken('logistics.already_listed', { code: taken.code, number: taken.number }, 'code');
  await run(
    tx,
    `INSERT INTO logistics.transfer_line (id, transfer_id, device_id, container_id)
     SELECT i, $2, d, $4 FROM unnest($1::uuid[], $3::uuid[]) AS x(i, d)
     ON CONFLICT (transfer_id, device_id) WHERE outcome <> 'extra' DO UPDATE SET container_id = EXCLUDED.container_id`,
    [devices.map(() => newId()), transferId, devices.map((d) => d.id), containerId],
  );
}

/** The number of the list on which each of these devices already is, if it is on one; `but` is not counted. */
export async function listedAlready(
  tx: EntityManager,
  deviceIds: readonly string[],
  but: string | null,
): Promise<ReadonlyMap<string, string>> {
  const taken = await rows<{ device_id: string; number: string }>(
    tx,
    `SELECT l.device_id, t.number FROM logistics.transfer_line l JOIN logistics.transfer t ON t.id = l.transfer_id
     WHERE l.open AND l.device_id = ANY($1) AND l.transfer_id IS DISTINCT FROM $2`,
    [deviceIds, but],
  );
  return new Map(taken.map((row) => [row.device_id, row.number]));
}

/** What was listed this morning may have moved since: nothing leaves that is not as it was written. */
export async function mustBeAsListed(tx: EntityManager, t: TransferRow, devices: readonly DeviceRow[]): Promise<void> {
  const [now] = await rows<{ listed: number; moved: string[] | null; added: string[] | null }>(
    tx,
    `SELECT
       (SELECT count(*)::int FROM logistics.transfer_line WHERE transfer_id = $1) AS listed,
       (SELECT json_agg(d.code) FROM logistics.transfer_line l JOIN devices.device d ON d.id = l.device_id
        WHERE l.transfer_id = $1 AND (d.holder_org_id IS DISTINCT FROM $2 OR l.container_id IS NOT NULL AND d.container_id IS DISTINCT FROM l.container_id)) AS moved,
       (SELECT json_agg(d.code) FROM logistics.transfer_container x JOIN devices.device d ON d.container_id = x.container_id
        WHERE x.transfer_id = $1 AND NOT EXISTS (SELECT 1 FROM logistics.transfer_line l WHERE l.transfer_id = $1 AND l.device_id = d.id)) AS added`,
    [t.id, t.from_org_id],
  );
  const codes = [...(now!.moved ?? []), ...(now!.added ?? [])];
  if (codes.length || now!.listed !== devices.length) throw new RuleBroken('logistics.changed_meanwhile', { codes });
}

/** The id of the container that a text names, among those the actor's organisation has. */
export async function containerOf(tx: EntityManager, actor: Actor, typed: string): Promise<string | null> {
  const identifier = readIdentifier(typed);
  if (identifier.kind !== 'code') return null;
  const [row] = await rows<{ id: string }>(
    tx,
    'SELECT id FROM devices.container WHERE code = $1 AND ($2 OR organisation_id = $3)',
    [identifier.code, mayAll(actor, WRITE.containers), organisationOf(actor)],
  );
  return row?.id ?? null;
}

/** What of a list says which devices may be on it. */
export type Listing = Pick<TransferRow, 'from_org_id' | 'to_kind' | 'purpose'>;

/** @throws RuleBroken when this device cannot be on this list. */
export function mustFit(actor: Actor, t: Listing, d: DeviceRow): void {
  if (d.holder_org_id !== t.from_org_id) throw new RuleBroken('logistics.held_elsewhere', { code: d.code }, 'code');
  if (!DEVICE_LIFECYCLE.mayUse(actor, 'dispatch', d))
    throw new RuleBroken('devices.not_now', { code: d.code, state: d.state, verb: 'dispatch' }, 'code');
  // It goes back to its person: a collection point would take it for a gift.
  if (d.state === 'in_maintenance' && t.to_kind === 'collection_point')
    throw new RuleBroken('logistics.in_repair', { code: d.code }, 'code');
  if (t.purpose === 'delivery') return;
  if (d.state === 'reserved') throw new RuleBroken('logistics.reserved', { code: d.code }, 'code');
  if (t.to_kind === 'structure' && d.state === 'in_stock')
    throw new RuleBroken('logistics.needs_a_request', { code: d.code }, 'code');
}
