import type { Category, Condition } from '#bank/devices';
import type {
  ColumnsBy,
  FileFormat,
  ImportState,
  LeftReason,
  ListedSheet,
  RowProblem,
  Withdrawal,
} from '#bank/files/engine';
import type { SheetField } from './sheet-fields.js';

export interface ResembledFile {
  readonly id: string;
  readonly donationId: string;
  readonly donation: string;
  readonly filename: string;
  readonly appliedAt: string;
}

export interface FileView {
  readonly id: string;
  readonly donationId: string;
  readonly donation: string;
  readonly filename: string;
  readonly state: ImportState;
  /** Our field → the title of the column that was read for it. */
  readonly columns: Readonly<Record<string, string>>;
  readonly format: FileFormat | null;
  /** Of a workbook: its sheets, and which one was read. */
  readonly sheets: readonly ListedSheet[];
  readonly sheet: number;
  /** Sheets with the same titles that were read with it. */
  readonly also: readonly number[];
  /** The file that was sent: this one, or the one of which this one takes another sheet. */
  readonly rootId: string;
  /** Whether its hidden and filtered rows were taken too. */
  readonly hiddenRows: boolean;
  /** The row of titles as the spreadsheet counts; 0 when there is none. */
  readonly headerRow: number;
  readonly header: readonly string[];
  /** What each column was read as, in the file's order. */
  readonly fields: readonly (SheetField | null)[];
  /** The first rows below the titles. */
  readonly examples: readonly (readonly string[])[];
  /** Who said what the columns are: their names, an earlier file of this donor, a person; or nobody yet. */
  readonly columnsBy: ColumnsBy;
  /** What devices are, in rows that do not say it. */
  readonly category: Category | null;
  /** Rows that say something of a device, good or wrong. */
  readonly rowsRead: number;
  /** Rows that are none: titles again, totals, remarks, hidden ones. */
  readonly rowsLeft: number;
  /** Different words that somebody should say the meaning of. */
  readonly wordsAsked: number;
  /** Rows that have one of them. */
  readonly rowsUnsure: number;
  /** Of a list without serials: one of this donor that made as many of each kind, maker and model, already applied. */
  readonly resembles: ResembledFile | null;
  readonly rowsWrong: number;
  readonly rowsWarned: number;
  /** Devices that the good rows make: a row may stand for several. */
  readonly devicesRead: number;
  readonly rowsLogged: number;
  /** Rows read, or devices logged, so far. */
  readonly done: number;
  /** Why it came back to be decided about: a code of `intake.*`. */
  readonly notice: string | null;
  readonly error: string | null;
  readonly errorFacts: Readonly<Record<string, unknown>>;
  readonly createdAt: Date;
  readonly appliedAt: Date | null;
  /** What became of its devices when it was undone. */
  readonly withdrawal: Withdrawal | null;
}

/** A row of a file, as it was understood. `line` is its line as the donor's spreadsheet counts it. */
export interface FileRowView {
  readonly line: number;
  /** Its sheet, where the workbook has several. */
  readonly sheet: string | null;
  readonly category: Category | null;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  /** Of a screen that comes with it, and is a device of its own. */
  readonly screenSerial: string | null;
  readonly condition: Condition;
  readonly assetNumber: string | null;
  readonly quantity: number;
  readonly wrong: boolean;
  readonly warned: boolean;
  /** Why the row is no device at all. */
  readonly left: LeftReason | null;
  readonly problems: readonly RowProblem[];
  /** The cells of a row that was not understood. */
  readonly said: string;
  /** The donor's own words, by field. */
  readonly words: Readonly<Record<string, string>>;
}
