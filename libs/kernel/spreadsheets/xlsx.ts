import { fillDown, findTallCells } from './merged-cells.js';
import { NotATable, SAMPLE_ROWS, type Table, type TableRow, type Worth } from './table.js';
import { type Book, readBook } from './xlsx-book.js';
import { readSheetRows } from './xlsx-rows.js';
import { ZipParts } from './zip-file.js';

/** Of a workbook with many sheets, so many are looked into. */
const SHEETS_LOOKED_AT = 20;

/**
 * Opens a workbook (ECMA-376 or ISO 29500, what Excel, LibreOffice and others save as .xlsx). Rows are read as they are asked
 * for; only the texts that cells share are held. Of several sheets, the one with the best header is taken, never a hidden
 * one unless all are.
 *
 * @param chosen which sheet, when somebody said so
 * @throws NotATable
 */
export async function openXlsx(source: AsyncIterable<Uint8Array>, worth: Worth, chosen?: number): Promise<Table> {
  const zip = await ZipParts.of(source);
  try {
    const book = await readBook(zip);
    const sheet = book.sheets[chosen ?? -1] ? chosen! : await bestSheet(zip, book, worth);
    const { part } = book.sheets[sheet]!;
    const tall = await findTallCells(zip.read(part));
    const read = () => fillDown(readSheetRows(zip.read(part), book), tall);
    const sample = await firstRows(read());
    if (!sample.length) throw new NotATable('empty');
    return {
      format: 'xlsx',
      sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })),
      sheet,
      sample,
      rows: read(),
      close: () => zip.close(),
    };
  } catch (error) {
    await zip.close();
    throw error;
  }
}

async function bestSheet(zip: ZipParts, book: Book, worth: Worth): Promise<number> {
  const shown = book.sheets.flatMap((s, i) => (s.hidden ? [] : [i]));
  const candidates = (shown.length ? shown : book.sheets.map((_, i) => i)).slice(0, SHEETS_LOOKED_AT);
  if (candidates.length === 1) return candidates[0]!;
  let best = { sheet: candidates[0]!, worth: -1 };
  for (const sheet of candidates) {
    const rows = await firstRows(readSheetRows(zip.read(book.sheets[sheet]!.part), book));
    // Between equal headers the longer list; an empty sheet comes last.
    const value = rows.length ? Math.max(...rows.map((row) => worth(row.cells))) + rows.length / (SAMPLE_ROWS + 1) : -1;
    if (value > best.worth) best = { sheet, worth: value };
  }
  return best.sheet;
}

async function firstRows(rows: AsyncIterable<TableRow>): Promise<TableRow[]> {
  const first: TableRow[] = [];
  for await (const row of rows) {
    first.push(row);
    if (first.length === SAMPLE_ROWS) break;
  }
  return first;
}
