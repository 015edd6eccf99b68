import type { FigureSubject } from './lists.js';
import type { Hidden } from './small-counts.js';

export interface FigureRow {
  /** A state, `2026-11`, `2024`, a category, a kind of donor, a territory, a commune, an organisation's id; `` is the rest. */
  readonly key: string;
  readonly label: string;
  /** Null when too few people are counted; `hidden` says which of the two reasons. */
  readonly count: number | null;
  readonly hidden: Hidden | null;
  /** Of a table of parts: 0 is a whole (a territory), 1 a part of the whole above it (a commune), 2 a part of that (a structure). */
  readonly level: number;
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
  /** The calendar year of the hand-overs that are told. */
  readonly year: string;
  /** The years that may be asked for, newest first. */
  readonly years: readonly string[];
  /** Hand-overs of all the years that are not too small to be told; null when there is none. */
  readonly sinceTheBeginning: number | null;
  readonly tables: readonly FigureTable[];
}
