import type { EntityManager } from 'typeorm';
import { rows, run } from '#database';
import type { Category, DeclaredState } from '#devices';
import { originOf } from '#intake';
import type { Actor } from '#kernel';
import type { OrganisationsService } from '#people';
import { lastPart } from './value-words.js';
import type { DataImportResult } from './views.js';

/** A good row, as it was checked. */
export interface Row {
  line: number;
  state: DeclaredState;
  category: Category;
  make: string;
  model: string;
  serial: string | null;
  number: string | null;
  place: string | null;
  structure: string | null;
  day: string | null;
  origin: 'public_body' | 'company' | 'person' | 'unknown';
  said: string;
}

export interface FileRow {
  id: string;
  issuer: string;
  membership_id: string | null;
  default_place_id: string;
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
  organisations: OrganisationsService,
): Promise<Things> {
  const made: NonNullable<DataImportResult['made']>[number][] = [];
  const wanted = await rows<{ field: 'structure' | 'place'; key: string; value: string }>(
    tx,
    `SELECT v.field, v.key, v.value FROM data_import.file_value v WHERE v.file_id = $1 AND v.target = 'new' AND v.field = ANY (data_import.made_fields())
         AND EXISTS (SELECT 1 FROM data_import.file_row r WHERE r.file_id = $1 AND NOT r.wrong AND NOT r.skipped
           AND 'new:' || v.key = CASE v.field WHEN 'place' THEN r.place ELSE r.structure END) ORDER BY v.field, v.key`,
    [file.id],
  );
  const structures = new Map<string, string>();
  const places = new Map<string, string>();
  for (const w of wanted) {
    const name = lastPart(w.value).slice(0, 120);
    const there = await (w.field === 'structure'
      ? structureNamed(tx, name)
      : placeNamed(tx, file.default_place_id, name));
    const id =
      there ??
      (w.field === 'structure'
        ? await organisations.create(tx, actor, { kind: 'structure', name })
        : await organisations.addPlace(tx, actor, await ownerOf(tx, file.default_place_id), {
            kind: 'shelf',
            name,
            parentId: file.default_place_id,
          }));
    if (!there) made.push({ kind: w.field, name });
    (w.field === 'structure' ? structures : places).set(`new:${w.key}`, id);
    await run(tx, `UPDATE data_import.file_value SET target = $4 WHERE file_id = $1 AND field = $2 AND key = $3`, [
      file.id,
      w.field,
      w.key,
      id,
    ]);
    await run(
      tx,
      `INSERT INTO data_import.remembered (field, key, target) VALUES ($1, $2, $3) ON CONFLICT (field, key) DO UPDATE SET target = EXCLUDED.target, at = now()`,
      [w.field, w.key, id],
    );
  }
  return readThings(tx, file, { structures, places, made });
}

async function structureNamed(tx: EntityManager, name: string): Promise<string | undefined> {
  const [there] = await rows<{ id: string }>(
    tx,
    `SELECT id FROM people.organisation WHERE kind = 'structure' AND lower(name) = lower($1)`,
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
  const usual = byId.get(file.default_place_id)!;
  const origins = {
    public_body: await originOf(tx, 'public_body'),
    company: await originOf(tx, 'company'),
    person: await originOf(tx, 'person'),
  };
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
        ? { ...origins.public_body(row.category), donorKind: null }
        : origins[row.origin](row.category),
  };
}
