/** Text as words to compare: no accents, no capitals, no signs, single spaces. `N° de série` and `n de serie` are the same; `Nº` keeps its o. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Those parts that say something, with `between` from one to the next: `joined(' · ', name, commune)`. */
export const joined = (between: string, ...parts: readonly (string | number | false | null | undefined)[]): string =>
  parts.filter(Boolean).join(between);
