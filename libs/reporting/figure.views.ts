import type { Hidden } from './small-counts.js';

export type FigureSubject =
  | 'devices_by_state'
  | 'handed_over_by_month'
  | 'handed_over_by_category'
  | 'handed_over_by_commune'
  | 'handed_over_by_structure'
  /** What another tool said before us, by year; in none of the others. */
  | 'handed_over_declared';

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
