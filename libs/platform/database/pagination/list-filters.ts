import type { Param, Sort } from './ordered-page.js';
import { byMoment } from './sort-keys.js';

type Words = string | { readonly label: string };

interface FilterWords {
  /** The label on the page; without one, the list's form has no field for it (other pages link to it). */
  readonly label?: string;
  readonly about?: string;
  /** Its name in the page's address, if not that of the API; null: only a program may ask. */
  readonly page?: string | null;
  readonly pageOnly?: true;
  /** What programs call it, where the list's own name is not English. */
  readonly programs?: string;
}

/** One filter of a list: from it come its SQL, the field on the page, the address, the API, exports and bulk acts. */
export interface Filter<Asked extends string, Scope> extends FilterWords {
  /** The answers; a filter without them takes a `form`, or words. */
  readonly choices?: Readonly<Record<string, Words>>;
  /** Several answers may be asked for at once, separated by commas. */
  readonly several?: true;
  readonly none?: string;
  readonly form?: 'id' | 'day' | 'year';
  /** It takes words, of at most so many characters. */
  readonly longest?: number;
  readonly example?: string;
  /** The condition of the rows asked for; without one, the list's own `rows` reads the answer. */
  readonly where?: (asked: Asked, value: Param, scope: Scope) => string;
  /** Answers with which the check of statements builds it; several where its texts differ. */
  readonly samples: readonly Asked[];
}

type Where<Asked extends string, Scope> = Pick<Filter<Asked, Scope>, 'where'>;

export const ofChoice = <const Choices extends Readonly<Record<string, Words>>, Scope>(
  spec: FilterWords & { readonly choices: Choices; readonly none?: string } & Where<keyof Choices & string, Scope>,
): Filter<keyof Choices & string, Scope> => ({
  none: 'Tous',
  ...spec,
  samples: Object.keys(spec.choices) as (keyof Choices & string)[],
});

export const ofWords = <Scope>(
  spec: FilterWords & {
    readonly longest: number;
    readonly example?: string;
    /** Where its texts differ. */
    readonly samples?: readonly string[];
  } & Where<string, Scope>,
): Filter<string, Scope> => ({ samples: ['x'], ...spec });

type InForm = <Scope>(spec: FilterWords & Where<string, Scope>) => Filter<string, Scope>;

export const ofId: InForm = (spec) => ({ ...spec, form: 'id', samples: ['0199a8e0-0000-7000-8000-000000000000'] });

export const ofDay: InForm = (spec) => ({ ...spec, form: 'day', samples: ['2026-11-25'] });

export const ofYear: InForm = (spec) => ({ ...spec, form: 'year', samples: ['2026'] });

/** A filter with one answer, « oui » in the address unless `says` says otherwise. */
export const ofYes = <Scope>(
  spec: FilterWords & {
    readonly says?: string;
    /** The label of the answer, and of the option that asks for nothing. */
    readonly answer?: string;
    readonly none?: string;
    readonly where: (value: Param, scope: Scope) => string;
  },
): Filter<string, Scope> => {
  const { says = 'oui', answer = '', where: keep, ...words } = spec;
  return { ...words, choices: { [says]: answer }, where: (_, value, scope) => keep(value, scope), samples: [says] };
};

const LEAST_DAYS = { all: 0, week: 7, month: 30, quarter: 90 } as const;

/** The sort key of rows that do not wait: behind all that do. */
const NEVER = `'9999-12-31 00:00:00+00'::timestamptz`;

/**
 * « Attend depuis » of a list: its column, its order and its filter. The order needs an index over `(key, id)`.
 * @param since SQL: the moment from which a row waits
 * @param waits SQL: the condition of the rows that wait
 */
export const waiting = (since: string, waits: string) => {
  const key = `coalesce(CASE WHEN ${waits} THEN ${since} END, ${NEVER})`;
  return {
    column: `CASE WHEN ${waits} THEN ${since} END AS "waitingSince"`,
    sort: {
      label: 'Plus longue attente d’abord',
      heading: 'Attend depuis',
      order: 'ascending',
      keys: [byMoment(key)],
    } satisfies Sort,
    /** @param dayBegan SQL: the beginning of the day that was so many days ago, as `formatWait` counts them. */
    filter: <Scope>(dayBegan: (days: string) => string) =>
      ofChoice<Record<keyof typeof LEAST_DAYS, string>, Scope>({
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
        where: (least, value) =>
          least === 'all' ? `${key} < ${NEVER}` : `${key} < ${dayBegan(`${value(LEAST_DAYS[least] - 1)}::int`)}`,
      }),
  };
};
