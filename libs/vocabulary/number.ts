import { mayBeRounded, withoutDefusing } from '#kernel';
import { ask, type Reading, sure } from './reading.js';

/**
 * A serial or an inventory number as it was typed: the apostrophe or `="…"` by which spreadsheets keep text is taken off. One
 * that a spreadsheet may have rounded is refused: `rounded`, without a meaning.
 * @param doubted the spreadsheet itself says so (`TableRow.doubts`)
 */
export function readNumber(cell: string, doubted = false): Reading<string> {
  const trimmed = cell.trim();
  const quoted = /^="([^"]*)"$/.exec(trimmed);
  const text = (quoted ? quoted[1]! : withoutDefusing(trimmed)).replace(/^['’‘`](?=[\p{L}\p{N}])/u, '').trim();
  if (text === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  // Kept as text, it is as somebody typed it, unless it was rounded before.
  return doubted || mayBeRounded(text) ? ask('rounded') : sure(text);
}
