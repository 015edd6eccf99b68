import { doubtsOf } from '../spreadsheets/rounded.js';
import { LONGEST_CELL, NotATable, SAMPLE_ROWS, type Table, type TableRow, type Worth } from '../spreadsheets/table.js';
import { yieldEvery } from '../work/long-work.js';
import { RowSplitter, splitRows } from './delimited-rows.js';
import { Decoder, type Encoding, sniff } from './text-encoding.js';

/** Separators tried, the French spreadsheet's first. */
export const SEPARATORS = [';', ',', '\t', '|'] as const;
export type Separator = (typeof SEPARATORS)[number];

export interface DelimitedTable extends Table {
  readonly separator: Separator;
  /** As known so far: an accent may come late. */
  readonly encoding: () => Encoding;
}

const HEAD = 64 * 1024;
/** Web applications export pages under a spreadsheet's name. */
const MARKUP = /^\s*<(?:[!?]|html|head|body|table|meta)/i;
/** The line that tells Excel the separator. */
const SAID_SEPARATOR = /^sep=([;,\t|])\r?\n/i;

/**
 * Opens delimited text of unknown encoding and separator: the one whose best header is worth most wins, else the one that cuts most rows into the
 * same number of cells.
 * @throws NotATable for images, PDF, ZIP and other binary files, and for an empty one
 */
export async function openDelimited(
  source: AsyncIterable<Uint8Array>,
  worth: Worth = () => 0,
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
  if (MARKUP.test(text.slice(0, 300))) throw new NotATable('markup');

  const said = SAID_SEPARATOR.exec(text)?.[1] as Separator | undefined;
  const samples = (said ? [said] : SEPARATORS).map((separator) => {
    const rows = splitRows(text.slice(0, HEAD), separator).slice(0, SAMPLE_ROWS);
    return { separator, rows, worth: Math.max(...rows.map((row) => worth(row.cells)), 0), evenness: evenness(rows) };
  });
  const best = samples.reduce((a, b) =>
    b.worth > a.worth || (b.worth === a.worth && b.evenness > a.evenness) ? b : a,
  );

  async function* read(): AsyncGenerator<TableRow> {
    const splitter = new RowSplitter(best.separator);
    const pause = yieldEvery();
    let ended = done;
    try {
      for (let next = text; ; ) {
        if (next.includes('\0')) throw new NotATable('binary', splitter.row + 1);
        for (const row of splitter.push(next)) yield doubting(row);
        if (splitter.pending > LONGEST_CELL)
          throw new NotATable(splitter.open ? 'quote_not_closed' : 'row_too_long', splitter.row + 1);
        if (ended) break;
        await pause();
        const piece = await pieces.next();
        ended = piece.done === true;
        next = piece.done ? decoder.end() : decoder.write(piece.value);
      }
      const last = splitter.end();
      if (splitter.open) throw new NotATable('quote_not_closed', splitter.row);
      for (const row of last) yield doubting(row);
    } finally {
      await pieces.return?.();
    }
  }
  return {
    format: 'csv',
    sheets: [],
    sheet: 0,
    separator: best.separator,
    encoding: () => decoder.encoding ?? 'utf-8',
    sample: best.rows.map(doubting),
    rows: read(),
    other: async () => {
      throw new NotATable('broken');
    },
    samples: async () => [],
    counts: async () => [],
    close: async () => void (await pieces.return?.()),
  };
}

function doubting(row: TableRow): TableRow {
  const doubts = doubtsOf(row.cells);
  return doubts ? { ...row, doubts } : row;
}

/** Rows of the commonest width above one, times that width: how table-like the text is with a separator. */
function evenness(rows: readonly TableRow[]): number {
  const widths = new Map<number, number>();
  for (const { cells } of rows) if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  return Math.max(0, ...[...widths].map(([width, count]) => count * Math.min(width, 4)));
}
