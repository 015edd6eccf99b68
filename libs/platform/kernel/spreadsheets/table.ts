import type { NotText } from '../text/text-encoding.js';

/** Why a file cannot be read as a table; each feature turns it into its own sentence. */
export type NoTable =
  | NotText
  /** CSV: a quote was opened and never closed. */
  | 'quote_not_closed'
  /** CSV: a row that never ends. */
  | 'row_too_long'
  /** A web page, or XML, under a spreadsheet's name. */
  | 'markup'
  /** A workbook of another kind: binary Excel's, Numbers', or a text document in the same wrapping. */
  | 'xlsb'
  | 'numbers'
  | 'document'
  | 'protected'
  | 'broken'
  | 'too_large'
  /** Its XML declares entities: no spreadsheet does. */
  | 'unsafe';

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

/** Why the text of a cell may not be what its author wrote. */
export type CellDoubt =
  /** A number that a spreadsheet may have rounded, or made of a code like `5E11`: no serial, no inventory number. */
  | 'rounded'
  /** A formula saved without its result: the text is the formula itself. */
  | 'formula';

/** What a row says by its form and not by words. */
export interface RowMarks {
  readonly fill?: string;
  /** Where they differ: the colours, by column. */
  readonly fills?: Readonly<Record<number, string>>;
  /** Where some cells are struck through and others are not: which, by column; without cells that a merge filled. */
  readonly strikes?: Readonly<Record<number, boolean>>;
  readonly notes?: Readonly<Record<number, string>>;
}

export interface TableRow {
  /** As a spreadsheet counts: 1 is the first row of the file, titles and empty rows included. */
  readonly n: number;
  readonly cells: readonly string[];
  /** Hidden by hand, by a folded group or by a filter. */
  readonly hidden?: true;
  /** Every cell with text is struck through: see `STRUCK_ROW`. */
  readonly struck?: true;
  readonly marks?: RowMarks;
  /** A cell of it is merged over three columns or more, as titles of sections are. */
  readonly spanned?: true;
  /** It says nothing but what a pivot table of the workbook counts. */
  readonly pivot?: true;
  readonly doubts?: Readonly<Record<number, CellDoubt>>;
}

/** What a row carries that is struck through: it counts as hidden. */
export const STRUCK_ROW = { hidden: true, struck: true } as const;

export interface SheetName {
  readonly name: string;
  readonly hidden: boolean;
}

export interface SheetCount {
  readonly rows: number;
  readonly hidden: number;
}

export interface SheetRows {
  /** The first rows, at most 50, to look for the header in. They come again in `rows`. */
  readonly sample: readonly TableRow[];
  /** Every row with text, once. Holds a small piece of the file at a time. @throws NotATable when the file turns out broken later */
  readonly rows: AsyncIterable<TableRow>;
  /** How many notes on cells there are, by column, those above the list and on empty rows too. */
  readonly notes?: readonly number[];
}

/** What every format becomes: rows of text. */
export interface Table extends SheetRows {
  readonly format: 'csv' | 'xlsx' | 'ods' | 'xls';
  readonly sheets: readonly SheetName[];
  readonly sheet: number;
  /** Another sheet, to be read once this one is. @throws NotATable when there is none, or it cannot be read */
  other(sheet: number): Promise<SheetRows>;
  /** The first rows of each of the first twenty sheets, in their order; none of one that cannot be read. Empty for text. */
  samples(): Promise<readonly (readonly TableRow[])[]>;
  /** One a sheet, in their order; null for one that cannot be read, or is too large to be counted. Cheapest once `rows` is read. Empty for text. */
  counts(): Promise<readonly (SheetCount | null)[]>;
  close(): Promise<void>;
}

/** How much a row looks like a header; 0: not at all. */
export type Worth = (cells: readonly string[]) => number;

export const SAMPLE_ROWS = 50;

/** The longest text of a cell in any spreadsheet, in characters. */
export const LONGEST_CELL = 32_767;

/** False for nothing, or only spaces. */
export function says(cell: string): boolean {
  const first = cell.charCodeAt(0);
  return (first > 32 && first < 127) || (cell !== '' && cell.trim() !== '');
}

export async function firstRows(rows: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const first: TableRow[] = [];
  for await (const row of rows) {
    first.push(row);
    if (first.length === SAMPLE_ROWS) break;
  }
  return first;
}
