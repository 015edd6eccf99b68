import type { CellDoubt } from './table.js';

const EXPONENT = /^[+-]?\d{1,3}(?:[.,]\d+E\+?|E\+)\d{1,3}$/i;
const SPACES = /[\s\u00a0\u202f]/g;
/** Digits that a spreadsheet stores of a number; the others become zeros. */
const KEPT = 15;
/** From so many digits on it may show a number by its exponent, with at most six of them; read again, the others are zeros. */
const SHOWN_WHOLE = 11;
const SHOWN_DIGITS = 6;

/**
 * Whether a number, as text, may have been rounded by a spreadsheet: `5E+11`, `1,23457E+12`, `1234570000000`, `353912100123456000`. Fifteen digits
 * (an IMEI) are stored exactly, and are no doubt.
 */
export function mayBeRounded(text: string): boolean {
  const first = text.charCodeAt(0);
  // Nearly every cell ends here.
  if ((first < 48 || first > 57) && first !== 43 && first !== 45) return false;
  if (EXPONENT.test(text)) return true;
  if (text.length <= SHOWN_WHOLE || !text.endsWith('0')) return false;
  const digits = text.replace(SPACES, '').replace(/[.,]0+$/, '');
  if (!/^\d+$/.test(digits)) return false;
  const known = digits.replace(/0+$/, '').length;
  return (digits.length > KEPT && known <= KEPT) || (digits.length > SHOWN_WHOLE && known <= SHOWN_DIGITS);
}

/** The doubts of a row of text, by column. */
export function doubtsOf(cells: readonly string[]): Record<number, CellDoubt> | null {
  let doubts: Record<number, CellDoubt> | null = null;
  for (let i = 0; i < cells.length; i += 1) {
    if (!mayBeRounded(cells[i]!)) continue;
    doubts ??= {};
    doubts[i] = 'rounded';
  }
  return doubts;
}
