import { frenchText } from './french-spaces.js';

/** A letter that is written from right to left: Hebrew, Arabic and their neighbours. */
const LETTER = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
/** Words of such letters, with what joins them. */
const WORDS = new RegExp(`${LETTER.source}(?:[\\s'’.-]*${LETTER.source})*`, 'g');

/**
 * Text of a page, in HTML: words that are written from right to left stand by themselves. Otherwise a number after such a name would be shown before
 * it, as if it belonged to it.
 */
export function shownText(text: string): string {
  const html = frenchText(text);
  return LETTER.test(html) ? html.replace(WORDS, '<bdi>$&</bdi>') : html;
}
