import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance, Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min, validate } from 'class-validator';
import { type Filter, inOneOrder, placeIn, type Sorts, sortNames } from '#platform/database';
import type { FieldProblem } from '#platform/ui';
import { type Ending, endingWords, ends, PAGE_NAMES } from '../answers/deprecation.js';
import { Invalid } from '../refusals/refusals.js';
import { type FormClass, IsDay, namedAsInAddress, problemsFrom, UNKNOWN_NAME } from '../validation/validation.js';

/** In characters; a cursor holds at most a name, a day and an id. */
const CURSOR_LIMIT = 300;

export const Cursor = () =>
  applyDecorators(IsOptional(), IsString(), MaxLength(CURSOR_LIMIT), ApiPropertyOptional({ maxLength: CURSOR_LIMIT }));

interface Asking<Asked extends object> {
  readonly sorts: Readonly<Record<string, unknown>>;
  readonly usual: string;
  readonly filters: Readonly<Record<string, Omit<Filter<never, never>, 'where' | 'samples'>>>;
  /** Null: it has no pages. */
  readonly pageCursor?: string | null;
  /** Rows of a page where nothing is said, if not `ROWS.usual`. */
  readonly usualLimit?: number;
  /** Whether a page ended there, where its orders do not say it. */
  readonly isPlace?: (cursor: string, sort?: string) => boolean;
  readonly asked?: Asked;
}

export interface ListQuery<Asked extends object> {
  /** By the list's own names. @throws Invalid */
  readonly asked: Asked;
}

/** A class made of a list: the list, and the list's name for each of the address's. */
interface ListOfClass {
  readonly list: Asking<object>;
  readonly names: ReadonlyMap<string, string>;
  /** What programs call a name that is another one in a page's address. */
  readonly programs: ReadonlyMap<string, string>;
}

/** How much a program asks for at once. @param of at most, and where nothing is said */
export function Limit({ most, usual }: { readonly most: number; readonly usual: number }): PropertyDecorator {
  const description = `So many at most; ${usual} where nothing is said.`;
  const schema = { type: 'integer', required: false, minimum: 1, maximum: most, default: usual, description } as const;
  return applyDecorators(
    ApiProperty(schema),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(most),
  );
}

/** How many rows a program may ask for at once, and gets where it says nothing. */
const ROWS = { most: 200, usual: 50 };
const LIST = Symbol('made of a list');
const listOf = (type: unknown): ListOfClass | undefined => (type as { [LIST]?: ListOfClass } | undefined)?.[LIST];

const REFUSED = new WeakMap<object, readonly FieldProblem[]>();
export const refusedIn = (query: object): readonly FieldProblem[] => REFUSED.get(query) ?? [];

/** Shown beside no field of the page. */
const BESIDE_NOTHING = [UNKNOWN_NAME, 'request.cursor'];

export const refusedOnPage = (query: object): readonly FieldProblem[] =>
  refusedIn(query).map((problem) => (BESIDE_NOTHING.includes(problem.code) ? { ...problem, field: '' } : problem));

const decorate = (type: FormClass<object>, name: string, ...rules: readonly PropertyDecorator[]): void => {
  for (const rule of [...rules].reverse()) rule(type.prototype, name);
};

const YEAR = /^[2-9]\d{3}$/;
const FORMS = {
  id: { schema: { format: 'uuid' }, rule: IsUUID() },
  day: { schema: { format: 'date' }, rule: IsDay() },
  year: {
    schema: { type: 'integer', minimum: 2000, maximum: 9999 },
    rule: Matches(YEAR, { message: 'Écrivez une année, comme 2026.' }),
  },
};

function rulesOf(
  { choices, form, longest, about, several }: Asking<object>['filters'][string],
  ending: Ending | undefined,
): PropertyDecorator[] {
  const beginning = (schema: object) => [
    ApiProperty({ type: String, required: false, ...schema, ...described(about, ending) }),
    ...ends(ending),
    IsOptional(),
  ];
  if (choices && several) {
    const one = `(?:${Object.keys(choices).join('|')})`;
    const answers = new RegExp(`^${one}(?:,${one})*$`);
    return [...beginning({}), Matches(answers, { message: 'Choisissez une des réponses proposées.' })];
  }
  if (choices) return [...beginning({ enum: Object.keys(choices) }), IsIn(Object.keys(choices))];
  if (form) return [...beginning(FORMS[form].schema), FORMS[form].rule];
  return [...beginning({ maxLength: longest }), IsString(), MaxLength(longest!)];
}

