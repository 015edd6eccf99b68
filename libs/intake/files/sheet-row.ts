import { type Category, type Condition, isGenericSerial, serialKey } from '#devices';
import { type TableRow, withoutDefusing } from '#kernel';
import { type Purchase, readPurchase } from './sheet-dates.js';
import { isProblemColumn, type SheetField } from './sheet-fields.js';
import { type Header, widthOf } from './sheet-header.js';
import { recogniseCategory, recogniseCondition, remembering } from './sheet-words.js';

/** One device as a donor's sheet describes it, or several that are alike. */
export interface SheetDevice {
  readonly category: Category;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  readonly condition: Condition;
  readonly assetNumber: string | null;
  readonly quantity: number;
  readonly purchase: Purchase | null;
}

export const SHEET_PROBLEMS = [
  'intake.row_category_missing',
  'intake.row_category_unknown',
  'intake.row_serial_missing',
  'intake.row_serial_generic',
  'intake.row_serial_duplicate',
  'intake.row_serial_rounded',
  'intake.row_asset_number_duplicate',
  'intake.row_condition_unknown',
  'intake.row_quantity_unknown',
  'intake.row_quantity_and_number',
  'intake.row_purchase_unknown',
  'intake.row_cell_error',
  'intake.row_too_long',
  'intake.row_shifted',
] as const;

export interface SpreadsheetProblem {
  readonly field: SheetField | 'row';
  readonly code: (typeof SHEET_PROBLEMS)[number];
  /** An error keeps the row out; a warning is shown and the row may come in. */
  readonly level: 'error' | 'warning';
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface SheetRow {
  /** As the donor's spreadsheet counts it. */
  readonly n: number;
  readonly raw: readonly string[];
  /** Missing when a problem is an error. */
  readonly device?: SheetDevice;
  readonly problems: readonly SpreadsheetProblem[];
}

const LIMITS = { make: 80, model: 120, serial: 80, assetNumber: 60 } as const;
export const MOST_OF_A_ROW = 500;
const SHOWN = 60;
/** What a spreadsheet shows where a formula failed, in French and in English, or where a number does not fit. */
const CELL_ERROR = /^#(?:N\/A|REF!|VALUE!|VALEUR!|NAME\?|NOM\?|DIV\/0!|NUM!|NOMBRE!|NULL!|NUL!|#+)$/i;
const FOOTER = /^(?:sous[- ])?tota(?:l|ux)\b|^(?:nombre|nb|somme|effectif)\b.*(?::|\btotal\b)|^fin d[eu]\b/i;

/** Reads the rows of one sheet, one after the other; remembers the numbers it met. */
export class RowReader {
  private readonly serials = new Map<string, number>();
  private readonly numbers = new Map<string, number>();
  private readonly width: number;
  private readonly problemColumn: number;
  private readonly mapped: readonly number[];

  constructor(private readonly header: Header) {
    this.width = widthOf(header.titles);
    this.problemColumn = header.titles.findIndex(isProblemColumn);
    this.mapped = Object.values(header.fields);
  }

  /** True for what is no device: empty rows, titles that come again on each page, "Total : 42". */
  isNothing({ cells }: TableRow): boolean {
    let filled = 0;
    let first = '';
    for (let i = 0; i < cells.length; i += 1) {
      if (cells[i] === '' || i === this.problemColumn || cells[i]!.trim() === '') continue;
      if (filled === 0) first = cells[i]!.trim();
      filled += 1;
    }
    if (filled === 0) return true;
    if (
      this.header.row > 0 &&
      this.mapped.length > 0 &&
      this.mapped.every((i) => same(cells[i], this.header.titles[i]))
    )
      return true;
    const { serial } = this.header.fields;
    return filled <= 3 && FOOTER.test(first) && (serial === undefined || !cells[serial]?.trim());
  }

