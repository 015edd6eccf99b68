import { type CellDoubt, NotATable, type RowMarks, STRUCK_ROW, says, type TableRow } from './table.js';

/**
 * Columns that are read. A sheet has 16,384: one cell in the last makes its row as wide, and a file of a few kilobytes holds a hundred thousand such
 * rows.
 */
export const MOST_COLUMNS = 2_000;
/** The last row of a sheet, in every program of today. */
export const LAST_ROW = 1_048_576;
/** Cells that take nothing in the file and much in memory: empty ones in front of one, and repeated ones. */
const MOST_FREE_CELLS = 50_000_000;

export interface CellForm {
  readonly struck: boolean;
  /** The colour behind it; null for none, or white. */
  readonly fill: string | null;
}

/** The form of a cell whose letters say themselves whether they are struck through. */
export const ownStyle = (form: CellForm | null, struck: boolean | null): CellForm | null =>
  struck === null || struck === (form?.struck ?? false) ? form : { struck, fill: form?.fill ?? null };

interface CellLook {
  readonly doubt?: CellDoubt | null;
  readonly times?: number;
  readonly form?: CellForm | null;
  /** Copied from a cell above that covers it: it has no form of its own. */
  readonly merged?: boolean;
}

export class RowCells {
  hidden = false;
  spanned = false;
  private cells: string[] = [];
  private doubts: Record<number, CellDoubt> | null = null;
  hasText = false;
  private free = 0;
  /** Of the cells with text: how many, how many struck through, and the colour that all have. */
  private filled = 0;
  private struck = 0;
  private fill: string | null = null;
  private readonly fills = new Map<number, string>();
  private readonly unusual = new Map<number, 'struck' | 'merged'>();
  private notes: Record<number, string> | null = null;

  begin(hidden: boolean): void {
    this.hidden = hidden;
    this.spanned = false;
    this.cells = [];
    this.doubts = null;
    this.hasText = false;
    this.filled = 0;
    this.struck = 0;
    this.fill = null;
    this.fills.clear();
    this.unusual.clear();
    this.notes = null;
  }

  note(column: number, text: string): void {
    if (column >= MOST_COLUMNS || text === '') return;
    this.notes ??= {};
    this.notes[column] = text;
  }

  /** @throws NotATable `too_large` for a file with many rows that are wide and empty */
  put(column: number, text: string, { doubt = null, times = 1, form = null, merged = false }: CellLook = {}): void {
    const end = Math.min(column + times, MOST_COLUMNS);
    if (text === '' || column >= end) return;
    this.free += Math.max(0, end - this.cells.length - 1);
    if (this.free > MOST_FREE_CELLS) throw new NotATable('too_large');
    while (this.cells.length < column) this.cells.push('');
    if (says(text) && !merged) {
      this.hasText = true;
      this.fill = this.filled === 0 || this.fill === form?.fill ? (form?.fill ?? null) : null;
      if (form?.fill) this.fills.set(column, form.fill);
      this.filled += 1;
      if (form?.struck) this.struck += 1;
    }
    const mark = merged ? 'merged' : form?.struck ? 'struck' : null;
    for (let at = column; at < end; at += 1) {
      this.cells[at] = text;
      if (doubt) this.doubt(at, doubt);
      if (mark) this.unusual.set(at, mark);
    }
  }

  at(column: number): string {
    return this.cells[column] ?? '';
  }

  end(n: number): TableRow | null {
    if (!this.hasText) return null;
    const { cells, doubts, filled } = this;
    const struck = this.struck === filled;
    const marks = this.marks();
    if (!this.hidden && !this.spanned && !doubts && !struck && !marks) return { n, cells };
    return {
      n,
      cells,
      ...(this.hidden ? { hidden: true } : {}),
      ...(struck ? STRUCK_ROW : {}),
      ...(marks ? { marks } : {}),
      ...(this.spanned ? { spanned: true } : {}),
      ...(doubts ? { doubts } : {}),
    };
  }

  private marks(): RowMarks | null {
    const { fill, fills, notes } = this;
    const strikes = this.struck > 0 && this.struck < this.filled ? this.strikes() : null;
    if (fills.size === 0 && !notes && !strikes) return null;
    return {
      ...(fill === null ? {} : { fill }),
      ...(fill === null && fills.size ? { fills: Object.fromEntries(fills) } : {}),
      ...(strikes ? { strikes } : {}),
      ...(notes ? { notes } : {}),
    };
  }

  private strikes(): Record<number, boolean> {
    const strikes: Record<number, boolean> = {};
    for (const [column, cell] of this.cells.entries()) {
      const mark = this.unusual.get(column);
      if (mark !== 'merged' && says(cell)) strikes[column] = mark === 'struck';
    }
    return strikes;
  }

  private doubt(column: number, doubt: CellDoubt): void {
    this.doubts ??= {};
    this.doubts[column] = doubt;
  }
}
