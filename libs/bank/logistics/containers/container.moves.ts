import type { EntityManager } from 'typeorm';
import { moveContainers } from '#bank/devices';
import { columnTable, rows, run } from '#platform/database';
import type { Actor } from '#platform/kernel';
import { writtenBy } from '#platform/kernel';
import type { ContainerEvent } from '../transfers/transfer.entity.js';
import { type TransferRow } from '../transfers/transfer.row.js';

/** Containers of a transfer leave with it; the seals they left with are kept. */
export async function dispatchContainers(tx: EntityManager, actor: Actor, t: TransferRow): Promise<void> {
  const listed = await rows<{ id: string }>(
    tx,
    'SELECT container_id AS id FROM logistics.transfer_container WHERE transfer_id = $1',
    [t.id],
  );
  if (!listed.length) return;
  const gone = await moveContainers(
    tx,
    listed.map(({ id }) => ({ id, to: { transfer: t.id } })),
  );
  await run(
    tx,
    `UPDATE logistics.transfer_container x SET seal = c.seal FROM devices.container c WHERE x.transfer_id = $1 AND c.id = x.container_id`,
    [t.id],
  );
  await note(tx, actor, t, 'depart', t.from_org_id, gone);
}

/** Containers arrive of which all, or any device, was confirmed; the others are missing. @returns the ids of those that arrived */
export async function landContainers(
  tx: EntityManager,
  actor: Actor,
  t: TransferRow,
  place: string,
): Promise<Set<string>> {
  const settled = await rows<{ id: string; outcome: 'intact' | 'arrived' | 'missing' }>(
    tx,
    `UPDATE logistics.transfer_container x SET outcome = CASE
       WHEN x.outcome = 'intact' THEN 'intact'
       WHEN EXISTS (SELECT 1 FROM logistics.transfer_line l WHERE l.transfer_id = $1 AND l.container_id = x.container_id AND l.outcome = 'confirmed') THEN 'arrived'
       ELSE 'missing' END WHERE x.transfer_id = $1 RETURNING x.container_id AS id, x.outcome`,
    [t.id],
  );
  const landed = await moveContainers(
    tx,
    settled
      .filter(({ outcome }) => outcome !== 'missing')
      .map(({ id, outcome }) => ({
        id,
        to: { place, organisation: t.to_org_id },
        unsealed: outcome !== 'intact',
      })),
  );
  await note(
    tx,
    actor,
    t,
    'arrive',
    t.to_org_id,
    landed.map((c) => ({ ...c, place })),
  );
  return new Set(landed.map((c) => c.id));
}

/** Containers still on the road go back to where they stood. @returns the ids of those now back with the sender */
export async function bringBack(
  tx: EntityManager,
  actor: Actor,
  t: TransferRow,
  containerIds: readonly string[],
): Promise<Set<string>> {
  const ids = [...new Set(containerIds)];
  if (!ids.length) return new Set();
  const back = await rows<{ id: string; place: string }>(
    tx,
    `UPDATE logistics.transfer_container x SET outcome = CASE x.outcome WHEN 'missing' THEN 'called_back' ELSE 'withdrawn' END
     FROM devices.container c WHERE x.transfer_id = $1 AND x.container_id = ANY($2) AND c.id = x.container_id AND c.transfer_id = $1
     RETURNING x.container_id AS id, x.place_before AS place`,
    [t.id, ids],
  );
  await moveContainers(
    tx,
    back.map(({ id, place }) => ({ id, to: { place } })),
  );
  await note(tx, actor, t, 'call_back', t.from_org_id, back);
  const home = await rows<{ id: string }>(
    tx,
    'SELECT id FROM devices.container WHERE id = ANY($1) AND organisation_id = $2 AND transfer_id IS NULL',
    [ids, t.from_org_id],
  );
  return new Set(home.map((c) => c.id));
}

const EVENTS = columnTable(
  { container_id: 'uuid', place_to: 'uuid', seal: 'text' },
  { verb: 'text', transfer_id: 'uuid', membership_id: 'uuid', operator_number: 'int', organisation_id: 'uuid' },
);

async function note(
  tx: EntityManager,
  actor: Actor,
  t: TransferRow,
  verb: ContainerEvent['verb'],
  organisationId: string,
  containers: readonly { id: string; place?: string; seal?: string | null }[],
): Promise<void> {
  if (!containers.length) return;
  const { membershipId, operatorNumber } = writtenBy(actor);
  await run(
    tx,
    `INSERT INTO logistics.container_event (${EVENTS.names}) ${EVENTS.select}`,
    EVENTS.values(
      containers.map((c) => ({ container_id: c.id, place_to: c.place, seal: c.seal })),
      {
        verb,
        transfer_id: t.id,
        membership_id: membershipId,
        operator_number: operatorNumber,
        organisation_id: organisationId,
      },
    ),
  );
}
