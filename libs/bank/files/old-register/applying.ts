import type { EntityManager } from 'typeorm';
import type { DeclaredHandover, DeclaredHandovers } from '#bank/allocation';
import { type Category, type DeclaredState, type DrawnDeclared, drawDeclared, insertDeclared } from '#bank/devices';
import type { GoodRow, ImportAnswers, ImportKind, WordAnswer } from '#bank/files/engine';
import { type DeviceBought, originsOf, storePurchases } from '#bank/intake';
import type { OrganisationsService } from '#bank/people';
import { rows } from '#platform/database';
import { type Actor, batched, overlapped, prefetch } from '#platform/kernel';
import type { DeclaredRow } from './opening.js';
import { DATA_IMPORT_FIELDS } from './sheet-columns.js';
import { lastPart } from './value-words.js';
import type { DataImportResult } from './views.js';

interface Row extends DeclaredRow {
  line: number;
  state: DeclaredState;
  category: Category;
  said: string;
}

interface FileRow {
  readonly id: string;
  readonly issuer: string;
  readonly defaultPlaceId: string;
}

interface Place {
  readonly id: string;
  readonly organisationId: string;
}

interface Things {
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
async function neededThings(
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

/** Devices of one statement, whatever the rows they come from. */
const BATCH = 1_000;

const STATE_AT = DATA_IMPORT_FIELDS.indexOf('state');

export interface Declaring {
  readonly handovers: DeclaredHandovers;
  readonly organisations: OrganisationsService;
  readonly words: ImportAnswers;
}

export async function declareRows(
  tx: EntityManager,
  actor: Actor,
  file: FileRow,
  by: Declaring,
  { batches, tell, keep }: Parameters<ImportKind<DeclaredRow, never>['apply']>[4],
): Promise<{ made: number; result: DataImportResult & Record<string, unknown> }> {
  const tally = new Tally();
  for await (const batch of batches()) for (const { meaning } of batch) tally.add(meaning);
  const things = await neededThings(tx, actor, file, by, tally.fresh);
  let made = 0;
  const cause = { kind: 'import', id: file.id, label: `Repris de ${file.issuer}` } as const;
  async function* drawn() {
    for await (const units of batched(prefetch(batches()), unitsOf, BATCH))
      yield draw(tx, actor, file, units, things, by.handovers);
  }
  await overlapped(drawn(), async ({ devices, lines, bought, handedOver }) => {
    await Promise.all([
      insertDeclared(tx, actor, devices, cause),
      storePurchases(
        tx,
        devices.map(({ id }, i) => ({ id, purchase: bought[i] })),
      ),
      by.handovers.write(tx, actor, handedOver, file.issuer),
      keep(devices.map(({ id }, i) => ({ line: lines[i]!, id }))),
    ]);
    made += devices.length;
    await tell(made);
  });
  return { made, result: { ...(await tally.result(tx, things)), made: things.made } };
}

class Tally {
  readonly fresh = { structure: new Set<string>(), place: new Set<string>() };
  private readonly states = new Map<string, number>();
  private readonly given = new Map<string, number>();

  add({ state, structure, place, screen, quantity = 1 }: DeclaredRow): void {
    const devices = quantity + (screen ? 1 : 0);
    this.states.set(state!, (this.states.get(state!) ?? 0) + devices);
    if (structure?.startsWith('new:')) this.fresh.structure.add(structure);
    if (place?.startsWith('new:')) this.fresh.place.add(place);
    if (state === 'handed_over') this.given.set(structure!, (this.given.get(structure!) ?? 0) + devices);
  }

  async result(tx: EntityManager, t: Things): Promise<DataImportResult> {
    const counts = new Map<string, number>();
    for (const [structure, count] of this.given) {
      const id = t.structures.get(structure)!;
      counts.set(id, (counts.get(id) ?? 0) + count);
    }
    const names = await rows<{ id: string; name: string }>(
      tx,
      'SELECT id, name FROM people.organisation WHERE id = ANY($1::uuid[])',
      [[...counts.keys()]],
    );
    const structures = names.map((n) => ({ ...n, count: counts.get(n.id)! })).sort((a, b) => b.count - a.count);
    return { states: Object.fromEntries(this.states), structures };
  }
}

type Unit = readonly Row[];

function* unitsOf({ line, meaning, cells }: GoodRow<DeclaredRow>): Generator<Unit> {
  const row = { line, ...meaning, said: cells[STATE_AT] ?? '' } as Row;
  const { screen, quantity = 1 } = meaning;
  const itself = {
    make: '',
    model: '',
    number: null,
    imei: undefined,
    toCheck: undefined,
    note: undefined,
    purchase: undefined,
  } as const;
  const beside = screen ? [{ ...row, ...itself, category: 'monitor' as const, serial: screen.serial }] : [];
  for (let i = 0; i < quantity; i += 1) yield [row, ...beside];
}

interface Drawn {
  readonly devices: readonly DrawnDeclared[];
  readonly lines: readonly number[];
  readonly bought: readonly (DeviceBought | undefined)[];
  readonly handedOver: readonly DeclaredHandover[];
}

async function draw(
  tx: EntityManager,
  actor: Actor,
  file: FileRow,
  units: readonly Unit[],
  t: Things,
  handovers: DeclaredHandovers,
): Promise<Drawn> {
  const given = units.filter(([row]) => row!.state === 'handed_over');
  const before = given.map(([r]) => ({ structureId: t.structures.get(r!.structure!)!, on: noon(r!.day) }));
  const references = await handovers.references(tx, actor, before);
  const handedOver = new Map(given.map((unit, i) => [unit, { ...before[i]!, beneficiaryId: references[i]! }]));
  const batch = units.flatMap((unit) => unit.map((row) => ({ row, before: handedOver.get(unit) })));
  const devices = batch.map(({ row: r, before }) => {
    const place = before ? null : t.placeOf(r);
    return {
      category: r.category,
      make: r.make,
      model: r.model,
      serial: r.serial,
      imei: r.imei,
      toCheck: r.toCheck,
      note: r.note,
      alias: r.number ? { issuer: file.issuer, number: r.number } : null,
      state: r.state,
      placeId: place?.id ?? null,
      holder: before ? { reference: before.beneficiaryId } : { organisation: place!.organisationId },
      occurredAt: noon(r.day),
      facts: {
        source: file.issuer,
        summary: r.said ? `« ${r.said.slice(0, 80)} »` : undefined,
        ...(r.day ? {} : { noDate: true }),
      },
      ...t.originOf(r),
    };
  });
  const drawn = await drawDeclared(tx, devices);
  const written = batch.flatMap(({ before }, i) => (before ? [{ ...before, deviceId: drawn[i]!.id }] : []));
  return {
    devices: drawn,
    lines: batch.map(({ row }) => row.line),
    bought: batch.map(({ row }) => row.purchase),
    handedOver: written,
  };
}

/** The middle of a declared day, which is the same day in every time zone of France that has a bank. */
const noon = (day: string | null): Date | null => (day ? new Date(`${day}T10:00:00Z`) : null);
