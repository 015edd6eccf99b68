import { plainWords } from '../text/plain-words.js';
import { isFigure } from './left-rows.js';
import { says, type Table, type TableRow } from './table.js';

/** Most rows are none: their cells need not be made plain. */
const MAY_BE_HEAD = /^\s*(?:[eé]\u0301?tiquette|row|column|nombre|nb|somme|moyenne|count|sum|average)/i;
/** What Excel writes at the head of a pivot table, in French and in English. */
const HEAD = /^(?:etiquettes? de (?:lignes?|colonnes?)|(?:row|column) labels?)$/;
/** « Nombre de N° de série », « Count - N° de série »: counts a column of the list. */
const COUNTS = /^(?:nombre|nb|somme|moyenne|count|sum|average)(?: (?:de|d|of))? (.+)$/;
const LAST = /^(?:total(?: (?:general|result|resultat))?|grand total|resultat total)$/;
/** The button of a filter, which LibreOffice puts two rows above. */
const FILTER = /^filt(?:er|re)$/;
const FILTER_ROWS = 2;
/** Titles are cells of the first rows. */
const TITLE_ROWS = 30;
const MOST_TITLES = 500;
const LONGEST_TITLE = 80;

/** No pivot has more cells in a row: a forged sheet has thousands in each of a million rows. */
const WIDEST = 100;

/** Columns that say something, WIDEST + 1 at most. */
function filled({ cells }: TableRow): number[] {
  const columns: number[] = [];
  for (let column = 0; column < cells.length && columns.length <= WIDEST; column += 1)
    if (says(cells[column]!)) columns.push(column);
  return columns;
}

/** A pivot table that a workbook no longer says to be one: saved as .xls or as text, or pasted as values. */
class PastedPivot {
  private inside: { readonly left: number; right: number; last: number; figures: boolean } | null = null;
  private readonly titles = new Set<string>();
  private listed = false;

  /** Whether the row belongs to a pivot that stands below a list. Rows come in order. */
  has(row: TableRow, columns: readonly number[]): boolean {
    const narrow = columns.length <= WIDEST;
    if (narrow && (this.follows(row, columns) || this.begins(row, columns))) return true;
    if (row.n <= TITLE_ROWS && columns.length > 1 && this.titles.size < MOST_TITLES)
      for (const column of columns) this.titles.add(plainWords(row.cells[column]!.slice(0, LONGEST_TITLE)));
    this.listed ||= columns.length > 2;
    return false;
  }

  private begins(row: TableRow, columns: readonly number[]): boolean {
    const likely = columns.filter((column) => MAY_BE_HEAD.test(row.cells[column]!));
    if (!this.listed || !likely.length || columns.some((column) => isFigure(row.cells[column]!))) return false;
    const words = likely.map((column) => plainWords(row.cells[column]!.slice(0, LONGEST_TITLE)));
    const head = words.some((word) => HEAD.test(word) || this.titles.has(COUNTS.exec(word)?.[1] ?? '?'));
    if (head) this.inside = { left: columns[0]!, right: columns.at(-1)!, last: row.n, figures: false };
    return head;
  }

  /** Labels, then figures, without an empty row between; the row of column labels has none. */
  private follows(row: TableRow, columns: readonly number[]): boolean {
    const { inside } = this;
    if (!inside) return false;
    const counted = isFigure(row.cells[columns.at(-1)!]!);
    const belongs =
      row.n === inside.last + 1 &&
      columns[0]! >= inside.left &&
      (counted ? columns.at(-1)! <= inside.right : !inside.figures);
    this.inside = belongs ? inside : null;
    if (!belongs) return false;
    inside.last = row.n;
    inside.figures ||= counted;
    if (!counted) inside.right = Math.max(inside.right, columns.at(-1)!);
    if (counted && columns.some((column) => LAST.test(plainWords(row.cells[column]!)))) this.inside = null;
    return true;
  }
}

const isFilter = (row: TableRow, [only, ...more]: readonly number[]): boolean =>
  only !== undefined && !more.length && FILTER.test(plainWords(row.cells[only]!));

/** Marks the rows of pasted pivots, as those of true ones are: they count devices that the list names. */
async function* marked(rows: AsyncIterable<TableRow>): AsyncGenerator<TableRow> {
  const pasted = new PastedPivot();
  let filter: TableRow | null = null;
  for await (const row of rows) {
    const columns = filled(row);
    if (!columns.length) {
      yield row;
      continue;
    }
    const pivot = pasted.has(row, columns);
    if (filter) yield pivot && row.n <= filter.n + FILTER_ROWS ? { ...filter, pivot: true } : filter;
    filter = !pivot && isFilter(row, columns) ? row : null;
    if (!filter) yield pivot ? { ...row, pivot: true } : row;
  }
  if (filter) yield filter;
}

export const withoutPastedPivots = (table: Table): Table => ({
  ...table,
  rows: marked(table.rows),
  other: async (sheet) => {
    const other = await table.other(sheet);
    return { ...other, rows: marked(other.rows) };
  },
});
