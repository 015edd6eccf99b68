import type { TableRow } from './table.js';
import { columnOf, MOST_COLUMNS } from './xlsx-values.js';

/** A cell that covers the ones below it. */
interface Tall {
  readonly column: number;
  readonly from: number;
  readonly to: number;
}

const MOST_MERGES = 50_000;
// Stops at the next tag: what opens thousands and closes none is read once, not once for each.
const MERGE = /<(?:\w+:)?mergeCell\b[^<>]*?\bref\s*=\s*["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']/g;

/** Merges stand behind the rows in a sheet's XML, so that they are looked for first, without understanding the rest. */
export async function findTallCells(source: AsyncIterable<Buffer>): Promise<Tall[]> {
  const found: Tall[] = [];
  let rest = '';
  for await (const piece of source) {
    const text = rest + piece.toString('latin1');
    const first = text.indexOf('mergeCell');
    if (first < 0) {
      rest = text.slice(-16);
      continue;
    }
    const end = text.lastIndexOf('>') + 1;
    for (const [, column, from, , to] of text.slice(0, end).matchAll(MERGE)) {
      if (Number(to) > Number(from) && found.length < MOST_MERGES) {
        const at = columnOf(column) ?? 0;
        if (at < MOST_COLUMNS) found.push({ column: at, from: Number(from), to: Number(to) });
      }
    }
    rest = text.slice(end).slice(-1_000);
  }
  return found.sort((a, b) => a.from - b.from);
}

/** Writes what a tall cell says into the rows that it covers. Sideways nothing is written: a title says its word once. */
export async function* fillDown(rows: AsyncIterable<TableRow>, tall: readonly Tall[]): AsyncGenerator<TableRow> {
  if (!tall.length) return yield* rows;
  let next = 0;
  // One a column: merges of a real sheet never cover each other, and in a forged one the last to begin counts.
  const active = new Map<number, Tall & { text: string }>();
  for await (const row of rows) {
    while (next < tall.length && tall[next]!.from <= row.n) {
      const cell = tall[next++]!;
      active.set(cell.column, { ...cell, text: cell.from === row.n ? (row.cells[cell.column] ?? '') : '' });
    }
    for (const [column, cell] of active) if (cell.to < row.n || cell.text === '') active.delete(column);
    const covering = [...active.values()].filter((cell) => !row.cells[cell.column]);
    if (!covering.length) {
      yield row;
      continue;
    }
    const cells = [...row.cells];
    for (const { column, text } of covering) {
      while (cells.length <= column) cells.push('');
      cells[column] = text;
    }
    yield { n: row.n, cells };
  }
}
