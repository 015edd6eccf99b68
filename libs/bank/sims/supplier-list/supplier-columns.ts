import {
  type Choices,
  COLUMN_LIMIT,
  type ColumnMemory,
  columnName,
  type FoundHeader,
  fieldOf,
  type Places,
  placesByTitle,
  placesOf,
  signatureOf,
} from '#bank/files/engine';
import { RuleBroken, type Table, type TableRow } from '#platform/kernel';
import { SIM_FIELDS, SUPPLIER_FIELDS, type SupplierField } from '../sim-fields.js';

const columnsOf = (names: readonly SupplierField[]) =>
  Object.fromEntries(names.map((name) => [name, SIM_FIELDS[name]])) as Pick<typeof SIM_FIELDS, SupplierField>;

export const SUPPLIER_COLUMNS = {
  iccid: {
    label: 'Numéro de carte (ICCID)',
    titles:
      /^(?:iccid|icc|icc id|(?:n|no|numero|num) (?:de )?(?:la )?(?:carte )?sim|(?:n|no|numero) iccid|sim|carte sim|numero de carte)$/,
  },
  msisdn: {
    label: 'Numéro de ligne',
    titles:
      /^(?:msisdn|(?:n|no|numero|num) (?:de |d )?(?:telephone|tel|ligne|appel|mobile)|telephone|tel|ligne|mobile|phone(?: number)?)$/,
  },
  ...columnsOf(SUPPLIER_FIELDS),
  pin: { label: 'Code PIN', titles: /^(?:code )?pin ?1?(?: code)?$/ },
  puk: { label: 'Code PUK', titles: /^(?:code )?puk ?1?(?: code)?$/ },
} as const;
export type SupplierColumn = keyof typeof SUPPLIER_COLUMNS;
export const SUPPLIER_COLUMN_NAMES = Object.keys(SUPPLIER_COLUMNS) as readonly SupplierColumn[];

const SHOWN: readonly SupplierColumn[] = ['iccid', 'msisdn', ...SUPPLIER_FIELDS];
const HIDDEN = '••••';

const looksLikeIccid = (cell: string): boolean =>
  /^["'=]*89[\d\s.-]{15,26}f?["']*$/i.test(cell.trim()) || /^8[.,]\d{1,14}e\+?1[789]$/i.test(cell.trim());

export const supplierRowWorth = (cells: readonly string[]): number =>
  Object.keys(placesByTitle(SUPPLIER_COLUMNS, cells)).length * 2 || cells.filter(looksLikeIccid).length;

/**
 * Finds the titles, and what each column is: as somebody said, else as they said of the same titles, else by their names; a
 * column without a name that holds card numbers is theirs.
 * @throws RuleBroken `sims.list_no_iccid` (no column holds card numbers), `sims.list_header_row`.
 */
export function findSupplierHeader({ sample }: Table, choices: Choices, memory: ColumnMemory): FoundHeader {
  const row = titlesRow(sample, choices, memory);
  const width = Math.max(...sample.map(({ cells }) => cells.length));
  const titles = row.n > 0 ? row.cells : Array.from({ length: Math.min(width, COLUMN_LIMIT) }, (_, i) => columnName(i));
  const known = row.n > 0 ? memory.get(signatureOf(row.cells) ?? '') : undefined;
  const chosen = choices.columns ?? known?.columns;
  const fields: Places = chosen
    ? placesOf(chosen)
    : { ...numbersIn(sample), ...placesByTitle(SUPPLIER_COLUMNS, row.cells) };
  if (fields['iccid'] === undefined)
    throw new RuleBroken('sims.list_no_iccid', {}, choices.columns ? 'columns' : 'list');
  return {
    row: row.n,
    // « PIN1 » is a title, whatever its digit; what no title of ours reads may be a card of a list without titles.
    titles: hideCodes(titles, fields).map((shown, i) => (fieldOf(SUPPLIER_COLUMNS, titles[i]!) ? titles[i]! : shown)),
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
    sample.find((row) => memory.has(signatureOf(row.cells) ?? '')) ??
    sample.find((row) => placesByTitle(SUPPLIER_COLUMNS, row.cells).iccid !== undefined);
  if (named) return named;
  const at = sample.findIndex((row) => row.cells.some(looksLikeIccid));
  const above = sample[at - 1];
  const column = at < 0 ? -1 : sample[at]!.cells.findIndex(looksLikeIccid);
  // Words right above the first number are its title, whatever they are.
  return above && /^\D*\p{L}\D*$/u.test(above.cells[column] ?? '') ? above : none;
}

function numbersIn(sample: readonly TableRow[]): Places<SupplierColumn> {
  const column = sample.map((row) => row.cells.findIndex(looksLikeIccid)).find((i) => i >= 0);
  return column === undefined ? {} : { iccid: column };
}
