import { LONGEST_CELL, RowSplitter, splitRows } from './delimited-rows.js';
import { Decoder, type Encoding, type NotText, sniff } from './text-encoding.js';

/** Separators tried, the French spreadsheet's first. */
export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

/** A file that cannot be read as a table at all; each room turns it into its own sentence. */
export class NotATable extends Error {
  override readonly name = 'NotATable';
  constructor(
    readonly reason: NotText | 'quote_not_closed',
    /** Row in which reading stopped, as a spreadsheet counts. */
    readonly row = 0,
  ) {
    super(reason);
  }
}

export interface DelimitedRow {
  /** As a spreadsheet counts: 1 is the first row of the file, titles and empty rows included. */
  readonly n: number;
  readonly cells: readonly string[];
}

export interface DelimitedTable {
  readonly separator: Separator;
  /** What was met so far: an accent may come late. */
  readonly encoding: () => Encoding;
  /** The first rows, at most 50: to look for the header in. They come again in `rows`. */
  readonly sample: readonly DelimitedRow[];
  /** Every row, once. Holds one piece of the file at a time. @throws NotATable when something that is no text comes later. */
  readonly rows: AsyncIterable<DelimitedRow>;
}

const HEAD = 64 * 1024;
const SAMPLE_ROWS = 50;

/**
 * Opens delimited text of unknown encoding and separator. `worth` says how much a row looks like a header (0: not at
 * all); the separator that gives the best one wins, else the one that cuts most rows into the same number of cells.
 * @throws NotATable for images, PDF, ZIP and other binary files, and for an empty one.
 */
export async function openDelimited(
  source: AsyncIterable<Uint8Array>,
  worth: (cells: readonly string[]) => number = () => 0,
): Promise<DelimitedTable> {
  const pieces = source[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let size = 0;
  let done = false;
  while (size < HEAD && !done) {
    const piece = await pieces.next();
    if (piece.done) done = true;
    else {
      first.push(piece.value);
      size += piece.value.length;
    }
  }
  const head = Buffer.concat(first);
  const found = sniff(head.subarray(0, HEAD));
  if ('notText' in found) throw new NotATable(found.notText);
  const decoder = new Decoder(found.encoding);
  const text = decoder.write(head.subarray(found.skip)) + (done ? decoder.end() : '');
  if (text.trim() === '') throw new NotATable('empty');

  const samples = SEPARATORS.map((separator) => {
    const rows = splitRows(text.slice(0, HEAD), separator).slice(0, SAMPLE_ROWS);
    return { separator, rows, worth: Math.max(...rows.map(worth), 0), evenness: evenness(rows) };
  });
  const best = samples.reduce((a, b) =>
    b.worth > a.worth || (b.worth === a.worth && b.evenness > a.evenness) ? b : a,
  );

  async function* read(): AsyncGenerator<DelimitedRow> {
    const splitter = new RowSplitter(best.separator);
    let n = 0;
    let ended = done;
    try {
      for (let next = text; ; ) {
        if (next.includes('\0')) throw new NotATable('binary', n + 1);
        for (const cells of splitter.push(next)) {
          n += 1;
          yield { n, cells };
        }
        if (splitter.pending > LONGEST_CELL) throw new NotATable('quote_not_closed', n + 1);
        if (ended) break;
        const piece = await pieces.next();
        ended = piece.done === true;
        next = piece.done ? decoder.end() : decoder.write(piece.value);
      }
      const last = splitter.end();
      if (splitter.open) throw new NotATable('quote_not_closed', n + 1);
      for (const cells of last) {
        n += 1;
        yield { n, cells };
      }
    } finally {
      await pieces.return?.();
    }
  }
  const sample = best.rows.map((cells, i) => ({ n: i + 1, cells }));
  return { separator: best.separator, encoding: () => decoder.encoding ?? 'utf-8', sample, rows: read() };
}

/** Rows of the commonest width above one, times that width: how table-like the text is with a separator. */
function evenness(rows: readonly string[][]): number {
  const widths = new Map<number, number>();
  for (const row of rows) if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1);
  return Math.max(0, ...[...widths].map(([width, count]) => count * Math.min(width, 4)));
}
