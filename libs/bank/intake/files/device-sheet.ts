import { type Answers, openSheet, rowsTogether, saying } from '#bank/files/engine';
import type { StatedOrder } from '#bank/files/words';
import {
  type NotATable,
  RuleBroken,
  type SheetName,
  type Table,
  type TableRow,
  whyUnseen,
  yieldEvery,
} from '#platform/kernel';
import { otherTitles } from './rows/row-section.js';
import {
  findHeader,
  type Header,
  headerBelow,
  headerWorth,
  type SheetChoices,
  type SheetMemory,
  signatureOf,
  tooWide,
} from './sheet-header.js';
import { RowReader, type SheetRow } from './sheet-row.js';

export interface DeviceSheet {
  readonly format: Table['format'];
  readonly sheets: readonly SheetName[];
  readonly sheet: number;
  /** As `OpenedFile.notes`. */
  notes(): number;
  readonly header: Header;
  /** The first rows below the header, as they are: to show what each column holds. */
  readonly examples: readonly TableRow[];
  /** Rows below the header, once; of those that are no device only why not; empty rows are none. @throws RuleBroken as `readDeviceSheet`. */
  readonly rows: AsyncIterable<SheetRow>;
  /** As `OpenedFile.shownLater`. */
  shownLater(): { readonly dayOrder: StatedOrder } | null;
  /** As `Table.samples` and `Table.counts`. */
  samples: Table['samples'];
  counts: Table['counts'];
  close(): Promise<void>;
}

const EXAMPLES = 5;
/** A file has no more devices; a longer list is cut in several. */
export const ROW_LIMIT = 200_000;

/**
 * Reads a donor's list of devices: CSV, XLSX, ODS or XLS as French offices save them (any usual encoding and separator, title lines
 * above the header, French or English column names, several sheets). One pass; memory holds one piece of the file, the texts
 * that a workbook's cells share, and the numbers seen.
 *
 * @param options.choices what somebody corrected; `options.memory` what they said of this donor's files before;
 *   `options.answers` what words mean, as somebody said
 * @throws RuleBroken, field `sheet`: `intake.sheet_not_text` (facts `kind`: what the file is instead), `intake.sheet_broken`,
 *   `intake.sheet_bomb`, `intake.sheet_empty`, `intake.sheet_no_header`, `intake.sheet_header_row`, `intake.sheet_too_many_columns`,
 *   `intake.sheets_differ` (one that is to be taken with it has other titles), `intake.sheet_too_many_rows`, `intake.sheet_quote_open` and `intake.sheet_row_open` (facts `row`). Some of them may come
 *   while rows are read.
 */
export async function readDeviceSheet(
  source: AsyncIterable<Uint8Array>,
  {
    choices = {},
    memory = new Map(),
    answers = new Map(),
  }: { readonly choices?: SheetChoices; readonly memory?: SheetMemory; readonly answers?: Answers } = {},
): Promise<DeviceSheet> {
  return openSheet(source, { worth: headerWorth, sheet: choices.sheet, beside: true, refuse }, (table) => {
    tooWide(table.sample[0]);
    const header = findHeader(table, choices, memory);
    const { also = [] } = choices;
    const reader = new RowReader(header, answers, { sheets: table.sheets, sheet: table.sheet, also });
    const below = table.sample.filter((row) => row.n > header.row && !row.hidden && !reader.isNothing(row));
    return {
      header,
      examples: below.slice(0, EXAMPLES),
      rows: rowsOf(table, header, reader, choices),
      shownLater: () => {
        const dayOrder = header.dates.shownLater;
        return dayOrder ? { dayOrder } : null;
      },
    };
  });
}

async function* rowsOf(
  table: Table,
  header: Header,
  first: RowReader,
  choices: SheetChoices,
): AsyncGenerator<SheetRow> {
  let reader = first;
  const isOtherTitles = otherTitles(header.titles);
  const pause = yieldEvery();
  const titles = signatureOf(header.titles);
  const all = rowsTogether(
    table,
    header.row,
    choices.also ?? [],
    (row) => signatureOf(row.cells) === titles,
    (sheet) => new RuleBroken('intake.sheets_differ', { sheet: sheet?.name ?? '' }, 'sheet'),
  );
  let read = 0;
  try {
    for await (const row of all) {
      await pause();
      const again = header.row > 0 && isOtherTitles(row) ? 'titles_again' : null;
      if (again) reader = reader.below(headerBelow(header, row));
      const nothing = again ?? reader.isNothing(row) ?? whyUnseen(row, choices.hiddenRows ?? false);
      if (nothing === 'empty') continue;
      if (nothing) {
        yield { n: row.n, raw: row.cells, left: nothing, problems: [], marks: row.marks };
        continue;
      }
      tooWide(row);
      read += 1;
      if (read > ROW_LIMIT) throw new RuleBroken('intake.sheet_too_many_rows', { limit: ROW_LIMIT }, 'sheet');
      const said = reader.read(row);
      yield row.marks ? { ...said, marks: row.marks } : said;
    }
  } catch (error) {
    saying(refuse)(error);
  }
}

function refuse({ reason, row }: NotATable): never {
  switch (reason) {
    case 'empty':
      throw new RuleBroken('intake.sheet_empty', {}, 'sheet');
    case 'quote_not_closed':
      throw new RuleBroken('intake.sheet_quote_open', { row }, 'sheet');
    case 'row_too_long':
      throw new RuleBroken('intake.sheet_row_open', { row }, 'sheet');
    case 'broken':
      throw new RuleBroken('intake.sheet_broken', {}, 'sheet');
    case 'too_large':
    case 'unsafe':
      throw new RuleBroken('intake.sheet_bomb', {}, 'sheet');
    default:
      throw new RuleBroken('intake.sheet_not_text', { kind: reason }, 'sheet');
  }
}
