import { RuleBroken } from '#platform/kernel';
import type { DatedColumn } from './dated-tables.js';

const MOST: Readonly<Record<'count' | 'days' | 'months' | 'years', number>> = {
  count: 3650,
  days: 1000,
  months: 600,
  years: 100,
};
/** Characters of a text, unless its column says another number. */
export const TEXT_LENGTH = 2000;

/**
 * A value as a form or a program gives it → as Postgres keeps it.
 * @throws RuleBroken `rules.value_wrong` beside the column (facts `label`, `kind`, `max`).
 */
export function readValue(c: DatedColumn, given: unknown): unknown {
  const wrong = (max?: number) => new RuleBroken('rules.value_wrong', { label: c.label, kind: c.kind, max }, c.column);
  if (c.kind === 'codes') {
    const codes = [given ?? []].flat().filter((code) => code !== '');
    if (!codes.every((code) => typeof code === 'string' && Object.hasOwn(c.words ?? {}, code))) throw wrong();
    return [...new Set(codes)];
  }
  if (c.kind === 'code') {
    if (typeof given !== 'string' || !Object.hasOwn(c.words ?? {}, given)) throw wrong();
    return given;
  }
  if (c.kind === 'yes_no') {
    if (given === true || given === 'oui') return true;
    if (given === false || given === 'non') return false;
    if (c.none !== undefined && (given === undefined || given === null || given === '')) return false;
    throw wrong();
  }
  if (given !== null && given !== undefined && typeof given !== 'string' && typeof given !== 'number') throw wrong();
  const text = String(given ?? '').trim();
  if (c.kind === 'text') {
    const most = c.max ?? TEXT_LENGTH;
    if (!text || text.length > most || text.includes('\0')) throw wrong(most);
    return text;
  }
  if (c.kind === 'cents') return readCents(text, c, wrong);
  const n = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN;
  if (!(n >= (c.zero ? 0 : 1) && n <= MOST[c.kind])) throw wrong(MOST[c.kind]);
  return n;
}

/** « 180 », « 180,50 » in euros. */
function readCents(text: string, c: DatedColumn, wrong: (max?: number) => RuleBroken): number | null {
  if (!text && c.none) return null;
  const match = /^(\d{1,6})(?:[.,](\d{1,2}))?\s*€?$/.exec(text.replace(/[\s\u00a0\u202f]/g, ''));
  if (!match) throw wrong(999_999);
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
}
