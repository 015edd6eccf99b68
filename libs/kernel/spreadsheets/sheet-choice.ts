import { SAMPLE_ROWS, type SheetName, type TableRow, type Worth } from './table.js';

/** Of a workbook with many sheets, so many are looked into. */
export const SHEETS_LOOKED_AT = 20;

/** The first rows of a sheet. */
export interface Sample {
  readonly sheet: number;
  readonly rows: readonly TableRow[];
}

/** The sheets among which one is taken when nobody said which: no hidden one unless all are. */
export function candidates(sheets: readonly SheetName[]): number[] {
  const shown = sheets.flatMap((sheet, i) => (sheet.hidden ? [] : [i]));
  return (shown.length ? shown : sheets.map((_, i) => i)).slice(0, SHEETS_LOOKED_AT);
}

/** The sheet with the best header; between equal ones the longer list, the first before the others; an empty one last. */
export function bestOf(samples: readonly Sample[], worth: Worth): number {
  const values = samples.map(({ rows }) =>
    rows.length ? Math.max(...rows.map((row) => worth(row.cells))) + rows.length / (SAMPLE_ROWS + 1) : -1,
  );
  return samples[values.indexOf(Math.max(...values))]?.sheet ?? 0;
}
