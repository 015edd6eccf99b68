import { isId, type Page, pageOf, readCursor } from '#platform/kernel';
import type { PlannedPerCall } from '../connections/preparing-client.js';
import type { AssembledStatement } from '../statements/assembled.js';
import type { SortKey } from './sort-keys.js';

export interface Sort {
  readonly label: string;
  /** The column of the page's list whose heading leads to this order, if any. */
  readonly heading?: string;
  readonly order: 'ascending' | 'descending';
  /** What is sorted by; equal rows follow in the order of their ids, which is that of their creation. */
  readonly keys: readonly SortKey[];
}

/**
 * The orders of a list, by their names in its address and in the API. From an entry come its SQL and cursors, `sort` of the address and of the API,
 * and on the page the choice and the heading that leads to it. Its index over its keys and the id, all in one direction, needs a migration;
 * `test/services/list-sorts.spec.ts` says which index is missing.
 */
export type Sorts<Name extends string = string> = Readonly<Record<Name, Sort>>;

export const sortNames = <Name extends string>(sorts: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(sorts) as Name[];

/** Counting stops there: « plus de 10 000 ». */
export const COUNTED = 10_000;

export interface CountedPage<T> extends Page<T> {
  /** `COUNTED` + 1 stands for more than `COUNTED`; null: not counted. */
  readonly total: number | null;
}

export interface PageAsked<Name extends string> {
  readonly sort?: Name | undefined;
  /** Where the page before ended, in the same order; the first page is given for a cursor of another order. */
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface Turn<Name extends string> {
  readonly sort: Name;
  /** The keys and the id of the row after which it begins. */
  readonly beyond?: readonly string[];
  readonly most: number;
  readonly counts: boolean;
}

export interface Sorted {
  readonly sortedBy: readonly string[];
  readonly total: number | null;
}

export type Param = (value: unknown) => string;

export interface ListParts {
  /** The id of a row, with its alias: `n.id`. */
  readonly id: string;
  readonly columns: string;
  readonly from: string;
  readonly where: readonly string[];
  /** What is counted, where less than `from` is enough for the conditions. */
  readonly counted?: string;
  /** Its orders, where this reader's sort other columns. */
  readonly sorts?: Sorts;
}

/** The place that a cursor holds; undefined for the beginning, and for a cursor of another order. */
export function placeIn(
  name: string,
  { keys }: Pick<Sort, 'keys'>,
  cursor: string | undefined,
): readonly string[] | undefined {
  const [of, ...place] = readCursor(cursor, keys.length + 2) ?? [];
  const fits = (v: unknown, i: number) => typeof v === 'string' && (keys[i]?.fits(v) ?? isId(v));
  return of === name && place.every(fits) ? (place as string[]) : undefined;
}

export function inOrder({ keys, order }: Pick<Sort, 'keys' | 'order'>, id: string) {
  const all = [...keys.map((key) => key.sql), id];
  const [ahead, direction] = order === 'descending' ? ['<', ' DESC'] : ['>', ''];
  return {
    sortedBy: `ARRAY[${keys.map((key) => key.asText).join(', ')}]::text[] AS "sortedBy"`,
    by: all.map((sql) => sql + direction).join(', '),
    /** @param beyond the placeholders of the row after which the page begins */
    after: (beyond: readonly string[]) =>
      `(${all.join(', ')}) ${ahead} (${beyond.map((v, i) => keys[i]?.fromText(v) ?? `${v}::uuid`).join(', ')})`,
  };
}

/** Only with its values Postgres knows whether to walk the order's index or to look up what the filter keeps. */
const FOR_ITS_FILTERS: PlannedPerCall = {
  plan: 'per call',
  because: 'how many rows the filters leave decides whether their order or their filter is walked',
};

/** The statement of a page. @param parts the list's own parts */
export function listed<Name extends string>(
  sorts: Sorts<Name>,
  { sort, beyond, most, counts }: Turn<Name>,
  parts: (value: Param) => ListParts,
): AssembledStatement {
  const values: unknown[] = [];
  const value: Param = (v) => `$${values.push(v)}`;
  const { id, columns, from, where, counted = from, sorts: own = sorts } = parts(value);
  const order = inOrder((own as Sorts<Name>)[sort], id);
  const narrowed = (more: readonly string[] = []) =>
    where.length + more.length ? `WHERE ${[...where, ...more].join(' AND ')}` : '';
  const total = counts
    ? `(SELECT count(*)::int FROM (SELECT FROM ${counted} ${narrowed()} LIMIT ${COUNTED + 1}) c)`
    : 'NULL::int';
  const text = `SELECT ${columns}, ${order.sortedBy}, ${total} AS total FROM ${from}
    ${narrowed(beyond ? [order.after(beyond.map(value))] : [])} ORDER BY ${order.by} LIMIT ${most}`;
  return { text, values, options: FOR_ITS_FILTERS };
}

/** Samples for the check of statements: each order from its beginning and from a place in it, and one that counts. */
export function turnsOf<Name extends string>(sorts: Sorts<Name>): Turn<Name>[] {
  const turns = sortNames(sorts).flatMap((sort): Turn<Name>[] => [
    { sort, most: 51, counts: false },
    { sort, most: 51, counts: false, beyond: [...sorts[sort].keys.map(() => '0'), 'x'] },
  ]);
  return [...turns, { ...turns[0]!, counts: true }];
}

/**
 * One page of a list in one of its orders. A first page that is not full tells the total by itself; a later one does not ask.
 * @param counts whether the total is asked too
 * @param usual the order where none is asked
 */
export async function pageInOrder<Name extends string, Row extends object>(
  sorts: Sorts<Name>,
  usual: Name,
  { sort = usual, cursor, limit = 50 }: PageAsked<Name>,
  counts: boolean,
  find: (turn: Turn<Name>) => Promise<(Row & Sorted & { readonly id: string })[]>,
): Promise<CountedPage<Row>> {
  const beyond = placeIn(sort, sorts[sort], cursor);
  const turn = { sort, most: limit + 1, counts: counts && !beyond, beyond };
  const found = await find(turn);
  const page = pageOf(found, limit, (row) => [sort, ...row.sortedBy, row.id]);
  const total = beyond ? null : page.next ? (found[0]?.total ?? null) : found.length;
  return asAsked({ items: asShown<Row>(page.items), next: page.next, total }, counts);
}

/** The rows without what their order added. The same objects: copying each would cost more than JSON's leaving out what is undefined. */
export function asShown<Row extends object>(rows: readonly (Row & Sorted)[]): Row[] {
  for (const row of rows as readonly { -readonly [Part in keyof Sorted]?: Sorted[Part] | undefined }[]) {
    row.sortedBy = undefined;
    row.total = undefined;
  }
  return rows as readonly Row[] as Row[];
}

/** Without the total, where it was not asked: an answer of the API does not mention it. */
export function asAsked<T>(page: CountedPage<T>, counts: boolean): CountedPage<T> {
  const { total: _, ...rest } = page;
  return counts ? page : (rest as CountedPage<T>);
}
