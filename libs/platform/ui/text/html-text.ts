const BEFORE = /[ \u00a0]([?!:;»%€])(?=\s|$|[.,)…])/g;
const AFTER = /« /g;
const SIGN = /[?!:;»%€«]/;

/** In French these signs stay with their word: `Besoin d’aide ?` never starts a line with `?`. */
const keepTogether = (text: string): string => text.replace(BEFORE, '\u00a0$1').replace(AFTER, '«\u00a0');

const SPECIAL = /["&<]/;
const ESCAPED: Readonly<Record<string, string>> = { '"': '&quot;', '&': '&amp;', '<': '&lt;' };

/** Escaped for an element or the quotes of an attribute. */
export const escapeHtml = (text: string): string =>
  SPECIAL.test(text) ? text.replace(/["&<]/g, (sign) => ESCAPED[sign]!) : text;

export const frenchText = (text: string): string => escapeHtml(SIGN.test(text) ? keepTogether(text) : text);

export const cx = (...parts: (string | false | null | undefined)[]): string => parts.filter(Boolean).join(' ');

/**
 * Text in UTF-8, one character for each byte. A page is joined from thousands of pieces; with each encoded once, the whole becomes bytes by a copy.
 * V8 stores a page with a single `’` in two bytes a character, and took a tenth of its time to encode it.
 */
export type Encoded = string & { readonly encoded: 'utf-8' };

const BEYOND_ASCII = /[\u0080-\uffff]/;

/** Encodes text; a lone surrogate becomes U+FFFD. */
export const encoded = (text: string): Encoded =>
  (BEYOND_ASCII.test(text) ? Buffer.from(text).toString('latin1') : text) as Encoded;

export const bytesOf = (page: Encoded): Buffer => Buffer.from(page, 'latin1');
