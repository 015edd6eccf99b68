import {
  type Choices,
  COLUMN_LIMIT,
  type FoundHeader,
  firstRowOf,
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
  withoutDefusing,
  yieldEvery,
} from '#platform/kernel';
import type { ListSpec } from './list-spec.js';

/** A list has no more rows; a longer one is cut in several. */
export const MAX_ROWS = 1_000;
const EXAMPLES = 5;
const MAX_CELL = 300;

/** What titles are known by again. */
export const titlesOf = (header: readonly string[]): string[] => {
  const titles = header.slice(0, COLUMN_LIMIT).map((title) => plainWords(title.slice(0, 60)));
  return titles.slice(0, titles.findLastIndex((title) => title !== '') + 1);
};

/**
 * Opens a list and finds its columns by their titles.
 * @throws RuleBroken, field `sheet` or `columns`: `setup.list_not_table`, `setup.list_empty`, `setup.column_missing` (facts `label`),
 *   `setup.list_header_row`; while rows are read, `setup.list_too_long`.
 */
export async function openList<M>(
  spec: ListSpec<M>,
  source: AsyncIterable<Uint8Array>,
  { choices, memory }: Pick<OpenedWith, 'choices' | 'memory'>,
): Promise<OpenedFile<M>> {
  const worth = (cells: readonly string[]): number => Object.keys(columnsOf(spec, cells)).length * 2;
  return openSheet(source, { worth, sheet: choices.sheet, refuse }, (table) => {
    const header = findHeader(spec, table, choices, memory);
    return {
      header,
      examples: table.sample.filter((row) => row.n > header.row).slice(0, EXAMPLES),
      rows: rowsOf(spec, table, header, choices),
    };
  });
}

/** What columns are: as somebody said, else as they said of the same titles, else by their titles. */
function findHeader<M>(
  spec: ListSpec<M>,
  table: Table,
  choices: OpenedWith['choices'],
  memory: OpenedWith['memory'],
): FoundHeader {
  const known = (row: TableRow) => memory.get(signatureOf(titlesOf(row.cells)) ?? '');
  const row =
    choices.headerRow === undefined
      ? (table.sample.find(known) ?? bestTitles(spec, table.sample))
      : table.sample.find((r) => r.n === choices.headerRow);
  if (!row) throw new RuleBroken('setup.list_header_row', { max: table.sample.at(-1)?.n ?? 1 }, 'headerRow');
  const remembered = known(row);
  const said = choices.columns ?? remembered?.columns;
  const fields = said ? placesOf(said) : columnsOf(spec, row.cells);
  const missing = Object.entries(spec.fields).find(([field, { needed }]) => needed && fields[field] === undefined);
  if (missing)
    throw new RuleBroken('setup.column_missing', { label: missing[1].label }, choices.columns ? 'columns' : 'sheet');
  return {
    row: row.n,
    titles: row.cells,
    fields,
    by: choices.columns ? 'person' : remembered ? 'memory' : 'names',
    defaults: {},
  };
}

const bestTitles = <M>(spec: ListSpec<M>, sample: readonly TableRow[]): TableRow | undefined => {
  const worth = (row: TableRow) => Object.keys(columnsOf(spec, row.cells)).length;
  return sample.reduce<TableRow | undefined>(
    (best, row) => (best && worth(best) >= worth(row) ? best : row),
    undefined,
  );
};

function columnsOf<M>(spec: ListSpec<M>, cells: readonly string[]): Partial<Record<string, number>> {
  const found: Partial<Record<string, number>> = {};
  cells.slice(0, COLUMN_LIMIT).forEach((title, i) => {
    const words = plainWords(title.slice(0, 60));
    const field = Object.keys(spec.fields).find((name) => spec.fields[name]!.titles.test(words));
    if (words && field && found[field] === undefined) found[field] = i;
  });
  return found;
}

const placesOf = (said: readonly (string | null)[]): Partial<Record<string, number>> =>
  Object.fromEntries(said.flatMap((field, i) => (field ? [[field, i]] : [])));

async function* rowsOf<M>(
  spec: ListSpec<M>,
  table: Table,
  { row: titlesAt, titles, fields }: FoundHeader,
  { hiddenRows = false, also = [] }: Choices,
): AsyncGenerator<ReadRow<M>> {
  const pause = yieldEvery();
  const read = Object.values(fields).filter((at) => at !== undefined);
  // The column that a file of wrong rows brings along says nothing.
  const ignored = titles.findIndex((title) => plainWords(title.slice(0, 20)) === 'probleme');
  const layout = { titles, read, numbers: [], naming: read, ignored };
  const met: Met = { lines: new Map(), taken: { sheets: table.sheets, sheet: table.sheet, also } };
  const own = signatureOf(titlesOf(titles));
  const all = rowsTogether(
    table,
    titlesAt,
    also,
    (row) => signatureOf(titlesOf(row.cells)) === own,
    (sheet) => new RuleBroken('setup.sheets_differ', { sheet: sheet?.name ?? '' }, 'sheet'),
  );
  let many = 0;
  try {
    for await (const row of all) {
      await pause();
      const left = whyLeft(row, layout) ?? whyUnseen(row, hiddenRows);
      if (left === 'empty') continue;
      if (left) {
        yield { n: row.n, raw: row.cells, left, problems: [], marks: row.marks };
        continue;
      }
      if (++many > MAX_ROWS) throw new RuleBroken('setup.list_too_long', { max: MAX_ROWS }, 'sheet');
      const read = readRow(spec, row, fields, met);
      yield row.marks ? { ...read, marks: row.marks } : read;
    }
  } catch (error) {
    saying(refuse)(error);
  }
}

/** Where each thing of a list was met first. */
interface Met {
  readonly lines: Map<string, number>;
  readonly taken: TakenSheets;
}

function readRow<M>(
  spec: ListSpec<M>,
  row: TableRow,
  fields: FoundHeader['fields'],
  { lines, taken }: Met,
): ReadRow<M> {
  const said = spec.read((field) =>
    withoutDefusing(row.cells[fields[field] ?? -1] ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, MAX_CELL),
  );
  const raw = { n: row.n, raw: row.cells };
  if ('refused' in said) return { ...raw, problems: [said.refused] };
  const keys = spec.keys(said.meaning);
  const firstRow = keys.map((key) => lines.get(key)).find((line) => line !== undefined);
  const [first = ''] = Object.keys(spec.fields);
  if (firstRow !== undefined)
    return { ...raw, problems: [{ field: first, code: 'setup.row_twice', facts: firstRowOf(firstRow, taken) }] };
  for (const key of keys) lines.set(key, row.n);
  return { ...raw, meaning: said.meaning, problems: [] };
}

function refuse(error: NotATable): never {
  if (error.reason === 'empty') throw new RuleBroken('setup.list_empty', {}, 'sheet');
  throw new RuleBroken('setup.list_not_table', { kind: error.reason }, 'sheet');
}
