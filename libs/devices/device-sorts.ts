import { isId } from '#kernel';

/** One of the things that a list is in the order of. */
interface SortKey {
  /** Of the device `d`. */
  readonly sql: string;
  /** As text, to the last digit: what a cursor keeps of the last row shown. */
  readonly kept: string;
  /** The same again from a parameter that holds the text. */
  readonly given: (parameter: string) => string;
  /** Whether a cursor may hold this: who makes one up gets the first page, and not an error of Postgres. */
  readonly is: (kept: string) => boolean;
}

interface DeviceSortSpec {
  /** What people read: where the order is chosen, and beside the list. */
  readonly label: string;
  /** The column of the page's list whose heading leads to this order, if one of them shows it. */
  readonly heading?: 'Appareil' | 'Classement' | 'Où' | 'Changé';
  readonly order: 'ascending' | 'descending';
  /** Its keys are of the place `w` where the device stands: places are walked in order, and in each its devices. */
  readonly walks?: 'places';
  /** What comes first; devices that are equal in all of it are in the order of their ids, which is that of their logging. */
  readonly keys: readonly SortKey[];
}

const text = (sql: string): SortKey => ({
  sql,
  kept: sql,
  given: (parameter) => `${parameter}::text`,
  is: (kept) => !kept.includes('\0') && kept.isWellFormed(),
});

const yesOrNo = (sql: string): SortKey => ({
  sql,
  kept: `${sql}::text`,
  given: (parameter) => `${parameter}::boolean`,
  is: (kept) => kept === 'true' || kept === 'false',
});

const id = (sql: string): SortKey => ({
  sql,
  kept: `${sql}::text`,
  given: (parameter) => `${parameter}::uuid`,
  is: isId,
});

/** Counted in microseconds, since a Date has only milliseconds and would show a row twice. */
const moment = (sql: string): SortKey => ({
  sql,
  kept: `(extract(epoch FROM ${sql}) * 1000000)::bigint::text`,
  given: (parameter) => `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond')`,
  is: (kept) => /^\d{1,16}$/.test(kept),
});

/**
 * The orders of the device list. From a line here come its SQL and its cursors, the `sort` of the address and of the API, and on the
 * page the choice, the heading that leads to it and what says that it is on. Beside it, a migration adds its index over its keys and
 * `id`, all in the same direction; `test/services/device-sorts.spec.ts` says when it is missing.
 */
export const DEVICE_SORTS = {
  newest: { label: 'Les plus récents d’abord', order: 'descending', keys: [] },
  changed: {
    label: 'Les plus anciens changements d’abord',
    heading: 'Changé',
    order: 'ascending',
    keys: [moment('d.changed_at')],
  },
  model: {
    label: 'Par marque et modèle',
    heading: 'Appareil',
    order: 'ascending',
    keys: [text('lower(d.make)'), text('lower(d.model)')],
  },
  // After the last letter: what is not graded.
  grade: {
    label: 'Par classement',
    heading: 'Classement',
    order: 'ascending',
    keys: [text(`coalesce(d.grade::text, 'Z')`)],
  },
  // After the last place: what is on the road, or with a person.
  place: {
    label: 'Par lieu',
    heading: 'Où',
    order: 'ascending',
    walks: 'places',
    keys: [yesOrNo('w.nowhere'), text('w.name'), id('w.id')],
  },
} as const satisfies Readonly<Record<string, DeviceSortSpec>>;

export type DeviceSort = keyof typeof DEVICE_SORTS;
export const DEVICE_SORT_NAMES = Object.keys(DEVICE_SORTS) as DeviceSort[];
/** The order of a list of which nothing is said. */
export const USUAL_SORT: DeviceSort = 'newest';

/** What an order says of itself, whichever it is. */
export const deviceSort = (name: DeviceSort): DeviceSortSpec => DEVICE_SORTS[name];
