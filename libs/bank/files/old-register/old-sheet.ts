import { type Answers, type Choices, type LeftReason, openSheet, saying } from '#bank/files/engine';
import { GivenRows, RowAbove, type RowGiven } from '#bank/intake';
import {
  type ListLayout,
  type NotATable,
  RuleBroken,
  says,
  type Table,
  type TableRow,
  whyLeft,
  whyUnseen,
  withoutDefusing,
} from '#platform/kernel';
import { COLUMN_LIMIT, type Columns, columnsOf, headerWorth, readHeader } from './sheet-columns.js';

export interface OldRow {
  readonly line: number;
  /** One text a column; those about people are empty. */
  readonly cells: string[];
  /** Why it is no device: nothing else is read of it then. */
  readonly left: LeftReason | null;
  /** As `TableRow.doubts`. */
  readonly doubts: TableRow['doubts'];
  readonly marks: TableRow['marks'];
  /** As of `GivenRows`: all columns are looked at for it, and only what is asked about is kept. */
  readonly given?: RowGiven | undefined;
}

/** A file of another tool, without what it says of people. */
export interface OldSheet extends Pick<Table, 'format' | 'sheets' | 'sheet' | 'counts'> {
  /** As `OpenedFile.notes`. */
  notes(): number;
  readonly headerRow: number;
  /** Every title, those about people included. */
  readonly header: readonly string[];
  readonly columns: Columns;
  /** The first rows below the titles, but for those that are left. */
  readonly first: readonly (readonly string[])[];
  /** @throws RuleBroken as `readOldSheet`, when what comes later is no table. */
  readonly rows: AsyncIterable<OldRow>;
  close(): Promise<void>;
}

export const ROW_LIMIT = 50_000;
const LONGEST = 300;
/** What a row may say by « idem ». */
const REPEATED: readonly (keyof Columns)[] = [
  'category',
  'make',
  'model',
  'state',
  'place',
  'structure',
  'donor',
  'date',
];
/** Of a column that says for whom a device is kept, that something stands there. */
const KEPT = '•';
/** Stands behind the last column of a row that has more cells than there are titles. */
export const SHIFTED = '…';

/**
 * Reads a table: titles anywhere in the first rows, in the words of GLPI or of a bank's own sheet. Cells of columns about people
 * are dropped here, before anything is kept.
 * @throws RuleBroken, field `sheet`: `data_import.sheet_not_text`, `data_import.sheet_empty`, `data_import.sheet_no_header`,
 *   `data_import.sheet_too_many_columns`, `data_import.sheet_broken` (facts `row`),
 *   `data_import.sheet_too_many_rows`.
 */
export function readOldSheet(
  source: AsyncIterable<Uint8Array>,
  choices: Choices = {},
  answers: Answers = new Map(),
): Promise<OldSheet> {
  return openSheet(source, { worth: headerWorth, sheet: choices.sheet, beside: true, refuse }, (table) =>
    readTable(table, choices, answers),
  );
}

type OwnOfSheet = Pick<OldSheet, 'headerRow' | 'header' | 'columns' | 'first' | 'rows'>;

function readTable(table: Table, choices: Choices, answers: Answers): OwnOfSheet {
  let head = table.sample.find((row) => row.n === choices.headerRow) ?? null;
  if (!head)
    for (const row of table.sample) if (headerWorth(row.cells) > (head ? headerWorth(head.cells) : 0)) head = row;
  if (!head) throw new RuleBroken('data_import.sheet_no_header', {}, 'sheet');
  const found = head;
  const header = found.cells.map(tidy);
  while (header.length && !header.at(-1)) header.pop();
  tooWide(header.length);
  const { people, ...read } = readHeader(header);
  const columns = choices.columns ? columnsOf(choices.columns) : read.columns;
  const width = header.length;
  const { given, ...others } = columns;
  const taken = Object.values(others);
  const said = choices.columns !== undefined;
  // A bank's own list names what it reserved and sold, and what was sold had been the bank's: a person says what that means.
  const givenRows = new GivenRows({ titles: header, given, taken, aside: people, said }, answers, false);
  const leftBecause = leaving(header, columns, choices.hiddenRows === true);
  const above = new RowAbove<keyof Columns>(REPEATED, ['make', 'model']);

  async function* rows(): AsyncGenerator<OldRow> {
    let read = 0;
    try {
      for await (const row of table.rows) {
        if (row.n <= found.n || !row.cells.some(says)) continue;
        read += 1;
        if (read > ROW_LIMIT) throw new RuleBroken('data_import.sheet_too_many_rows', { limit: ROW_LIMIT }, 'sheet');
        const left = leftBecause(row);
        const extra = left === null && row.cells.slice(width).some(says);
        // Only that there is more than there are titles; a shifted row may tell of people anywhere.
        const cells = extra
          ? [...header.map(() => ''), SHIFTED]
          : Array.from({ length: width }, (_, i) => (people.has(i) ? '' : tidy(row.cells[i] ?? '')));
        if (given !== undefined && cells[given]) cells[given] = KEPT;
        if (left === null && !extra) {
          above.begin(row.n);
          for (const field of REPEATED) {
            const column = columns[field];
            if (column !== undefined) cells[column] = above.read(field, cells[column] ?? '');
          }
        }
        const rowGiven = left === null && !extra ? givenRows.read(row.cells) : undefined;
        yield { line: row.n, cells, left, doubts: row.doubts, marks: row.marks, given: rowGiven };
      }
    } catch (error) {
      saying(refuse)(error);
    }
  }
  return {
    headerRow: found.n,
    header,
    columns,
    first: table.sample.flatMap((row) => (row.n > found.n && leftBecause(row) === null ? [row.cells] : [])),
    rows: rows(),
  };
}

/** Why a row is no device of this list; the cells about people are looked at for it, and not kept. */
function leaving(
  titles: readonly string[],
  columns: Columns,
  hiddenRows: boolean,
): (row: TableRow) => LeftReason | null {
  const of = (...fields: (keyof Columns)[]) => fields.flatMap((field) => columns[field] ?? []);
  const read = Object.values(columns);
  const layout: ListLayout = {
    titles,
    read,
    numbers: of('number', 'name', 'serial'),
    naming: of('category', 'model'),
  };
  return (row) => {
    const why = whyLeft(row, layout);
    if (why !== null && why !== 'empty') return why;
    const unseen = whyUnseen(row, hiddenRows);
    if (unseen) return unseen;
    const beyond = row.cells.slice(titles.length).some(says);
    return !read.length || beyond || read.some((column) => says(row.cells[column] ?? '')) ? null : 'nothing_read';
  };
}

function tooWide(columns: number): void {
  if (columns > COLUMN_LIMIT)
    throw new RuleBroken('data_import.sheet_too_many_columns', { columns, limit: COLUMN_LIMIT }, 'sheet');
}

function refuse(error: NotATable): never {
  if (error.reason === 'empty') throw new RuleBroken('data_import.sheet_empty', {}, 'sheet');
  if (error.row > 0) throw new RuleBroken('data_import.sheet_broken', { row: error.row }, 'sheet');
  throw new RuleBroken('data_import.sheet_not_text', { kind: error.reason }, 'sheet');
}

/** One line of plain text; `="00123"` is how spreadsheets keep the zeros of a number. */
function tidy(cell: string): string {
  const inner = /^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : withoutDefusing(cell);
  return inner
    .slice(0, LONGEST * 4)
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim()
    .slice(0, LONGEST);
}
