import type { FigureRow } from './figure.views.js';
import { type Cell, hiddenLast, hideSmall } from './small-counts.js';

/** A count and what it is the sum of. */
export interface Whole extends Cell {
  readonly label: string;
  /** Of this count, all of it; empty for what is not told apart. */
  readonly parts: readonly Whole[];
}

/**
 * The rows of a table of parts, each whole before its parts. Small counts are hidden among their brothers with their whole known
 * (`hideSmall`), and a whole that is hidden shows none of its parts: how many there are would already say something of it.
 */
export function rowsOfParts(wholes: readonly Whole[], level = 0): FigureRow[] {
  const of = new Map(wholes.map((whole) => [whole.key, whole]));
  const shown = hideSmall(wholes, '').map((cell) => ({ ...cell, label: of.get(cell.key)!.label, level }));
  return hiddenLast(shown).flatMap((row) =>
    row.hidden ? [row] : [row, ...rowsOfParts(of.get(row.key)!.parts, level + 1)],
  );
}

/** One counted thing, and where it belongs from the outside in: `[['', 'Plaine Commune'], ['93066', 'Saint-Denis (93)']]`. */
export interface Placed {
  readonly count: number;
  readonly path: readonly (readonly [key: string, label: string])[];
}

/** Sums what belongs together, the largest first; what has no key comes last. */
export function wholesOf(things: readonly Placed[], depth = 0): Whole[] {
  const groups = new Map<string, Placed[]>();
  for (const thing of things) {
    const step = thing.path[depth];
    if (step) groups.set(step[0], [...(groups.get(step[0]) ?? []), thing]);
  }
  return [...groups]
    .map(([key, members]) => ({
      key,
      label: members[0]!.path[depth]![1],
      count: members.reduce((sum, m) => sum + m.count, 0),
      parts: told(wholesOf(members, depth + 1)),
    }))
    .sort(
      (a, b) =>
        Number(a.key === '') - Number(b.key === '') || b.count - a.count || a.label.localeCompare(b.label, 'fr'),
    );
}

/** Parts that tell more than their whole. */
const told = (parts: Whole[]): Whole[] => (parts.every((part) => part.key === '') ? [] : parts);
