import {
  type ListLayout,
  NotATable,
  openTable,
  type RuleBroken,
  type Table,
  type TableRow,
  whyLeft,
  whyUnseen,
  yieldEvery,
} from '#platform/kernel';
import type { LeftReason } from '../word-lists.js';
import type { Choices, FoundHeader, OpenedFile, ReadRow } from './opened-file.js';
import { SHEET_LINES, type TakenSheets } from './sheets.js';
import { signatureOf } from './titles.js';

export interface ListReading<Row extends ReadRow<unknown>, Header extends FoundHeader = FoundHeader> {
  worth(cells: readonly string[]): number;
  /** Tables side by side are sheets of their own; `worth` counts one a title then. */
  readonly beside?: true;
  readonly most: number;
  readonly refuse: {
    notATable(error: NotATable): RuleBroken;
    /** A sheet that was to be taken with it has other titles. */
    otherTitles(sheet: string): RuleBroken;
    tooManyRows(most: number): RuleBroken;
  };
  /** @throws RuleBroken when its titles cannot be found, or do not say enough. */
  begin(table: Table): ListBegun<Row, Header>;
}

export interface ListBegun<Row extends ReadRow<unknown>, Header extends FoundHeader = FoundHeader> {
  readonly header: Header;
  readonly examples: readonly TableRow[];
  read(row: TableRow): Row | null;
  beginSheet?(above: readonly TableRow[]): void;
}

export interface OpenedList<Row, Header extends FoundHeader>
  extends Required<Omit<OpenedFile<never>, 'rows' | 'shownLater'>> {
  readonly header: Header;
  readonly rows: AsyncIterable<Row>;
}

export const EXAMPLES = 5;

/**
 * Opens a sheet of a file, finds its titles and reads its rows, those of the sheets taken with it too.
 * @throws RuleBroken what the reading refuses; some of it while rows are read.
 */
export async function openList<Row extends ReadRow<unknown>, Header extends FoundHeader>(
  source: AsyncIterable<Uint8Array>,
  choices: Choices,
  reading: ListReading<Row, Header>,
): Promise<OpenedList<Row, Header>> {
  const { beside = false, refuse } = reading;
  const refused = (error: unknown): never => {
    throw error instanceof NotATable ? refuse.notATable(error) : error;
  };
  const { sheet } = choices;
  const opening = openTable(
    source,
    (cells) => reading.worth(cells),
    sheet === undefined ? { beside } : { beside, sheet },
  );
  const table = await opening.catch(refused);
  let notes = notesOf(table);
  const other: Table['other'] = async (nth) => {
    const opened = await table.other(nth);
    notes += notesOf(opened);
    return opened;
  };
  try {
    const begun = reading.begin(table);
    return {
      format: table.format,
      sheets: table.sheets,
      sheet: table.sheet,
      header: begun.header,
      examples: begun.examples,
      rows: rowsOf({ ...table, other }, choices, reading, begun, refused),
      notes: () => notes,
      samples: () => table.samples(),
      counts: () => table.counts(),
      close: () => table.close(),
    };
  } catch (error) {
    await table.close();
    throw error;
  }
}

const notesOf = ({ notes = [] }: Pick<Table, 'notes'>): number => notes.reduce((all, n) => all + n, 0);

async function* rowsOf<Row extends ReadRow<unknown>, Header extends FoundHeader>(
  table: Table,
  { also = [] }: Choices,
  { most, refuse }: ListReading<Row, Header>,
  begun: ListBegun<Row, Header>,
  refused: (error: unknown) => never,
): AsyncGenerator<Row> {
  const pause = yieldEvery();
  let many = 0;
  try {
    for await (const row of rowsTogether(table, begun, also, refuse.otherTitles)) {
      await pause();
      const read = begun.read(row);
      if (!read) continue;
      if (!read.left && ++many > most) throw refuse.tooManyRows(most);
      yield row.marks ? { ...read, marks: row.marks } : read;
    }
  } catch (error) {
    refused(error);
  }
}

/** Rows below the titles: of the sheet that is read, then of those taken with it, their lines counted on. */
async function* rowsTogether(
  table: Table,
  { header: { row: header, titles }, beginSheet }: Pick<ListBegun<never>, 'header' | 'beginSheet'>,
  also: readonly number[],
  otherTitles: ListReading<ReadRow<unknown>>['refuse']['otherTitles'],
): AsyncGenerator<TableRow> {
  yield* rowsBelow(table.rows, header, beginSheet);
  const signature = signatureOf(titles);
  for (const [i, sheet] of also.entries()) {
    const { sample, rows } = await table.other(sheet);
    const first = header === 0 ? 0 : sample.find((row) => signatureOf(row.cells) === signature)?.n;
    if (first === undefined) throw otherTitles(table.sheets[sheet]?.name ?? '');
    for await (const row of rowsBelow(rows, first, beginSheet)) yield { ...row, n: (i + 1) * SHEET_LINES + row.n };
  }
}

async function* rowsBelow(
  rows: AsyncIterable<TableRow>,
  header: number,
  beginSheet: ListBegun<never>['beginSheet'],
): AsyncGenerator<TableRow> {
  const above: TableRow[] = [];
  let begun = false;
  for await (const row of rows) {
    if (row.n <= header) {
      if (row.n < header) above.push(row);
      continue;
    }
    if (!begun) beginSheet?.(above);
    begun = true;
    yield row;
  }
}

export const takenOf = ({ sheets, sheet }: Table, { also = [] }: Choices): TakenSheets => ({ sheets, sheet, also });

/** Why a row is none of what a list lists; `empty`: it says nothing. */
export const leftBy =
  (layout: ListLayout, { hiddenRows = false }: Choices) =>
  (row: TableRow): LeftReason | 'empty' | null =>
    whyLeft(row, layout) ?? whyUnseen(row, hiddenRows);

export const leftRow = ({ n, cells }: TableRow, left: LeftReason | 'empty') =>
  left === 'empty' ? null : { n, raw: cells, left, problems: [] };
