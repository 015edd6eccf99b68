import { readImei } from '#devices';
import { withoutDefusing } from '#kernel';
import { ask, type Reading, sure } from './reading.js';

/** What spreadsheets write for a long number: `5E+11`, `1,23457E+12`. */
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d{1,3}$/i;
/** How many digits of a number a spreadsheet keeps; those behind become zeros. */
const KEPT_DIGITS = 15;

/**
 * A serial or an inventory number as it was typed: the apostrophe or `="…"` by which spreadsheets keep text is taken off. One
 * that a spreadsheet may have rounded is refused (`rounded`, without a meaning): in scientific notation, or of fifteen digits
 * or more that end as rounding ends them. An IMEI's fifteen digits check themselves; 500E3 typed by a maker is refused too, as
 * nobody can tell.
 */
export function readNumber(cell: string): Reading<string> {
  const text = withoutMarks(cell);
  if (text === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  return mayBeRounded(text) ? ask('rounded') : sure(text);
}

function withoutMarks(cell: string): string {
  const trimmed = cell.trim();
  const quoted = /^="([^"]*)"$/.exec(trimmed);
  return (quoted ? quoted[1]! : withoutDefusing(trimmed)).replace(/^['’‘`](?=[\p{L}\p{N}])/u, '').trim();
}

function mayBeRounded(text: string): boolean {
  if (SCIENTIFIC.test(text)) return true;
  const digits = text.replace(/[\s\u00a0\u202f]/g, '').replace(/[.,]0+$/, '');
  if (!/^\d+$/.test(digits) || digits.length < KEPT_DIGITS || readImei(digits)) return false;
  return digits.length === KEPT_DIGITS ? true : /^0*$/.test(digits.slice(KEPT_DIGITS));
}
