import { says, type TableRow } from './table.js';

/** Where a pivot table stands: rows as a spreadsheet counts, columns from 0. */
export interface PivotRange {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

/** Above a pivot stand its filters, which some programs count as part of it and others do not. */
const FILTER_ROWS = 2;

/** « B30:G36 »; null where it is no range. */
export function pivotRange(reference: string): PivotRange | null {
  const [, from = '', top, to = '', bottom] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/.exec(reference.trim()) ?? [];
  if (!top) return null;
  return { top: Number(top), bottom: Number(bottom ?? top), left: columnAt(from), right: columnAt(to || from) };
}

const columnAt = (letters: string): number =>
  [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** A row without what a pivot says in it: a list beside one keeps its own cells, and a row that is a pivot's alone is marked. */
export function withoutPivot(row: TableRow, pivots: readonly PivotRange[]): TableRow {
  const here = pivots.filter(({ top, bottom }) => row.n >= top - FILTER_ROWS && row.n <= bottom);
  if (!here.length) return row;
  const isIn = (column: number, above: boolean) =>
    here.some(({ top, left, right }) => column >= left && column <= right && (above || row.n >= top));
  if (row.cells.every((cell, column) => !says(cell) || isIn(column, true))) return { ...row, pivot: true };
  if (!row.cells.some((cell, column) => says(cell) && isIn(column, false))) return row;
  return { ...row, cells: row.cells.map((cell, column) => (isIn(column, false) ? '' : cell)) };
}

export async function* withoutPivots(
  rows: AsyncIterable<TableRow>,
  pivots: readonly PivotRange[],
): AsyncGenerator<TableRow> {
  if (!pivots.length) return yield* rows;
  for await (const row of rows) yield withoutPivot(row, pivots);
}
