import { findMerges, withMerges } from './merged-cells.js';
import { bestOf, candidates, type Sample } from './sheet-choice.js';
import { countingBudget, countOf, RowCount, within } from './sheet-counts.js';
import { firstRows, NotATable, type SheetCount, type Table, type Worth } from './table.js';
import { type Book, readBook } from './xlsx-book.js';
import { readSheetRows } from './xlsx-rows.js';
import type { ZipParts } from './zip-file.js';

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
  const budget = countingBudget();
  for (const { part } of book.sheets) {
    // A forged workbook names the same part hundreds of times.
    if (!known.has(part)) known.set(part, await countOf(readSheetRows(within(budget, zip.read(part)), book)));
  }
  return book.sheets.map(({ part }) => known.get(part) ?? null);
}

async function bestSheet(zip: ZipParts, book: Book, worth: Worth): Promise<number> {
  const looked = candidates(book.sheets);
  if (looked.length === 1) return looked[0]!;
  const samples: Sample[] = [];
  for (const sheet of looked) {
    const rows = readSheetRows(zip.read(book.sheets[sheet]!.part), book);
    samples.push({ sheet, rows: await firstRows(rows) });
  }
  return bestOf(samples, worth);
}
