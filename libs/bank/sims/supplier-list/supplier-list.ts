import {
  COLUMN_LIMIT,
  EXAMPLES,
  type FoundHeader,
  firstRowOf,
  layoutOf,
  leftBy,
  leftRow,
  type OpenedFile,
  type OpenedWith,
  openList,
  type ReadRow,
  type RowProblem,
  type TakenSheets,
  takenOf,
} from '#bank/files/engine';
import { readDate } from '#bank/files/words';
import { type NotATable, RuleBroken, type TableRow, withoutDefusing } from '#platform/kernel';
import { checkedAmong, type Iccid, readIccid } from '../iccid.js';
import { type SimWords, SUPPLIER_FIELDS, type SupplierField, simField } from '../sim-fields.js';
import { internationalNumber } from '../sim-secrets.js';
import { findSupplierHeader, hideCodes, type SupplierColumn, supplierRowWorth } from './supplier-columns.js';

/** A list has no more cards; a longer one is cut in several. */
export const MAX_CARDS = 20_000;

export interface SimListInput extends Pick<OpenedWith, 'choices' | 'memory'> {
  readonly words: SimWords;
}

/**
 * Opens a supplier's list of SIM cards: card numbers one a line, or a table with titles (ICCID, MSISDN, carrier, PIN, PUK) as
 * CSV, XLSX, ODS or XLS. Its examples hide codes; `raw` of its rows does not.
 * @throws RuleBroken, field `list`: `sims.list_not_text` (facts `kind`: what it is instead), `sims.list_empty`, `sims.list_no_iccid`
 *   (no column and no line looks like card numbers), `sims.list_header_row`; while rows are read, `sims.list_too_many_columns`,
 *   `sims.list_quote_open` (facts `row`), `sims.list_too_long`.
 */
export const openSupplierList = (
  source: AsyncIterable<Uint8Array>,
  { choices, memory, words }: SimListInput,
): Promise<OpenedFile<ListedSim>> =>
  openList(source, choices, {
    worth: supplierRowWorth,
    most: MAX_CARDS,
    refuse: {
      notATable,
      otherTitles: (sheet) => new RuleBroken('sims.sheets_differ', { sheet }, 'sheet'),
      tooManyRows: (max) => new RuleBroken('sims.list_too_long', { max }, 'list'),
    },
    begin(table) {
      const header = findSupplierHeader(table, choices, memory);
      const { fields } = header;
      const why = leftBy(layoutOf(header, { numbers: ['iccid'] }), choices);
      const below = table.sample.filter((row) => row.n > header.row && why(row) === null);
      const checked = checkedAmong(table.sample.map(({ cells }) => cells[fields['iccid']!] ?? ''));
      const reader = new SupplierRows(fields, words, takenOf(table, choices), checked);
      return {
        header,
        examples: below.slice(0, EXAMPLES).map((row) => ({ n: row.n, cells: hideCodes(row.cells, fields) })),
        read(row): ReadRow<ListedSim> | null {
          const left = why(row);
          if (left === 'empty') return null;
          const columns = row.cells.length;
          if (columns > COLUMN_LIMIT)
            throw new RuleBroken('sims.list_too_many_columns', { columns, limit: COLUMN_LIMIT, row: row.n }, 'list');
          return left ? leftRow(row, left) : reader.read(row);
        },
      };
    },
  });

function notATable({ reason, row }: NotATable): RuleBroken {
  if (reason === 'empty') return new RuleBroken('sims.list_empty', {}, 'list');
  if (reason === 'quote_not_closed') return new RuleBroken('sims.list_quote_open', { row }, 'list');
  return new RuleBroken('sims.list_not_text', { kind: reason }, 'list');
}

/** A SIM as its supplier describes it. PIN and PUK are secrets, never shown before the hand-out; they and the line's number are sealed. */
export interface ListedSim extends Pick<SimWords, SupplierField> {
  readonly iccid: string;
  /** The number with its check digit, by which a card is known. */
  readonly iccidKey: string;
  /** International form, `+33612345678`. */
  readonly msisdn: string | null;
  readonly pin: string | null;
  readonly puk: string | null;
}

const CARRIER_MISSING = 'sims.row_carrier_missing';

