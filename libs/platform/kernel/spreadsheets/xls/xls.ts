import { yieldEvery } from '../../work/long-work.js';
import { type Merges, SPANNED_FROM, type Tall, withMerges } from '../merged-cells.js';
import { bestOf, candidates, countingBudget, countOf, RowCount, type Sample, samplesOf } from '../sheets.js';
import {
  firstRows,
  NotATable,
  type SheetCount,
  type SheetName,
  type SheetRows,
  type Table,
  type Worth,
} from '../table.js';
import { type Notes, withNotes } from '../xlsx/xlsx-notes.js';
import { allBytes, OleFile } from './ole-file.js';
import { XlsNotes } from './xls-notes.js';
import { RECORD, recordsFrom, SharedTexts, textAt } from './xls-records.js';
import { readXlsRows, type XlsBook, XlsStyles } from './xls-rows.js';

/** Excel 97 to 2003. */
const BIFF8 = 0x600;
const MOST_SHEETS = 500;
const MOST_MERGES = 50_000;

interface XlsSheet extends SheetName {
  readonly at: number;
}

/**
 * Opens a workbook of Excel 97 to 2003 (MS-XLS). The file is held in memory, up to a limit; its rows are read as they are asked for.
 * @param chosen the sheet, when somebody chose one
 * @throws NotATable `xls` for older ones; `protected`, `document`, `broken`, `too_large`, `empty`
 */
export async function openXls(source: AsyncIterable<Uint8Array>, worth: Worth, chosen?: number): Promise<Table> {
  const { book, sheets } = await readXlsBook(streamOf(new OleFile(await allBytes(source))));
  if (!sheets.length) throw new NotATable('broken');
  const sheet = sheets[chosen ?? -1] ? chosen! : await bestSheet(book, sheets, worth);
  const taken = await rowsOf(book, sheets[sheet]);
  if (!taken.sample.length) throw new NotATable('empty');
  const counted = new RowCount();
  return {
    format: 'xls',
    sheets: sheets.map(({ name, hidden }) => ({ name, hidden })),
    sheet,
    sample: taken.sample,
    rows: counted.over(taken.rows),
    notes: taken.notes ?? [],
    other: (other) => rowsOf(book, sheets[other]),
    samples: () => {
      const budget = countingBudget();
      return samplesOf(sheets.length, (i) => readXlsRows(book, sheets[i]!.at, budget));
    },
    counts: () => countSheets(book, sheets, new Map(counted.count ? [[sheets[sheet]!.at, counted.count]] : [])),
    close: async () => {},
  };
}

async function rowsOf(book: XlsBook, sheet: XlsSheet | undefined): Promise<SheetRows> {
  if (!sheet) throw new NotATable('broken');
  const { merges, notes } = await aroundRows(book.stream, sheet.at);
  const read = () => withNotes(withMerges(readXlsRows(book, sheet.at), merges), notes);
  return { sample: await firstRows(read()), rows: read(), notes: notes.byColumn };
}

async function bestSheet(book: XlsBook, sheets: readonly XlsSheet[], worth: Worth): Promise<number> {
  const looked = candidates(sheets);
  if (looked.length === 1) return looked[0]!;
  const samples: Sample[] = [];
  const budget = countingBudget();
  for (const sheet of looked)
    samples.push({ sheet, rows: await firstRows(readXlsRows(book, sheets[sheet]!.at, budget)) });
  return bestOf(samples, worth);
}

async function countSheets(book: XlsBook, sheets: readonly XlsSheet[], known: Map<number, SheetCount | null>) {
  const budget = countingBudget();
  for (const { at } of sheets) if (!known.has(at)) known.set(at, await countOf(readXlsRows(book, at, budget)));
  return sheets.map(({ at }) => known.get(at) ?? null);
}

function streamOf(file: OleFile): Buffer {
  const stream = file.read('Workbook');
  if (stream) return stream;
  if (file.has('EncryptedPackage')) throw new NotATable('protected');
  if (file.has('Book')) throw new NotATable('xls');
  throw new NotATable(file.has('WordDocument') || file.has('PowerPoint Document') ? 'document' : 'xls');
}

async function readXlsBook(stream: Buffer): Promise<{ book: XlsBook; sheets: XlsSheet[] }> {
  const pause = yieldEvery();
  const sheets: XlsSheet[] = [];
  const styles = new XlsStyles();
  const texts: Buffer[] = [];
  let from1904 = false;
  let last = 0;
  for (const { kind, data } of recordsFrom(stream, 0)) {
    const turn = pause();
    if (turn) await turn;
    if (kind === RECORD.password) throw new NotATable('protected');
    if (kind === RECORD.end) break;
    if (kind === RECORD.begin && (data.length < 2 || data.readUInt16LE(0) !== BIFF8)) throw new NotATable('xls');
    styles.take({ kind, data });
    if (kind === RECORD.dates) from1904 = data[0] === 1;
    else if (kind === RECORD.texts || (kind === RECORD.more && last === RECORD.texts)) texts.push(data);
    else if (kind === RECORD.sheet && data.length > 8 && data[5] === 0 && sheets.length < MOST_SHEETS)
      sheets.push({ name: textAt(data, 6, 1), hidden: (data[4]! & 3) !== 0, at: data.readUInt32LE(0) });
    if (kind !== RECORD.more) last = kind;
  }
  const { formats, forms } = styles;
  const shared: string[] = [];
  for (const text of texts.length ? new SharedTexts(texts).all() : []) {
    shared.push(text);
    const turn = pause();
    if (turn) await turn;
  }
  return { book: { stream, from1904, formats, forms, shared }, sheets };
}

async function aroundRows(stream: Buffer, at: number): Promise<{ merges: Merges; notes: Notes }> {
  const pause = yieldEvery();
  const tall: Tall[] = [];
  const wide = new Set<number>();
  const notes = new XlsNotes();
  let nested = 0;
  for (const { kind, data } of recordsFrom(stream, at)) {
    const turn = pause();
    if (turn) await turn;
    if (kind === RECORD.begin) nested += 1;
    else if (kind === RECORD.end) nested -= 1;
    if (nested === 0) break;
    if (nested === 1) notes.take({ kind, data });
    if (kind !== RECORD.merges) continue;
    for (let from = 2; from + 8 <= data.length && tall.length + wide.size < MOST_MERGES; from += 8) {
      const [top, bottom, left, right] = [0, 2, 4, 6].map((i) => data.readUInt16LE(from + i)) as [
        number,
        number,
        number,
        number,
      ];
      if (bottom > top) tall.push({ column: left, from: top + 1, to: bottom + 1 });
      if (right - left >= SPANNED_FROM - 1) wide.add(top + 1);
    }
  }
  return { merges: { tall: tall.sort((a, b) => a.from - b.from), wide }, notes: notes.end() };
}
