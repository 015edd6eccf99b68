import { plainWords } from '../text/plain-words.js';
import {
  type RowMarks,
  type SheetCount,
  type SheetName,
  type SheetRows,
  STRUCK_ROW,
  says,
  type Table,
  type TableRow,
  type Worth,
} from './table.js';

/** One of several tables side by side in a sheet: its columns, from one up to another. */
interface Part {
  readonly sheet: number;
  readonly from: number;
  readonly to: number;
}

/** Titles that both tables have; fewer are a column of one that looks like one of the other. */
const SHARED = 2;
const LAST = Number.POSITIVE_INFINITY;
/** A wider row of titles is one table's; no more places to cut are tried: each asks for both sides' worth. */
const WIDEST = 200;
const MOST_BEGINS = 8;

/**
 * Lists each of several tables side by side in a sheet as a sheet of its own: the left one in the place of its sheet and the others behind the last,
 * so that they are read, taken together and counted as sheets are.
 * @param chosen which of all these, when somebody chose one
 */
export async function withTablesBeside(table: Table, worth: Worth, chosen?: number): Promise<Table> {
  const several = table.sheets.length > 1;
  const samples = several ? await table.samples() : [table.sample];
  const cuts = samples.map((rows) => cutsOf(rows, worth));
  if (cuts.every((cut) => cut.length === 0)) return table;
  const names: readonly SheetName[] = table.sheets.length ? table.sheets : [{ name: '', hidden: false }];
  const parts: Part[] = names.map((_, sheet) => ({ sheet, from: 0, to: cuts[sheet]?.[0] ?? LAST }));
  for (const [sheet, cut] of cuts.entries())
    for (const [i, from] of cut.entries()) parts.push({ sheet, from, to: cut[i + 1] ?? LAST });
  const at = parts[chosen ?? -1] ? chosen! : table.sheet;
  const seen = new Map<number, PartCounts>();
  const cut = (rows: SheetRows, part: Part): SheetRows => {
    const counts = new PartCounts(parts.filter(({ sheet }) => sheet === part.sheet));
    seen.set(part.sheet, counts);
    return {
      sample: rows.sample.flatMap((row) => cellsOf(row, part)),
      rows: rowsOf(counts.over(rows.rows), part),
      notes: (rows.notes ?? []).slice(part.from, part.to),
    };
  };
  const open = async (part: Part): Promise<SheetRows> =>
    cut(part.sheet === table.sheet ? table : await table.other(part.sheet), part);
  return {
    ...table,
    sheets: parts.map(({ sheet, from, to }) => ({ ...names[sheet]!, name: nameOf(names[sheet]!.name, from, to) })),
    sheet: at,
    ...(await open(parts[at]!)),
    other: async (other) => {
      const part = parts[other];
      const rows = await table.other(part?.sheet ?? other);
      return part ? cut(rows, part) : rows;
    },
    // Text is read once, so that none of its tables is taken together with another.
    samples: async () =>
      table.format === 'csv'
        ? []
        : parts.map((part) => (samples[part.sheet] ?? []).flatMap((row) => cellsOf(row, part))),
    counts: async () => {
      const whole = await table.counts();
      return parts.map((part) =>
        cuts[part.sheet]?.length ? (seen.get(part.sheet)?.of(part) ?? null) : (whole[part.sheet] ?? null),
      );
    },
  };
}

/** Where other tables begin in the row that looks most like titles: behind an empty column, or where its first title comes again. */
function cutsOf(rows: readonly TableRow[], worth: Worth): number[] {
  let best: { readonly cuts: number[]; readonly worth: number } = { cuts: [], worth: 0 };
  for (const { cells } of rows) {
    if (cells.length > WIDEST) continue;
    const found = cutsIn(cells, worth);
    if (found.worth > best.worth) best = found;
  }
  return best.cuts;
}

