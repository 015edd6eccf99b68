import { isId, readCursor } from '#platform/kernel';
import type { FilterAnswers, Filters } from './list-declaration.js';
import type { PageAsked, Sort } from './ordered-page.js';

/** A list whose statement is its own and whose rows come in one order alone: what its addresses are made of. */
interface InOneOrder<F> {
  readonly sorts: Readonly<Record<never, never>>;
  readonly usual: '';
  readonly filters: F;
  /** Whether a page of it ended there. */
  readonly isPlace: (cursor: string) => boolean;
  /** Its type alone. */
  readonly asked?: FilterAnswers<F> & PageAsked<never>;
}

/** @param is whether something is what its cursor holds of the last row shown; an id, where nothing else is said. */
export const inOneOrder = <const F extends Filters<never>>(
  filters: F,
  is: (place: unknown) => boolean = isId,
): InOneOrder<F> => ({ sorts: {}, usual: '', filters, isPlace: (cursor) => is(readCursor(cursor, 1)?.[0]) });

/** The orders of a list that the program puts in order. */
type Orders = Readonly<Record<string, Omit<Sort, 'keys'>>>;

/** A list that comes whole, put in order by the program: what its addresses are made of. */
interface WholeList<Orders, F> {
  readonly sorts: Orders;
  readonly usual: string;
  readonly filters: F;
  /** It has no pages. */
  readonly pageCursor: null;
  /** Its type alone. */
  readonly asked?: FilterAnswers<F> & PageAsked<keyof Orders & string>;
}

/** @param sorts its orders, by their names; the first of them is the usual one. */
export const wholeList = <const F extends Filters<never>, const S extends Orders = Readonly<Record<never, never>>>(
  filters: F,
  sorts = {} as S,
): WholeList<S, F> => ({ sorts, usual: Object.keys(sorts)[0] ?? '', filters, pageCursor: null });

/** The number of a row, counted by Postgres. */
export const isSerial = (place: unknown): place is string => typeof place === 'string' && /^\d{1,18}$/.test(place);
