import {
  firstRows,
  NotATable,
  SAMPLE_ROWS,
  type SheetCount,
  type SheetName,
  type TableRow,
  type Worth,
} from './table.js';

/** Bytes read only to count rows of sheets that nobody asked for. */
const MOST_COUNTED = 256 * 1024 * 1024;

export interface Budget {
  left: number;
}

export const countingBudget = (): Budget => ({ left: MOST_COUNTED });

/** @throws NotATable `too_large` when the budget is used up */
export function spend(budget: Budget, bytes: number): void {
  budget.left -= bytes;
  if (budget.left < 0) throw new NotATable('too_large');
}

export class RowCount {
  private rows = 0;
  private hiddenRows = 0;
  private whole = false;

  async *over(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
    this.rows = 0;
    this.hiddenRows = 0;
    for await (const row of rows) {
      this.rows += 1;
      if (row.hidden) this.hiddenRows += 1;
      yield row;
    }
    this.whole = true;
  }

  /** Null until all rows have passed. */
  get count(): SheetCount | null {
    return this.whole ? { rows: this.rows, hidden: this.hiddenRows } : null;
  }
}

export async function countOf(rows: AsyncIterable<TableRow>): Promise<SheetCount | null> {
  const counting = new RowCount();
  try {
    for await (const _ of counting.over(rows));
  } catch (error) {
    if (!(error instanceof NotATable)) throw error;
  }
  return counting.count;
}

/** The pieces, as long as the budget lasts. @throws NotATable `too_large` */
export async function* within(budget: Budget, pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    spend(budget, piece.length);
    yield piece;
  }
}

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
