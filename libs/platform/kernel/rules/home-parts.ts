/** Something that waits for somebody. Features count; the table of the home page says which card it becomes and which list it leads to. */
export interface Waiting<What extends string = string> {
  readonly what: What;
  readonly count: number;
  /** Days since the oldest of them began to wait; null where there is none. */
  readonly oldest?: number | null;
  readonly late?: number;
  /** The delay that ends first, and of how many hours it is; null where none runs. */
  readonly due?: { readonly at: Date; readonly hours: number } | null;
}

export interface SearchHit {
  /** What is printed or said of it: its number, its name. */
  readonly title: string;
  readonly detail: string;
  readonly href: string;
  /** What was typed is all that is printed on it: a search that finds one such thing opens it. */
  readonly exact: boolean;
  /** Its name is spelt otherwise than it was typed. Left out: it is not. */
  readonly near?: boolean;
}

/** How many of one kind a search shows; a library gives one more, so that one knows there are others. */
export const HITS_SHOWN = 5;
