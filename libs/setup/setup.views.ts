import type { ColumnsBy, FileFormat, ImportState, LeftReason, ListedSheet, RowProblem } from '#imports';

/** The lists with which a bank begins. */
export const SETUP_LISTS = ['organisations', 'members', 'quotas'] as const;
export type SetupListName = (typeof SETUP_LISTS)[number];

/** A list, from its upload to what it made. */
export interface SetupListView {
  readonly id: string;
  readonly name: string;
  readonly state: ImportState;
  readonly format: FileFormat | null;
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
  readonly headerRow: number;
  readonly header: readonly string[];
  readonly examples: readonly (readonly string[])[];
  readonly fields: readonly (string | null)[];
  readonly columnsBy: ColumnsBy;
  readonly hiddenRows: boolean;
  /** Rows that come in, rows that do not, rows that list nothing. */
  readonly good: number;
  readonly wrong: number;
  readonly left: number;
  readonly made: number;
  readonly error: string | null;
  readonly errorFacts: Readonly<Record<string, unknown>>;
}

/** A row: what it would make, or why it does not. */
export interface SetupRowView {
  readonly line: number;
  readonly said: string;
  readonly wrong: boolean;
  readonly left: LeftReason | null;
  readonly problems: readonly RowProblem[];
}
