import { isId, readCursor } from '#platform/kernel';
import type { FilterAnswers, Filters } from './list-declaration.js';
import type { PageAsked, Sort } from './ordered-page.js';

/** A list with a statement of its own and a single order: what its addresses are made of. */
interface InOneOrder<F> {
  readonly sorts: Readonly<Record<never, never>>;
  readonly usual: '';
  readonly filters: F;
  /** Whether a cursor holds a place of this list. */
  readonly isPlace: (cursor: string) => boolean;
  /** A type only, never set. */
  readonly asked?: FilterAnswers<F> & PageAsked<never>;
}

/** @param is whether a value is what the cursor holds of the last row shown; by default an id */
export const inOneOrder = <const F extends Filters<never>>(
  filters: F,
  is: (place: unknown) => boolean = isId,
): InOneOrder<F> => ({ sorts: {}, usual: '', filters, isPlace: (cursor) => is(readCursor(cursor, 1)?.[0]) });

/** The orders of a list that the program sorts. */
type Orders = Readonly<Record<string, Omit<Sort, 'keys'>>>;

/** A list that comes whole and is sorted by the program: what its addresses are made of. */
interface WholeList<Orders, F> {
  readonly sorts: Orders;
  readonly usual: string;
  readonly filters: F;
  readonly pageCursor: null;
  /** A type only, never set. */
  readonly asked?: FilterAnswers<F> & PageAsked<keyof Orders & string>;
}

/** @param sorts its orders by their names; the first is the usual one */
export const wholeList = <const F extends Filters<never>, const S extends Orders = Readonly<Record<never, never>>>(
  filters: F,
  sorts = {} as S,
): WholeList<S, F> => ({ sorts, usual: Object.keys(sorts)[0] ?? '', filters, pageCursor: null });

/** Whether a cursor's value is a bigserial of Postgres. */
export const isSerial = (place: unknown): place is string => typeof place === 'string' && /^\d{1,18}$/.test(place);
