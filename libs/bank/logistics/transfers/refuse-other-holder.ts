import type { EntityManager } from 'typeorm';
import { type DeviceRow, visibleTo as deviceVisibleTo } from '#bank/devices';
import { rows } from '#platform/database';
import { type Actor, mayAll, organisationOf, READ, RuleBroken } from '#platform/kernel';
import { mayOpenFrom } from './transfer.lifecycle.js';
import { type Listing, mustFit } from './transfer-contents.js';

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
  for (const d of devices) mustFit(actor, t, d);
}
