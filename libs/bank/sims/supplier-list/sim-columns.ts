import {
  type Choices,
  COLUMN_LIMIT,
  type ColumnMemory,
  columnName,
  type FoundHeader,
  signatureOf,
} from '#bank/files/engine';
import { plainWords, RuleBroken, type Table, type TableRow } from '#platform/kernel';

export const SIM_FIELDS = ['iccid', 'msisdn', 'carrier', 'pin', 'puk'] as const;
export type SimField = (typeof SIM_FIELDS)[number];

/** Which column holds which field, from 0. */
export type SimColumns = Readonly<Partial<Record<SimField, number>>>;

const NAMES: Readonly<Record<SimField, RegExp>> = {
  iccid:
    /^(?:iccid|icc|icc id|(?:n|no|numero|num) (?:de )?(?:la )?(?:carte )?sim|(?:n|no|numero) iccid|sim|carte sim|numero de carte)$/,
  msisdn:
    /^(?:msisdn|(?:n|no|numero|num) (?:de |d )?(?:telephone|tel|ligne|appel|mobile)|telephone|tel|ligne|mobile|phone(?: number)?)$/,
  carrier: /^(?:operateur|reseau|fournisseur|operator|carrier)$/,
  pin: /^(?:code )?pin ?1?(?: code)?$/,
  puk: /^(?:code )?puk ?1?(?: code)?$/,
};
const SHOWN: readonly SimField[] = ['iccid', 'msisdn', 'carrier'];
const HIDDEN = '••••';

const looksLikeIccid = (cell: string): boolean =>
  /^["'=]*89[\d\s.-]{15,26}f?["']*$/i.test(cell.trim()) || /^8[.,]\d{1,14}e\+?1[789]$/i.test(cell.trim());

/** How much a row looks like titles, or like a card. */
export const simRowWorth = (cells: readonly string[]): number =>
  Object.keys(columnsOf(cells)).length * 2 || cells.filter(looksLikeIccid).length;

/** What a list is known by again: its titles, whatever their capitals, accents and signs. */
export const simTitles = (header: readonly string[]): string[] => {
  const titles = header.slice(0, COLUMN_LIMIT).map((title) => plainWords(title.slice(0, 60)));
  return titles.slice(0, titles.findLastIndex((title) => title !== '') + 1);
};

/**
 * Finds the titles, and what each column is: as somebody said, else as they said of the same titles, else by their names; a
 * column without a name that holds card numbers is theirs.
 * @throws RuleBroken `sims.list_no_iccid` (no column holds card numbers), `sims.list_header_row`.
 */
export function findSimHeader(table: Table, choices: Choices, memory: ColumnMemory): FoundHeader {
  const row = titlesRow(table.sample, choices, memory);
  const width = Math.max(...table.sample.map(({ cells }) => cells.length));
  const titles = row.n > 0 ? row.cells : Array.from({ length: Math.min(width, COLUMN_LIMIT) }, (_, i) => columnName(i));
  const known = row.n > 0 ? memory.get(signatureOf(simTitles(row.cells)) ?? '') : undefined;
  const said = choices.columns ?? known?.columns;
  const fields = said ? placesOf(said) : { ...numbersIn(table.sample), ...columnsOf(row.n > 0 ? row.cells : []) };
  if (fields.iccid === undefined) throw new RuleBroken('sims.list_no_iccid', {}, choices.columns ? 'columns' : 'list');
  return {
    row: row.n,
    // « PIN1 » is a title, whatever its digit; what no title of ours reads may be a card of a list without titles.
    titles: hideCodes(titles, fields).map((shown, i) => (fieldOf(titles[i]!) ? titles[i]! : shown)),
    fields,
    by: choices.columns ? 'person' : known ? 'memory' : 'names',
    defaults: choices.defaults ?? {},
  };
}

/** Cells as they may be shown: without what is a code, or might be one in a column that is not read. */
export function hideCodes(cells: readonly string[], fields: FoundHeader['fields']): string[] {
  const shown = new Set(SHOWN.map((field) => fields[field]));
  const secret = new Set([fields['pin'], fields['puk']]);
  return cells.map((cell, i) => {
    if (shown.has(i)) return cell;
    return (secret.has(i) && /\d/.test(cell)) || /^\D{0,2}\d{3,8}\D{0,2}$/.test(cell.trim()) ? HIDDEN : cell;
  });
}

function titlesRow(sample: readonly TableRow[], choices: Choices, memory: ColumnMemory): TableRow {
  const none: TableRow = { n: 0, cells: [] };
  if (choices.headerRow === 0) return none;
  if (choices.headerRow !== undefined) {
    const row = sample.find((r) => r.n === choices.headerRow);
    if (!row) throw new RuleBroken('sims.list_header_row', { max: sample.at(-1)?.n ?? 1 }, 'headerRow');
    return row;
  }
  const named =
    sample.find((row) => memory.has(signatureOf(simTitles(row.cells)) ?? '')) ??
    sample.find((row) => columnsOf(row.cells).iccid !== undefined);
  if (named) return named;
  const at = sample.findIndex((row) => row.cells.some(looksLikeIccid));
  const above = sample[at - 1];
  const column = at < 0 ? -1 : sample[at]!.cells.findIndex(looksLikeIccid);
  // Words right above the first number are its title, whatever they are.
  return above && /^\D*\p{L}\D*$/u.test(above.cells[column] ?? '') ? above : none;
}

function numbersIn(sample: readonly TableRow[]): SimColumns {
  const column = sample.map((row) => row.cells.findIndex(looksLikeIccid)).find((i) => i >= 0);
  return column === undefined ? {} : { iccid: column };
}

/** What a title says. */
const fieldOf = (title: string): SimField | undefined => {
  const words = plainWords(title.slice(0, 60));
  return SIM_FIELDS.find((field) => NAMES[field].test(words));
};

export const isSimTitle = (title: string): boolean => fieldOf(title) !== undefined;

function columnsOf(cells: readonly string[]): SimColumns {
  const columns: Partial<Record<SimField, number>> = {};
  cells.slice(0, COLUMN_LIMIT).forEach((name, i) => {
    const field = fieldOf(name);
    if (field !== undefined) columns[field] ??= i;
  });
  return columns;
}

function placesOf(said: readonly (string | null)[]): SimColumns {
  const columns: Partial<Record<SimField, number>> = {};
  said.slice(0, COLUMN_LIMIT).forEach((name, i) => {
    const field = SIM_FIELDS.find((f) => f === name);
    if (field !== undefined) columns[field] ??= i;
  });
  return columns;
}
