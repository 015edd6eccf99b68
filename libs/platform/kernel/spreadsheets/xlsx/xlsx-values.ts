import { mayBeRounded } from '../rounded.js';
import type { CellDoubt } from '../table.js';

/**
 * How the number of a cell is shown: as a date, by its exponent, with leading zeros and what the format writes around its digits (`"INV-"00000`,
 * `00-00-00`: a piece before each digit, and one behind the last), or as it is.
 */
export type CellNumberFormat =
  | 'date'
  | 'exponent'
  | { readonly zeros: number; readonly around?: readonly string[] }
  | null;

/** Formats known by number (ECMA-376, 18.8.30). */
const BUILT_IN_DATES: ReadonlySet<number> = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
]);

/** `0.00E+00` and `##0.0E+0`: what Excel gives a cell in which somebody wrote a code like `5E11`. */
const BUILT_IN_EXPONENTS: ReadonlySet<number> = new Set([11, 48]);

/** The format of a number, by its id and, for one of the file's own, its code. */
export function numberFormatOf(id: number, code: string | undefined): CellNumberFormat {
  if (code === undefined) {
    if (BUILT_IN_EXPONENTS.has(id)) return 'exponent';
    return BUILT_IN_DATES.has(id) ? 'date' : null;
  }
  const bare = code
    .split(';')[0]!
    .replace(/"[^"]*"|\\.|\[[^\]]*\]|[_*]./g, '')
    .trim();
  if (/[0#?]E[+-]?0/i.test(bare)) return 'exponent';
  const written = codeFormat(code.split(';')[0]!);
  if (written) return written;
  return !/general|standard/i.test(bare) && /[ymdhs]/i.test(bare) ? 'date' : null;
}

/** The format of a code: only digits, two at least or behind letters, and what is written around them. */
function codeFormat(code: string): CellNumberFormat {
  const pieces = code.replace(/\[[^\]]*\]|[_*]./g, '').match(/"[^"]*"|\\.|./g) ?? [];
  const around = [''];
  for (const piece of pieces) {
    if (piece === '0') around.push('');
    else if (/^(?:"|\\|[-/ ()]$)/.test(piece)) around[around.length - 1] += piece.replace(/^"|^\\|"$/g, '');
    else return null;
  }
  const zeros = around.length - 1;
  if (zeros < 1 || (zeros < 2 && !/\p{L}/u.test(around[0]!))) return null;
  return around.every((piece) => piece.trim() === '') && around.slice(1, -1).join('') === ''
    ? { zeros }
    : { zeros, around };
}

/** Digits as a format writes them; those without a place stand before the first. */
function coded(digits: string, { zeros, around }: Exclude<CellNumberFormat, string | null>): string {
  const padded = digits.padStart(zeros, '0');
  if (!around) return padded;
  const first = padded.length - zeros + 1;
  const places = [padded.slice(0, first), ...padded.slice(first)];
  return around
    .map((piece, i) => piece + (places[i] ?? ''))
    .join('')
    .trim();
}

const DAY = 86_400_000;
/** Day 0 of each calendar; 1900 has a 29 February that never was, so that days before March are one later. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const EPOCH_1904 = Date.UTC(1904, 0, 1);
const LAST_DAY = 2_958_465;

/** A day number as `2021-03-12`, with its time when it has one; null when it is no date. */
export function excelDate(serial: number, from1904 = false): string | null {
  if (!(serial >= 0) || serial > LAST_DAY) return null;
  if (serial < 1) return new Date(Math.round(serial * 86_400) * 1000).toISOString().slice(11, 16);
  const days = from1904 || serial >= 60 ? serial : serial + 1;
  const date = new Date((from1904 ? EPOCH_1904 : EPOCH_1900) + Math.round(days * 86_400) * 1000);
  const text = date.toISOString();
  return date.getTime() % DAY === 0 ? text.slice(0, 10) : `${text.slice(0, 10)} ${text.slice(11, 16)}`;
}

/** The number of a cell as a person reads it there, and whether it may have been rounded. */
export function shownNumber(
  text: string,
  format: CellNumberFormat,
  from1904: boolean,
): readonly [string, CellDoubt | null] {
  const number = Number(text);
  if (text.trim() === '' || !Number.isFinite(number)) return [text, null];
  if (format === 'date') return [excelDate(number, from1904) ?? text, null];
  // A spreadsheet stores fifteen digits: a longer number was rounded, and is written with its exponent.
  if (Math.abs(number) >= 1e15 || format === 'exponent') return [number.toExponential().replace('e', 'E'), 'rounded'];
  const plain = String(Number(number.toPrecision(15)));
  const doubt = mayBeRounded(plain) ? 'rounded' : null;
  return [format && /^\d+$/.test(plain) ? coded(plain, format) : plain, doubt];
}

/** `_x000D_` is how a workbook writes a character that XML cannot hold; `_x005F_` escapes a text that only looks so. */
export const unescapeText = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;

/** "C7" → 2; null when there is no column in it. */
export function columnOf(reference: string | undefined): number | null {
  if (!reference) return null;
  let column = 0;
  for (let i = 0; i < reference.length && i < 4; i += 1) {
    const letter = reference.charCodeAt(i) - 64;
    if (letter < 1 || letter > 26) break;
    column = column * 26 + letter;
  }
  return column > 0 && column <= 16_384 ? column - 1 : null;
}
