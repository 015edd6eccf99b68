import type { EntityManager } from 'typeorm';
import { columnTable, type Reader, rows, run } from '#database';
import { type Columns, MAPPED_FIELDS, type MappedField } from './sheet-columns.js';
import { type Known, suggest, valueKey } from './value-words.js';

/** A column of thousands of different words is no state, place or structure: the wrong column was chosen. */
export const VALUES_LIMIT = 500;

const VALUES = columnTable(
  { field: 'text', key: 'text', value: 'text', count: 'int', target: 'text' },
  { file_id: 'uuid' },
);
const KEYS = columnTable({ field: 'text', key: 'text' });

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
export async function knownThings(on: Reader): Promise<{ structures: Known[]; places: Known[] }> {
  const structures = await rows<Known>(
    on,
    `SELECT id, name FROM people.organisation WHERE kind = 'structure' AND active ORDER BY name COLLATE "fr-x-icu"`,
  );
  const places = await rows<Known>(
    on,
    `WITH RECURSIVE tree AS (
       SELECT p.id, p.name::text AS path, o.name AS organisation, o.kind FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id
       WHERE p.parent_id IS NULL AND p.active AND o.active AND o.kind = ANY (logistics.holding_kinds())
       UNION ALL SELECT p.id, t.path || ' › ' || p.name, t.organisation, t.kind FROM people.place p JOIN tree t ON p.parent_id = t.id WHERE p.active)
     SELECT id, CASE WHEN path LIKE organisation || '%' THEN path ELSE organisation || ' › ' || path END AS name
     FROM tree ORDER BY kind <> 'bank', organisation COLLATE "fr-x-icu", path COLLATE "fr-x-icu"`,
  );
  return { structures, places };
}

/** The bank's first site: where rows go that do not say. */
export async function placeOfTheBank(tx: EntityManager): Promise<string | null> {
  const [place] = await rows<{ id: string }>(
    tx,
    `SELECT p.id FROM people.place p JOIN people.organisation o ON o.id = p.organisation_id
     WHERE o.kind = 'bank' AND p.parent_id IS NULL AND p.active ORDER BY p.created_at, p.id LIMIT 1`,
  );
  return place?.id ?? null;
}

/** Writes the different words of a file, each with what it meant last time or probably means. */
export async function keepValues(tx: EntityManager, fileId: string, values: readonly CountedValue[]): Promise<void> {
  await run(tx, 'DELETE FROM data_import.file_value WHERE file_id = $1', [fileId]);
  const { structures, places } = await knownThings(tx);
  const remembered = await rows<{ field: MappedField; key: string; target: string }>(
    tx,
    `SELECT r.field, r.key, r.target FROM data_import.remembered r JOIN (${KEYS.select}) x ON (x.field, x.key) = (r.field, r.key)`,
    KEYS.values(values),
  );
  const before = new Map(remembered.map((r) => [`${r.field} ${r.key}`, r.target]));
  const there = new Set([...structures, ...places].map((k) => k.id));
  const targetOf = (v: CountedValue): string | null => {
    const last = before.get(`${v.field} ${v.key}`);
    // A structure or a place that was closed since is asked for again.
    if (last && (!/^[0-9a-f-]{36}$/.test(last) || there.has(last))) return last;
    // Places are told by their own name, without the organisation in front.
    const known = v.field === 'structure' ? structures : v.field === 'place' ? places.map(shortName) : [];
    return suggest(v.field, v.value, known);
  };
  const kept = values.map((v) => ({ ...v, target: targetOf(v) }));
  await run(
    tx,
    `INSERT INTO data_import.file_value (${VALUES.names}) ${VALUES.select}`,
    VALUES.values(kept, { file_id: fileId }),
  );
}

const shortName = (place: Known): Known => ({ id: place.id, name: place.name.split(' › ').at(-1)! });
