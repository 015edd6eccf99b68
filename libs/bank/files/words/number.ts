import { mayBeRounded, withoutDefusing } from '#platform/kernel';
import { ask, type Reading, sure } from './reading.js';

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
