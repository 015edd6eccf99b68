import { assembled, COUNTED, eachAndAll, inOrder, type PlannedPerCall } from '#platform/database';
import { ALSO_LISTED, selectDescribed } from '../device/acts/description-columns.js';
import type { State } from '../device/device.lifecycle.js';
import { LISTED_FIELDS } from '../device/device-fields.js';
import {
  DEVICE_FILTER_NAMES,
  DEVICE_SORT_NAMES,
  type DeviceFilter,
  type DeviceSort,
  deviceFilter,
  deviceSort,
  USUAL_SORT,
} from './device-listing.js';

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

const narrows = (asked: DeviceConditions): boolean =>
  Boolean(asked.only) || DEVICE_FILTER_NAMES.some((name) => asked[name]);

export interface DeviceConditions extends Readonly<Partial<Record<DeviceFilter, string>>> {
  readonly state?: State;
  readonly states?: readonly State[];
  readonly upTo?: string;
  readonly only?: readonly string[];
  /** The keys and the id of the row after which it goes on. */
  readonly beyond?: readonly string[];
  /** Null sees nothing. */
  readonly seenBy?: string | null;
  readonly patterns?: readonly string[];
}

/** @param inPlaces asked within each place: an index of a condition that keeps many must not be walked there, once a place. */
function whereOf(asked: DeviceConditions, value: (v: unknown) => string, inPlaces = false): string[] {
  const where: string[] = [];
  const broad = (condition: string): string => (inPlaces ? `(${condition}) IS TRUE` : condition);
  // `= value` and not `= ANY`: the index on (state, id) then gives the page already sorted.
  if (asked.state) where.push(broad(`d.state = ${value(asked.state)}`));
  // What was logged by mistake is shown to whoever asks for it.
  if (!asked.state && !asked.states && !asked.patterns) where.push(`d.state <> 'withdrawn'`);
  // A double is the device that stands for it.
  if (asked.state === 'withdrawn' || asked.states || asked.patterns) where.push('d.merged_into IS NULL');
  if (asked.states) where.push(broad(`d.state = ANY(${value(asked.states)})`));
  for (const name of DEVICE_FILTER_NAMES) {
    if (!asked[name]) continue;
    const { keep, linked } = deviceFilter(name);
    where.push(linked ? keep(asked[name], value) : broad(keep(asked[name], value)));
  }
  if (asked.only) where.push(`d.id = ANY(${value(asked.only)})`);
  if (asked.upTo) where.push(`d.id <= ${value(asked.upTo)}`);
  if (asked.seenBy !== undefined)
    where.push(
      `d.id IN (SELECT s.device_id FROM devices.visibility s WHERE s.organisation_id = ${value(asked.seenBy)})`,
    );
  for (const pattern of asked.patterns ?? [])
    where.push(`d.id IN (SELECT w.device_id FROM devices.device_search w WHERE w.words LIKE ${value(pattern)})`);
  return where;
}

