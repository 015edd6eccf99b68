import { isId } from './ids.js';

/** A page of a list; `next` is an opaque cursor, safe in a URL. */
export interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
}

/** Packs the sort values of the last row shown into an opaque cursor. */
export const cursorOf = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

/** Reads a cursor. Anything that is not a cursor of `length` plain values gives null (the first page). */
export function readCursor(cursor: string | undefined | null, length: number): (string | number | null)[] | null {
  if (!cursor) return null;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    const plain = (v: unknown) => v === null || typeof v === 'string' || typeof v === 'number';
    return Array.isArray(values) && values.length === length && values.every(plain) ? values : null;
  } catch {
    return null;
  }
}

/** Makes a page of `limit + 1` rows; `key` gives the sort values of a row. */
export function pageOf<T>(
  rows: readonly T[],
  limit: number,
  key: (row: T) => readonly (string | number | null)[],
): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? cursorOf(key(last)) : null };
}

/** A page of a list in the order of its ids. @param find gives at most `most` rows beyond an id; null is the beginning */
export async function pageById<Row extends { readonly id: string }>(
  { cursor, limit = 50 }: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
  find: (beyond: string | null, most: number) => Promise<Row[]>,
): Promise<Page<Row>> {
  const [beyond] = readCursor(cursor, 1) ?? [];
  return pageOf(await find(isId(beyond) ? beyond : null, limit + 1), limit, (row) => [row.id]);
}
