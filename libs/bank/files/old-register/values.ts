import type { EntityManager } from 'typeorm';
import { placeInName } from '#bank/files/words';
import { type Reader, rows } from '#platform/database';
import type { Known } from './value-words.js';

/** A column of thousands of different words is no state, place or structure: the wrong column was chosen. */
export const VALUES_LIMIT = 500;

export interface KnownThings {
  readonly structures: Known[];
  readonly places: Known[];
}

/** Our structures and places, to look for those that the old words name. */
export async function knownThings(on: Reader): Promise<KnownThings> {
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

/** The communes around the bank, as names of machines may say them. */
export async function communesAround(on: Reader): Promise<ReadonlySet<string>> {
  const around = await rows<{ name: string }>(
    on,
    `SELECT c.name FROM territory.commune c WHERE c.departement = ANY (ARRAY(
       SELECT h.departement FROM people.organisation o JOIN territory.commune h ON h.code = o.commune_code))`,
  );
  return new Set(around.map(({ name }) => placeInName(name)).filter(Boolean));
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

/** A place by its own name, without what it lies in. */
export const placeName = (place: Known): Known => ({ id: place.id, name: place.name.split(' › ').at(-1)! });
