import { type CellDoubt, NotATable, says, type TableRow } from './table.js';

/**
 * Columns that are read. The last of a sheet is the 16,384th: one cell there makes its row as wide, and a file of a few
 * kilobytes holds a hundred thousand such rows.
 */
export const MOST_COLUMNS = 2_000;
/** The last row of a sheet, in every program of today. */
export const LAST_ROW = 1_048_576;
/** Cells that cost nothing in the file and much in memory: empty ones in front of one, and one that is repeated. */
const MOST_FREE_CELLS = 50_000_000;

/** Puts the cells of one row after the other together. */
export class RowCells {
  hidden = false;
  spanned = false;
  private cells: string[] = [];
  private doubts: Record<number, CellDoubt> | null = null;
  /** Whether a cell says something. */
  said = false;
  private free = 0;

  begin(hidden: boolean): void {
    this.hidden = hidden;
    this.spanned = false;
    this.cells = [];
    this.doubts = null;
    this.said = false;
  }

  /** @throws NotATable `too_large` for a file whose rows are wide for nothing, again and again. */
  put(column: number, text: string, doubt: CellDoubt | null = null, times = 1): void {
    const end = Math.min(column + times, MOST_COLUMNS);
    if (text === '' || column >= end) return;
    this.free += Math.max(0, end - this.cells.length - 1);
    if (this.free > MOST_FREE_CELLS) throw new NotATable('too_large');
    while (this.cells.length < column) this.cells.push('');
    this.said ||= says(text);
    for (let at = column; at < end; at += 1) {
      this.cells[at] = text;
      if (doubt) this.doubt(at, doubt);
    }
  }

  at(column: number): string {
    return this.cells[column] ?? '';
  }

  /** The row, or null when it says nothing. */
  end(n: number): TableRow | null {
    if (!this.said) return null;
    const { cells, doubts } = this;
    if (!this.hidden && !this.spanned && !doubts) return { n, cells };
    return {
      n,
      cells,
      ...(this.hidden ? { hidden: true } : {}),
      ...(this.spanned ? { spanned: true } : {}),
      ...(doubts ? { doubts } : {}),
    };
  }

  private doubt(column: number, doubt: CellDoubt): void {
    this.doubts ??= {};
    this.doubts[column] = doubt;
  }
}
