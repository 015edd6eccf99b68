import { isId } from '#platform/kernel';

/** One of the things that a list is in the order of. */
export interface SortKey {
  /** Of the row that the list is of. */
  readonly sql: string;
  /** As text, to the last digit: what a cursor keeps of the last row shown. */
  readonly kept: string;
  /** The same again from a parameter that holds the text. */
  readonly given: (parameter: string) => string;
  /** Whether a cursor may hold this: who makes one up gets the first page, and not an error of Postgres. */
  readonly is: (kept: string) => boolean;
}

/** Words, in the order of their column's collation. */
export const inText = (sql: string): SortKey => ({
  sql,
  kept: sql,
  given: (parameter) => `${parameter}::text`,
  is: (kept) => !kept.includes('\0') && kept.isWellFormed(),
});

/** A number for people (`D-2026-0042`), as text in which digits are numbers: 10,000 comes after 9,999. */
export const inNumbers = (sql: string): string => `${sql} COLLATE platform.numbered`;

/** What is not so comes first. */
export const yesOrNo = (sql: string): SortKey => ({
  sql,
  kept: `(${sql})::text`,
  given: (parameter) => `${parameter}::boolean`,
  is: (kept) => kept === 'true' || kept === 'false',
});

/** An id of something else than the row. */
export const anId = (sql: string): SortKey => ({
  sql,
  kept: `${sql}::text`,
  given: (parameter) => `${parameter}::uuid`,
  is: isId,
});

/** A whole number, such as an amount in cents or the number of a history row. */
export const whole = (sql: string): SortKey => ({
  sql,
  kept: `${sql}::text`,
  given: (parameter) => `${parameter}::bigint`,
  is: (kept) => /^\d{1,18}$/.test(kept),
});

/** Counted in microseconds, since a Date has only milliseconds and would show a row twice. */
export const moment = (sql: string): SortKey => ({
  sql,
  kept: `(extract(epoch FROM ${sql}) * 1000000)::bigint::text`,
  given: (parameter) => `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond')`,
  is: (kept) => /^\d{1,18}$/.test(kept),
});

/** A calendar day, counted from the first of the epoch. */
export const day = (sql: string): SortKey => ({
  sql,
  kept: `(${sql} - date '1970-01-01')::text`,
  given: (parameter) => `(date '1970-01-01' + ${parameter}::int)`,
  is: (kept) => /^\d{1,7}$/.test(kept),
});