class SupplierRows {
  private readonly cards = new Map<string, number>();
  private readonly lines = new Set<string>();

  /** @param words of rows that say nothing themselves; `checked` as of `readIccid` */
  constructor(
    private readonly fields: FoundHeader['fields'],
    private readonly words: SimWords,
    private readonly taken: TakenSheets = { sheets: [], sheet: 0, also: [] },
    private readonly checked: (iccid: string) => boolean = () => false,
  ) {}

  read(row: TableRow): ReadRow<ListedSim> {
    const problems: RowProblem[] = [];
    const refused = (field: SupplierColumn, code: string, facts: RowProblem['facts']): ReadRow<ListedSim> => ({
      n: row.n,
      raw: row.cells,
      problems: [...problems, { field, code, facts }],
    });
    /** The text in its right form; what has none is left out, and that is said. */
    const only = (field: SupplierColumn, code: string, right: (text: string) => string | null): string | null => {
      const text = this.cell(row, field);
      const value = text === '' ? null : right(text);
      // The text of a secret, a line's number among them, never goes into a problem.
      if (text !== '' && value === null) problems.push({ field, code, facts: {} });
      return value;
    };

    const typed = this.cell(row, 'iccid');
    if (row.doubts?.[this.fields['iccid']!] === 'rounded')
      return refused('iccid', 'sims.iccid_rounded', { typed: typed.slice(0, 40) });
    let read: Iccid;
    try {
      read = readIccid(typed, this.checked(typed));
    } catch (error) {
      if (!(error instanceof RuleBroken)) throw error;
      return refused('iccid', error.code, error.facts);
    }
    const { iccid, completed } = read;
    for (const code of read.warnings) problems.push({ field: 'iccid', code, facts: { iccid, completed } });
    const iccidKey = completed ?? iccid;
    const firstRow = this.cards.get(iccidKey);
    if (firstRow !== undefined) return refused('iccid', 'sims.row_iccid_duplicate', firstRowOf(firstRow, this.taken));
    this.cards.set(iccidKey, row.n);

    const msisdn = only('msisdn', 'sims.row_msisdn_unusual', internationalNumber);
    const pin = only('pin', 'sims.row_pin_unusual', (t) => (/^\d{4,8}$/.test(t) ? t : null));
    const puk = only('puk', 'sims.row_puk_unusual', (t) => (/^\d{8}$/.test(t) ? t : null));
    if (msisdn !== null && this.lines.has(msisdn)) return refused('msisdn', 'sims.row_msisdn_taken', {});
    if (msisdn !== null) this.lines.add(msisdn);
    const words: { [F in SupplierField]?: string } = {};
    for (const field of SUPPLIER_FIELDS) {
      const { label, max, needed, day } = simField(field);
      const typed = this.cell(row, field);
      const read = day && typed ? readEnd(typed) : null;
      if (read) problems.push(...read.problems.map((code) => ({ field, code, facts: { ...read.facts, label } })));
      const value = (read ? read.day : typed) || this.words[field];
      if (value.length > max) return refused(field, 'sims.row_words_too_long', { label, max });
      // The list is kept all the same: who sent it says it on the next page.
      if (needed && !value) return refused(field, CARRIER_MISSING, {});
      words[field] = value;
    }
    const meaning = { iccid, iccidKey, msisdn, pin, puk, ...(words as Pick<SimWords, SupplierField>) };
    return { n: row.n, raw: row.cells, meaning, problems };
  }

  private cell({ cells }: TableRow, field: SupplierColumn): string {
    return withoutDefusing(cells[this.fields[field] ?? -1] ?? '')
      .replace(/^="?|[\p{Cc}\p{Cf}"]/gu, '')
      .trim();
  }
}

/** The last day of something, as a cell has it: of two that it may be, the French one, and that is said. */
function readEnd(typed: string): { day: string; problems: string[]; facts: Record<string, string> } {
  const { meaning, sureness } = readDate(typed);
  const day = meaning?.day ?? '';
  if (!day) return { day, problems: ['sims.row_day_unusual'], facts: {} };
  return { day, problems: sureness === 'sure' ? [] : ['sims.row_day_read'], facts: { day } };
}