function cutsIn(cells: readonly string[], worth: Worth): { cuts: number[]; worth: number } {
  const first = plainWords((cells.find(says) ?? '').slice(0, 60));
  const whole = worth(cells);
  if (whole < SHARED) return { cuts: [], worth: whole };
  let tried = 0;
  for (let at = 1; at < cells.length && tried < MOST_BEGINS; at += 1) {
    const begins = says(cells[at]!) && (!says(cells[at - 1]!) || plainWords(cells[at]!.slice(0, 60)) === first);
    if (!begins) continue;
    tried += 1;
    const left = worth(cells.slice(0, at));
    const right = worth(cells.slice(at));
    if (left < SHARED || right < SHARED || left + right < whole + SHARED) continue;
    const beyond = cutsIn(cells.slice(at), worth);
    return { cuts: [at, ...beyond.cuts.map((cut) => cut + at)], worth: left + beyond.worth };
  }
  return { cuts: [], worth: whole };
}

function cellsOf(row: TableRow, { from, to }: Part): TableRow[] {
  const cells = row.cells.slice(from, to);
  if (!cells.some(says)) return [];
  const { doubts, marks, ...rest } = row;
  const own = <T>(by: Readonly<Record<number, T>> | undefined): Readonly<Record<number, T>> | null => {
    const found = Object.entries(by ?? {}).flatMap(([column, said]) => {
      const at = Number(column);
      return at >= from && at < to ? [[at - from, said] as const] : [];
    });
    return found.length ? Object.fromEntries(found) : null;
  };
  const ownDoubts = own(doubts);
  const { notes, strikes, fills, ...looks } = marks ?? {};
  const ownNotes = own(notes);
  const ownStrikes = own(strikes);
  const struck = ownStrikes !== null && Object.values(ownStrikes).every(Boolean);
  const partly = ownStrikes !== null && !struck && Object.values(ownStrikes).some(Boolean);
  const ownMarks = {
    ...looks,
    ...ofColours(own(fills), cells),
    ...(ownNotes ? { notes: ownNotes } : {}),
    ...(partly ? { strikes: ownStrikes } : {}),
  };
  return [
    {
      ...rest,
      cells,
      ...(struck ? STRUCK_ROW : {}),
      ...(Object.keys(ownMarks).length ? { marks: ownMarks } : {}),
      ...(ownDoubts ? { doubts: ownDoubts } : {}),
    },
  ];
}

function ofColours(fills: Readonly<Record<number, string>> | null, cells: readonly string[]): RowMarks {
  const [fill, ...others] = Object.values(fills ?? {});
  if (!fills || fill === undefined) return {};
  return others.length + 1 === cells.filter(says).length && others.every((other) => other === fill)
    ? { fill }
    : { fills };
}

async function* rowsOf(rows: AsyncIterable<TableRow>, part: Part): AsyncGenerator<TableRow> {
  for await (const row of rows) yield* cellsOf(row, part);
}

/** Counts the rows of all tables of a sheet while one of them is read. */
class PartCounts {
  private readonly counts: ReadonlyMap<Part, { rows: number; hidden: number }>;
  private whole = false;

  constructor(parts: readonly Part[]) {
    this.counts = new Map(parts.map((part) => [part, { rows: 0, hidden: 0 }]));
  }

  async *over(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
    for await (const row of rows) {
      for (const [part, count] of this.counts)
        for (const { hidden } of cellsOf(row, part)) {
          count.rows += 1;
          if (hidden) count.hidden += 1;
        }
      yield row;
    }
    this.whole = true;
  }

  of(part: Part): SheetCount | null {
    return this.whole ? (this.counts.get(part) ?? null) : null;
  }
}

/** « Parc · A–E », « Parc · G… », as a spreadsheet names columns. */
function nameOf(sheet: string, from: number, to: number): string {
  if (from === 0 && to === LAST) return sheet;
  const columns = to === LAST ? `${letters(from)}…` : `${letters(from)}–${letters(to - 1)}`;
  return sheet === '' ? columns : `${sheet.slice(0, 80)} · ${columns}`;
}

const letters = (column: number): string =>
  (column < 26 ? '' : letters(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
