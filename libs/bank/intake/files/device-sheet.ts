import {
  type Answers,
  type Choices,
  type ColumnMemory,
  EXAMPLES,
  leftRow,
  type OpenedFile,
  type OpenedList,
  openList,
  takenOf,
} from '#bank/files/engine';
import { type NotATable, RuleBroken, type TableRow, whyUnseen } from '#platform/kernel';
import { otherTitles } from './rows/row-above.js';
import { shownLater } from './sheet-dates.js';
import { findHeader, type Header, headerBelow, headerWorth, tooWide } from './sheet-header.js';
import { RowReader, type SheetDevice, type SheetRow } from './sheet-row.js';

export const ROW_LIMIT = 200_000;

export interface DeviceSheet extends OpenedList<SheetRow, Header>, Pick<OpenedFile<SheetDevice>, 'shownLater'> {}

/**
 * Reads a donor's list of devices: CSV, XLSX, ODS or XLS as French offices save them (any usual encoding and separator, title lines above the header,
 * several sheets). One pass; memory holds one piece of the file, the texts that a workbook's cells share, and the numbers seen.
 * @param options.choices what somebody corrected; `options.memory` what they said of this donor's files before; `options.answers` what words mean
 * @throws RuleBroken, field `sheet`: `intake.sheet_*`, some of them while rows are read; `intake.sheets_differ` where one that is to be taken with it
 * has other titles
 */
export async function readDeviceSheet(
  source: AsyncIterable<Uint8Array>,
  {
    choices = {},
    memory = new Map(),
    answers = new Map(),
  }: { readonly choices?: Choices; readonly memory?: ColumnMemory; readonly answers?: Answers } = {},
): Promise<DeviceSheet> {
  const sheet = await openList<SheetRow, Header>(source, choices, {
    worth: headerWorth,
    beside: true,
    most: ROW_LIMIT,
    refuse: {
      notATable,
      otherTitles: (name) => new RuleBroken('intake.sheets_differ', { sheet: name }, 'sheet'),
      tooManyRows: (limit) => new RuleBroken('intake.sheet_too_many_rows', { limit }, 'sheet'),
    },
    begin(table) {
      tooWide(table.sample[0]);
      const header = findHeader(table, choices, memory);
      const reader = new RowReader(header, answers, takenOf(table, choices));
      const below = table.sample.filter((row) => row.n > header.row && !row.hidden && !reader.isNothing(row));
      return { header, examples: below.slice(0, EXAMPLES), ...rowReader(header, reader, choices) };
    },
  });
  return { ...sheet, shownLater: () => shownLater(sheet.header.dates) };
}

/** Reads rows, those of other tables below by the titles that these have, each sheet from the titles of its own. */
function rowReader(header: Header, first: RowReader, { hiddenRows = false }: Choices) {
  let reader = first;
  const isOtherTitles = otherTitles(header.titles);
  const beginSheet = (above: readonly TableRow[]): void => {
    reader = first;
    reader.beginSheet(above.filter((row) => whyUnseen(row, hiddenRows) === null));
  };
  const read = (row: TableRow): SheetRow | null => {
    const again = header.row > 0 && isOtherTitles(row) ? 'titles_again' : null;
    if (again) reader = reader.below(headerBelow(header, row));
    const left = again ?? reader.isNothing(row) ?? whyUnseen(row, hiddenRows);
    if (left === 'section') reader.beginSection(row);
    if (left) return leftRow({ ...row, cells: reader.kept(row, true) }, left);
    tooWide(row);
    return reader.read(row);
  };
  return { read, beginSheet };
}

function notATable({ reason, row }: NotATable): RuleBroken {
  switch (reason) {
    case 'empty':
      return new RuleBroken('intake.sheet_empty', {}, 'sheet');
    case 'quote_not_closed':
      return new RuleBroken('intake.sheet_quote_open', { row }, 'sheet');
    case 'row_too_long':
      return new RuleBroken('intake.sheet_row_open', { row }, 'sheet');
    case 'broken':
      return new RuleBroken('intake.sheet_broken', {}, 'sheet');
    case 'too_large':
    case 'unsafe':
      return new RuleBroken('intake.sheet_bomb', {}, 'sheet');
    default:
      return new RuleBroken('intake.sheet_not_text', { kind: reason }, 'sheet');
  }
}