const KEPT_SAMPLES: readonly DeviceConditions[] = [
  ...eachAndAll<DeviceConditions>({
    state: 'received',
    states: ['received'],
    ...Object.fromEntries(DEVICE_FILTER_NAMES.map((name) => [name, deviceFilter(name).samples[0]!])),
    upTo: 'x',
    only: ['x'],
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

const samplesIn = (sort: DeviceSort, some: readonly DeviceConditions[]) =>
  some.map((kept): [DeviceConditions, DeviceSort, number, boolean] => [
    kept.beyond ? { ...kept, beyond: [...deviceSort(sort).keys.map(() => '0'), 'x'] } : kept,
    sort,
    51,
    false,
  ]);

const counting = (where: readonly string[]): string =>
  `(SELECT count(*)::int FROM (SELECT FROM devices.device d WHERE ${where.join(' AND ')} LIMIT ${COUNTED + 1}) n)`;

/** Last of all places, of the devices that are in none. */
const NOWHERE = `'00000000-0000-0000-0000-000000000000'::uuid`;

/**
 * The same as all devices with these conditions, place by place. In each so many are read at most: a page costs what it shows.
 * @param beyond the parameters of the place and of the device after which it goes on.
 */
function walkedByPlace(where: readonly string[], limit: number, beyond?: { place: string[]; device: string }): string {
  const start = beyond ? `WHERE (nowhere, name, id) >= (${beyond.place.join(', ')})` : '';
  const kept = [...where, ...(beyond ? [`(w.id <> ${beyond.place.at(-1)} OR d.id > ${beyond.device})`] : [])].join(
    ' AND ',
  );
  const some = `ORDER BY d.id LIMIT ${limit}`;
  return `(SELECT nowhere, name, id FROM (
      SELECT false AS nowhere, lower(p.name) AS name, p.id FROM people.place p UNION ALL SELECT true, '', ${NOWHERE}) every
      ${start} ORDER BY nowhere, name, id) w
    CROSS JOIN LATERAL (
      (SELECT d.* FROM devices.device d WHERE d.place_id = w.id AND ${kept} ${some})
      UNION ALL (SELECT d.* FROM devices.container c CROSS JOIN LATERAL (
        SELECT d.* FROM devices.device d WHERE d.container_id = c.id AND ${kept} ${some}) d WHERE c.place_id = w.id ${some})
      UNION ALL (SELECT d.* FROM devices.device d WHERE w.nowhere AND d.place_id IS NULL
        AND NOT EXISTS (SELECT FROM devices.container c WHERE c.id = d.container_id AND c.place_id IS NOT NULL) AND ${kept} ${some})
    ) d`;
}

export const LIST = assembled(
  (kept: DeviceConditions, sort: DeviceSort, limit: number, counted: boolean) => {
    const { keys, walks, ...spec } = deviceSort(sort);
    const order = inOrder({ keys, ...spec }, 'd.id');
    const values: unknown[] = [];
    const value = (v: unknown) => `$${values.push(v)}`;
    const where = whereOf(kept, value, walks === 'places');
    const total = counted ? counting(where) : 'NULL::int';
    const given = kept.beyond?.map(value);
    const after = given ? [order.after(given)] : [];
    const beyond = given
      ? { place: keys.map((key, i) => key.fromText(given[i]!)), device: `${given.at(-1)!}::uuid` }
      : undefined;
    const [from, conditions] = walks
      ? [walkedByPlace(where, limit, beyond), after]
      : ['devices.device d', [...where, ...after]];
    // Names are looked up row by row: as joins they would be planned anew with every search, which costs more than finding.
    const text = `
      SELECT d.id, d.code, ${selectDescribed(LISTED_FIELDS)}, ${ALSO_LISTED},
        coalesce((SELECT p.name FROM people.place p WHERE p.id = d.place_id),
          (SELECT p.name FROM devices.container c JOIN people.place p ON p.id = c.place_id WHERE c.id = d.container_id)) AS place,
        (SELECT o.name FROM people.organisation o WHERE o.id = d.holder_org_id) AS holder,
        ${order.sortedBy}, ${total} AS total
      FROM ${from} ${conditions.length ? `WHERE ${conditions.join(' AND ')}` : ''}
      ORDER BY ${order.by} LIMIT ${limit}`;
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

/** In the order of logging: what a bulk act is about. */
export const IDS = assembled(
  (kept: DeviceConditions, limit: number) => {
    const values: unknown[] = [];
    const where = whereOf(kept, (v) => `$${values.push(v)}`);
    const text = `SELECT d.id FROM devices.device d WHERE ${where.join(' AND ')} ORDER BY d.id LIMIT ${limit}`;
    return { text, values, options: kept.patterns ? PLANNED_FOR_THE_WORDS : PLANNED_FOR_WHAT_IS_KEPT };
  },
  KEPT_SAMPLES.map((kept): [DeviceConditions, number] => [kept, 51]),
);
