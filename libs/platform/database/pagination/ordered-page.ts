import { isId, type Page, pageOf, readCursor } from '#platform/kernel';
import type { PlannedPerCall } from '../connections/preparing-client.js';
import type { AssembledStatement } from '../statements/assembled.js';
import type { SortKey } from './sort-keys.js';

/** One order of a list. */
export interface Sort {
  /** What people read where the order is chosen. */
  readonly label: string;
  /** The column of the page's list whose heading leads to this order, if one of them shows it. */
  readonly heading?: string;
  readonly order: 'ascending' | 'descending';
  /** What comes first; rows that are equal in all of it are in the order of their ids, which is that of their making. */
  readonly keys: readonly SortKey[];
}

/**
 * The orders of a list, by the names that they have in its address and in the API. From a line come its SQL and its cursors, `sort` of the
 * address and of the API, and on the page the choice, the heading that leads to it and what says that it is on. Its index over its keys and
 * the id, all in one direction, is a migration's; `test/services/list-sorts.spec.ts` walks each and says which index is missing.
 */
export type Sorts<Name extends string = string> = Readonly<Record<Name, Sort>>;

/** The names of a list's orders, as their table has them. */
export const sortNames = <Name extends string>(sorts: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(sorts) as Name[];

/** Above this, a count stops: « plus de 10 000 ». */
export const COUNTED = 10_000;

/** A page of a list, with how many there are in all where that was asked. */
export interface CountedPage<T> extends Page<T> {
  /** Above `COUNTED`, more than that; null: not counted. */
  readonly total: number | null;
}

/** What is asked of a list besides its filters. */
export interface PageAsked<Name extends string> {
  readonly sort?: Name | undefined;
  /** Where the page before ended, in the same order; a place in another order is none. */
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

/** A page that a statement is put together for. */
export interface Turn<Name extends string> {
  readonly sort: Name;
  /** The keys and the id of the row after which it goes on. */
  readonly beyond?: readonly string[];
  readonly most: number;
  readonly counts: boolean;
}

/** What the row of a list brings besides what is shown of it. */
export interface Sorted {
  readonly sortedBy: readonly string[];
  readonly total: number | null;
}

/** Gives a value its placeholder. */
export type Param = (value: unknown) => string;

/** The pieces of a list's statement; each value is given its placeholder. */
export interface ListParts {
  /** The id of a row, with its alias: `n.id`. */
  readonly id: string;
  readonly columns: string;
  readonly from: string;
  /** Its conditions, every one a text of its own. */
  readonly where: readonly string[];
  /** What is counted, where less than `from` is enough for the conditions. */
  readonly counted?: string;
  /** Its orders, where this reader's are over other columns. */
  readonly sorts?: Sorts;
}

/** Where a page ended, as its cursor says; undefined for the beginning, and for what is no place in this order. */
export function placeIn(
  name: string,
  { keys }: Pick<Sort, 'keys'>,
  cursor: string | undefined,
): readonly string[] | undefined {
  const [of, ...place] = readCursor(cursor, keys.length + 2) ?? [];
  const fits = (v: unknown, i: number) => typeof v === 'string' && (keys[i]?.is(v) ?? isId(v));
  return of === name && place.every(fits) ? (place as string[]) : undefined;
}

/** What an order adds to a statement over rows with this id. */
export function inOrder({ keys, order }: Pick<Sort, 'keys' | 'order'>, id: string) {
  const all = [...keys.map((key) => key.sql), id];
  const [ahead, direction] = order === 'descending' ? ['<', ' DESC'] : ['>', ''];
  return {
    sortedBy: `ARRAY[${keys.map((key) => key.kept).join(', ')}]::text[] AS "sortedBy"`,
    by: all.map((sql) => sql + direction).join(', '),
    /** @param beyond the placeholders of the row after which it goes on. */
    after: (beyond: readonly string[]) =>
      `(${all.join(', ')}) ${ahead} (${beyond.map((v, i) => keys[i]?.given(v) ?? `${v}::uuid`).join(', ')})`,
  };
}

/** Only with its values Postgres knows whether to walk the order or to look up what is kept. */
const FOR_WHAT_IS_KEPT: PlannedPerCall = {
  plan: 'per call',
  because: 'how many rows are kept decides whether their order or their filter is walked',
};

/** A page of a list as one statement. @param parts the list's own pieces. */
export function listed<Name extends string>(
  sorts: Sorts<Name>,
  { sort, beyond, most, counts }: Turn<Name>,
  parts: (value: Param) => ListParts,
): AssembledStatement {
  const values: unknown[] = [];
  const value: Param = (v) => `$${values.push(v)}`;
  const { id, columns, from, where, counted = from, sorts: own = sorts } = parts(value);
  const order = inOrder((own as Sorts<Name>)[sort], id);
  const kept = (more: readonly string[] = []) =>
    where.length + more.length ? `WHERE ${[...where, ...more].join(' AND ')}` : '';
  const total = counts
    ? `(SELECT count(*)::int FROM (SELECT FROM ${counted} ${kept()} LIMIT ${COUNTED + 1}) c)`
    : 'NULL::int';
  const text = `SELECT ${columns}, ${order.sortedBy}, ${total} AS total FROM ${from}
    ${kept(beyond ? [order.after(beyond.map(value))] : [])} ORDER BY ${order.by} LIMIT ${most}`;
  return { text, values, options: FOR_WHAT_IS_KEPT };
}

/** Samples of pages for the check of statements: each order from its beginning and from a place in it, and one that counts. */
export function turnsOf<Name extends string>(sorts: Sorts<Name>): Turn<Name>[] {
  const turns = sortNames(sorts).flatMap((sort): Turn<Name>[] => [
    { sort, most: 51, counts: false },
    { sort, most: 51, counts: false, beyond: [...sorts[sort].keys.map(() => '0'), 'x'] },
  ]);
  return [...turns, { ...turns[0]!, counts: true }];
}

/**
 * One page of a list in one of its orders. A first page that is not full says by itself how many there are; a later one does not ask.
 * @param counts how many there are in all is asked too. @param usual the order where none is asked.
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

/**
 * Rows as they are shown, without what their order brought with them. The same objects: a copy of each would cost more than saying
 * it in JSON, which leaves out what is undefined.
 */
export function asShown<Row extends object>(rows: readonly (Row & Sorted)[]): Row[] {
  for (const row of rows as readonly { -readonly [Part in keyof Sorted]?: Sorted[Part] | undefined }[]) {
    row.sortedBy = undefined;
    row.total = undefined;
  }
  return rows as readonly Row[] as Row[];
}

/** Without the count, where it was not asked: an answer of the API does not speak of it. */
export function asAsked<T>(page: CountedPage<T>, counts: boolean): CountedPage<T> {
  const { total: _, ...rest } = page;
  return counts ? page : (rest as CountedPage<T>);
}
