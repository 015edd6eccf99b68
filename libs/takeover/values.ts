import type { EntityManager } from 'typeorm';
import { type Columns, MAPPED_FIELDS, type MappedField } from './sheet-columns.js';
import { type Known, suggest, valueKey } from './value-words.js';

/** A column of thousands of different words is no state, place or structure: the wrong column was chosen. */
export const VALUES_LIMIT = 500;

export interface CountedValue {
  readonly field: MappedField;
  readonly key: string;
  readonly value: string;
  count: number;
}

/** Counts the different words of the mapped columns while rows go by. */
export class ValueCounter {
  private readonly values = new Map<string, CountedValue>();
  private readonly counts = new Map<MappedField, number>();
  /** Fields whose column holds too many different words. */
  readonly tooMany = new Set<MappedField>();

  /** @param width how many titles there are: a row with more cells is shifted, and tells nothing. */
  constructor(
    private readonly columns: Columns,
    private readonly width: number,
  ) {}

  add(cells: readonly string[]): void {
    if (cells.length > this.width) return;
    for (const field of MAPPED_FIELDS) {
      const at = this.columns[field];
      if (at === undefined || this.tooMany.has(field)) continue;
      const value = cells[at] ?? '';
      const key = valueKey(value);
      const id = `${field} ${key}`;
      const known = this.values.get(id);
      if (known) known.count += 1;
      else {
        const different = (this.counts.get(field) ?? 0) + 1;
        this.counts.set(field, different);
        if (different > VALUES_LIMIT) this.tooMany.add(field);
        else this.values.set(id, { field, key, value, count: 1 });
      }
    }
  }

  all(): CountedValue[] {
    return [...this.values.values()].filter((v) => !this.tooMany.has(v.field));
  }
}

/** Our structures and places, to look for those that the old words name. */
export async function knownThings(tx: Pick<EntityManager, 'query'>): Promise<{ structures: Known[]; places: Known[] }> {
  const structures: Known[] = await tx.query(
    `SELECT id, name FROM people.organisation WHERE kind = 'structure' AND active ORDER BY name COLLATE "fr-x-icu"`,
  );
  const places: Known[] = await tx.query(
    `WITH RECURSIVE tree AS (
       SELECT p.id, p.name::text AS path, o.name AS organisation, o.kind FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id
       WHERE p.parent_id IS NULL AND p.active AND o.active AND o.kind IN ('bank','collection_point','ea','esat','structure')
       UNION ALL SELECT p.id, t.path || ' › ' || p.name, t.organisation, t.kind FROM people.place p JOIN tree t ON p.parent_id = t.id WHERE p.active)
     SELECT id, CASE WHEN path LIKE organisation || '%' THEN path ELSE organisation || ' › ' || path END AS name
     FROM tree ORDER BY kind <> 'bank', organisation COLLATE "fr-x-icu", path COLLATE "fr-x-icu"`,
  );
  return { structures, places };
}

/** Writes the different words of a file, each with what it meant last time or probably means. */
export async function keepValues(tx: EntityManager, fileId: string, values: readonly CountedValue[]): Promise<void> {
  await tx.query('DELETE FROM takeover.file_value WHERE file_id = $1', [fileId]);
  const { structures, places } = await knownThings(tx);
  const remembered: { field: string; key: string; target: string }[] = await tx.query(
    `SELECT r.field, r.key, r.target FROM takeover.remembered r JOIN unnest($1::text[], $2::text[]) AS x(field, key) ON (x.field, x.key) = (r.field, r.key)`,
    [values.map((v) => v.field), values.map((v) => v.key)],
  );
  const before = new Map(remembered.map((r) => [`${r.field} ${r.key}`, r.target]));
  const there = new Set([...structures, ...places].map((k) => k.id));
  const targets = values.map((v) => {
    const last = before.get(`${v.field} ${v.key}`);
    // A structure or a place that was closed since is asked for again.
    if (last && (!/^[0-9a-f-]{36}$/.test(last) || there.has(last))) return last;
    // Places are told by their own name, without the house in front.
    const known = v.field === 'structure' ? structures : v.field === 'place' ? places.map(shortName) : [];
    return suggest(v.field, v.value, known);
  });
  await tx.query(
    `INSERT INTO takeover.file_value (file_id, field, key, value, count, target)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::int[], $6::text[])`,
    [
      fileId,
      values.map((v) => v.field),
      values.map((v) => v.key),
      values.map((v) => v.value),
      values.map((v) => v.count),
      targets,
    ],
  );
}

const shortName = (place: Known): Known => ({ id: place.id, name: place.name.split(' › ').at(-1)! });
