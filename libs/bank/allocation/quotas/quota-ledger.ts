import type { EntityManager } from 'typeorm';
import { TODAY } from '#bank/people';
import { columnTable, mapConstraint, rows, run } from '#platform/database';
import { type Actor, actorColumns, RuleBroken } from '#platform/kernel';
import type { LedgerReason } from '../codes.js';

export interface CountedUnit {
  readonly id: string;
  readonly category: string;
  readonly structure_id: string;
}

interface QuotaRow {
  readonly id: string;
  readonly structure_id: string;
  readonly category: string;
  readonly allowed: number;
  used: number;
}

// Of two reservations of one unit at once, the second writes a turn that the first has written, or one that is not its own.
mapConstraint('quota_ledger_turn', 'allocation.unit_taken');
mapConstraint('quota_ledger_by_turns', 'allocation.unit_taken');

const SLOT = columnTable(
  { quota_id: 'uuid', unit_id: 'uuid', structure_id: 'uuid', category: 'text' },
  { membership_id: 'uuid', operator_number: 'int' },
);

/**
 * Takes one place in today's quota of its structure for each unit that there is one for, in their order. Rows are locked in one order, so that
 * reservations wait for each other and the last place goes to one of them; Postgres would refuse the second anyway.
 * @param full what becomes of a unit for which no place is left: without it, the whole is refused
 * @returns those that got one
 * @throws RuleBroken `allocation.quota_exceeded` (no row is a quota of 0; facts `category`, `allowed`, `used`).
 */
export async function takeSlots<U extends CountedUnit>(
  tx: EntityManager,
  actor: Actor,
  units: readonly U[],
  { skipFull = false } = {},
): Promise<U[]> {
  const quotas = await rows<QuotaRow>(
    tx,
    `SELECT id, structure_id, category, allowed, used FROM allocation.quota
     WHERE structure_id = ANY($1) AND category = ANY($2) AND ${TODAY} BETWEEN starts_on AND ends_on ORDER BY id FOR UPDATE`,
    [units.map((u) => u.structure_id), units.map((u) => u.category)],
  );
  const taken = units.flatMap((unit) => {
    const { category, structure_id } = unit;
    const quota = quotas.find((q) => q.structure_id === structure_id && q.category === category);
    if (quota && quota.used < quota.allowed) {
      quota.used += 1;
      return [{ unit, row: { quota_id: quota.id, unit_id: unit.id, structure_id, category } }];
    }
    if (skipFull) return [];
    throw new RuleBroken('allocation.quota_exceeded', {
      category,
      allowed: quota?.allowed ?? 0,
      used: quota?.used ?? 0,
    });
  });
  const [membership, operator] = actorColumns(actor);
  await run(
    tx,
    `INSERT INTO allocation.quota_ledger (${SLOT.names}, delta, reason, turn) SELECT ${SLOT.names}, 1, 'reserved', (SELECT count(*) + 1 FROM allocation.quota_ledger l WHERE l.unit_id = n.unit_id) FROM (${SLOT.select}) n`,
    SLOT.values(
      taken.map(({ row }) => row),
      { membership_id: membership, operator_number: operator },
    ),
  );
  return taken.map(({ unit }) => unit);
}

/** Gives back the places that units have, in the quotas they took them from. The caller ends their reservations, or closes the units. */
export async function giveBackSlots(
  tx: EntityManager,
  actor: Actor,
  unitIds: readonly string[],
  reason: Extract<LedgerReason, 'refused' | 'cancelled' | 'expired' | 'released' | 'returned'>,
): Promise<void> {
  if (!unitIds.length) return;
  const taken = `FROM (SELECT DISTINCT ON (unit_id) unit_id, quota_id, structure_id, category, delta, turn FROM allocation.quota_ledger WHERE unit_id = ANY($1) ORDER BY unit_id, turn DESC) l WHERE l.delta = 1`;
  await run(tx, `SELECT id FROM allocation.quota WHERE id IN (SELECT l.quota_id ${taken}) ORDER BY id FOR UPDATE`, [
    unitIds,
  ]);
  const [membership, operator] = actorColumns(actor);
  await run(
    tx,
    `INSERT INTO allocation.quota_ledger (quota_id, unit_id, structure_id, category, delta, turn, reason, membership_id, operator_number)
     SELECT l.quota_id, l.unit_id, l.structure_id, l.category, -1, l.turn + 1, $2, $3, $4 ${taken}`,
    [unitIds, reason, membership, operator],
  );
}
