import { MOST_COLUMNS } from './row-cells.js';
import type { CellDoubt, TableRow } from './table.js';
import { columnOf } from './xlsx/xlsx-values.js';

export interface Tall {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

export interface Merges {
  readonly tall: readonly Tall[];
  readonly wide: ReadonlySet<number>;
}

const MOST_MERGES = 50_000;
/** Columns under one merged cell from which on it is a title. */
export const SPANNED_FROM = 3;
// Stops at the next tag, so that unclosed tags are read once, not once for each.
const MERGE = /<(?:\w+:)?mergeCell\b[^<>]*?\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;

/** Merges stand behind the rows in a sheet's XML, so they are searched for first, without parsing the rest. */
export async function findMerges(source: AsyncIterable<Buffer>): Promise<Merges> {
  const tall: Tall[] = [];
  const wide = new Set<number>();
  let rest = '';
  for await (const piece of source) {
    const text = rest + piece.toString('latin1');
    const first = text.indexOf('mergeCell');
    if (first < 0) {
      rest = text.slice(-16);
      continue;
    }
    const end = text.lastIndexOf('>') + 1;
    for (const [, column, from, last, to] of text.slice(0, end).matchAll(MERGE)) {
      const at = columnOf(column) ?? 0;
      if (tall.length + wide.size >= MOST_MERGES || at >= MOST_COLUMNS) continue;
      if (Number(to) > Number(from)) tall.push({ column: at, from: Number(from), to: Number(to) });
      if ((columnOf(last) ?? 0) - at >= SPANNED_FROM - 1) wide.add(Number(from));
    }
    rest = text.slice(end).slice(-1_000);
  }
  return { tall: tall.sort((a, b) => a.from - b.from), wide };
}

/** Copies the text of a tall cell into the rows that it covers, and marks rows under a wide one. Nothing is copied sideways: a title stands once. */
export async function* withMerges(rows: AsyncIterable<TableRow>, { tall, wide }: Merges): AsyncGenerator<TableRow> {
  if (!tall.length && !wide.size) return yield* rows;
  let next = 0;
  // One a column: merges of a real sheet never overlap, and in a forged one the last to begin counts.
  const active = new Map<number, Tall & { text: string; doubt: CellDoubt | null }>();
  for await (const row of rows) {
    while (next < tall.length && tall[next]!.from <= row.n) {
      const cell = tall[next++]!;
      const own = cell.from === row.n;
      active.set(cell.column, {
        ...cell,
        text: own ? (row.cells[cell.column] ?? '') : '',
        doubt: (own && row.doubts?.[cell.column]) || null,
      });
    }
    for (const [column, cell] of active) if (cell.to < row.n || cell.text === '') active.delete(column);
    const covering = [...active.values()].filter((cell) => !row.cells[cell.column]);
    if (!covering.length) {
      yield wide.has(row.n) ? { ...row, spanned: true } : row;
      continue;
    }
    const cells = [...row.cells];
    const doubts = { ...row.doubts };
    for (const { column, text, doubt } of covering) {
      while (cells.length <= column) cells.push('');
      cells[column] = text;
      if (doubt) doubts[column] = doubt;
    }
    yield {
      ...row,
      cells,
      ...(Object.keys(doubts).length ? { doubts } : {}),
      ...(wide.has(row.n) ? { spanned: true } : {}),
    };
  }
}
