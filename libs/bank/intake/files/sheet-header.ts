import { type Category, isCategory } from '#bank/devices';
import {
  type Choices,
  COLUMN_LIMIT,
  type ColumnMemory,
  columnName,
  type FoundHeader,
  isProblemColumn,
  type Places,
  placesOf,
  signatureOf,
} from '#bank/files/engine';
import { DateColumn, isStatedOrder, readKind } from '#bank/files/words';
import { plainWords, RuleBroken, type Table, type TableRow } from '#platform/kernel';
import { byWhatStandsBelow } from './columns-by-values.js';
import { isSheetField, otherSerialsOf, otherStatesOf, recogniseColumns, type SheetField } from './sheet-fields.js';

export interface Header extends FoundHeader {
  readonly fields: Places<SheetField>;
  /** Columns whose titles say that they hold a serial too, while nobody said which one counts. */
  readonly otherSerials: readonly number[];
  readonly otherStates: readonly number[];
  /** What devices are, in rows that do not say it. */
  readonly category: Category | undefined;
  readonly dates: DateColumn;
}

/** How many fields a row names; a header names two at least, so that a title ("Inventaire 2026") is none. */
export const headerWorth = (cells: readonly string[]): number => {
  const named = Object.keys(recogniseColumns(cells.slice(0, COLUMN_LIMIT))).length;
  return named < 2 ? 0 : named;
};

/**
 * Finds the row of titles, and what each column is: as somebody said, else as they said the last time, else by their names. Where no name is known
 * the widest row is taken, for a person to say; of one column, or where that is a device, no row.
 * @throws RuleBroken `intake.sheet_*`: empty, no_header (nothing looks like a table), on_its_side, a_letter, counts_across, header_row,
 * too_many_columns
 */
export function findHeader(table: Table, choices: Choices, memory: ColumnMemory): Header {
  const { row, known } = headerRow(table.sample, choices, memory);
  tooWide(row);
  const titles = row.n === 0 ? row.cells.map((_, i) => columnName(i)) : row.cells;
  const said = choices.columns ?? known?.columns;
  const [category] = [choices, known].flatMap((of) =>
    isCategory(of?.defaults?.['category']) ? [of.defaults['category']] : [],
  );
  const { dayOrder } = choices.defaults ?? {};
  const below = table.sample.filter(({ n }) => n > row.n);
  const fields = said ? placesOf(said.map(asField)) : row.n === 0 ? {} : byWhatStandsBelow(titles, below);
  const found = Object.keys(fields).length > 0;
  const by = !found ? 'nobody' : choices.columns ? 'person' : known ? 'memory' : 'names';
  const order = isStatedOrder(dayOrder) ? dayOrder : undefined;
  const dates = new DateColumn(firstDates(table.sample, row.n, fields.purchased), order);
  const otherSerials = by === 'names' ? otherSerialsOf(titles, fields.serial) : [];
  const otherStates = by === 'names' ? otherStatesOf(titles, fields.condition) : [];
  const defaults = { ...(category ? { category } : {}), ...(dayOrder ? { dayOrder } : {}) };
  return { row: row.n, titles, fields, otherSerials, otherStates, by, dates, defaults, category };
}

const asField = (column: string | null): SheetField | null => (isSheetField(column) ? column : null);

/** What the columns of another table of the sheet are, by their names, from its titles on; the same titles again change nothing. */
export function headerBelow(header: Header, { cells }: TableRow): Header {
  if (signatureOf(cells) === signatureOf(header.titles)) return header;
  const fields = recogniseColumns(cells);
  const otherSerials = otherSerialsOf(cells, fields.serial);
  const otherStates = otherStatesOf(cells, fields.condition);
  return { ...header, titles: cells, fields, otherSerials, otherStates, by: 'names' };
}

const firstDates = (sample: readonly TableRow[], header: number, column: number | undefined): string[] =>
  column === undefined ? [] : sample.flatMap(({ n, cells }) => (n > header ? [cells[column] ?? ''] : []));

function headerRow(sample: readonly TableRow[], choices: Choices, memory: ColumnMemory) {
  // A lone « ; » is a row that says nothing.
  if (sample.length === 0) throw new RuleBroken('intake.sheet_empty', {}, 'sheet');
  const remembered = (row: TableRow) => memory.get(signatureOf(row.cells) ?? '');
  if (choices.headerRow === 0) return { row: { n: 0, cells: widest(sample).cells }, known: undefined };
  if (choices.headerRow !== undefined) {
    const row = sample.find((r) => r.n === choices.headerRow && r.cells.some((c) => c.trim() !== ''));
    if (!row) throw new RuleBroken('intake.sheet_header_row', { max: sample.at(-1)?.n ?? 1 }, 'headerRow');
    return { row: withAbove(row, sample), known: remembered(row) };
  }
  const old = sample.find(remembered);
  if (old) return { row: old, known: remembered(old) };
  const best = sample
    .map((row) => withAbove(row, sample))
    .reduce((a, b) => (headerWorth(b.cells) > headerWorth(a.cells) ? b : a));
  if (headerWorth(best.cells) > 0) return { row: best, known: undefined };
  if (isLetter(sample)) throw new RuleBroken('intake.sheet_a_letter', {}, 'sheet');
  const across = countedAcross(sample);
  if (across) throw new RuleBroken('intake.sheet_counts_across', { typed: across.slice(0, 60) }, 'sheet');
  if (liesOnItsSide(sample)) throw new RuleBroken('intake.sheet_on_its_side', {}, 'sheet');
  const guess = widest(sample);
  // A device of a list without titles is no title.
  if (isOfTheList(guess.cells)) return { row: { n: 0, cells: guess.cells }, known: undefined };
  return { row: filled(guess) < 2 ? ofOneColumn(sample, guess) : guess, known: undefined };
}

