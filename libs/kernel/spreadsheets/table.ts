import type { NotText } from '../text-encoding.js';

/** Why a file cannot be read as a table; each feature turns it into its own sentence. */
export type NoTable =
  | NotText
  /** CSV: a quote was opened and never closed. */
  | 'quote_not_closed'
  /** CSV: a row that never ends. */
  | 'row_too_long'
  /** A web page, or XML, under a spreadsheet's name. */
  | 'markup'
  /** A workbook of another kind: LibreOffice's, binary Excel's, or a text document in the same wrapping. */
  | 'ods'
  | 'xlsb'
  | 'document'
  /** Cut off, damaged, or protected by a password. */
  | 'broken'
  /** Inflates to more than a spreadsheet ever does. */
  | 'too_large'
  /** Its XML declares entities: no spreadsheet does. */
  | 'unsafe';

/** A file that cannot be read as a table at all. */
export class NotATable extends Error {
  override readonly name = 'NotATable';
  constructor(
    readonly reason: NoTable,
    /** Row in which reading stopped, as a spreadsheet counts. */
    readonly row = 0,
  ) {
    super(reason);
  }
}

export interface TableRow {
  /** As a spreadsheet counts: 1 is the first row of the file, titles and empty rows included. */
  readonly n: number;
  readonly cells: readonly string[];
}

export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}

/** What every format becomes: rows of text, whatever they were saved as. */
export interface Table {
  readonly format: 'csv' | 'xlsx';
  /** The sheets of a workbook; none for text. */
  readonly sheets: readonly SheetName[];
  /** Which of them this is. */
  readonly sheet: number;
  /** The first rows, at most 50: to look for the header in. They come again in `rows`. */
  readonly sample: readonly TableRow[];
  /** Every row that says something, once. Holds a small piece of the file at a time. @throws NotATable when the file turns out broken later. */
  readonly rows: AsyncIterable<TableRow>;
  /** Lets go of the file, whether it was read or not. */
  close(): Promise<void>;
}

/** How much a row looks like a header; 0: not at all. */
export type Worth = (cells: readonly string[]) => number;

export const SAMPLE_ROWS = 50;
