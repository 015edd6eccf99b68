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

const BEFORE = /[ \u00a0]([?!:;»%€])(?=\s|$|[.,)…])/g;
const AFTER = /« /g;
const SIGN = /[?!:;»%€«]/;

/** In French these signs keep with their word: `Besoin d’aide ?` never starts a line with `?`. */
const keepTogether = (text: string): string => text.replace(BEFORE, '\u00a0$1').replace(AFTER, '«\u00a0');

const SPECIAL = /["&<]/;
const ESCAPED: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;' };

/** Text as it may stand in an element or between the quotes of an attribute. */
export const escapeHtml = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/["&<]/g, (sign) => ESCAPED[sign]!) : text;

/** Text of a page: with French spaces, escaped. */
export const frenchText = (text: string): string => escapeHtml(SIGN.test(text) ? keepTogether(text) : text);
