import { type Category, type Condition, isGenericSerial, serialKey } from '#devices';
import { type DelimitedRow, type Encoding, NotATable, openDelimited, RuleBroken, type Separator } from '#kernel';
import { recogniseCategory, recogniseColumns, recogniseCondition, type SheetField } from './sheet-words.js';

export type { SheetField } from './sheet-words.js';

/** One device as a donor's sheet describes it. */
export interface SheetDevice {
  readonly category: Category;
  readonly make: string;
  readonly model: string;
  readonly serial: string | null;
  readonly condition: Condition;
  readonly inventoryNumber: string | null;
}

export const SHEET_PROBLEMS = [
  'intake.row_category_missing',
  'intake.row_category_unknown',
  'intake.row_serial_missing',
  'intake.row_serial_generic',
  'intake.row_serial_duplicate',
  'intake.row_serial_rounded',
  'intake.row_inventory_duplicate',
  'intake.row_condition_unknown',
  'intake.row_too_long',
  'intake.row_shifted',
] as const;

export interface SheetProblem {
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
  readonly problems: readonly SheetProblem[];
}

export interface DeviceSheet {
  readonly encoding: () => Encoding;
  readonly separator: Separator;
  readonly headerRow: number;
  readonly header: readonly string[];
  readonly columns: Readonly<Partial<Record<SheetField, number>>>;
  /** Rows below the header, once; empty rows and repeated headers are left out. @throws RuleBroken as `readDeviceSheet`. */
  readonly rows: AsyncIterable<SheetRow>;
}

export const COLUMN_LIMIT = 200;
const LIMITS = { make: 80, model: 120, serial: 80, inventoryNumber: 60 } as const;

/**
 * Reads a donor's list of devices: CSV as French offices save it (any usual encoding and separator, title lines above
 * the header, French or English column names). One pass; memory holds one piece of the file and the serials seen.
 *
 * `columns` replaces what was recognised, when the user corrected it.
 * @throws RuleBroken, field `sheet`: `intake.sheet_not_text` (facts `kind`: image, pdf, zip, xls, binary),
 *   `intake.sheet_empty`, `intake.sheet_no_header` (no row names a serial, make, model or type), `intake.sheet_too_many_columns`,
 *   `intake.sheet_quote_open` (facts `row`). The last two, and zero bytes, may come while rows are read.
 */
export async function readDeviceSheet(
  source: AsyncIterable<Uint8Array>,
  options: { readonly columns?: Partial<Record<SheetField, number>> } = {},
): Promise<DeviceSheet> {
  const table = await openDelimited(source, headerWorth).catch(refuse);
  const headerRow = table.sample.reduce<DelimitedRow | null>(
    (best, row) => (headerWorth(row.cells) > (best ? headerWorth(best.cells) : 1) ? row : best),
    null,
  );
  tooWide(table.sample[0]);
  if (!headerRow) throw new RuleBroken('intake.sheet_no_header', {}, 'sheet');
  tooWide(headerRow);
  const columns = { ...recogniseColumns(headerRow.cells), ...options.columns };
  const width = headerRow.cells.findLastIndex((name) => name.trim() !== '') + 1;

  async function* rows(): AsyncGenerator<SheetRow> {
    const seen: Seen = { serials: new Map(), numbers: new Map() };
    try {
      for await (const row of table.rows) {
        if (row.n <= headerRow!.n || row.cells.every((c) => c.trim() === '')) continue;
        if (row.cells.every((c, i) => c === (headerRow!.cells[i] ?? ''))) continue;
        tooWide(row);
        yield readRow(row, columns, width, seen);
      }
    } catch (error) {
      refuse(error);
    }
  }
  return {
    encoding: table.encoding,
    separator: table.separator,
    headerRow: headerRow.n,
    header: headerRow.cells,
    columns,
    rows: rows(),
  };
}

/** How many fields a row names; a header names two at least, so that a title ("Inventaire 2026") is none. */
const headerWorth = (cells: readonly string[]): number => {
  const named = Object.keys(recogniseColumns(cells.slice(0, COLUMN_LIMIT))).length;
  return named < 2 ? 0 : named;
};

function tooWide(row: DelimitedRow | undefined): void {
  if (!row || row.cells.length <= COLUMN_LIMIT) return;
  throw new RuleBroken(
    'intake.sheet_too_many_columns',
    { columns: row.cells.length, limit: COLUMN_LIMIT, row: row.n },
    'file',
  );
}

