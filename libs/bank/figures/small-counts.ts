/** A count that must not be told apart from its neighbours below this. */
export const SMALL = 5;

/** Why a number is not shown: it counts too few people, or showing it would give away one that does. */
export type Hidden = 'small' | 'withheld';

export interface Cell {
  readonly key: string;
  readonly count: number;
}

export interface ShownCell {
  readonly key: string;
  readonly count: number | null;
  readonly hidden: Hidden | null;
}

/**
 * Hides the counts from 1 to 4 of a table, and as many others as it takes for nobody to work them out from the total
 * that is shown beside it. `first` names the cell that is sacrificed before any other (« all the rest »).
 *
 * What a reader knows: the shown cells, the total, that a small cell is 1 to 4 and a withheld one 5 or more, and these lines: that the
 * smallest was withheld, and why. So one other is withheld always, not only where the sum would tell: who sees that it was not needed for
 * two small cells knows that these are 1 and 1. Every small cell keeps at least two possible values; where that fails, another is
 * withheld as well, and nothing says which of the hidden ones are small.
 */
export function hideSmall(cells: readonly Cell[], first?: string): ShownCell[] {
  const small = cells.filter((c) => c.count > 0 && c.count < SMALL);
  if (!small.length || total(cells) < SMALL) return cells.map((c) => shown(c, small.includes(c) ? 'small' : null));
  const spare = cells.filter((c) => c.count >= SMALL).sort((a, b) => rank(a, first) - rank(b, first) || before(a, b));
  const [withheld, ...left] = spare;
  if (withheld && left[0] && ambiguous(small.length, total(small) + withheld.count, mostOf(withheld, left, first)))
    return cells.map((c) => shown(c, small.includes(c) ? 'small' : c === withheld ? 'withheld' : null));
  // Of those that count as many none is shown: which of them was taken would say something.
  const second = spare[1]?.count ?? 0;
  const hidden = new Set<Cell>([...small, ...spare.filter((c, i) => i < 2 || c.count <= second)]);
  return cells.map((c) => shown(c, hidden.has(c) ? 'withheld' : null));
}

/** The most that a withheld cell may count, for whoever sees the others: it was the smallest, and of two as small the first by its key. */
function mostOf(withheld: Cell, left: readonly Cell[], first: string | undefined): number {
  if (withheld.key === first) return Number.POSITIVE_INFINITY;
  const next = left.filter((c) => c.key !== first).toSorted((a, b) => a.count - b.count || before(a, b))[0]!;
  return before(withheld, next) < 0 ? next.count : next.count - 1;
}

/** Whether each of `small` hidden cells could be more than one number, when they and one of 5 to `most` add up to `sum`. */
function ambiguous(small: number, sum: number, most: number): boolean {
  const low = Math.max(1, sum - (small - 1) * (SMALL - 1) - most);
  const high = Math.min(SMALL - 1, sum - (small - 1) - SMALL);
  return high > low;
}

/**
 * Rows as they are listed where the largest comes first: what is hidden comes after what is shown, by its words. Its place among the others
 * would say between which two it is, and of two hidden ones which is larger.
 */
export const hiddenLast = <R extends { readonly hidden: Hidden | null; readonly key: string; readonly label: string }>(
  rows: readonly R[],
): R[] => [
  ...rows.filter((r) => !r.hidden),
  ...rows
    .filter((r) => r.hidden)
    .sort((a, b) => Number(a.key === '') - Number(b.key === '') || a.label.localeCompare(b.label, 'fr')),
];

const total = (cells: readonly Cell[]): number => cells.reduce((sum, c) => sum + c.count, 0);
const rank = (cell: Cell, first: string | undefined): number => (cell.key === first ? -1 : cell.count);
const before = (a: Cell, b: Cell): number => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
const shown = (cell: Cell, hidden: Hidden | null): ShownCell => ({
  key: cell.key,
  count: hidden ? null : cell.count,
  hidden,
});

export const showTotal = (cells: readonly Cell[]): ShownCell => {
  const sum = { key: 'total', count: total(cells) };
  return shown(sum, sum.count > 0 && sum.count < SMALL ? 'small' : null);
};
