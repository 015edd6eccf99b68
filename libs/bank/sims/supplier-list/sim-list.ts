import {
  COLUMN_LIMIT,
  EXAMPLES,
  layoutOf,
  leftBy,
  leftRow,
  type OpenedFile,
  type OpenedWith,
  openList,
  type ReadRow,
  takenOf,
} from '#bank/files/engine';
import { type NotATable, RuleBroken } from '#platform/kernel';
import { checkedAmong } from '../iccid.js';
import { findSimHeader, hideCodes, simRowWorth } from './sim-columns.js';
import { type ListedSim, SimRowReader } from './sim-row.js';

/** A list has no more cards; a longer one is cut in several. */
export const MAX_CARDS = 20_000;

/** What somebody said of a list. */
export interface SimListInput extends Pick<OpenedWith, 'choices' | 'memory'> {
  /** Of rows that name none. */
  readonly carrier: string;
}

/**
 * Opens a supplier's list of SIM cards: card numbers one a line, or a table with titles (ICCID, MSISDN, carrier, PIN, PUK) as
 * CSV, XLSX, ODS or XLS. Its examples hide codes; `raw` of its rows does not.
 * @throws RuleBroken, field `list`: `sims.list_not_text` (facts `kind`: what it is instead), `sims.list_empty`, `sims.list_no_iccid`
 *   (no column and no line looks like card numbers), `sims.list_header_row`; while rows are read, `sims.list_too_many_columns`,
 *   `sims.list_quote_open` (facts `row`), `sims.list_too_long`.
 */
export const openSimList = (
  source: AsyncIterable<Uint8Array>,
  { choices, memory, carrier }: SimListInput,
): Promise<OpenedFile<ListedSim>> =>
  openList(source, choices, {
    worth: simRowWorth,
    most: MAX_CARDS,
    refuse: {
      notATable,
      otherTitles: (sheet) => new RuleBroken('sims.sheets_differ', { sheet }, 'sheet'),
      tooManyRows: (max) => new RuleBroken('sims.list_too_long', { max }, 'list'),
    },
    begin(table) {
      const header = findSimHeader(table, choices, memory);
      const { fields } = header;
      const why = leftBy(layoutOf(header, { numbers: ['iccid'] }), choices);
      const below = table.sample.filter((row) => row.n > header.row && why(row) === null);
      const checked = checkedAmong(table.sample.map(({ cells }) => cells[fields['iccid']!] ?? ''));
      const reader = new SimRowReader(fields, carrier, takenOf(table, choices), checked);
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
