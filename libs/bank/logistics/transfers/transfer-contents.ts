import type { EntityManager } from 'typeorm';
import {
  DEVICE_LIFECYCLE,
  type DeviceRow,
  visibleTo as deviceVisibleTo,
  readIdentifier,
  type State,
  serialKey,
} from '#bank/devices';
import { type Reader, rows, run } from '#platform/database';
import { type Actor, mayAll, newId, organisationOf, READ, RuleBroken, WRITE } from '#platform/kernel';
import type { TransferLine } from './transfer.entity.js';
import { mayOpenFrom } from './transfer.lifecycle.js';
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

export type Listing = Pick<TransferRow, 'from_org_id' | 'to_org_id' | 'to_kind' | 'purpose'>;

type RepairRefusal = 'logistics.in_repair' | 'logistics.in_repair_elsewhere';

/** Of devices that are repaired for a person, by their ids: the code of why they do not go to the receiver of a list. */
export async function repairRefusals(
  on: Reader,
  t: Listing,
  deviceIds: readonly string[],
): Promise<ReadonlyMap<string, RepairRefusal>> {
  if (t.to_kind !== 'structure' && t.to_kind !== 'collection_point') return new Map();
  const refused = await rows<{ id: string; code: RepairRefusal }>(
    on,
    `SELECT d.id, f.code FROM devices.device d CROSS JOIN LATERAL (SELECT logistics.repair_refusal(d.id, $2) AS code OFFSET 0) f
     WHERE d.id = ANY ($1) AND d.state = 'in_maintenance' AND f.code IS NOT NULL`,
    [deviceIds, t.to_org_id],
  );
  return new Map(refused.map(({ id, code }) => [id, code]));
}

/** @param refusal why a device that is repaired for a person does not go there. @throws RuleBroken when this device cannot be on this list. */
export function mustFit(actor: Actor, t: Listing, d: DeviceRow, refusal?: RepairRefusal): void {
  if (d.holder_org_id !== t.from_org_id) throw new RuleBroken('logistics.held_elsewhere', { code: d.code }, 'code');
  if (!DEVICE_LIFECYCLE.mayUse(actor, 'dispatch', d))
    throw new RuleBroken('devices.not_now', { code: d.code, state: d.state, verb: 'dispatch' }, 'code');
  if (refusal) throw new RuleBroken(refusal, { code: d.code }, 'code');
  if (t.purpose === 'delivery') return;
  if (d.state === 'reserved') throw new RuleBroken('logistics.reserved', { code: d.code }, 'code');
  if (t.to_kind === 'structure' && d.state === 'in_stock')
    throw new RuleBroken('logistics.needs_a_request', { code: d.code }, 'code');
}

export interface Line {
  id: string;
  device_id: string;
  code: string;
  other_codes: string[];
  outcome: TransferLine['outcome'];
  state_before: State;
  container_id: string | null;
  place_before: string;
  keys: string[];
}

/** The lines still open or arrived. A device in which a disk was found since it left is not ready again by travelling: it arrives to be looked at. */
export async function linesOf(tx: EntityManager, transferId: string): Promise<Line[]> {
  return rows<Line>(
    tx,
    `SELECT l.id, l.device_id, d.code, devices.merged_codes(d.id) AS other_codes, l.outcome, l.container_id, l.place_before,
       CASE WHEN l.state_before = ANY (devices.proven_states()) AND EXISTS (SELECT 1 FROM refurbishment.gate_failures(d.id))
         THEN 'received'
         -- Its person got another one meanwhile: it is repaired for nobody. What is on its way to a structure arrives there as it is.
         WHEN l.state_before = 'in_maintenance' AND o.kind <> 'structure' AND devices.goes_back_to(d.id) IS NULL
         THEN 'returned' ELSE l.state_before END AS state_before,
       array_remove(array_append((SELECT array_agg(a.number_key) FROM devices.alias a
         WHERE a.device_id = d.id OR a.device_id = ANY (devices.doubles_of(d.id))), d.serial_key), NULL) AS keys
     FROM logistics.transfer_line l JOIN devices.device d ON d.id = l.device_id
     JOIN logistics.transfer t ON t.id = l.transfer_id JOIN people.organisation o ON o.id = t.to_org_id
     WHERE l.transfer_id = $1 AND l.outcome <> 'extra' AND (l.open OR l.arrived_at IS NOT NULL) ORDER BY l.id`,
    [transferId],
  );
}

