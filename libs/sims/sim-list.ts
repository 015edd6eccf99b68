import { NotATable, openDelimited, plainWords, RuleBroken, type TableRow } from '#kernel';
import { ICCID_WARNINGS, type Iccid, readIccid } from './iccid.js';

export const SIM_FIELDS = ['iccid', 'msisdn', 'carrier', 'pin', 'puk'] as const;
export type SimField = (typeof SIM_FIELDS)[number];

/** A SIM as its supplier describes it. PIN and PUK are secrets: encrypt them, never show the list again. */
export interface ListedSim {
  readonly iccid: string;
  /** International form, `+33612345678`. */
  readonly msisdn: string | null;
  readonly carrier: string | null;
  readonly pin: string | null;
  readonly puk: string | null;
}

export const SIM_PROBLEMS = [
  'sims.iccid_malformed',
  'sims.iccid_rounded',
  'sims.iccid_wrong_check',
  'sims.row_iccid_duplicate',
  ...ICCID_WARNINGS,
  'sims.row_msisdn_unusual',
  'sims.row_pin_unusual',
  'sims.row_puk_unusual',
] as const;

export interface SimProblem {
  readonly field: SimField;
  readonly code: (typeof SIM_PROBLEMS)[number];
  /** An error keeps the card out; a warning is shown and the card may come in. */
  readonly level: 'error' | 'warning';
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface SimRow {
  /** As the supplier's spreadsheet counts it. */
  readonly n: number;
  /** The cells, PIN and PUK hidden. */
  readonly raw: readonly string[];
  readonly sim?: ListedSim;
  readonly problems: readonly SimProblem[];
}

const NAMES: Readonly<Record<SimField, RegExp>> = {
  iccid:
    /^(?:iccid|icc|icc id|(?:n|no|numero|num) (?:de )?(?:la )?(?:carte )?sim|(?:n|no|numero) iccid|sim|carte sim|numero de carte)$/,
  msisdn:
    /^(?:msisdn|(?:n|no|numero|num) (?:de )?(?:telephone|tel|ligne|appel|mobile)|numero d appel|telephone|tel|ligne|mobile)$/,
  carrier: /^(?:operateur|reseau|fournisseur|operator|carrier)$/,
  pin: /^(?:code )?pin ?1?(?: code)?$/,
  puk: /^(?:code )?puk ?1?(?: code)?$/,
};

const COLUMN_LIMIT = 400;

/**
 * Reads a supplier's list of SIM cards: numbers one per line, or a CSV with a header (ICCID, MSISDN, carrier, PIN, PUK).
 * @throws RuleBroken, field `list`: `sims.list_not_text` (facts `kind`), `sims.list_empty`, `sims.list_no_iccid` (no column
 *   and no line looks like card numbers), `sims.list_too_many_columns`, `sims.list_quote_open` (facts `row`).
 */
export async function readSimList(source: AsyncIterable<Uint8Array>): Promise<AsyncIterable<SimRow>> {
  const table = await openDelimited(
    source,
    (cells) => Object.keys(columnsOf(cells)).length * 2 || cells.filter(looksLikeIccid).length,
  ).catch(refuse);
  const header = table.sample.find((row) => columnsOf(row.cells).iccid !== undefined);
  const column = table.sample.map((row) => row.cells.findIndex(looksLikeIccid)).find((i) => i >= 0);
  if (!header && column === undefined) throw new RuleBroken('sims.list_no_iccid', {}, 'list');
  const columns = header ? columnsOf(header.cells) : { iccid: column! };

  async function* rows(): AsyncGenerator<SimRow> {
    const seen = new Map<string, number>();
    try {
      for await (const row of table.rows) {
        if (row.n <= (header?.n ?? 0) || row.cells.every((c) => c.trim() === '')) continue;
        if (row.cells.length > COLUMN_LIMIT) {
          throw new RuleBroken(
            'sims.list_too_many_columns',
            { columns: row.cells.length, limit: COLUMN_LIMIT, row: row.n },
            'list',
          );
        }
        yield readRow(row, columns, seen);
      }
    } catch (error) {
      refuse(error);
    }
  }
  return rows();
}

const looksLikeIccid = (cell: string): boolean => /^["'=]*89[\d\s.-]{15,26}f?["']*$/i.test(cell.trim());

function columnsOf(cells: readonly string[]): Partial<Record<SimField, number>> {
  const columns: Partial<Record<SimField, number>> = {};
  cells.slice(0, COLUMN_LIMIT).forEach((name, i) => {
    const words = plainWords(name.slice(0, 60));
    const field = SIM_FIELDS.find((f) => NAMES[f].test(words));
    if (field !== undefined) columns[field] ??= i;
  });
  return columns;
}

function refuse(error: unknown): never {
  if (!(error instanceof NotATable)) throw error;
  if (error.reason === 'empty') throw new RuleBroken('sims.list_empty', {}, 'list');
  if (error.reason === 'quote_not_closed') throw new RuleBroken('sims.list_quote_open', { row: error.row }, 'list');
  throw new RuleBroken('sims.list_not_text', { kind: error.reason }, 'list');
}

function readRow(row: TableRow, columns: Partial<Record<SimField, number>>, seen: Map<string, number>): SimRow {
  const problems: SimProblem[] = [];
  const cell = (field: SimField): string =>
    (row.cells[columns[field] ?? -1] ?? '').replace(/^="?|[\p{Cc}\p{Cf}"]/gu, '').trim();
  const secret = new Set([columns.pin, columns.puk]);
  const raw = row.cells.map((c, i) => (secret.has(i) && c.trim() !== '' ? '••••' : c));
  /** The text in its right form; what has none is left out with a warning. */
  const only = (field: SimField, code: SimProblem['code'], right: (text: string) => string | null): string | null => {
    const text = cell(field);
    const value = text === '' ? null : right(text);
    // The text of a secret never goes into a problem.
    if (text !== '' && value === null)
      problems.push({
        field,
        code,
        level: 'warning',
        facts: secret.has(columns[field]) ? {} : { typed: text.slice(0, 40) },
      });
    return value;
  };

  let read: Iccid;
  try {
    read = readIccid(cell('iccid'));
  } catch (error) {
    if (!(error instanceof RuleBroken)) throw error;
    problems.push({ field: 'iccid', code: error.code as SimProblem['code'], level: 'error', facts: error.facts });
    return { n: row.n, raw, problems };
  }
  for (const code of read.warnings) {
    problems.push({ field: 'iccid', code, level: 'warning', facts: { iccid: read.iccid, completed: read.completed } });
  }
  const key = read.completed ?? read.iccid;
  const firstRow = seen.get(key);
  if (firstRow !== undefined)
    problems.push({ field: 'iccid', code: 'sims.row_iccid_duplicate', level: 'error', facts: { firstRow } });
  else seen.set(key, row.n);

  const msisdn = only('msisdn', 'sims.row_msisdn_unusual', internationalNumber);
  const pin = only('pin', 'sims.row_pin_unusual', (t) => (/^\d{4,8}$/.test(t) ? t : null));
  const puk = only('puk', 'sims.row_puk_unusual', (t) => (/^\d{8}$/.test(t) ? t : null));
  if (firstRow !== undefined) return { n: row.n, raw, problems };
  return {
    n: row.n,
    raw,
    sim: { iccid: read.iccid, msisdn, carrier: cell('carrier').slice(0, 60) || null, pin, puk },
    problems,
  };
}

/** French mobile numbers in any usual form, also without the zero that a spreadsheet ate (ARCEP: 06, 07; 0700 for data). */
function internationalNumber(text: string): string | null {
  const digits = text.replace(/[\s.\-()/]/g, '');
  const national = /^(?:\+33|0033|33|0)?([67]\d{8}|700\d{10})$/.exec(digits)?.[1];
  if (national) return `+33${national}`;
  return /^\+[1-9]\d{7,14}$/.test(digits) ? digits : null;
}
