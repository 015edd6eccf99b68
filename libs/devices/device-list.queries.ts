import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { assembled, eachAndAll, type PlannedPerCall, type Reader, readTogether, rows } from '#database';
import { type Actor, isId, may, mayAll, type Page, pageOf, READ, readCursor } from '#kernel';
import type { Category } from './categories.js';
import { selectDescribed } from './described-row.js';
import { STATE_NAMES, type State } from './device.lifecycle.js';
import type { DeviceListView } from './device.views.js';
import { LISTED_FIELDS } from './device-fields.js';
import { asksFor, DEVICE_FILTER_NAMES, type DeviceFilter, deviceFilter } from './device-filters.js';
import { DEVICE_SORT_NAMES, type DeviceSort, deviceSort, USUAL_SORT } from './device-sorts.js';
import { searchPatterns } from './search-words.js';
import { organisationOf } from './visibility.js';

/** The filters of the device list, as they stand in the URL; what is not a known value is ignored. */
export interface DeviceFilters extends Readonly<Partial<Record<DeviceFilter, string>>> {
  readonly q?: string;
  readonly state?: string;
  readonly sort?: DeviceSort;
  /** Where the page before ended, in the same order; a place in another order is none. */
  readonly after?: string;
}

/** Without its words Postgres walks all devices by id until the page is full; with them it looks up the rare ones. */
const PLANNED_FOR_THE_WORDS: PlannedPerCall = {
  plan: 'per call',
  because: 'how many devices hold the searched words decides where to begin',
};

/** In another order than that of ids, few kept rows are found and sorted, and many are walked to in order. */
const PLANNED_FOR_WHAT_IS_KEPT: PlannedPerCall = {
  plan: 'per call',
  because: 'how many devices are kept decides whether their order or their filter is walked',
};

/** Whether something is kept whose rarity lies in its value. */
const narrows = (kept: Kept): boolean => DEVICE_FILTER_NAMES.some((name) => kept[name]);

/** What the list keeps, by the filter that asks for it. */
interface Kept extends Readonly<Partial<Record<DeviceFilter, string>>> {
  readonly state?: State;
  readonly states?: readonly State[];
  /** Nothing that was logged later. */
  readonly upTo?: string;
  /** The keys and the id of the row after which it goes on. */
  readonly beyond?: readonly string[];
  /** Null sees nothing. */
  readonly seenBy?: string | null;
  readonly patterns?: readonly string[];
}

/** Above this, a count stops: « plus de 10 000 ». */
export const COUNTED = 10_000;

/** The conditions of what is kept, of the device `d`; each value is given its placeholder. */
function keeps(kept: Kept, value: (v: unknown) => string): string[] {
  const where: string[] = [];
  // `= value` and not `= ANY`: the index on (state, id) then gives the page already sorted.
  if (kept.state) where.push(`d.state = ${value(kept.state)}`);
  // What was logged by mistake is shown to who asks for it.
  if (!kept.state && !kept.states && !kept.patterns) where.push(`d.state <> 'withdrawn'`);
  // A double is the device that stands for it.
  if (kept.state === 'withdrawn' || kept.states || kept.patterns) where.push('d.merged_into IS NULL');
  if (kept.states) where.push(`d.state = ANY(${value(kept.states)})`);
  for (const name of DEVICE_FILTER_NAMES) if (kept[name]) where.push(deviceFilter(name).keep(kept[name], value));
  if (kept.upTo) where.push(`d.id <= ${value(kept.upTo)}`);
  if (kept.seenBy !== undefined)
    where.push(
      `d.id IN (SELECT s.device_id FROM devices.visibility s WHERE s.organisation_id = ${value(kept.seenBy)})`,
    );
  for (const pattern of kept.patterns ?? [])
    where.push(`d.id IN (SELECT w.device_id FROM devices.device_search w WHERE w.words LIKE ${value(pattern)})`);
  return where;
}

