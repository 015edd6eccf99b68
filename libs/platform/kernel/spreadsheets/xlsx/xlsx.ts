import { findMerges, withMerges } from '../merged-cells.js';
import { type PivotRange, pivotRange, withoutPivots } from '../pivots.js';
import { bestOf, candidates, countingBudget, countOf, RowCount, type Sample, samplesOf, within } from '../sheets.js';
import { firstRows, NotATable, type SheetCount, type SheetRows, type Table, type Worth } from '../table.js';
import { readXml } from '../xml.js';
import type { ZipParts } from '../zip-file.js';
import { type Book, readBook, relations } from './xlsx-book.js';
import { readNotes, withNotes } from './xlsx-notes.js';
import { readSheetRows } from './xlsx-rows.js';

/**
 * Opens a workbook (ECMA-376 or ISO 29500, what Excel, LibreOffice and others save as .xlsx). Rows are read as they are asked for; only shared texts
 * are held. Of several sheets, the one with the best header is taken, never a hidden one unless all are.
 * @param chosen the sheet, when somebody chose one
 * @throws NotATable
 */
export async function openXlsx(zip: ZipParts, worth: Worth, chosen?: number): Promise<Table> {
  const book = await readBook(zip);
  const sheet = book.sheets[chosen ?? -1] ? chosen! : await bestSheet(zip, book, worth);
  const { part } = book.sheets[sheet]!;
  const counted = new RowCount();
  const taken = await rowsOf(zip, book, sheet);
  if (!taken.sample.length) throw new NotATable('empty');
  return {
    format: 'xlsx',
    sheets: book.sheets.map(({ name, hidden }) => ({ name, hidden })),
    sheet,
    sample: taken.sample,
    rows: counted.over(taken.rows),
    notes: taken.notes ?? [],
    other: (other) => rowsOf(zip, book, other),
    samples: () => samplesOf(book.sheets.length, (i) => readSheetRows(zip.read(book.sheets[i]!.part), book)),
    counts: () => countSheets(zip, book, new Map(counted.count ? [[part, counted.count]] : [])),
    close: () => zip.close(),
  };
}

async function rowsOf(zip: ZipParts, book: Book, sheet: number): Promise<SheetRows> {
  const found = book.sheets[sheet];
  if (!found) throw new NotATable('broken');
  const merges = await findMerges(zip.read(found.part));
  const notes = await readNotes(zip, found.part);
  const pivots = await pivotsOf(zip, found.part);
  const read = () =>
    withoutPivots(withNotes(withMerges(readSheetRows(zip.read(found.part), book), merges), notes), pivots);
  return { sample: await firstRows(read()), rows: read(), notes: notes.byColumn };
}

const MOST_PIVOTS = 100;

/** The pivot tables of a sheet (ECMA-376, 18.10). */
async function pivotsOf(zip: ZipParts, sheet: string): Promise<PivotRange[]> {
  const links = [...(await relations(zip, sheet)).values()].filter((l) => l.type === 'pivotTable' && zip.has(l.part));
  const found: PivotRange[] = [];
  const open = (tag: string, a: Readonly<Record<string, string>>) => {
    const range = tag === 'location' ? pivotRange(a['ref'] ?? '') : null;
    if (range) found.push(range);
  };
  for (const { part } of links.slice(0, MOST_PIVOTS)) for await (const _ of readXml(zip.read(part), { open }));
  return found;
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
