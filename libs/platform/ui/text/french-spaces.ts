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
