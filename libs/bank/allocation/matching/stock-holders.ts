import type { EntityManager } from 'typeorm';
import { rows } from '#platform/database';
import type { OrganisationKind } from '#platform/kernel';

/** Where a device may be ready for somebody: the bank’s stock, and the workshop that finished it. */
export const STOCK_KINDS: readonly OrganisationKind[] = ['bank', 'ea', 'esat'];

/** The organisations whose ready devices may be reserved. */
export async function stockHolders(tx: EntityManager): Promise<ReadonlySet<string>> {
  const found = await rows<{ id: string }>(tx, 'SELECT id FROM people.organisation WHERE kind = ANY ($1)', [
    STOCK_KINDS,
  ]);
  return new Set(found.map((o) => o.id));
}
