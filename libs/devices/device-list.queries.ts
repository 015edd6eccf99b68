import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { assembled, eachAndAll, type PlannedPerCall, type Reader, readTogether, rows } from '#database';
import { type Actor, isId, may, mayAll, type Page, pageOf, READ, readCursor } from '#kernel';
import type { Category } from './categories.js';
import { selectDescribed } from './described-row.js';
import { STATE_NAMES, type State } from './device.lifecycle.js';
import type { DeviceListView } from './device.views.js';
import { deviceField, FILTER_FIELDS, type FilterField, isAnswer, LISTED_FIELDS } from './device-fields.js';
import { DEVICE_SORT_NAMES, type DeviceSort, deviceSort, USUAL_SORT } from './device-sorts.js';
import { searchPatterns } from './search-words.js';
import { organisationOf } from './visibility.js';

/** The filters of the device list, as they stand in the URL; what is not a known value is ignored. */
export interface DeviceFilters extends Readonly<Partial<Record<FilterField, string>>> {
  readonly q?: string;
  readonly state?: string;
  readonly place?: string;
  readonly donation?: string;
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

/** What the list keeps, by the filter that asks for it. */
interface Kept extends Readonly<Partial<Record<FilterField, string>>> {
  readonly state?: State;
  readonly states?: readonly State[];
  readonly place?: string;
  readonly donation?: string;
  /** The keys and the id of the row after which it goes on. */
  readonly beyond?: readonly string[];
  /** Null sees nothing. */
  readonly seenBy?: string | null;
  readonly patterns?: readonly string[];
}

/** A value for each filter of what is described that `of` gives one for. */
const everyFilter = (of: (name: FilterField) => string | undefined): Partial<Record<FilterField, string>> =>
  Object.fromEntries(
    FILTER_FIELDS.flatMap((name) => {
      const value = of(name);
      return value === undefined ? [] : [[name, value]];
    }),
  );

export const LIST = assembled(
  (kept: Kept, sort: DeviceSort, limit: number) => {
    const { keys, order } = deviceSort(sort);
    const values: unknown[] = [];
    const value = (v: unknown) => `$${values.push(v)}`;
    const where: string[] = [];
    // `= value` and not `= ANY`: the index on (state, id) then gives the page already sorted.
    if (kept.state) where.push(`d.state = ${value(kept.state)}`);
    // What was logged by mistake is shown to who asks for it.
    if (!kept.state && !kept.states && !kept.patterns) where.push(`d.state <> 'withdrawn'`);
    // A double is the device that stands for it.
    if (kept.state === 'withdrawn' || kept.states || kept.patterns) where.push('d.merged_into IS NULL');
    if (kept.states) where.push(`d.state = ANY(${value(kept.states)})`);
    for (const name of FILTER_FIELDS)
      if (kept[name]) where.push(`d.${deviceField(name).column} = ${value(kept[name])}`);
    if (kept.place) {
      const place = value(kept.place);
      where.push(
        `(d.place_id = ${place} OR d.container_id IN (SELECT c.id FROM devices.container c WHERE c.place_id = ${place}))`,
      );
    }
    if (kept.donation) where.push(`d.donation_id = ${value(kept.donation)}`);
    if (kept.seenBy !== undefined)
      where.push(
        `d.id IN (SELECT s.device_id FROM devices.visibility s WHERE s.organisation_id = ${value(kept.seenBy)})`,
      );
    for (const pattern of kept.patterns ?? [])
      where.push(`d.id IN (SELECT w.device_id FROM devices.device_search w WHERE w.words LIKE ${value(pattern)})`);
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
        ARRAY[${keys.map((key) => key.kept).join(', ')}]::text[] AS "sortedBy"
      FROM devices.device d ${where.length ? `WHERE ${where.join(' AND ')}` : ''}
      ORDER BY ${inOrder.map((sql) => sql + direction).join(', ')} LIMIT ${limit}`;
    const perCall = keys.length ? PLANNED_FOR_WHAT_IS_KEPT : undefined;
    return { text, values, options: kept.patterns ? PLANNED_FOR_THE_WORDS : perCall };
  },
  eachAndAll<Kept>({
    state: 'received',
    states: ['received'],
    ...everyFilter((name) => deviceField(name).choices?.[0]?.id ?? 'x'),
    place: 'x',
    donation: 'x',
    beyond: ['x'],
    seenBy: 'x',
    patterns: ['%a%', '%b%'],
  }).flatMap((kept) =>
    DEVICE_SORT_NAMES.map((sort): [Partial<Kept>, DeviceSort, number] => [
      kept.beyond ? { ...kept, beyond: [...deviceSort(sort).keys.map(() => '0'), 'x'] } : kept,
      sort,
      51,
    ]),
  ),
);

interface Sorted extends DeviceListView {
  readonly sortedBy: readonly string[];
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
    const sort = filters.sort ?? USUAL_SORT;
    const beyond = placeIn(sort, filters.after);
    const states = (filters.state ?? '').split(',').filter((s): s is State => STATE_NAMES.includes(s as State));
    const patterns = searchPatterns(filters.q ?? '');
    const { text, values, options } = LIST(
      {
        ...(states.length === 1 ? { state: states[0]! } : {}),
        ...(states.length > 1 ? { states } : {}),
        ...everyFilter((name) => (isAnswer(name, filters[name]) ? filters[name] : undefined)),
        ...(isId(filters.place) ? { place: filters.place } : {}),
        ...(isId(filters.donation) ? { donation: filters.donation } : {}),
        ...(beyond ? { beyond } : {}),
        ...(mayAll(actor, READ.devices) ? {} : { seenBy: organisationOf(actor) }),
        ...(patterns.length ? { patterns } : {}),
      },
      sort,
      limit + 1,
    );
    const found = await readTogether(this.db, (on) => rows<Sorted>(on, text, values, options));
    const page = pageOf(found, limit, (r) => [sort, ...r.sortedBy, r.id]);
    return { ...page, items: page.items.map(({ sortedBy: _, ...shown }) => shown) };
  }

  /** What is ready to be given, by category, the most first; the bank's alone. */
  async readyStock(actor: Actor, on: Reader = this.db): Promise<{ category: Category; count: number }[]> {
    if (!may(actor, READ.proposals)) return [];
    return rows<{ category: Category; count: number }>(
      on,
      `SELECT category, count(*)::int AS count FROM devices.device WHERE state = 'in_stock' GROUP BY category ORDER BY 2 DESC, 1`,
    );
  }
}