function refuse(error: unknown): never {
  if (!(error instanceof NotATable)) throw error;
  if (error.reason === 'empty') throw new RuleBroken('intake.sheet_empty', {}, 'sheet');
  if (error.reason === 'quote_not_closed') throw new RuleBroken('intake.sheet_quote_open', { row: error.row }, 'sheet');
  throw new RuleBroken('intake.sheet_not_text', { kind: error.reason }, 'sheet');
}

interface Seen {
  readonly serials: Map<string, number>;
  readonly numbers: Map<string, number>;
}

function readRow(row: DelimitedRow, columns: Partial<Record<SheetField, number>>, width: number, seen: Seen): SheetRow {
  const problems: SheetProblem[] = [];
  const problem = (
    field: SheetProblem['field'],
    code: SheetProblem['code'],
    level: SheetProblem['level'],
    facts = {},
  ) => problems.push({ field, code, level, facts });
  const cell = (field: SheetField): string => {
    const column = columns[field];
    return column === undefined ? '' : tidy(row.cells[column] ?? '');
  };

  const extra = row.cells.findLastIndex((c) => c.trim() !== '') + 1;
  if (extra > width) problem('row', 'intake.row_shifted', 'error', { cells: extra, columns: width });

  const [make, model, typed, number] = [cell('make'), cell('model'), cell('category'), cell('inventoryNumber')];
  // A sheet without a type, or with an empty cell, often says it in the model ("PC portable Latitude 5490").
  const category = recogniseCategory(typed) ?? (typed === '' ? recogniseCategory(model) : null);
  if (category === null && typed === '') problem('category', 'intake.row_category_missing', 'error');
  else if (category === null)
    problem('category', 'intake.row_category_unknown', 'error', { typed: typed.slice(0, 60) });

  const serial = cell('serial');
  const key = serialKey(serial, { generic: true });
  if (key === null) problem('serial', 'intake.row_serial_missing', 'warning');
  else if (/^\d[.,]\d+e\+?\d+$/i.test(serial))
    problem('serial', 'intake.row_serial_rounded', 'error', { typed: serial });
  else if (isGenericSerial(serial))
    problem('serial', 'intake.row_serial_generic', 'warning', { typed: serial.slice(0, 60) });
  else {
    const first = firstSeen(seen.serials, `${make.toLowerCase()} ${key}`, row.n);
    if (first !== row.n)
      problem('serial', 'intake.row_serial_duplicate', 'error', { typed: serial.slice(0, 60), firstRow: first });
  }
  const numberKey = serialKey(number, { generic: true });
  if (numberKey !== null) {
    const first = firstSeen(seen.numbers, ` ${numberKey}`, row.n);
    if (first !== row.n)
      problem('inventoryNumber', 'intake.row_inventory_duplicate', 'error', {
        typed: number.slice(0, 60),
        firstRow: first,
      });
  }

  const condition = recogniseCondition(cell('condition'));
  if (condition === null)
    problem('condition', 'intake.row_condition_unknown', 'warning', { typed: cell('condition').slice(0, 60) });

  for (const [field, text] of [
    ['make', make],
    ['model', model],
    ['serial', serial],
    ['inventoryNumber', number],
  ] as const) {
    if (text.length > LIMITS[field])
      problem(field, 'intake.row_too_long', 'error', { length: text.length, limit: LIMITS[field] });
  }
  if (category === null || problems.some((p) => p.level === 'error')) return { n: row.n, raw: row.cells, problems };
  const device = {
    category,
    make,
    model,
    serial: serial || null,
    condition: condition ?? 'unknown',
    inventoryNumber: number || null,
  };
  return { n: row.n, raw: row.cells, device, problems };
}

/** Keys are put together, never cut out: a cut text would keep the whole piece of the file it came from. */
function firstSeen(seen: Map<string, number>, key: string, n: number): number {
  const first = seen.get(key);
  if (first === undefined) seen.set(key, n);
  return first ?? n;
}

/** One line of plain text; `="00123"` is how spreadsheets keep the zeros of a number. */
function tidy(cell: string): string {
  if (/^[\w./-]*$/.test(cell)) return cell;
  const inner = /^="[^"]*"$/.test(cell) ? cell.slice(2, -1) : cell;
  return inner
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .trim();
}
