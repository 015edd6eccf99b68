import { findMerges, withMerges } from './merged-cells.js';
import { countOf, RowCount, within } from './sheet-counts.js';
import { firstRows, NotATable, SAMPLE_ROWS, type SheetCount, type Table, type Worth } from './table.js';
import { type Book, readBook } from './xlsx-book.js';
import { readSheetRows } from './xlsx-rows.js';
import type { ZipParts } from './zip-file.js';

/** Of a workbook with many sheets, so many are looked into. */
const SHEETS_LOOKED_AT = 20;
/** Bytes of XML read only to count rows of sheets that nobody asked for. */
const MOST_COUNTED = 256 * 1024 * 1024;

/**
 * Opens a workbook (ECMA-376 or ISO 29500, what Excel, LibreOffice and others save as .xlsx). Rows are read as they are asked
 * for; only the texts that cells share are held. Of several sheets, the one with the best header is taken, never a hidden
 * one unless all are.
 *
 * @param chosen which sheet, when somebody said so
 * @throws NotATable
 */
export async function openXlsx(zip: ZipParts, worth: Worth, chosen?: number): Promise<Table> {
  const book = await readBook(zip);
  const sheet = book.sheets[chosen ?? -1] ? chosen! : await bestSheet(zip, book, worth);
  const { part } = book.sheets[sheet]!;
  const merges = await findMerges(zip.read(part));
  const read = () => withMerges(readSheetRows(zip.read(part), book), merges);
  const sample = await firstRows(read());
  if (!sample.length) throw new NotATable('empty');
  const counted = new RowCount();
  return {
    format: 'xlsx',
    sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })),
    sheet,
    sample,
    rows: counted.over(read()),
    counts: () => countSheets(zip, book, new Map(counted.count ? [[part, counted.count]] : [])),
    close: () => zip.close(),
  };
}

async function countSheets(zip: ZipParts, book: Book, known: Map<string, SheetCount | null>) {
  const budget = { left: MOST_COUNTED };
  for (const { part } of book.sheets) {
    // A forged workbook names the same part hundreds of times.
    if (!known.has(part)) known.set(part, await countOf(readSheetRows(within(budget, zip.read(part)), book)));
  }
  return book.sheets.map(({ part }) => known.get(part) ?? null);
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
