/** One thing that the search of everything found, and the page it is on. */
export interface SearchHit {
  /** What is printed or said of it: its number, its name. */
  readonly title: string;
  readonly detail: string;
  readonly href: string;
  /** What was typed is the whole of what is printed on it: a search that finds one such thing opens it. */
  readonly exact: boolean;
}

/** How many of one kind a search shows; a library gives one more, so that one knows there are others. */
export const HITS_SHOWN = 5;
