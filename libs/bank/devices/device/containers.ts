import type { EntityManager } from 'typeorm';
import { columnTable, rows } from '#platform/database';
import { isId, newId } from '#platform/kernel';
import { Container } from '../identification/asset-code.entity.js';
import { newAssetCode } from '../identification/asset-code.js';

export type ContainerRow = Pick<Container, 'id' | 'code' | 'organisationId' | 'placeId' | 'seal'>;

/** After the devices that change with it. Undefined when there is none. */
export async function lockContainer(tx: EntityManager, idOrCode: string): Promise<ContainerRow | undefined> {
  const [container] = await rows<ContainerRow>(
    tx,
    `SELECT c.id, c.code, c.organisation_id AS "organisationId", c.place_id AS "placeId", c.seal
     FROM devices.container c WHERE c.${isId(idOrCode) ? 'id' : 'code'} = $1 FOR UPDATE`,
    [idOrCode],
  );
  return container;
}

export async function makeContainer(
  tx: EntityManager,
  container: Pick<Container, 'kind' | 'name' | 'organisationId'> & { placeId: string },
): Promise<{ id: string; code: string }> {
  const created = { id: newId(), code: newAssetCode() };
  await tx.insert(Container, { ...created, ...container });
  return created;
}

export async function changeContainer(
  tx: EntityManager,
  id: string,
  change: { placeId: string } | { seal: string | null },
): Promise<void> {
  await tx.update(Container, id, { ...change, changedAt: () => 'platform.now()' });
}

export interface ContainerMove {
  readonly id: string;
  readonly to: { readonly transfer: string } | { readonly place: string; readonly organisation?: string };
  readonly unsealed?: boolean;
}

const MOVES = columnTable({
  id: 'uuid',
  transfer_id: 'uuid',
  place_id: 'uuid',
  organisation_id: 'uuid',
  unsealed: 'boolean',
});

/** With everything in them. @returns each with the seal it has afterwards. */
export async function moveContainers(
  tx: EntityManager,
  moves: readonly ContainerMove[],
): Promise<{ id: string; seal: string | null }[]> {
  if (!moves.length) return [];
  return rows<{ id: string; seal: string | null }>(
    tx,
    `UPDATE devices.container c SET transfer_id = m.transfer_id, place_id = m.place_id,
       organisation_id = coalesce(m.organisation_id, c.organisation_id), seal = CASE WHEN m.unsealed THEN NULL ELSE c.seal END, changed_at = platform.now()
     FROM (${MOVES.select}) m WHERE c.id = m.id RETURNING c.id, c.seal`,
    MOVES.values(
      moves.map(({ id, to, unsealed }) => ({
        id,
        transfer_id: 'transfer' in to ? to.transfer : null,
        place_id: 'place' in to ? to.place : null,
        organisation_id: 'place' in to ? to.organisation : null,
        unsealed: unsealed ?? false,
      })),
    ),
  );
}
