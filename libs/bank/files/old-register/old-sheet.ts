import { type Answers, type Choices, COLUMN_LIMIT, type FoundHeader, type LeftReason } from '#bank/files/engine';
import { DateColumn, isStatedOrder, type StatedOrder, withoutPeople } from '#bank/files/words';
import { DonatedReader, RowAbove, type RowDonated, remarksIn, tellsOfSwollenBattery } from '#bank/intake';
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
import type { PeopleInSheet } from './people-in-sheet.js';
import {
  type Columns,
  columnsOf,
  DATE_FIELD_NAMES,
  DATE_FIELDS,
  type DateField,
  headerWorth,
  readHeader,
} from './sheet-columns.js';

export interface OldRow {
  readonly line: number;
  readonly cells: string[];
  readonly left: LeftReason | null;
  readonly doubts: TableRow['doubts'];
  /** A cell of it looks like somebody, and that is asked about or was. */
  readonly people?: true | undefined;
  readonly note?: string | undefined;
  /** Its remarks say more, of somebody perhaps. */
  readonly leftOut?: boolean | undefined;
  readonly swollen?: boolean | undefined;
  /** As of `DonatedReader`: all columns are looked at for it, and only what is asked about is kept. */
  readonly given?: RowDonated | undefined;
}

export const ROW_LIMIT = 50_000;
const LONGEST = 300;
const REPEATED: readonly (keyof Columns)[] = [
  'category',
  'make',
  'model',
  'state',
  'place',
  'structure',
  'donor',
  'date',
  'purchased',
  'cost',
  'supplier',
  'purchaseWarrantyEnd',
];
/** Of a column that says for whom a device is kept, that something stands there. */
const KEPT = '•';
/** Stands behind the last column of a row that has more cells than there are titles. */
export const SHIFTED = '…';

export interface OldHeader extends FoundHeader {
  readonly fields: Columns;
  /** How each of its columns of dates is written; while nobody knows, a person is asked. */
  readonly dates: Readonly<Record<DateField, DateColumn>>;
}

/**
 * Finds titles anywhere in the first rows, in the words of GLPI or of a bank's own sheet.
 * @throws RuleBroken, field `sheet`: `data_import.sheet_no_header`, `data_import.sheet_too_many_columns`.
 */
export function findOldHeader({ sample }: Table, choices: Choices): OldHeader {
  let head = sample.find((row) => row.n === choices.headerRow) ?? null;
  if (!head) for (const row of sample) if (headerWorth(row.cells) > (head ? headerWorth(head.cells) : 0)) head = row;
  if (!head) throw new RuleBroken('data_import.sheet_no_header', {}, 'sheet');
  const titles = head.cells.map(tidy);
  while (titles.length && !titles.at(-1)) titles.pop();
  tooWide(titles.length);
  const fields = choices.columns ? columnsOf(choices.columns) : readHeader(titles).columns;
  const by = !Object.keys(fields).length ? 'nobody' : choices.columns ? 'person' : 'names';
  const { row, why } = { row: head.n, why: leaving(titles, fields, choices) };
  const below = DATE_FIELD_NAMES.some((field) => fields[field] !== undefined)
    ? sample.filter((r) => r.n > row && why(r) === null)
    : [];
  const defaults: Record<string, StatedOrder> = {};
  const datesOf = (field: DateField): DateColumn => {
    const order = choices.defaults?.[DATE_FIELDS[field]];
    if (isStatedOrder(order)) defaults[DATE_FIELDS[field]] = order;
    const cells = below.map((r) => r.cells[fields[field] ?? -1] ?? '');
    return new DateColumn(cells, isStatedOrder(order) ? order : undefined);
  };
  const dates = {
    date: datesOf('date'),
    purchased: datesOf('purchased'),
    purchaseWarrantyEnd: datesOf('purchaseWarrantyEnd'),
  };
  return { row, titles, fields, by, dates, defaults };
}

/** Reads rows, one after the other; cells of columns about people are dropped here, before anything is kept. Null: a row says nothing. */
export function oldRowReader(
  { titles, fields }: OldHeader,
  choices: Choices,
  answers: Answers,
  inSheet: PeopleInSheet,
): (row: TableRow) => OldRow | null {
  const { people } = readHeader(titles);
  const { given, ...others } = fields;
  const said = choices.columns !== undefined;
  // A bank's own list names what it reserved and sold, and what was sold had been the bank's: a person says what that means.
  const givenRows = new DonatedReader(
    { titles, given, taken: Object.values(others), aside: people, said },
    answers,
    false,
  );
  const leftBecause = leaving(titles, fields, choices);
  const above = new RowAbove<keyof Columns>(REPEATED, ['make', 'model']);
  return (row) => {
    if (!row.cells.some(says)) return null;
    const left = leftBecause(row);
    const extra = left === null && row.cells.slice(titles.length).some(says);
    let asked = false;
    const kept = (text: string, at: number): string => {
      if (people.has(at)) return '';
      if (left !== null) return inSheet.aside(tidy(text));
      const cell = inSheet.cell(at, tidy(text), row.n);
      asked ||= cell.asked;
      return cell.text;
    };
    // Only that there is more than there are titles; a shifted row may tell of people anywhere.
    const cells = extra ? [...titles.map(() => ''), SHIFTED] : titles.map((_, i) => kept(row.cells[i] ?? '', i));
    if (given !== undefined && cells[given]) cells[given] = KEPT;
    const isRead = left === null && !extra;
    if (isRead) {
      above.begin(row.n);
      for (const field of REPEATED) {
        const column = fields[field];
        if (column !== undefined) cells[column] = above.read(field, cells[column] ?? '');
      }
    }
    const donated = isRead ? givenRows.read(row.cells.map(withoutPeople)) : undefined;
    const read = { line: row.n, cells, left, doubts: row.doubts, people: asked || undefined, given: donated };
    if (!isRead) return read;
    const { note, leftOut } = remarksIn(titles, row.cells);
    return { ...read, note: note || undefined, leftOut, swollen: row.cells.some(tellsOfSwollenBattery) };
  };
}

/** Why a row is no device of this list; the cells about people are looked at for it, and not kept. */
function leaving(
  titles: readonly string[],
  columns: Columns,
  { hiddenRows = false }: Choices,
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

export function notATable({ reason, row }: NotATable): RuleBroken {
  if (reason === 'empty') return new RuleBroken('data_import.sheet_empty', {}, 'sheet');
  if (row > 0) return new RuleBroken('data_import.sheet_broken', { row }, 'sheet');
  return new RuleBroken('data_import.sheet_not_text', { kind: reason }, 'sheet');
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