/** Samples of what may be kept, for the check of statements: each alone, and all together. */
const KEPT_SAMPLES: readonly Kept[] = [
  ...eachAndAll<Kept>({
    state: 'received',
    states: ['received'],
    ...Object.fromEntries(DEVICE_FILTER_NAMES.map((name) => [name, deviceFilter(name).samples[0]!])),
    upTo: 'x',
    beyond: ['x'],
    seenBy: 'x',
    patterns: ['%a%', '%b%'],
  }),
  ...DEVICE_FILTER_NAMES.flatMap((name) =>
    deviceFilter(name)
      .samples.slice(1)
      .map((asked) => ({ [name]: asked })),
  ),
];

const samplesIn = (sort: DeviceSort, some: readonly Kept[]) =>
  some.map((kept): [Kept, DeviceSort, number, boolean] => [
    kept.beyond ? { ...kept, beyond: [...deviceSort(sort).keys.map(() => '0'), 'x'] } : kept,
    sort,
    51,
    false,
  ]);

/** How many are kept, as far as it is counted. */
const counting = (where: readonly string[]): string =>
  `(SELECT count(*)::int FROM (SELECT FROM devices.device d WHERE ${where.join(' AND ')} LIMIT ${COUNTED + 1}) n)`;

export const LIST = assembled(
  (kept: Kept, sort: DeviceSort, limit: number, counted: boolean) => {
    const { keys, order } = deviceSort(sort);
    const values: unknown[] = [];
    const value = (v: unknown) => `$${values.push(v)}`;
    const where = keeps(kept, value);
    const total = counted ? counting(where) : 'NULL::int';
    const [ahead, direction] = order === 'descending' ? ['<', ' DESC'] : ['>', ''];
    const inOrder = [...keys.map((key) => key.sql), 'd.id'];
    if (kept.beyond) {
      const given = kept.beyond.map((v, i) => keys[i]?.given(value(v)) ?? value(v));
      where.push(`(${inOrder.join(', ')}) ${ahead} (${given.join(', ')})`);
    }
    // Names are looked up row by row: as joins they would be planned anew with every search, which costs more than finding.
    const text = `
      SELECT d.id, d.code, ${selectDescribed(LISTED_FIELDS)}, d.grade, d.state, d.changed_at AS "changedAt",
        coalesce((SELECT p.name FROM people.place p WHERE p.id = d.place_id),
          (SELECT p.name FROM devices.container c JOIN people.place p ON p.id = c.place_id WHERE c.id = d.container_id)) AS place,
        (SELECT o.name FROM people.organisation o WHERE o.id = d.holder_org_id) AS holder,
        ARRAY[${keys.map((key) => key.kept).join(', ')}]::text[] AS "sortedBy", ${total} AS total
      FROM devices.device d WHERE ${where.join(' AND ')}
      ORDER BY ${inOrder.map((sql) => sql + direction).join(', ')} LIMIT ${limit}`;
    const perCall = keys.length || narrows(kept) ? PLANNED_FOR_WHAT_IS_KEPT : undefined;
    return { text, values, options: kept.patterns ? PLANNED_FOR_THE_WORDS : perCall };
  },
  [
    ...samplesIn(USUAL_SORT, KEPT_SAMPLES),
    ...DEVICE_SORT_NAMES.filter((sort) => sort !== USUAL_SORT).flatMap((sort) =>
      samplesIn(sort, [{}, { beyond: ['x'] }, { state: 'received' }, { seenBy: 'x' }, KEPT_SAMPLES.at(-1)!]),
    ),
    [{}, USUAL_SORT, 51, true],
    [KEPT_SAMPLES.at(-1)!, USUAL_SORT, 51, true],
  ],
);

/** All that is kept, in the order of logging: what a bulk act is about. */
export const IDS = assembled(
  (kept: Kept, limit: number) => {
    const values: unknown[] = [];
    const where = keeps(kept, (v) => `$${values.push(v)}`);
    const text = `SELECT d.id FROM devices.device d WHERE ${where.join(' AND ')} ORDER BY d.id LIMIT ${limit}`;
    return { text, values, options: kept.patterns ? PLANNED_FOR_THE_WORDS : PLANNED_FOR_WHAT_IS_KEPT };
  },
  KEPT_SAMPLES.map((kept): [Kept, number] => [kept, 51]),
);

interface Sorted extends DeviceListView {
  readonly sortedBy: readonly string[];
  readonly total: number | null;
}

