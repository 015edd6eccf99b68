import type { EntityManager } from 'typeorm';
import type { Actor } from '#kernel';
import { signer, type TransferRow } from './transfer.row.js';

/**
 * Containers of a transfer arrive: those confirmed whole, and those of which a device was confirmed. The others are missing.
 * @returns the ids of those that arrived
 */
export async function landContainers(
  tx: EntityManager,
  actor: Actor,
  t: TransferRow,
  place: string,
): Promise<Set<string>> {
  await tx.query(
    `UPDATE logistics.transfer_container x SET outcome = CASE
       WHEN x.outcome = 'intact' THEN 'intact'
       WHEN EXISTS (SELECT 1 FROM logistics.transfer_line l WHERE l.transfer_id = $1 AND l.container_id = x.container_id AND l.outcome = 'confirmed') THEN 'arrived'
       ELSE 'missing' END WHERE x.transfer_id = $1`,
    [t.id],
  );
  const rows: { id: string }[] = await tx.query(
    `WITH landed AS (
       UPDATE devices.container c SET transfer_id = NULL, place_id = $2, organisation_id = $3,
         seal = CASE WHEN x.outcome = 'intact' THEN c.seal END
       FROM logistics.transfer_container x
       WHERE x.transfer_id = $1 AND c.id = x.container_id AND x.outcome IN ('intact','arrived') RETURNING c.id, c.seal
     )
     INSERT INTO logistics.container_event (container_id, verb, place_to, transfer_id, seal, membership_id, operator_number, organisation_id)
     SELECT id, 'arrive', $2, $1, seal, $4, $5, $3 FROM landed RETURNING container_id AS id`,
    [t.id, place, t.to_org_id, ...signer(actor)],
  );
  return new Set(rows.map((r) => r.id));
}

/** Containers still on the road go back to where they stood. @returns the ids of those now back with the sender */
export async function bringBack(
  tx: EntityManager,
  actor: Actor,
  t: TransferRow,
  containerIds: readonly string[],
): Promise<Set<string>> {
  const ids = [...new Set(containerIds)];
  await tx.query(
    `WITH back AS (
       UPDATE devices.container c SET transfer_id = NULL, place_id = x.place_before
       FROM logistics.transfer_container x
       WHERE x.transfer_id = $1 AND x.container_id = ANY($2) AND c.id = x.container_id AND c.transfer_id = $1 RETURNING c.id, c.place_id
     ), noted AS (
       UPDATE logistics.transfer_container x SET outcome = CASE x.outcome WHEN 'missing' THEN 'called_back' ELSE 'withdrawn' END
       FROM back b WHERE x.transfer_id = $1 AND x.container_id = b.id
     )
     INSERT INTO logistics.container_event (container_id, verb, place_to, transfer_id, membership_id, operator_number, organisation_id)
     SELECT id, 'call_back', place_id, $1, $3, $4, $5 FROM back`,
    [t.id, ids, ...signer(actor), t.from_org_id],
  );
  const rows: { id: string }[] = await tx.query(
    'SELECT id FROM devices.container WHERE id = ANY($1) AND organisation_id = $2 AND transfer_id IS NULL',
    [ids, t.from_org_id],
  );
  return new Set(rows.map((r) => r.id));
}
