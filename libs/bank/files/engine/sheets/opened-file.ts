import type { EntityManager } from 'typeorm';
import type { RowMarks, SheetCount, SheetName, TableRow } from '#platform/kernel';
import type { ColumnsBy, FileFormat, LeftReason } from '../word-lists.js';
import type { Answers, WordReading } from '../words/words.js';
import type { FormMarks } from './cell-styles.js';

/** What is wrong, or only odd, with a row: a code, with the facts its sentence needs. */
export interface RowProblem {
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** The column it is about. */
  readonly field: string;
}

export interface Choices {
  readonly sheet?: number;
  readonly also?: readonly number[];
  /** As the spreadsheet counts; 0: the file has no titles. */
  readonly headerRow?: number;
  readonly hiddenRows?: boolean;
  readonly columns?: readonly (string | null)[];
  readonly defaults?: Readonly<Record<string, string>>;
  readonly answers?: Readonly<Record<string, string>>;
  readonly agreed?: boolean;
}

/** What columns were the last time somebody said so, by the signature of their titles. */
export type ColumnMemory = ReadonlyMap<string, Pick<Choices, 'columns' | 'defaults'>>;

export interface FoundHeader {
  readonly row: number;
  readonly titles: readonly string[];
  readonly fields: Readonly<Partial<Record<string, number>>>;
  readonly by: ColumnsBy;
  readonly defaults: Readonly<Record<string, string>>;
}

/** A sheet as it is offered: with the rows that say something, titles and hidden ones too; null where they were not counted. What rows say by their form is told of the one that was read. */
export interface ListedSheet extends SheetName, FormMarks {
  readonly rows: number | null;
  readonly hiddenRows: number | null;
  /** It has the titles of the sheet that is read, and may be taken with it. */
  readonly alike?: true;
}

export interface ReadRow<Meaning> {
  readonly n: number;
  readonly raw: readonly string[];
  /** Why it is none of what the file lists: then it says nothing else. */
  readonly left?: LeftReason;
  readonly meaning?: Meaning;
  readonly problems: readonly RowProblem[];
  readonly marks?: RowMarks | undefined;
  readonly words?: Readonly<Partial<Record<string, WordReading>>>;
}

/** A file as its kind reads it, row after row. Whoever opens it closes it. */
export interface OpenedFile<Meaning> {
  readonly format: FileFormat;
  readonly sheets: readonly SheetName[];
  readonly sheet: number;
  readonly header: FoundHeader;
  readonly examples: readonly TableRow[];
  /** Rows below the titles, once; those without anything in them are not told. */
  readonly rows: AsyncIterable<ReadRow<Meaning>>;
  /** Notes on the cells of all sheets that are read. Asked for when `rows` has ended. */
  notes?(): number;
  /** What all rows showed and the first did not: the file is read again with it. Asked for, like `counts`, when `rows` has ended. */
  shownLater?(): Choices['defaults'] | null;
  /** The first rows of each sheet, to find those that may be taken together. Left out by kinds that take one sheet. */
  samples?(): Promise<readonly (readonly TableRow[])[]>;
  counts?(): Promise<readonly (SheetCount | null)[]>;
  close(): Promise<void>;
}

export interface OpenedWith {
  readonly choices: Choices;
  readonly memory: ColumnMemory;
  readonly answers: Answers;
  readonly tx: EntityManager;
}

const OWN: ReadonlySet<string> = new Set(['typed', 'said', 'title', 'sheet']);

/** Problems without the sender's own words: a cell may say whose the thing is, to whoever may not know it. */
export const withoutOwnWords = <P extends RowProblem>(problems: readonly P[]): P[] =>
  problems.map((problem) => ({ ...problem, facts: withoutOwnFacts(problem.facts) }));

/** Facts without what stood in the file: what was typed in a cell or noted on it, what stands above a column, how a sheet is called. */
export const withoutOwnFacts = (facts: RowProblem['facts']): RowProblem['facts'] =>
  Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, OWN.has(name) ? '…' : fact]));
