/** « HP 840 G3 S/N 5CG7290B1A »: what is called a serial at the end of a text. */
const WITHIN =
  /^(.*?)[\s,;(–-]*\b(?:s\/n|sn|n[°ºo] ?(?:de )?s[ée]rie|service ?tag)\s*[:.=#]?\s*([\p{L}\d][\p{L}\d./-]{4,39})\)?$/iu;

/** Longer is no designation; of a line of dashes the pattern would try each beginning. */
const LONGEST = 300;

/** A text without the serial that stands in it by its name, and the serial; null where none does. */
export function serialWithin(text: string): { readonly text: string; readonly serial: string } | null {
  if (text.length > LONGEST) return null;
  const [, before = '', serial = ''] = WITHIN.exec(text) ?? [];
  return /\d/.test(serial) ? { text: before.trim(), serial } : null;
}
