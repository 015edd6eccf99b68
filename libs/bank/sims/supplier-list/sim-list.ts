import {
  type Choices,
  COLUMN_LIMIT,
  type OpenedFile,
  type OpenedWith,
  openSheet,
  type ReadRow,
  rowsTogether,
  saying,
  signatureOf,
  type TakenSheets,
} from '#bank/files/engine';
import {
  type NotATable,
  plainWords,
  RuleBroken,
  type Table,
  type TableRow,
  whyLeft,
  whyUnseen,
  yieldEvery,
} from '#platform/kernel';
import { checkedAmong } from '../iccid.js';
import { findSimHeader, hideCodes, simRowWorth, simTitles } from './sim-columns.js';
import { type ListedSim, SimRowReader } from './sim-row.js';

const EXAMPLES = 5;
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
export async function openSimList(
  source: AsyncIterable<Uint8Array>,
  { choices, memory, carrier }: SimListInput,
): Promise<OpenedFile<ListedSim>> {
  return openSheet(source, { worth: simRowWorth, sheet: choices.sheet, refuse }, (table) => {
    const header = findSimHeader(table, choices, memory);
    const left = leftBy(header, choices.hiddenRows ?? false);
    const below = table.sample.filter((row) => row.n > header.row && left(row) === null);
    return {
      header,
      examples: below.slice(0, EXAMPLES).map((row) => ({ n: row.n, cells: hideCodes(row.cells, header.fields) })),
      rows: rowsOf(
        table,
        header,
        choices.also ?? [],
        left,
        new SimRowReader(
          header.fields,
          carrier,
          takenOf(table, choices),
          checkedAmong(table.sample.map(({ cells }) => cells[header.fields['iccid']!] ?? '')),
        ),
      ),
    };
  });
}

const takenOf = ({ sheets, sheet }: Table, { also = [] }: Choices): TakenSheets => ({ sheets, sheet, also });

type Left = (row: TableRow) => ReadRow<ListedSim>['left'] | 'empty' | null;

function leftBy({ row, titles, fields }: OpenedFile<ListedSim>['header'], hiddenRows: boolean): Left {
  const columns = Object.values(fields).filter((at) => at !== undefined);
  const numbers = [fields['iccid']!];
  // The column that a file of wrong rows brings along says nothing of a card.
  const ignored = titles.findIndex((title) => plainWords(title.slice(0, 20)) === 'probleme');
  const layout = { titles: row > 0 ? titles : [], read: columns, numbers, naming: [], ignored };
  return (r) => whyLeft(r, layout) ?? whyUnseen(r, hiddenRows);
}

async function* rowsOf(
  table: Table,
  { row: header, titles: own }: OpenedFile<ListedSim>['header'],
  also: readonly number[],
  why: Left,
  reader: SimRowReader,
): AsyncGenerator<ReadRow<ListedSim>> {
  const pause = yieldEvery();
  let cards = 0;
  try {
    const titles = signatureOf(simTitles(own));
    const all = rowsTogether(
      table,
      header,
      also,
      (row) => signatureOf(simTitles(row.cells)) === titles,
      (sheet) => new RuleBroken('sims.sheets_differ', { sheet: sheet?.name ?? '' }, 'sheet'),
    );
    for await (const row of all) {
      await pause();
      const left = why(row);
      if (left === 'empty') continue;
      if (row.cells.length > COLUMN_LIMIT)
        throw new RuleBroken(
          'sims.list_too_many_columns',
          { columns: row.cells.length, limit: COLUMN_LIMIT, row: row.n },
          'list',
        );
      if (left) {
        yield { n: row.n, raw: row.cells, left, problems: [], marks: row.marks };
        continue;
      }
      const read = reader.read(row);
      if (read.meaning) cards += 1;
      if (cards > MAX_CARDS) throw new RuleBroken('sims.list_too_long', { max: MAX_CARDS }, 'list');
      yield row.marks ? { ...read, marks: row.marks } : read;
    }
  } catch (error) {
    saying(refuse)(error);
  }
}

function refuse(error: NotATable): never {
  if (error.reason === 'empty') throw new RuleBroken('sims.list_empty', {}, 'list');
  if (error.reason === 'quote_not_closed') throw new RuleBroken('sims.list_quote_open', { row: error.row }, 'list');
  throw new RuleBroken('sims.list_not_text', { kind: error.reason }, 'list');
}
