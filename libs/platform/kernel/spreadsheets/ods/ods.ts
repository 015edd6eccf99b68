import { withoutPivot, withoutPivots } from '../pivots.js';
import { bestOf, candidates, MOST_SHEETS_READ } from '../sheets.js';
import { firstRows, NotATable, SAMPLE_ROWS, type SheetCount, type Table, type TableRow, type Worth } from '../table.js';
import { readXml } from '../xml.js';
import type { ZipParts } from '../zip-file.js';
import { OdsReading, type OdsRow } from './ods-rows.js';

export const CONTENT = 'content.xml';

/**
 * Opens a workbook of OpenDocument (ISO/IEC 26300, what LibreOffice saves as .ods). All sheets are one piece of XML: it is read once to know them,
 * and again, as rows are asked for, up to the end of the sheet that is taken.
 * @param chosen the sheet, when somebody chose one
 * @throws NotATable
 */
export async function openOds(zip: ZipParts, worth: Worth, chosen?: number): Promise<Table> {
  const { sheets, counts, samples, notes, pivots } = await overview(zip, chosen);
  const readRows = (of: number) => withoutPivots(rowsOf(zip, of), pivots[of] ?? []);
  if (!sheets.length) throw new NotATable('broken');
  const looked = sheets[chosen ?? -1] ? [chosen!] : candidates(sheets);
  const sheet = bestOf(
    looked.map((i) => ({ sheet: i, rows: samples.get(i) ?? [] })),
    worth,
  );
  const sample = samples.get(sheet) ?? [];
  if (!sample.length) throw new NotATable('empty');
  return {
    format: 'ods',
    sheets,
    sheet,
    sample,
    rows: readRows(sheet),
    notes: notes[sheet] ?? [],
    other: async (other) => {
      if (!sheets[other]) throw new NotATable('broken');
      const sample = samples.get(other) ?? (await firstRows(readRows(other)));
      return { sample, rows: readRows(other), notes: notes[other] ?? [] };
    },
    samples: async () => sheets.slice(0, MOST_SHEETS_READ).map((_, i) => samples.get(i) ?? []),
    counts: async () => counts,
    close: () => zip.close(),
  };
}

async function* rowsOf(zip: ZipParts, sheet: number): AsyncGenerator<TableRow> {
  const reading = new OdsReading(sheet);
  for await (const _ of readXml(zip.read(CONTENT), reading)) {
    for (const found of reading.take()) yield* each(found);
    if (reading.done) return;
  }
}

/** LibreOffice writes equal rows once. */
function* each({ row, times }: OdsRow): Generator<TableRow> {
  yield row;
  for (let i = 1; i < times; i += 1) yield { ...row, n: row.n + i };
}

/** What a first reading tells of each sheet: its name, its count, and the first rows of those that may be taken. */
async function overview(zip: ZipParts, chosen: number | undefined) {
  const reading = new OdsReading();
  const counts: { rows: number; hidden: number }[] = [];
  const samples = new Map<number, TableRow[]>();
  const kept = { shown: 0, hidden: 0 };
  const sampleOf = (sheet: number): TableRow[] | undefined => {
    const kind = reading.sheets[sheet]!.hidden ? 'hidden' : 'shown';
    if (!samples.has(sheet) && (kept[kind] < MOST_SHEETS_READ || sheet === chosen)) {
      samples.set(sheet, []);
      kept[kind] += 1;
    }
    return samples.get(sheet);
  };
  for await (const _ of readXml(zip.read(CONTENT), reading))
    for (const found of reading.take()) {
      const count = counts[found.sheet] ?? { rows: 0, hidden: 0 };
      counts[found.sheet] = count;
      count.rows += found.times;
      if (found.row.hidden) count.hidden += found.times;
      const sample = sampleOf(found.sheet);
      const times = Math.min(found.times, SAMPLE_ROWS - (sample?.length ?? SAMPLE_ROWS));
      if (times > 0) sample?.push(...each({ ...found, times }));
    }
  for (const [i, rows] of samples)
    samples.set(
      i,
      rows.map((row) => withoutPivot(row, reading.pivots[i] ?? [])),
    );
  const none: SheetCount = { rows: 0, hidden: 0 };
  return {
    sheets: reading.sheets,
    notes: reading.notes,
    pivots: reading.pivots,
    samples,
    counts: reading.sheets.map((_, i) => counts[i] ?? none),
  };
}
