import type { EntityManager } from 'typeorm';
import { rows, run } from '#database';
import { isId, NotFound } from '#kernel';

/** An organisation that may be one with another. */
export interface MergeableOrganisation {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly mergedInto: string | null;
  /** The rule that keeps it (`people.why_structure_stays`), or null. */
  readonly why: `${string}.${string}` | null;
}

/** Organisations, locked in the one order that everybody uses, in the order asked. @throws NotFound */
export async function lockOrganisations(tx: EntityManager, ids: readonly string[]): Promise<MergeableOrganisation[]> {
  const found = ids.every(isId)
    ? await rows<MergeableOrganisation>(
        tx,
        `SELECT o.id, o.name, o.kind, o.merged_into AS "mergedInto", people.why_structure_stays(o.id) AS why
         FROM people.organisation o WHERE o.id = ANY ($1) ORDER BY o.id FOR NO KEY UPDATE`,
        [ids],
      )
    : [];
  return ids.map((id) => {
    const organisation = found.find((one) => one.id === id);
    if (!organisation) throw new NotFound('organisation');
    return organisation;
  });
}

/** An organisation and, where it was merged, the one it was merged into: both locked. @throws NotFound */
export async function lockMerged(tx: EntityManager, id: string): Promise<MergeableOrganisation[]> {
  const [way] = isId(id)
    ? await rows<{ into: string | null }>(tx, 'SELECT merged_into AS into FROM people.organisation WHERE id = $1', [id])
    : [];
  return lockOrganisations(tx, way?.into ? [id, way.into] : [id]);
}

/** The organisation that stands for this one. @throws NotFound */
export async function structureStands(tx: EntityManager, id: string): Promise<string> {
  const [row] = isId(id) ? await rows<{ id: string | null }>(tx, 'SELECT people.structure_stands($1) AS id', [id]) : [];
  if (!row?.id) throw new NotFound('organisation');
  return row.id;
}

/** Closes an organisation that another stands for; null: it stands for itself, and is open, again. The caller has told the correction. */
export async function mergeOrganisation(tx: EntityManager, id: string, into: string | null): Promise<void> {
  await run(tx, 'UPDATE people.organisation SET active = $2::uuid IS NULL, merged_into = $2 WHERE id = $1', [id, into]);
}
