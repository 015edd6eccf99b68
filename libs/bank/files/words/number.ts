import { mayBeRounded, withoutDefusing } from '#platform/kernel';
import { ask, type Reading, remembering, sure } from './reading.js';

const MONTH =
  '(?:janv|fevr|févr|mars|avr|mai|juin|juil|aout|août|sept|oct|nov|dec|déc|jan|feb|mar|apr|may|jun|jul|aug|sep)';
/** What a spreadsheet makes of « 3-12 » or « MAR12 », and of what it takes for a truth: the number is not there any more. */
const MADE_OF_A_NUMBER = new RegExp(
  `^(?:\\d{1,2}/\\d{1,2}/\\d{2,4}|\\d{4}-\\d{2}-\\d{2}|\\d{1,2}-${MONTH}\\.?|${MONTH}\\.?-\\d{2}|vrai|faux|true|false)$`,
  'i',
);

/**
 * A serial or an inventory number as it was typed: the apostrophe or `="…"` by which spreadsheets keep text is taken off, and a dash of any length is one. One
 * that a spreadsheet may have rounded, or made a date or a truth of, is refused: `rounded`, without a meaning.
 * @param doubted the spreadsheet itself says so (`TableRow.doubts`)
 */
export function readNumber(cell: string, doubted = false): Reading<string> {
  const trimmed = cell.trim();
  const quoted = /^="([^"]*)"$/.exec(trimmed);
  const text = (quoted ? quoted[1]! : withoutDefusing(trimmed))
    .replace(/^['’‘`](?=[\p{L}\p{N}])/u, '')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .trim();
  if (text === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  // Kept as text, it is as somebody typed it, unless it was rounded before.
  return doubted || mayBeRounded(text) || (!quoted && MADE_OF_A_NUMBER.test(text)) ? ask('rounded') : sure(text);
}

const CURRENCY = '(?:€|eur(?:os?)?)';
const WITH_CURRENCY = new RegExp(`^(?:${CURRENCY} ?)?(.+?)(?: ?${CURRENCY})?(?: ?(?:ht|ttc))?$`, 'i');
/** Digits, in thousands or not, then the cents: each way leaves one meaning. Computed prices have four decimals or more. */
const WRITTEN: readonly RegExp[] = [
  /^(?<whole>\d{1,9})(?:[.,](?<part>\d{1,2}|\d{4,}))?$/,
  /^(?<whole>\d{4,9})[.,](?<part>\d{3})$/,
  /^(?<whole>\d{1,3}(?:[ '’]\d{3})+)(?:[.,](?<part>\d+))?$/,
  /^(?<whole>\d{1,3}(?:\.\d{3})+),(?<part>\d+)$/,
  /^(?<whole>\d{1,3}(?:,\d{3})+)\.(?<part>\d+)$/,
  /^(?<whole>\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,})$/,
];

/**
 * A price in euros as offices and tools write it, in cents: `1 234,50 €`, `1.234,50`, `1,234.50`, `EUR 499`, GLPI's `499.0000`.
 * `1.234` may be a thousand or one: `either`, without a meaning. Another currency, a negative one, a date or a word: `nothing_known`.
 */
export const readEuros = remembering((cell: string): Reading<number> => {
  const typed = cell
    .slice(0, 60)
    .replace(/[\s\u00A0\u202F]+/g, ' ')
    .trim();
  if (typed === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  const amount = WITH_CURRENCY.exec(typed)?.[1] ?? '';
  const found = WRITTEN.map((way) => way.exec(amount)?.groups).find(Boolean);
  if (!found) return ask(/^\d{1,3}[.,]\d{3}$/.test(amount) ? 'either' : 'nothing_known');
  const whole = found['whole']!.replace(/\D/g, '');
  return sure(Math.round(Number(`${whole}.${found['part'] ?? '0'}`) * 100));
});
