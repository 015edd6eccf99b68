import type { EntityManager } from 'typeorm';
import type { Reader } from '../statements/read-together.js';
import { rows } from '../statements/statement.js';

/**
 * The next number of a kind of paper in a year, from 1 and without gaps: the counter's row stays locked until the caller's transaction ends, and a
 * rollback gives its number back. Ask late in the transaction.
 */
export async function nextNumber(tx: EntityManager, kind: string, year: number): Promise<number> {
  const [row] = await rows<{ last: number }>(
    tx,
    `INSERT INTO platform.counter AS c (kind, year, last) VALUES ($1, $2, 1)
     ON CONFLICT (kind, year) DO UPDATE SET last = c.last + 1 RETURNING last`,
    [kind, year],
  );
  return row!.last;
}

/** The last number given of each kind in its newest year, such as `D-2026-0042`. */
export async function lastNumbers(on: Reader): Promise<string[]> {
  const found = await rows<{ kind: string; year: number; last: number }>(
    on,
    'SELECT DISTINCT ON (kind) kind, year, last FROM platform.counter ORDER BY kind, year DESC',
  );
  return found.map(({ kind, year, last }) => humanNumber(kind, year, last));
}

export async function currentYear(tx: EntityManager, timeZone: string): Promise<number> {
  const [row] = await rows<{ year: number }>(
    tx,
    'SELECT extract(year FROM platform.now() AT TIME ZONE $1)::int AS year',
    [timeZone],
  );
  return row!.year;
}

/** `D-2026-0042`: for people, never a key in a URL. */
export const humanNumber = (letter: string, year: number, number: number): string =>
  `${letter}-${year}-${String(number).padStart(4, '0')}`;

/** Reads such a number as typed: any case, spaces and dashes anywhere, without leading zeros; null when it is none of this letter. */
export function readHumanNumber(letter: string, text: string): string | null {
  const typed = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—‑_.]+/gu, '');
  const [, year, number] = (typed.startsWith(letter) && /^(\d{4})(\d{1,9})$/.exec(typed.slice(letter.length))) || [];
  return year ? humanNumber(letter, Number(year), Number(number)) : null;
}