/** A page of devices, with how many there are in all where that was asked and the page does not show it. */
export interface DevicePage extends Page<DeviceListView> {
  /** Above `COUNTED`, more than that; null: not counted. */
  readonly total: number | null;
}

/** Where a page ended, as its cursor says; undefined for the beginning, and for what is no place in this order. */
function placeIn(sort: DeviceSort, cursor: string | undefined): readonly string[] | undefined {
  const { keys } = deviceSort(sort);
  const [name, ...place] = readCursor(cursor, keys.length + 2) ?? [];
  const fits = (v: unknown, i: number) => typeof v === 'string' && (keys[i]?.is(v) ?? isId(v));
  return name === sort && place.every(fits) ? (place as string[]) : undefined;
}

/** The device list: newest first unless another order is asked for, one keyset page at a time, only what the actor sees now. */
@Injectable()
export class DeviceList {
  constructor(@InjectDataSource() private readonly db: DataSource) {}

  /** One page of what the actor sees; `limit` rows at most. */
  async page(actor: Actor, filters: DeviceFilters, limit = 50): Promise<Page<DeviceListView>> {
    const { items, next } = await this.read(actor, filters, limit, false);
    return { items, next };
  }

  /** The same with how many there are: a first page that is not full says it by itself, a later one does not ask. */
  counted(actor: Actor, filters: DeviceFilters, limit = 50): Promise<DevicePage> {
    return this.read(actor, filters, limit, true);
  }

  /**
   * The ids of all that the actor sees with these filters, oldest first.
   * @param upTo the newest id that counts: what was logged after it is left out. @param most no more than these.
   */
  async ids(actor: Actor, filters: DeviceFilters, upTo: string, most: number): Promise<string[]> {
    const { text, values, options } = IDS({ ...this.kept(actor, filters), upTo }, most);
    return (await rows<{ id: string }>(this.db, text, values, options)).map(({ id }) => id);
  }

  private async read(actor: Actor, filters: DeviceFilters, limit: number, counts: boolean): Promise<DevicePage> {
    const sort = filters.sort ?? USUAL_SORT;
    const beyond = placeIn(sort, filters.after);
    const kept = { ...this.kept(actor, filters), ...(beyond ? { beyond } : {}) };
    const { text, values, options } = LIST(kept, sort, limit + 1, counts && !beyond);
    const found = await readTogether(this.db, (on) => rows<Sorted>(on, text, values, options));
    const page = pageOf(found, limit, (r) => [sort, ...r.sortedBy, r.id]);
    return {
      ...page,
      items: page.items.map(({ sortedBy: _, total: __, ...shown }) => shown),
      total: found[0]?.total ?? (beyond ? null : found.length),
    };
  }

  private kept(actor: Actor, filters: DeviceFilters): Kept {
    const states = (filters.state ?? '').split(',').filter((s): s is State => STATE_NAMES.includes(s as State));
    const patterns = searchPatterns(filters.q ?? '');
    const asked = DEVICE_FILTER_NAMES.filter((name) => asksFor(name, filters[name]));
    return {
      ...(states.length === 1 ? { state: states[0]! } : {}),
      ...(states.length > 1 ? { states } : {}),
      ...Object.fromEntries(asked.map((name) => [name, filters[name]])),
      ...(mayAll(actor, READ.devices) ? {} : { seenBy: organisationOf(actor) }),
      ...(patterns.length ? { patterns } : {}),
    };
  }

  /** What is ready to be given, by category, the most first; the bank's alone. */
  async readyStock(actor: Actor, on: Reader = this.db): Promise<ReadyStock[]> {
    if (!may(actor, READ.proposals)) return [];
    return rows<ReadyStock>(
      on,
      `SELECT d.category, CASE WHEN o.kind <> 'bank' THEN o.name END AS at, count(*)::int AS count
       FROM devices.device d JOIN people.organisation o ON o.id = d.holder_org_id
       WHERE d.state = 'in_stock' GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2`,
    );
  }
}

/** Ready devices of a category: at the bank, or (`at`) at a workshop, from where they are fetched. */
export interface ReadyStock {
  readonly category: Category;
  readonly at: string | null;
  readonly count: number;
}
