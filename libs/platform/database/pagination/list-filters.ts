import type { Param, Sort } from './ordered-page.js';
import { moment } from './sort-keys.js';

/** What an answer is called: a text, or a row of a table of words. */
type Words = string | { readonly label: string };

interface FilterWords {
  /** What people read beside it; without, it is led to from another page, and not asked for in the list's own form. */
  readonly label?: string;
  /** What a program reads in the API's description. */
  readonly about?: string;
  /** Its name in the page's address, if that is another than in the API; null: only a program may ask. */
  readonly page?: string | null;
  /** It is asked for on the page alone. */
  readonly pageOnly?: true;
}

/** One thing that a list may be narrowed to: from it come its SQL, the field on the page, the address, the API, exports and bulk acts. */
export interface Filter<Asked extends string, Scope> extends FilterWords {
  /** The answers; a filter without them takes what has a form, or words. */
  readonly choices?: Readonly<Record<string, Words>>;
  /** Several answers may be asked for at once, separated by commas. */
  readonly several?: true;
  /** The line of the field that asks for nothing. */
  readonly none?: string;
  /** It takes an id of a thing, a day of the calendar, or a year. */
  readonly form?: 'id' | 'day' | 'year';
  /** It takes words, of so many signs at most. */
  readonly longest?: number;
  readonly example?: string;
  /** The condition that keeps what is asked for; without one the list's own pieces read it. */
  readonly keep?: (asked: Asked, value: Param, scope: Scope) => string;
  /** What the check of statements builds it with; several where its texts differ. */
  readonly samples: readonly Asked[];
}

type Keep<Asked extends string, Scope> = Pick<Filter<Asked, Scope>, 'keep'>;

/** One of a table of words. */
export const choice = <const Choices extends Readonly<Record<string, Words>>, Scope>(
  spec: FilterWords & { readonly choices: Choices; readonly none?: string } & Keep<keyof Choices & string, Scope>,
): Filter<keyof Choices & string, Scope> => ({
  none: 'Tous',
  ...spec,
  samples: Object.keys(spec.choices) as (keyof Choices & string)[],
});

/** What somebody typed, of so many signs at most. */
export const words = <Scope>(
  spec: FilterWords & { readonly longest: number; readonly example?: string } & Keep<string, Scope>,
): Filter<string, Scope> => ({ ...spec, samples: ['x'] });

type InForm = <Scope>(spec: FilterWords & Keep<string, Scope>) => Filter<string, Scope>;

/** The id of a thing. */
export const ofId: InForm = (spec) => ({ ...spec, form: 'id', samples: ['0199a8e0-0000-7000-8000-000000000000'] });

/** A day: `2026-11-25`. */
export const ofDay: InForm = (spec) => ({ ...spec, form: 'day', samples: ['2026-11-25'] });

/** A calendar year: `2026`. */
export const ofYear: InForm = (spec) => ({ ...spec, form: 'year', samples: ['2026'] });

/** It is kept, or nothing is asked: « oui » in the address, if nothing else says so. */
export const yes = <Scope>(
  spec: FilterWords & {
    readonly says?: string;
    /** What the answer is called, and the line that asks for nothing. */
    readonly answer?: string;
    readonly none?: string;
    readonly keep: (value: Param, scope: Scope) => string;
  },
): Filter<string, Scope> => {
  const { says = 'oui', answer = '', keep, ...words } = spec;
  return { ...words, choices: { [says]: answer }, keep: (_, value, scope) => keep(value, scope), samples: [says] };
};

/** For how long something waits at least. */
const LEAST_DAYS = { all: 0, week: 7, month: 30, quarter: 90 } as const;

/** Of what waits for nothing: behind all that waits. */
const NEVER = `'9999-12-31 00:00:00+00'::timestamptz`;

/**
 * « Attend depuis » of a list: its column, its order and its filter. The order needs an index over `(key, id)`.
 * @param since SQL: the moment from which a row waits @param waits SQL: the condition of the rows that wait
 */
export const waiting = (since: string, waits: string) => {
  const key = `coalesce(CASE WHEN ${waits} THEN ${since} END, ${NEVER})`;
  return {
    column: `CASE WHEN ${waits} THEN ${since} END AS "waitingSince"`,
    sort: {
      label: 'Plus longue attente d’abord',
      heading: 'Attend depuis',
      order: 'ascending',
      keys: [moment(key)],
    } satisfies Sort,
    /** @param dayBegan SQL: when the day began that was so many days ago, as `formatWait` counts them. */
    filter: <Scope>(dayBegan: (days: string) => string) =>
      choice<Record<keyof typeof LEAST_DAYS, string>, Scope>({
        label: 'Attend depuis',
        about: '`all` that waits for somebody, or what has waited for a `week`, a `month`, a `quarter`.',
        page: 'attente',
        none: 'Peu importe',
        choices: {
          all: 'Tout ce qui attend',
          week: 'Une semaine au moins',
          month: 'Un mois au moins',
          quarter: 'Trois mois au moins',
        },
        keep: (least, value) =>
          least === 'all' ? `${key} < ${NEVER}` : `${key} < ${dayBegan(`${value(LEAST_DAYS[least] - 1)}::int`)}`,
      }),
  };
};
