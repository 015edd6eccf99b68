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
  /** Null when hidden. */
  readonly count: number | null;
  readonly hidden: Hidden | null;
}

/**
 * Hides the counts from 1 to 4 of a table, and as many others as it takes for nobody to work them out from the total
 * that is shown beside it. `first` names the cell that is sacrificed before any other (« all the rest »).
 *
 * What a reader knows: the shown cells, the total, that a small cell is 1 to 4 and a withheld one 5 or more. Every small
 * cell must keep at least two possible values. When no choice of cells gives that, the whole table is withheld.
 */
export function hideSmall(cells: readonly Cell[], first?: string): ShownCell[] {
  const small = cells.filter((c) => c.count > 0 && c.count < SMALL);
  if (!small.length || total(cells) < SMALL) return cells.map((c) => shown(c, small.includes(c) ? 'small' : null));
  const spare = cells.filter((c) => c.count >= SMALL).sort((a, b) => rank(a, first) - rank(b, first));
  for (let n = 0; n <= spare.length; n += 1) {
    const withheld = spare.slice(0, n);
    if (ambiguous(small.length, total(small) + total(withheld), withheld.length)) {
      return cells.map((c) => shown(c, small.includes(c) ? 'small' : withheld.includes(c) ? 'withheld' : null));
    }
  }
  return cells.map((c) => shown(c, 'withheld'));
}

/** Whether each of `small` hidden cells could be more than one number, when they and `withheld` others add up to `sum`. */
function ambiguous(small: number, sum: number, withheld: number): boolean {
  const most = SMALL - 1;
  const low = Math.max(1, withheld > 0 ? 1 : sum - (small - 1) * most);
  const high = Math.min(most, sum - (small - 1) - withheld * SMALL);
  return high > low;
}

const total = (cells: readonly Cell[]): number => cells.reduce((sum, c) => sum + c.count, 0);
const rank = (cell: Cell, first: string | undefined): number => (cell.key === first ? -1 : cell.count);
const shown = (cell: Cell, hidden: Hidden | null): ShownCell => ({
  key: cell.key,
  count: hidden ? null : cell.count,
  hidden,
});

/** A total by itself: hidden when it is small. */
export const showTotal = (cells: readonly Cell[]): ShownCell => {
  const sum = { key: 'total', count: total(cells) };
  return shown(sum, sum.count > 0 && sum.count < SMALL ? 'small' : null);
};
