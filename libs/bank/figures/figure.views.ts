import type { Hidden } from './small-counts.js';
import type { CountedSubject } from './word-lists.js';

/** A count, or why it is not shown. */
export interface ShownCount {
  /** Null when too few people are counted; `hidden` says which of the two reasons. */
  readonly count: number | null;
  readonly hidden: Hidden | null;
}

export interface FigureRow extends ShownCount {
  /** A state, `2026-11`, `2024`, a category, a kind of donor, a type of structure, a territory, a commune, an organisation's id; `` is the rest. */
  readonly key: string;
  readonly label: string;
  /** Of a table of parts: 0 is a whole (a territory), 1 a part of the whole above it (a commune), 2 a part of that (a structure). */
  readonly level: number;
}

export interface FigureTable {
  readonly subject: CountedSubject;
  /** What it tells of: a period of the year, the year where the period would give a small count away, `` where it is of no year. */
  readonly period: string;
  readonly rows: readonly FigureRow[];
  readonly total: ShownCount;
}

/** What the committee reads: counts, no person, and no structure that did not choose to be named. */
export interface FiguresView {
  /** When these were counted; null before the first time. */
  readonly countedAt: Date | null;
  /** The calendar year of the hand-overs that are told. */
  readonly year: string;
  /** The years that may be asked for, newest first. */
  readonly years: readonly string[];
  /** The period that was asked for: `2026`, `2026-S1`, `2026-T3`, `2026-11`. */
  readonly period: { readonly key: string; readonly label: string };
  /** The periods of that year that may be asked for, itself first. */
  readonly periods: readonly { readonly key: string; readonly label: string }[];
  /** Hand-overs of the period. */
  readonly handedOver: ShownCount;
  /** Hand-overs of all the years that are not too small to be told; null when there is none. */
  readonly sinceTheBeginning: number | null;
  readonly tables: readonly FigureTable[];
}