function queryOf<Asked extends object>(
  list: Asking<Asked>,
  names: ReadonlyMap<string, string>,
  programs: ReadonlyMap<string, string> = new Map(),
): FormClass<ListQuery<Asked>> {
  class Query {
    get asked(): Asked {
      const problems = refusedIn(this);
      if (problems.length) throw new Invalid(problems);
      return validIn(this) as Asked;
    }
    /** An address may have this name too: as a field, it is refused like any other unknown one. */
    set asked(value: unknown) {
      Object.defineProperty(this, 'asked', { value, configurable: true, enumerable: true });
    }
  }
  for (const [name, of] of names) {
    const instead = [...programs].find(([, own]) => own === name)?.[0];
    decorate(Query, name, ...rulesIn(list, of, instead ? { ...PAGE_NAMES, instead } : undefined));
    if (instead) decorate(Query, instead, ...rulesIn(list, of));
  }
  return Object.assign(Query, { [LIST]: { list, names, programs } satisfies ListOfClass });
}

function rulesIn(list: Asking<object>, of: string, ending?: Ending): PropertyDecorator[] {
  const filter = list.filters[of];
  if (filter) return rulesOf(filter, ending);
  if (of === 'sort') {
    const orders = sortNames(list.sorts);
    const usual = list.usual === 'newest' ? 'the newest' : `\`${list.usual}\``;
    const description = `What comes first; ${usual} where nothing is said.`;
    return [ApiProperty({ required: false, enum: orders, description }), IsOptional(), IsIn(orders)];
  }
  if (of === 'limit') return [Limit({ ...ROWS, usual: list.usualLimit ?? ROWS.usual })];
  const schema = {
    type: String,
    required: false,
    maxLength: CURSOR_LIMIT,
    ...described('Where the previous page ended: its `next`.', ending),
  };
  return [ApiProperty(schema), ...ends(ending), IsOptional(), IsString(), MaxLength(CURSOR_LIMIT)];
}

const described = (about: string | undefined, ending: Ending | undefined) => ({
  ...(about || ending ? { description: [about, ending && endingWords(ending)].filter(Boolean).join(' ') } : {}),
  ...(ending ? { deprecated: true } : {}),
});

export function validIn(query: object): object {
  const { names } = listOf(query.constructor)!;
  const asked = query as Readonly<Record<string, unknown>>;
  return Object.fromEntries([...names].flatMap(([name, of]) => (asked[name] === undefined ? [] : [[of, asked[name]]])));
}

/**
 * The class of the API's query of a list: its filters, `sort`, `after`, `limit`. A class that extends it may have further fields, which are not the list's.
 */
export const apiQuery = <Asked extends object>(list: Asking<Asked>): FormClass<ListQuery<Asked>> =>
  queryOf(
    list,
    new Map([
      ...Object.entries(list.filters).flatMap(([name, { pageOnly }]): [string, string][] =>
        pageOnly ? [] : [[name, name]],
      ),
      ...orderOf(list),
      ...cursorOf(list, 'after'),
      ...limitOf(list),
    ]),
  );

const orderOf = ({ sorts }: Asking<object>): [string, string][] => (sortNames(sorts).length ? [['sort', 'sort']] : []);

const cursorOf = ({ pageCursor }: Asking<object>, name: string): [string, string][] =>
  pageCursor === null ? [] : [[name, 'cursor']];

const limitOf = ({ pageCursor }: Asking<object>): [string, string][] =>
  pageCursor === null ? [] : [['limit', 'limit']];

/** Names of cursors, of filters by words and of how much is asked for, on pages. */
const NOT_SAVED = new Set(['limit']);