const liesOnItsSide = (sample: readonly TableRow[]): boolean =>
  headerWorth(sample.map(({ cells }) => cells.find((cell) => cell.trim() !== '') ?? '')) > 2;

const GREETING = /^(?:bonjour|bonsoir|(?:chere?s? )?(?:madame|monsieur|messieurs|mesdames|collegues?)|a l attention)\b/;
const CLOSING =
  /^(?:(?:bien )?cordialement|bien a (?:vous|toi)|(?:sinceres |meilleures )?salutations|respectueusement|(?:en )?vous (?:en )?remerci\w*|merci (?:d avance|par avance|beaucoup)|bonne (?:journee|reception|soiree))\b/;
/** « De : », « Objet : » above a mail. */
const MAIL_LINE = /^\s*(?:de|à|cc|objet|sujet|envoyé|date|from|to|subject|sent)\s*:/i;

/** A mail that was copied into a sheet: it greets, or takes its leave, and stands in one column but for its commas. */
function isLetter(sample: readonly TableRow[]): boolean {
  const lines = sample.map(({ cells }) => cells.filter((c) => c.trim() !== ''));
  const first = lines.map((cells) => cells[0] ?? '');
  const says = (words: RegExp) => first.some((line) => words.test(plainWords(line.slice(0, 60))));
  const heads = first.filter((line) => MAIL_LINE.test(line)).length;
  const narrow = lines.filter((cells) => cells.length > 3).length * 4 <= lines.length;
  return narrow && lines.length > 2 && (says(GREETING) || says(CLOSING) || heads > 1);
}

/** Titles that are kinds, with counts below them: « Salle », « PC », « Écrans ». @returns one of them. */
function countedAcross(sample: readonly TableRow[]): string | undefined {
  for (const { n, cells } of sample) {
    const kinds = cells.flatMap((cell, i) => {
      const { meaning, sureness, because } = readKind(cell);
      return cell.trim() !== '' && ((meaning !== null && sureness === 'sure') || because === 'vague') ? [i] : [];
    });
    const below = sample.filter((row) => row.n > n);
    const counts = (at: number) => below.filter(({ cells: row }) => /^\s*\d{0,3}\s*$/.test(row[at] ?? '')).length;
    if (kinds.length > 1 && below.length > 0 && kinds.every((at) => counts(at) === below.length))
      return cells[kinds[0]!];
  }
  return undefined;
}

const numbered = (cells: readonly string[]): boolean => cells.some((c) => /\d{3}/.test(c));
const isOfTheList = (cells: readonly string[]): boolean =>
  numbered(cells) && cells.some((c) => readKind(c).sureness === 'sure' && readKind(c).meaning !== null);

/** Titles in two rows, « N° de » above « série »: together they name more fields than either row. */
function withAbove(row: TableRow, sample: readonly TableRow[]): TableRow {
  const above = sample.find(({ n }) => n === row.n - 1);
  // « Inventaire » above « N° » is the title of the list.
  if (!above || 2 * filled(above) < filled(row) || numbered(row.cells) || numbered(above.cells)) return row;
  const both = Array.from({ length: Math.max(row.cells.length, above.cells.length) }, (_, i) =>
    `${above.cells[i] ?? ''} ${row.cells[i] ?? ''}`.trim(),
  );
  const worth = headerWorth(both);
  return worth > headerWorth(row.cells) && worth > headerWorth(above.cells) ? { n: row.n, cells: both } : row;
}

/** Rows of a list of one column above which its title may stand, and how long what it lists is: more is a letter. */
const TITLE_ABOVE = 3;
const LISTED = 60;

/** The title of a list of one column where it says what the column is; else none. @throws RuleBroken `intake.sheet_no_header` when it is a letter */
function ofOneColumn(sample: readonly TableRow[], widest: TableRow): TableRow {
  const long = sample.filter((row) => row.cells.some((c) => c.trim().length > LISTED)).length;
  if (sample.length < 2 || 2 * long > sample.length) throw new RuleBroken('intake.sheet_no_header', {}, 'sheet');
  const titled = sample.slice(0, Math.min(TITLE_ABOVE, sample.length - 1));
  const isTitle = ({ cells }: TableRow) =>
    Object.keys(recogniseColumns(cells.map((c) => c.slice(0, LISTED)))).length > 0;
  return titled.find(isTitle) ?? { n: 0, cells: widest.cells };
}

const filled = (row: TableRow): number => row.cells.filter((c) => c.trim() !== '').length;
const widest = (sample: readonly TableRow[]): TableRow => sample.reduce((a, b) => (filled(b) > filled(a) ? b : a));

/** How many columns have a title, or come before one that has: what stands beyond belongs to no column. */
export const widthOf = (titles: readonly string[]): number =>
  titles.findLastIndex((title) => title.trim() !== '' && !isProblemColumn(title)) + 1;

export function tooWide(row: TableRow | undefined): void {
  if (!row || row.cells.length <= COLUMN_LIMIT) return;
  const columns = row.cells.findLastIndex((c) => c.trim() !== '') + 1;
  if (columns > COLUMN_LIMIT)
    throw new RuleBroken('intake.sheet_too_many_columns', { columns, limit: COLUMN_LIMIT, row: row.n }, 'sheet');
}
