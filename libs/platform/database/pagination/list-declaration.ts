import { isId, readCursor } from '#platform/kernel';
import type { AssembledStatement } from '../statements/assembled.js';
import type { Reader } from '../statements/read-together.js';
import { rows } from '../statements/statement.js';
import type { Filter } from './list-filters.js';
import {
  type CountedPage,
  type ListParts,
  listed,
  type PageAsked,
  type Param,
  pageInOrder,
  placeIn,
  type Sort,
  type Sorted,
  type Sorts,
  sortNames,
  type Turn,
  turnsOf,
} from './ordered-page.js';

// biome-ignore lint/suspicious/noExplicitAny: a filter of whichever answers
export type Filters<Scope> = Readonly<Record<string, Filter<any, Scope>>>;

export type FilterAnswers<F> = {
  readonly [Name in keyof F]?: (F[Name] extends Filter<infer Asked, never> ? Asked : never) | undefined;
};

export type AskedOf<L extends { readonly asked?: object }> = NonNullable<L['asked']>;

/** The parts of a list's statement for one reader, whose rights are in `from` and `where`. */
interface RowParts<Sort extends string> extends Omit<ListParts, 'where'> {
  readonly where?: readonly string[];
  /** Its orders, where this reader's sort other columns. */
  readonly sorts?: Sorts<Sort>;
}

interface ListSpec<Scope, Sort extends string, F extends Filters<Scope>> {
  readonly sorts: Sorts<Sort>;
  /** The order where none is asked. */
  readonly usual: NoInfer<Sort>;
  readonly filters: F;
  /** The cursor's name in its page's address, if not `after`. */
  readonly pageCursor?: string;
  /** @param scope what of it the reader sees. A pure function; the first value given a placeholder is `$1`. */
  readonly rows: (scope: Scope, value: Param, answers: FilterAnswers<F>) => RowParts<NoInfer<Sort>>;
  /** Scopes that together show every variant of the text: the check of statements builds them. */
  readonly scopes: readonly Scope[];
}

export interface List<Row, Scope, Sort extends string, F extends Filters<Scope>> extends ListSpec<Scope, Sort, F> {
  /** The statement of a page; `npm run check` builds one for each sample. */
  readonly statement: (scope: Scope, answers: FilterAnswers<F>, turn: Turn<Sort>) => AssembledStatement;
  readonly samples: readonly (readonly [Scope, FilterAnswers<F>, Turn<Sort>])[];
  /** A page of what this reader sees, 50 rows unless asked otherwise. @param counts whether the total is asked too */
  readonly page: (
    on: Reader,
    scope: Scope,
    asked: FilterAnswers<F> & PageAsked<Sort>,
    counts?: boolean,
  ) => Promise<CountedPage<Row>>;
  /** A type only, never set. */
  readonly asked?: FilterAnswers<F> & PageAsked<Sort>;
}

/**
 * Declares a list once. From it come its statements, cursors and samples here; the classes that check what is asked of it and describe it in the API
 * (`pageQuery`, `apiQuery` of `#platform/http`), its export (`exportOf`), its fields, orders and headings on the page (`ListOf` of `#platform/ui`),
 * and what a bulk act is about. Export the result, or the check does not find it.
 * @typeParam Row what its columns give: `npm run check` compares both
 * @typeParam Scope what its reader sees of it
 */
export const defineList =
  <Row extends object, Scope = string | null>() =>
  <const Sort extends string, const F extends Filters<Scope>>(
    spec: ListSpec<Scope, Sort, F>,
  ): List<Row, Scope, Sort, F> => {
    const conditions = (answers: FilterAnswers<F>, value: Param, scope: Scope): string[] =>
      Object.entries(spec.filters).flatMap(([name, { where: keep }]) => {
        const asked = answers[name];
        return asked === undefined || !keep ? [] : [keep(asked, value, scope)];
      });
    const statement = (scope: Scope, answers: FilterAnswers<F>, turn: Turn<Sort>): AssembledStatement =>
      listed(spec.sorts, turn, (value) => {
        const { where = [], ...parts } = spec.rows(scope, value, answers);
        return { ...parts, where: [...where, ...conditions(answers, value, scope)] };
      });
    return {
      ...spec,
      statement,
      samples: samplesOf(spec),
      page: (on, scope, asked, counts = false) => {
        // Without an asked order, the cursor's order goes on.
        const { sort = sortNames(spec.sorts).find((name) => placeIn(name, spec.sorts[name], asked.cursor)) } = asked;
        return pageInOrder<Sort, Row>(spec.sorts, spec.usual, { ...asked, sort }, counts, (turn) => {
          const { text, values, options } = statement(scope, withoutBlanks(asked), turn);
          return rows<Row & Sorted & { readonly id: string }>(on, text, values, options);
        });
      },
    };
  };

/** Samples for the check: each scope in each order, with each filter, and with all of them. */
function samplesOf<Scope, Sort extends string, F extends Filters<Scope>>({
  scopes,
  sorts,
  filters,
}: ListSpec<Scope, Sort, F>) {
  const turns = turnsOf(sorts);
  const each = Object.entries(filters).flatMap(([name, { samples }]) => samples.map((one) => ({ [name]: one })));
  const answers = [...each, Object.assign({}, ...each)] as FilterAnswers<F>[];
  return scopes.flatMap((scope): [Scope, FilterAnswers<F>, Turn<Sort>][] => [
    ...turns.map((turn): [Scope, FilterAnswers<F>, Turn<Sort>] => [scope, {} as FilterAnswers<F>, turn]),
    ...answers.map((one): [Scope, FilterAnswers<F>, Turn<Sort>] => [scope, one, turns[0]!]),
  ]);
}

const withoutBlanks = <Asked extends object>(asked: Asked): Asked =>
  Object.fromEntries(Object.entries(asked).filter(([, one]) => typeof one !== 'string' || one.trim())) as Asked;

/** A list with a statement of its own and a single order: what its addresses are made of. */
interface InOneOrder<F> {
  readonly sorts: Readonly<Record<never, never>>;
  readonly usual: '';
  readonly filters: F;
  readonly isPlace: (cursor: string) => boolean;
  /** A type only, never set. */
  readonly asked?: FilterAnswers<F> & PageAsked<never>;
}

/** @param is whether a value is what the cursor holds of the last row shown; by default an id */
export const inOneOrder = <const F extends Filters<never>>(
  filters: F,
  is: (place: unknown) => boolean = isId,
): InOneOrder<F> => ({ sorts: {}, usual: '', filters, isPlace: (cursor) => is(readCursor(cursor, 1)?.[0]) });

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
