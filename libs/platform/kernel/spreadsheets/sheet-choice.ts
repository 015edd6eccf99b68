import { firstRows, NotATable, SAMPLE_ROWS, type SheetName, type TableRow, type Worth } from './table.js';

export const MOST_SHEETS_READ = 20;

export interface Sample {
  readonly sheet: number;
  readonly rows: readonly TableRow[];
}

/** The sheets to choose among when nobody did: no hidden one unless all are. */
export function candidates(sheets: readonly SheetName[]): number[] {
  const shown = sheets.flatMap((sheet, i) => (sheet.hidden ? [] : [i]));
  return (shown.length ? shown : sheets.map((_, i) => i)).slice(0, MOST_SHEETS_READ);
}

/** The sheet with the best header; of equal ones the longer list, then the first; empty ones last. */
export function bestOf(samples: readonly Sample[], worth: Worth): number {
  const values = samples.map(({ rows }) =>
    rows.length ? Math.max(...rows.map((row) => worth(row.cells))) + rows.length / (SAMPLE_ROWS + 1) : -1,
  );
  return samples[values.indexOf(Math.max(...values))]?.sheet ?? 0;
}

/** The first rows of each sheet; none of one that cannot be read, and of those beyond the first twenty. */
export async function samplesOf(
  sheets: number,
  rows: (sheet: number) => AsyncIterable<TableRow>,
): Promise<(readonly TableRow[])[]> {
  const samples: (readonly TableRow[])[] = [];
  for (let i = 0; i < Math.min(sheets, MOST_SHEETS_READ); i += 1) {
    try {
      samples.push(await firstRows(rows(i)));
    } catch (error) {
      if (!(error instanceof NotATable)) throw error;
      samples.push([]);
    }
  }
  return samples;
}
