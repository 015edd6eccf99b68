import type { EntityManager } from 'typeorm';
import type { Category, DeclaredState } from '#bank/devices';
import type { WordAnswer } from '#bank/files/engine';
import { originsOf } from '#bank/intake';
import { rows } from '#platform/database';
import type { Actor } from '#platform/kernel';
import type { Declaring } from './applying.js';
import type { DeclaredRow } from './opening.js';
import { lastPart } from './value-words.js';
import type { DataImportResult } from './views.js';

/** A good row, as it was checked. */
export interface Row extends DeclaredRow {
  line: number;
  state: DeclaredState;
  category: Category;
  said: string;
}

export interface FileRow {
  readonly id: string;
  readonly issuer: string;
  readonly defaultPlaceId: string;
}

export interface Place {
  readonly id: string;
  readonly organisationId: string;
}

/** What rows are made of besides themselves. */
export interface Things {
  readonly structures: ReadonlyMap<string, string>;
  readonly made: NonNullable<DataImportResult['made']>;
  readonly placeOf: (row: Row) => Place;
  readonly originOf: (row: Row) => {
    donorKind: string | null;
    publicOrigin: boolean;
    resaleForbidden: boolean;
    priceCeilingCents: number | null;
  };
}

/** Every structure, place and rule that the rows need; what a person asked to be made is made now. */
export async function neededThings(
  tx: EntityManager,
  actor: Actor,
  file: FileRow,
  { organisations, words }: Pick<Declaring, 'organisations' | 'words'>,
  fresh: Readonly<Record<'structure' | 'place', ReadonlySet<string>>>,
): Promise<Things> {
  const made: NonNullable<DataImportResult['made']>[number][] = [];
  const named = fresh.structure.size + fresh.place.size ? await words.words(file.id, tx) : [];
  const wanted = named
    .flatMap(({ field, key, said }) =>
      (field === 'structure' || field === 'place') && fresh[field].has(`new:${key}`)
        ? [{ field: field as 'structure' | 'place', key, said }]
        : [],
    )
    .sort((a, b) => (a.field < b.field ? -1 : a.field > b.field ? 1 : a.key < b.key ? -1 : 1));
  const learnt: WordAnswer[] = [];
  const structures = new Map<string, string>();
  const places = new Map<string, string>();
  for (const w of wanted) {
    const name = lastPart(w.said).slice(0, 120);
    const there = await (w.field === 'structure'
      ? structureNamed(tx, name)
      : placeNamed(tx, file.defaultPlaceId, name));
    const id =
      there ??
      (w.field === 'structure'
        ? await organisations.create(tx, actor, { kind: 'structure', name })
        : await organisations.addPlace(tx, actor, await ownerOf(tx, file.defaultPlaceId), {
            kind: 'shelf',
            name,
            parentId: file.defaultPlaceId,
          }));
    if (!there) made.push({ kind: w.field, name });
    (w.field === 'structure' ? structures : places).set(`new:${w.key}`, id);
    learnt.push({ field: w.field, key: w.key, meaning: id });
  }
  await words.remember(tx, actor, 'data_import', 'bank', learnt);
  return readThings(tx, file, { structures, places, made });
}

async function structureNamed(tx: EntityManager, name: string): Promise<string | undefined> {
  const [there] = await rows<{ id: string }>(
    tx,
    `SELECT people.structure_stands(id) AS id FROM people.organisation WHERE kind = 'structure' AND lower(name) = lower($1)`,
    [name],
  );
  return there?.id;
}

async function placeNamed(tx: EntityManager, parentId: string, name: string): Promise<string | undefined> {
  const [there] = await rows<{ id: string }>(
    tx,
    'SELECT id FROM people.place WHERE parent_id = $1 AND lower(name) = lower($2) AND active',
    [parentId, name],
  );
  return there?.id;
}

async function ownerOf(tx: EntityManager, placeId: string): Promise<string> {
  const [place] = await rows<{ id: string }>(tx, 'SELECT organisation_id AS id FROM people.place WHERE id = $1', [
    placeId,
  ]);
  return place!.id;
}

async function readThings(
  tx: EntityManager,
  file: FileRow,
  fresh: { structures: ReadonlyMap<string, string>; places: ReadonlyMap<string, string>; made: Things['made'] },
): Promise<Things> {
  const organisations = await rows<{ id: string; site: Place | null }>(
    tx,
    `SELECT o.id, (SELECT json_build_object('id', p.id, 'organisationId', o.id) FROM people.place p
       WHERE p.organisation_id = o.id AND p.parent_id IS NULL AND p.active ORDER BY p.created_at, p.id LIMIT 1) AS site
     FROM people.organisation o WHERE o.kind = 'structure'`,
  );
  const sites = new Map(organisations.map((o) => [o.id, o.site]));
  const places = await rows<Place>(tx, 'SELECT id, organisation_id AS "organisationId" FROM people.place');
  const byId = new Map(places.map((p) => [p.id, p]));
  const structures = new Map([...fresh.structures, ...organisations.map((o) => [o.id, o.id] as const)]);
  const usual = byId.get(file.defaultPlaceId)!;
  const origins = await originsOf(tx);
  return {
    structures,
    made: fresh.made,
    placeOf: (row) => {
      // What is out is nowhere any more: it is told of at the bank.
      if (row.state !== 'to_be_proven') return usual;
      const named = row.place ? byId.get(fresh.places.get(row.place) ?? row.place) : undefined;
      const site = row.structure ? sites.get(structures.get(row.structure)!) : undefined;
      return named ?? site ?? usual;
    },
    // Where nobody knows who gave it, the strictest rule holds.
    originOf: (row) =>
      row.origin === 'unknown'
        ? { ...origins.get('public_body')!(row.category), donorKind: null }
        : origins.get(row.origin)!(row.category),
  };
}
