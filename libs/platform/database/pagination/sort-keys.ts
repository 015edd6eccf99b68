import { isId } from '#platform/kernel';

export interface SortKey {
  /** Of the list's row. */
  readonly sql: string;
  /** As text, to the last digit: what a cursor holds of the last row shown. */
  readonly kept: string;
  /** The value again, from a parameter that holds the text. */
  readonly given: (parameter: string) => string;
  /** Whether a cursor may hold this: who makes one up gets the first page, and not an error of Postgres. */
  readonly is: (kept: string) => boolean;
}

export const inText = (sql: string): SortKey => ({
  sql,
  kept: sql,
  given: (parameter) => `${parameter}::text`,
  is: (kept) => !kept.includes('\0') && kept.isWellFormed(),
});

/** A number for people (`D-2026-0042`), sorted by the numbers in it: 10,000 comes after 9,999. */
export const inNumbers = (sql: string): string => `${sql} COLLATE platform.numbered`;

/** False comes first. */
export const yesOrNo = (sql: string): SortKey => ({
  sql,
  kept: `(${sql})::text`,
  given: (parameter) => `${parameter}::boolean`,
  is: (kept) => kept === 'true' || kept === 'false',
});

export const anId = (sql: string): SortKey => ({
  sql,
  kept: `${sql}::text`,
  given: (parameter) => `${parameter}::uuid`,
  is: isId,
});

export const whole = (sql: string): SortKey => ({
  sql,
  kept: `${sql}::text`,
  given: (parameter) => `${parameter}::bigint`,
  is: (kept) => /^\d{1,18}$/.test(kept),
});

/** In microseconds: a Date has only milliseconds and would show a row twice. */
export const moment = (sql: string): SortKey => ({
  sql,
  kept: `(extract(epoch FROM ${sql}) * 1000000)::bigint::text`,
  given: (parameter) => `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond')`,
  is: (kept) => /^\d{1,18}$/.test(kept),
});

/** Counted in days from 1970-01-01. */
export const day = (sql: string): SortKey => ({
  sql,
  kept: `(${sql} - date '1970-01-01')::text`,
  given: (parameter) => `(date '1970-01-01' + ${parameter}::int)`,
  is: (kept) => /^\d{1,7}$/.test(kept),
});