/** The class of the query of a list's page, by the names in its address; at an address of the API, by those of programs too. */
export const pageQuery = <Asked extends object>(list: Asking<Asked>): FormClass<ListQuery<Asked>> => {
  const names = new Map([
    ...Object.entries(list.filters).flatMap(([name, { page = name }]): [string, string][] =>
      page === null ? [] : [[page, name]],
    ),
    ...orderOf(list),
    ...cursorOf(list, list.pageCursor ?? 'after'),
    ...limitOf(list),
  ]);
  for (const [name, of] of names) if (of === 'cursor' || list.filters[of]?.longest) NOT_SAVED.add(name);
  return queryOf(list, names, programNames(list, names));
};

/** The class of the query of a list's export: what its page asks, and what only programs may. */
export function exportQuery(type: FormClass<ListQuery<object>>): FormClass<ListQuery<object>> {
  const { list, names, programs } = listOf(type)!;
  const more = Object.keys(list.filters).filter((name) => list.filters[name]!.page === null && !names.has(name));
  class Query extends type {}
  for (const name of more) decorate(Query, name, ...rulesIn(list, name));
  const all = new Map([...names, ...more.map((name): [string, string] => [name, name])]);
  all.delete('limit');
  return Object.assign(Query, { [LIST]: { list, names: all, programs } satisfies ListOfClass });
}

/** @throws where programs would call a name what is something else in the page's address */
function programNames(list: Asking<object>, names: ReadonlyMap<string, string>): Map<string, string> {
  const programs = new Map<string, string>();
  for (const [name, of] of names) {
    const called = of === 'cursor' ? 'after' : (list.filters[of]?.programs ?? of);
    if (called === name) continue;
    if (names.has(called)) throw new Error(`« ${called} » is a name of this list already`);
    programs.set(called, name);
  }
  return programs;
}

/**
 * The part of a list's query that a person may save, in a canonical order; empty where nothing is asked. Words are left out: they may name somebody
 * whose data ends before the filter does.
 */
export function filterToSave(query: string): string {
  const asked = [...new URLSearchParams(query)].filter(([name, value]) => value.trim() && !NOT_SAVED.has(name));
  return String(new URLSearchParams(asked.sort(([a], [b]) => (a < b ? -1 : 1))));
}

export class PlainListQuery extends pageQuery(inOneOrder({})) {}

export const isListQuery = (type: unknown): type is FormClass<ListQuery<object>> => Boolean(listOf(type));

/** Reads a query into its class. Nothing is refused here: problems are in `refusedIn`, and thrown by `asked`. */
export async function readListQuery<Q extends ListQuery<object>>(type: FormClass<Q>, address: object): Promise<Q> {
  const { list, names, programs } = listOf(type)!;
  // A form sends empty fields.
  const given = Object.entries(address).filter(([, value]) => value !== '');
  const query = plainToInstance(type, Object.fromEntries(given));
  const errors = await validate(query, { whitelist: true, forbidNonWhitelisted: true });
  const problems = namedAsInAddress(problemsFrom(errors), 'Cette liste');
  const read = query as Record<string, unknown>;
  for (const { property } of errors) delete read[property];
  for (const [called, name] of programs) {
    if (read[called] !== undefined) read[name] = read[called];
    delete read[called];
  }
  const [name, cursor] = cursorIn(query, names);
  if (cursor !== undefined && !isPlace(list, validIn(query), cursor)) {
    problems.push({
      field: name,
      code: 'request.cursor',
      message: 'Cette liste n’a pas de page ici : revenez au début.',
    });
    delete read[name];
  }
  if (problems.length) REFUSED.set(query, problems);
  return query;
}

function cursorIn(query: object, names: ListOfClass['names']): [string, string | undefined] {
  const [name = ''] = [...names].find(([, of]) => of === 'cursor') ?? [];
  return [name, (query as Readonly<Record<string, string>>)[name]];
}

/** Whether a page ended there, in the order that is asked for, or else in any. */
const isPlace = (list: Asking<object>, { sort }: { readonly sort?: string }, cursor: string): boolean =>
  list.isPlace ? list.isPlace(cursor, sort) : isPlaceIn(list.sorts as Sorts, sort, cursor);
const isPlaceIn = (sorts: Sorts, sort: string | undefined, cursor: string): boolean =>
  (sort ? [sort] : sortNames(sorts)).some((name) => placeIn(name, sorts[name]!, cursor) !== undefined);