  read(row: TableRow): SheetRow {
    const problems: SpreadsheetProblem[] = [];
    const problem = (
      field: SpreadsheetProblem['field'],
      code: SpreadsheetProblem['code'],
      level: SpreadsheetProblem['level'],
      facts = {},
    ) => problems.push({ field, code, level, facts });
    const cell = (field: SheetField): string => {
      const column = this.header.fields[field];
      const text = column === undefined ? '' : tidy(row.cells[column] ?? '');
      if (text[0] === '#' && CELL_ERROR.test(text)) problem(field, 'intake.row_cell_error', 'error', { typed: text });
      return text;
    };

    const extra = row.cells.findLastIndex((c, i) => i !== this.problemColumn && c.trim() !== '') + 1;
    if (extra > this.width) problem('row', 'intake.row_shifted', 'error', { cells: extra, columns: this.width });

    const [make, model, typed, number] = [cell('make'), cell('model'), cell('category'), cell('assetNumber')];
    // A sheet without a type, or with an empty cell, often says it in the model ("PC portable Latitude 5490").
    const category =
      recogniseCategory(typed) ?? (typed === '' ? (recogniseCategory(model) ?? this.header.category ?? null) : null);
    if (category === null && typed === '') problem('category', 'intake.row_category_missing', 'error');
    else if (category === null)
      problem('category', 'intake.row_category_unknown', 'error', { typed: typed.slice(0, SHOWN) });

    const serial = cell('serial');
    const named = this.readSerial(serial, make, row.n, problem);
    this.readNumber(number, row.n, problem);
    const quantity = readQuantity(cell('quantity'), problem);
    if (quantity > 1 && (named || number !== ''))
      problem('quantity', 'intake.row_quantity_and_number', 'error', { quantity });
    const bought = cell('purchased');
    const purchase = bought === '' ? null : purchaseOf(bought);
    if (bought !== '' && !purchase)
      problem('purchased', 'intake.row_purchase_unknown', 'warning', { typed: bought.slice(0, SHOWN) });
    const said = cell('condition');
    const condition = recogniseCondition(said);
    if (condition === null)
      problem('condition', 'intake.row_condition_unknown', 'warning', { typed: said.slice(0, SHOWN) });

    tooLong('make', make, problem);
    tooLong('model', model, problem);
    tooLong('serial', serial, problem);
    tooLong('assetNumber', number, problem);
    if (category === null || problems.some((p) => p.level === 'error')) return { n: row.n, raw: row.cells, problems };
    const device: SheetDevice = {
      category,
      make,
      model,
      serial: serial || null,
      condition: condition ?? 'unknown',
      assetNumber: number || null,
      quantity,
      purchase,
    };
    return { n: row.n, raw: row.cells, device, problems };
  }

  /** Whether the row has a serial at all. */
  private readSerial(serial: string, make: string, n: number, problem: Problem): boolean {
    const key = serialKey(serial, { generic: true });
    if (key === null) {
      // When no column holds serials, saying so once is enough.
      if (this.header.fields.serial !== undefined) problem('serial', 'intake.row_serial_missing', 'warning');
    } else if (/^\d[.,]\d+e\+?\d+$/i.test(serial))
      problem('serial', 'intake.row_serial_rounded', 'error', { typed: serial });
    else if (isGenericSerial(serial))
      problem('serial', 'intake.row_serial_generic', 'warning', { typed: serial.slice(0, SHOWN) });
    else {
      const first = firstSeen(this.serials, `${make.toLowerCase()} ${key}`, n);
      if (first !== n)
        problem('serial', 'intake.row_serial_duplicate', 'error', { typed: serial.slice(0, SHOWN), firstRow: first });
    }
    return key !== null;
  }

  private readNumber(number: string, n: number, problem: Problem): void {
    const key = serialKey(number, { generic: true });
    const first = key === null ? n : firstSeen(this.numbers, ` ${key}`, n);
    if (first !== n)
      problem('assetNumber', 'intake.row_asset_number_duplicate', 'error', {
        typed: number.slice(0, SHOWN),
        firstRow: first,
      });
  }
}

const purchaseOf = remembering((text: string) => readPurchase(text));

type Problem = (
  field: SpreadsheetProblem['field'],
  code: SpreadsheetProblem['code'],
  level: SpreadsheetProblem['level'],
  facts?: Record<string, unknown>,
) => unknown;

function readQuantity(typed: string, problem: Problem): number {
  if (typed === '') return 1;
  const digits = /^(\d{1,6})(?:[.,]0+)?(?: ?(?:x|unités?|pcs?|pièces?|appareils?))?$/i.exec(typed)?.[1];
  const quantity = Number(digits ?? 0);
  if (quantity >= 1 && quantity <= MOST_OF_A_ROW) return quantity;
  problem('quantity', 'intake.row_quantity_unknown', 'error', { typed: typed.slice(0, SHOWN), max: MOST_OF_A_ROW });
  return 1;
}

function tooLong(field: keyof typeof LIMITS, text: string, problem: Problem): void {
  const limit = LIMITS[field];
  if (text.length > limit) problem(field, 'intake.row_too_long', 'error', { length: text.length, limit });
}

const same = (cell: string | undefined, title: string | undefined): boolean =>
  (cell ?? '').trim().toLowerCase() === (title ?? '').trim().toLowerCase();

/** Keys are put together, never cut out: a cut text would keep the whole piece of the file it came from. */
function firstSeen(seen: Map<string, number>, key: string, n: number): number {
  const first = seen.get(key);
  if (first === undefined) seen.set(key, n);
  return first ?? n;
}

/** Words of Latin letters with one space between, and nothing in front that a spreadsheet means something by: nearly every cell. */
const PLAIN_CELL = /^(?:(?!['=])[!-~\u00c0-\u024f]+(?: [!-~\u00c0-\u024f]+)*)?$/;

/** One line of plain text; `="00123"` is how spreadsheets keep the zeros of a number. */
function tidy(cell: string): string {
  if (PLAIN_CELL.test(cell)) return cell;
  const inner = /^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : withoutDefusing(cell);
  return inner
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
}
