import type { EntityManager } from 'typeorm';
import { type Actor, RuleBroken } from '#kernel';
import { stamp, TODAY } from './standing.js';

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

/**
 * Takes one place in today's quota for each unit. Rows are locked in one order, so that approvals wait for each other
 * and the last place goes to one of them; Postgres would refuse the second anyway.
 * @throws RuleBroken `allocation.quota_exceeded` (no row is a quota of 0; facts `category`, `allowed`, `used`, `asked`).
 */
export async function takePlaces(
  tx: EntityManager,
  actor: Actor,
  structureId: string,
  units: readonly CountedUnit[],
): Promise<void> {
  const rows: QuotaRow[] = await tx.query(
    `SELECT id, category, allowed, used FROM allocation.quota
     WHERE structure_id = $1 AND category = ANY($2) AND ${TODAY} BETWEEN starts_on AND ends_on ORDER BY id FOR UPDATE`,
    [structureId, units.map((u) => u.category)],
  );
  const quotas = new Map(rows.map((r) => [r.category, r]));
  for (const category of new Set(units.map((u) => u.category))) {
    const asked = units.filter((u) => u.category === category).length;
    const { allowed, used } = quotas.get(category) ?? { allowed: 0, used: 0 };
    if (used + asked > allowed) throw new RuleBroken('allocation.quota_exceeded', { category, allowed, used, asked });
  }
  const [membership, operator] = stamp(actor);
  await tx.query(
    `INSERT INTO allocation.quota_ledger (quota_id, unit_id, structure_id, category, delta, reason, membership_id, operator_number)
     SELECT x.quota, x.unit, $3, x.category, 1, 'approved', $5, $6 FROM unnest($1::uuid[], $2::uuid[], $4::text[]) AS x(quota, unit, category)`,
    [
      units.map((u) => quotas.get(u.category)!.id),
      units.map((u) => u.id),
      structureId,
      units.map((u) => u.category),
      membership,
      operator,
    ],
  );
}

/** Gives back the places that units took, in the period they took them from. The caller closes the units. */
export async function giveBackPlaces(
  tx: EntityManager,
  actor: Actor,
  unitIds: readonly string[],
  reason: 'refused' | 'cancelled' | 'expired' | 'returned',
): Promise<void> {
  if (!unitIds.length) return;
  const taken = `FROM allocation.quota_ledger l WHERE l.unit_id = ANY($1) AND l.delta = 1`;
  await tx.query(`SELECT 1 FROM allocation.quota WHERE id IN (SELECT l.quota_id ${taken}) ORDER BY id FOR UPDATE`, [
    unitIds,
  ]);
  const [membership, operator] = stamp(actor);
  await tx.query(
    `INSERT INTO allocation.quota_ledger (quota_id, unit_id, structure_id, category, delta, reason, membership_id, operator_number)
     SELECT l.quota_id, l.unit_id, l.structure_id, l.category, -1, $2, $3, $4 ${taken}`,
    [unitIds, reason, membership, operator],
  );
}
