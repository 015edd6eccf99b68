import type { EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { isId, NotFound, RuleBroken } from '#platform/kernel';

export interface MergeableOrganisation {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly merged: string | null;
  /** The rule that keeps it (`people.why_structure_stays`), or null. */
  readonly why: `${string}.${string}` | null;
}

/** Two organisations, locked in the one order that everybody uses. @param other null: the one into which it was merged */
export function lockOrganisations(
  tx: EntityManager,
  id: string,
  other: string | null,
): Promise<MergeableOrganisation[]> {
  return rows<MergeableOrganisation>(
    tx,
    `SELECT o.id, o.name, o.kind, o.merged_into AS merged, people.why_structure_stays(o.id) AS why FROM people.organisation o
     WHERE o.id IN ($1, coalesce($2, (SELECT x.merged_into FROM people.organisation x WHERE x.id = $1))) ORDER BY o.id FOR NO KEY UPDATE OF o`,
    [id, other],
  );
}

/** The organisation that stands for this one. @throws NotFound */
export async function currentStructure(tx: EntityManager, id: string): Promise<string> {
  const [row] = isId(id) ? await rows<{ id: string | null }>(tx, 'SELECT people.structure_stands($1) AS id', [id]) : [];
  if (!row?.id) throw new NotFound('organisation');
  return row.id;
}

/**
 * Who reads one organisation's things, and asks a list for another's, is told so. What an organisation was before a merge is its own.
 * @param own whose things are read; null: everybody's. @throws RuleBroken `people.organisation_not_own`
 */
export async function mustBeOwn(on: Reader, own: string | null, asked: string | undefined, field: string) {
  if (!own || !asked || asked === own) return;
  const [row] = await rows<{ own: boolean }>(on, 'SELECT $1 = ANY (people.structures_of($2)) AS own', [asked, own]);
  if (!row!.own) throw new RuleBroken('people.organisation_not_own', {}, field);
}

/** Closes an organisation that another stands for; null: it stands for itself, and is open, again. The caller has told the correction. */
export async function mergeOrganisation(tx: EntityManager, id: string, into: string | null): Promise<void> {
  await run(
    tx,
    'UPDATE people.organisation SET active = $2::uuid IS NULL, merged_into = $2, changed_at = platform.now() WHERE id = $1',
    [id, into],
  );
}
