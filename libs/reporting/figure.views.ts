import type { FigureSubject } from './lists.js';
import type { Hidden } from './small-counts.js';

export interface FigureRow {
  /** A state, `2026-11`, `2024`, a category, a commune, an organisation's id; `` is the rest. */
  readonly key: string;
  readonly label: string;
  /** Null when too few people are counted; `hidden` says which of the two reasons. */
  readonly count: number | null;
  readonly hidden: Hidden | null;
}

export interface FigureTable {
  readonly subject: FigureSubject;
  readonly rows: readonly FigureRow[];
  readonly total: { readonly count: number | null; readonly hidden: Hidden | null };
}

/** What the committee reads: counts, no person, and no structure that did not choose to be named. */
export interface FiguresView {
  /** When these were counted; null before the first time. */
  readonly countedAt: Date | null;
  readonly tables: readonly FigureTable[];
}
