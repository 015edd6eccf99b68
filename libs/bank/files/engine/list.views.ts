import type { ImportRow } from './imports.queries.js';
import type { ListedSheet, RowProblem } from './sheets/opened-file.js';
import { lineOf } from './sheets/several-sheets.js';
import type { ImportState } from './states.js';
import type { Withdrawal } from './steps/withdrawing.js';
import type { ColumnsBy, FileFormat, LeftReason } from './word-lists.js';

/** A list, from its upload to what it made. */
export interface ImportListView {
  readonly id: string;
  readonly name: string;
  readonly state: ImportState;
  readonly format: FileFormat | null;
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
  /** Sheets that are taken with it. */
  readonly also: readonly number[];
  /** The list that was sent: this one, or the one of which this one takes another sheet. */
  readonly rootId: string;
  /** 0: it has no titles. */
  readonly headerRow: number;
  /** The titles of its columns, and what stands in them: what is secret hidden. Nothing of it once the list is decided about. */
  readonly header: readonly string[];
  readonly examples: readonly (readonly string[])[];
  readonly fields: readonly (string | null)[];
  readonly columnsBy: ColumnsBy;
  readonly hiddenRows: boolean;
  /** Rows that come in. */
  readonly good: number;
  /** Rows that do not, those of what is known included. */
  readonly wrong: number;
  /** Rows that list nothing: hidden ones, totals. */
  readonly left: number;
  readonly made: number;
  /** What became of what it made when it was undone. */
  readonly withdrawal: Withdrawal | null;
  readonly error: string | null;
  readonly errorFacts: Readonly<Record<string, unknown>>;
}

/** A row of it: what it would make, or why it does not. */
export interface ImportListRowView {
  readonly line: number;
  /** Of its line, where the workbook has several. */
  readonly sheet: string | null;
  readonly said: string;
  readonly wrong: boolean;
  /** Why it lists nothing. */
  readonly left: LeftReason | null;
  readonly problems: readonly RowProblem[];
}

/** A row as it is shown. @param said what it would make, in words */
export const listRow = (
  view: ImportListView,
  { line, wrong, left, problems }: ImportRow,
  said: string,
): ImportListRowView => ({ ...lineOf(line, view), said, wrong, left, problems });

/** SQL: a file `f` as `ImportListView`, with its sample still sealed (`withSample`). */
export const LIST_COLUMNS = `f.id, f.filename AS name, f.state, f.format, f.sheets, f.sheet, f.header_row AS "headerRow", f.header, f.fields, f.sample,
  f.sample_key AS "sampleKey", f.columns_by AS "columnsBy", coalesce(f.choices ->> 'hiddenRows' = 'true', false) AS "hiddenRows",
  coalesce(f.choices -> 'also', '[]') AS also, coalesce(f.root_id, f.id) AS "rootId",
  f.rows_good AS good, f.rows_wrong AS wrong, f.rows_left AS left, f.things_made AS made, f.result -> 'withdrawal' AS withdrawal,
  f.error, f.error_facts AS "errorFacts"`;