/** The lines a text names: by code first, else by serial or old number. */
export function matching(lines: readonly Line[], typed: string): Line[] {
  const identifier = readIdentifier(typed);
  const byCode =
    identifier.kind === 'code'
      ? lines.filter(({ code, other_codes }) => [code, ...other_codes].includes(identifier.code))
      : [];
  if (byCode.length) return byCode;
  const key = serialKey(identifier.text, { generic: true });
  return key ? lines.filter((l) => l.keys.includes(key)) : [];
}

export function groups<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const map = new Map<string, T[]>();
  for (const item of items) map.set(keyOf(item), [...(map.get(keyOf(item)) ?? []), item]);
  return [...map.values()];
}

interface Whereabouts {
  readonly from: string;
  readonly holder: string | null;
  readonly holderId: string | null;
  readonly place: string | null;
  readonly lotId: string | null;
  readonly lot: string | null;
  readonly coming: boolean;
}

/**
 * The refusal of a device that somebody else holds: who and where, as far as the actor may see it.
 * @param from the organisation that would have to hold it.
 * @returns `logistics.held_elsewhere`; its facts `holder`, `place`, `lot` and `lotId` of the road it is on, `opens` where the actor may send it from there.
 */
export async function heldElsewhere(
  tx: EntityManager,
  actor: Actor,
  device: Pick<DeviceRow, 'id' | 'code'>,
  from: string,
  field = 'code',
): Promise<RuleBroken> {
  const [seen] = await rows<Whereabouts>(
    tx,
    `SELECT f.name AS "from", o.name AS holder, o.id AS "holderId", coalesce(p.name, pc.name) AS place, t.id AS "lotId", t.number AS lot,
       coalesce(t.to_org_id = $2, false) AS coming
     FROM devices.device d JOIN people.organisation f ON f.id = $2 LEFT JOIN people.organisation o ON o.id = d.holder_org_id
     LEFT JOIN people.place p ON p.id = d.place_id LEFT JOIN devices.container c ON c.id = d.container_id LEFT JOIN people.place pc ON pc.id = c.place_id
     LEFT JOIN logistics.transfer_line l ON l.device_id = d.id AND l.open
     LEFT JOIN logistics.transfer t ON t.id = l.transfer_id AND t.state = 'sent' AND ($4 OR t.from_org_id = $3 OR t.to_org_id = $3)
     WHERE d.id = $1 AND ${deviceVisibleTo(actor, 'd', '$3')}`,
    [device.id, from, organisationOf(actor), mayAll(actor, READ.transfers)],
  );
  const { holderId = null, ...told } = seen ?? {};
  const opens = holderId !== null && !seen?.lotId && mayOpenFrom(actor, holderId);
  return new RuleBroken('logistics.held_elsewhere', { code: device.code, ...told, opens }, field);
}

/** @throws RuleBroken when one of these devices cannot be on this list. */
export async function mustAllFit(
  tx: EntityManager,
  actor: Actor,
  t: Listing,
  devices: readonly DeviceRow[],
): Promise<void> {
  const away = devices.find((d) => d.holder_org_id !== t.from_org_id);
  if (away) throw await heldElsewhere(tx, actor, away, t.from_org_id);
  const inRepair = devices.filter((d) => d.state === 'in_maintenance').map((d) => d.id);
  const refusals = inRepair.length ? await repairRefusals(tx, t, inRepair) : null;
  for (const d of devices) mustFit(actor, t, d, refusals?.get(d.id));
}
