import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength, validate } from 'class-validator';
import { type Filter, inOneOrder, placeIn, type Sorts, sortNames } from '#platform/database';
import type { FieldProblem } from '#platform/ui';
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
}
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

function rulesOf({ choices, form, longest, about, several }: Asking<object>['filters'][string]): PropertyDecorator[] {
  const described = (schema: object) =>
    ApiProperty({ type: String, required: false, ...schema, ...(about ? { description: about } : {}) });
  if (choices && several) {
    const one = `(?:${Object.keys(choices).join('|')})`;
    const answers = new RegExp(`^${one}(?:,${one})*$`);
    return [described({}), IsOptional(), Matches(answers, { message: 'Choisissez une des réponses proposées.' })];
  }
  if (choices) return [described({ enum: Object.keys(choices) }), IsOptional(), IsIn(Object.keys(choices))];
  if (form) return [described(FORMS[form].schema), IsOptional(), FORMS[form].rule];
  return [described({ maxLength: longest }), IsOptional(), IsString(), MaxLength(longest!)];
}

function queryOf<Asked extends object>(
  list: Asking<Asked>,
  names: ReadonlyMap<string, string>,
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
    const filter = list.filters[of];
    if (filter) decorate(Query, name, ...rulesOf(filter));
    else if (of === 'sort') {
      const orders = sortNames(list.sorts);
      const usual = list.usual === 'newest' ? 'the newest' : `\`${list.usual}\``;
      const description = `What comes first; ${usual} where nothing is said.`;
      decorate(Query, name, ApiProperty({ required: false, enum: orders, description }), IsOptional(), IsIn(orders));
    } else {
      const description = 'Where the previous page ended: its `next`.';
      const schema = { type: String, required: false, maxLength: CURSOR_LIMIT, description };
      decorate(Query, name, ApiProperty(schema), IsOptional(), IsString(), MaxLength(CURSOR_LIMIT));
    }
  }
  return Object.assign(Query, { [LIST]: { list, names } satisfies ListOfClass });
}

export function validIn(query: object): object {
  const { names } = listOf(query.constructor)!;
  const asked = query as Readonly<Record<string, unknown>>;
  return Object.fromEntries([...names].flatMap(([name, of]) => (asked[name] === undefined ? [] : [[of, asked[name]]])));
}

/**
 * The class of the API's query of a list: its filters, `sort`, `after`. A class that extends it may have further fields, which are not the list's.
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
    ]),
  );

const orderOf = ({ sorts }: Asking<object>): [string, string][] => (sortNames(sorts).length ? [['sort', 'sort']] : []);

const cursorOf = ({ pageCursor }: Asking<object>, name: string): [string, string][] =>
  pageCursor === null ? [] : [[name, 'cursor']];

/** Names of cursors and of filters by words, on pages. */
const NOT_SAVED = new Set<string>();

/** The class of the query of a list's page, by the names in its address. */
export const pageQuery = <Asked extends object>(list: Asking<Asked>): FormClass<ListQuery<Asked>> => {
  const names = new Map([
    ...Object.entries(list.filters).flatMap(([name, { page = name }]): [string, string][] =>
      page === null ? [] : [[page, name]],
    ),
    ...orderOf(list),
    ...cursorOf(list, list.pageCursor ?? 'after'),
  ]);
  for (const [name, of] of names) if (of === 'cursor' || list.filters[of]?.longest) NOT_SAVED.add(name);
  return queryOf(list, names);
};

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
  const { list, names } = listOf(type)!;
  // A form sends empty fields.
  const given = Object.entries(address).filter(([, value]) => value !== '');
  const query = plainToInstance(type, Object.fromEntries(given));
  const errors = await validate(query, { whitelist: true, forbidNonWhitelisted: true });
  const problems = namedAsInAddress(problemsFrom(errors), 'Cette liste');
  for (const { property } of errors) delete (query as Record<string, unknown>)[property];
  const [name, cursor] = cursorIn(query, names);
  if (cursor !== undefined && !isPlace(list, validIn(query), cursor)) {
    problems.push({
      field: name,
      code: 'request.cursor',
      message: 'Cette liste n’a pas de page ici : revenez au début.',
    });
    delete (query as Record<string, unknown>)[name];
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
