import { NotATable, type SheetCount, type TableRow } from './table.js';

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

/** Counts rows as they pass. */
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

/** Counts the rows of a sheet; null when it cannot be read. */
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
