import { isId } from '#platform/kernel';

export interface SortKey {
  readonly sql: string;
  /** As text, to the last digit: what a cursor holds of the last row shown. */
  readonly asText: string;
  /** The value again, from a parameter that holds the text. */
  readonly fromText: (parameter: string) => string;
  /** Whether a cursor may hold this: who makes one up gets the first page, and not an error of Postgres. */
  readonly fits: (kept: string) => boolean;
}

export const byText = (sql: string): SortKey => ({
  sql,
  asText: sql,
  fromText: (parameter) => `${parameter}::text`,
  fits: (kept) => !kept.includes('\0') && kept.isWellFormed(),
});

/** A number for people (`D-2026-0042`), sorted by the numbers in it: 10,000 comes after 9,999. */
export const inNumbers = (sql: string): string => `${sql} COLLATE platform.numbered`;

export const byYesOrNo = (sql: string): SortKey => ({
  sql,
  asText: `(${sql})::text`,
  fromText: (parameter) => `${parameter}::boolean`,
  fits: (kept) => kept === 'true' || kept === 'false',
});

export const byId = (sql: string): SortKey => ({
  sql,
  asText: `${sql}::text`,
  fromText: (parameter) => `${parameter}::uuid`,
  fits: isId,
});

export const byWhole = (sql: string): SortKey => ({
  sql,
  asText: `${sql}::text`,
  fromText: (parameter) => `${parameter}::bigint`,
  fits: (kept) => /^\d{1,18}$/.test(kept),
});

/** In microseconds: a Date has only milliseconds and would show a row twice. */
export const byMoment = (sql: string): SortKey => ({
  sql,
  asText: `(extract(epoch FROM ${sql}) * 1000000)::bigint::text`,
  fromText: (parameter) => `(timestamptz 'epoch' + ${parameter}::bigint * interval '1 microsecond')`,
  fits: (kept) => /^\d{1,18}$/.test(kept),
});

export const byDay = (sql: string): SortKey => ({
  sql,
  asText: `(${sql} - date '1970-01-01')::text`,
  fromText: (parameter) => `(date '1970-01-01' + ${parameter}::int)`,
  fits: (kept) => /^\d{1,7}$/.test(kept),
});
