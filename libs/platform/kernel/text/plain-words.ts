/** Text as words to compare: no accents, no capitals, no signs, single spaces. `N° de série` and `n de serie` are the same; `Nº` keeps its o. */
export const plainWords = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

export interface SearchHit {
  /** Its number or its name. */
  readonly title: string;
  readonly detail: string;
  readonly href: string;
  /** What was typed is all that is printed on it: a search that finds one such thing opens it. */
  readonly exact: boolean;
}

/** How many of one kind a search shows; a library gives one more, so that one knows there are others. */
export const HITS_SHOWN = 5;
