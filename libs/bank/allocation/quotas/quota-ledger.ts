import type { EntityManager } from 'typeorm';
import { TODAY } from '#bank/people';
import { columnTable, rows, run } from '#platform/database';
import { type Actor, actorColumns, RuleBroken } from '#platform/kernel';

export interface CountedUnit {
  readonly id: string;
  readonly category: string;
}

interface QuotaRow {
  id: string;
  category: string;
  allowed: number;
  used: number;
}

const SLOT = columnTable(
  { quota_id: 'uuid', unit_id: 'uuid', category: 'text' },
  { structure_id: 'uuid', delta: 'int', reason: 'text', membership_id: 'uuid', operator_number: 'int' },
);

/**
 * Takes one slot in today's quota for each unit. Rows are locked in one order, so that approvals wait for each other
 * and the last slot goes to one of them; Postgres would refuse the second anyway.
 * @throws RuleBroken `allocation.quota_exceeded` (no row is a quota of 0; facts `category`, `allowed`, `used`, `asked`).
 */
export async function takeSlots(
  tx: EntityManager,
  actor: Actor,
  structureId: string,
  units: readonly CountedUnit[],
): Promise<void> {
  const found = await rows<QuotaRow>(
    tx,
    `SELECT id, category, allowed, used FROM allocation.quota
     WHERE structure_id = $1 AND category = ANY($2) AND ${TODAY} BETWEEN starts_on AND ends_on ORDER BY id FOR UPDATE`,
    [structureId, units.map((u) => u.category)],
  );
  const quotas = new Map(found.map((r) => [r.category, r]));
  for (const category of new Set(units.map((u) => u.category))) {
    const asked = units.filter((u) => u.category === category).length;
    const { allowed, used } = quotas.get(category) ?? { allowed: 0, used: 0 };
    if (used + asked > allowed) throw new RuleBroken('allocation.quota_exceeded', { category, allowed, used, asked });
  }
  const [membership, operator] = actorColumns(actor);
  const taken = units.map(({ id, category }) => ({ quota_id: quotas.get(category)!.id, unit_id: id, category }));
  const shared = { structure_id: structureId, delta: 1, reason: 'approved' };
  await run(
    tx,
    `INSERT INTO allocation.quota_ledger (${SLOT.names}) ${SLOT.select}`,
    SLOT.values(taken, { ...shared, membership_id: membership, operator_number: operator }),
  );
}

/** Gives back the slots that units took, in the period they took them from. The caller closes the units. */
export async function giveBackSlots(
  tx: EntityManager,
  actor: Actor,
  unitIds: readonly string[],
  reason: 'refused' | 'cancelled' | 'expired' | 'returned',
): Promise<void> {
  if (!unitIds.length) return;
  const taken = `FROM allocation.quota_ledger l WHERE l.unit_id = ANY($1) AND l.delta = 1`;
  await run(tx, `SELECT id FROM allocation.quota WHERE id IN (SELECT l.quota_id ${taken}) ORDER BY id FOR UPDATE`, [
    unitIds,
  ]);
  const [membership, operator] = actorColumns(actor);
  await run(
    tx,
    `INSERT INTO allocation.quota_ledger (quota_id, unit_id, structure_id, category, delta, reason, membership_id, operator_number)
     SELECT l.quota_id, l.unit_id, l.structure_id, l.category, -1, $2, $3, $4 ${taken}`,
    [unitIds, reason, membership, operator],
  );
}
