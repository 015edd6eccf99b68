import type { ColumnsBy, FileFormat, ImportState, LeftReason, ListedSheet, RowProblem } from '#imports';

/** A supplier's list, from its upload to the cards it made. */
export interface SimListView {
  readonly id: string;
  readonly name: string;
  readonly state: ImportState;
  readonly format: FileFormat | null;
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
  /** 0: it has no titles. */
  readonly headerRow: number;
  /** The titles of its columns, and what stands in them: codes hidden. Nothing of it once the list is decided about. */
  readonly header: readonly string[];
  readonly examples: readonly (readonly string[])[];
  readonly fields: readonly (string | null)[];
  readonly columnsBy: ColumnsBy;
  readonly hiddenRows: boolean;
  /** Of the rows that name none. */
  readonly carrier: string;
  readonly plan: string;
  /** Rows that bring a card. */
  readonly good: number;
  /** Rows that do not, those of known cards included. */
  readonly wrong: number;
  /** Rows of cards that are in stock already, or were. */
  readonly known: number;
  /** Rows of which neither the list nor who sent it says the carrier. */
  readonly carrierless: number;
  /** Rows that are no card: hidden ones, totals. */
  readonly left: number;
  readonly made: number;
  /** Rows read so far. */
  readonly done: number;
  readonly error: string | null;
  readonly errorFacts: Readonly<Record<string, unknown>>;
  readonly batchId: string | null;
}

/** A row of a list, without its codes. */
export interface SimListRowView {
  readonly line: number;
  readonly said: string;
  readonly wrong: boolean;
  /** Why it is no card. */
  readonly left: LeftReason | null;
  readonly problems: readonly RowProblem[];
}
