import { type Category, STATES, type State } from '#bank/devices';
import { countEvidence, deviceEvidence, type EvidenceCounts, type Proof } from '#platform/kernel';
import { type Cell, hideSmall, SMALL } from '../small-counts.js';

/** Devices of a donor that are counted alike; the commune is that of the structure that handed them over, null of any other device. */
export interface DonorCell {
  readonly year: number | null;
  readonly organisationId: string;
  readonly category: Category;
  readonly state: State;
  readonly commune: string | null;
  /** What proves that the donor's data is gone, medium by medium. */
  readonly proofs: readonly Proof[];
  readonly inDeposit?: boolean;
  readonly n: number;
}

/** All devices of a donor, and which parts of them some paper or page tells apart: the years of its proofs, the collection points of its links. */
export interface DonorCells {
  readonly cells: readonly DonorCell[];
  readonly years: readonly number[];
  readonly organisations: readonly string[];
}

/** Which of a donor's devices a paper or a page is about: all, those of a year, those of a collection point. */
export interface DonorPart {
  readonly year?: number | undefined;
  readonly organisationId?: string | null | undefined;
}

/** What may be told of the devices that people have. Null: it is not told. */
export interface HandedOverShown {
  readonly total: number | null;
  readonly byCategory: ReadonlyMap<Category, number> | null;
  readonly communes: readonly { readonly key: string; readonly count: number | null }[] | null;
}

const ALIVE: ReadonlySet<string> = new Set(['in_use', 'ready', 'preparing']);
/** Whether a device may be with somebody, for whoever does not know its state: it neither went out nor was lost. */
export const mayBeHandedOver = (state: State): boolean => ALIVE.has(STATES[state].fate ?? '');
export const isOf = (c: DonorCell, { year, organisationId }: DonorPart): boolean =>
  (year === undefined || c.year === year) && (!organisationId || c.organisationId === organisationId);
const handed = (c: DonorCell): boolean => c.state === 'handed_over';
/** Whether it may be with somebody for whoever reads what is proven: nothing is handed over before its data is gone. */
const able = (c: DonorCell): boolean => handed(c) || deviceEvidence(c.proofs) !== 'waits';
export const evidenceOf = (cells: readonly DonorCell[]): EvidenceCounts =>
  countEvidence(cells.map(({ proofs, n }) => ({ proofs, devices: n })));
export const devicesIn = (cells: readonly DonorCell[]): number => cells.reduce((total, c) => total + c.n, 0);
const isSmall = (n: number): boolean => n > 0 && n < SMALL;

function grouped(cells: readonly DonorCell[], of: (c: DonorCell) => string): DonorCell[][] {
  const by = new Map<string, DonorCell[]>();
  for (const c of cells) by.set(of(c), [...(by.get(of(c)) ?? []), c]);
  return [...by.values()];
}

function sums<K>(cells: readonly DonorCell[], of: (c: DonorCell) => K): Map<K, number> {
  const by = new Map<K, number>();
  for (const c of cells) by.set(of(c), (by.get(of(c)) ?? 0) + c.n);
  return by;
}

/**
 * What of a donor's hand-overs a paper or a page may tell, so that no number of 1 to 4 can be worked out from all papers and pages of that donor
 * together: the one rule of `hideSmall`, with the total inside of it, as who gave knows how many devices of each kind there were, and reads on
 * certificates and counts of proof which of them may be with people at all (docs/adr/0070, docs/adr/0077).
 *
 * Parts that are told apart anywhere make units. A unit tells its total by itself; several tell theirs together only if each of them may, so
 * that no difference is small. Tables within several units are told only where none of their cells is small in any of them.
 */
export function handedOverShown({ cells, years, organisations }: DonorCells, part: DonorPart): HandedOverShown {
  const apart = part.year === undefined ? years : [...years, part.year];
  const unitOf = (c: DonorCell) =>
    `${apart.includes(c.year ?? 0) ? c.year : ''}/${organisations.includes(c.organisationId) ? c.organisationId : ''}`;
  const mine = cells.filter((c) => isOf(c, part));
  const units = grouped(mine, unitOf);
  if (!units.every(mayShowTotal)) return { total: null, byCategory: null, communes: null };
  const handedOver = mine.filter(handed);
  const alone = units.length < 2;
  const categories = new Map([...sums(mine, (c) => c.category).keys()].map((k) => [k, 0]));
  for (const [k, n] of sums(handedOver, (c) => c.category)) categories.set(k, n);
  const noneSmall = (of: (c: DonorCell) => unknown) =>
    units.every((u) => ![...sums(u.filter(handed), of).values()].some(isSmall));
  const places = [...sums(handedOver, (c) => c.commune ?? '')].map(([key, count]): Cell => ({ key, count }));
  const communes = alone ? hideSmall(places, '') : noneSmall((c) => c.commune) ? places : null;
  const byCategory = units.every(mayShowCategories) && noneSmall((c) => c.category) ? categories : null;
  return { total: devicesIn(handedOver), byCategory, communes: communes && inOrder(communes) };
}

/** The largest first; what is hidden comes last, by its name, as its place among the others would say how much it is. */
const inOrder = (communes: readonly { readonly key: string; readonly count: number | null }[]) =>
  communes
    .map(({ key, count }) => ({ key, count }))
    .sort((a, b) => (b.count ?? 0) - (a.count ?? 0) || (a.key < b.key ? -1 : 1));

/** Whether a unit's total may be told: it is not small, could not only be small, and does not say of a small kind that all of it is with people. */
function mayShowTotal(unit: readonly DonorCell[]): boolean {
  const total = devicesIn(unit.filter(handed));
  const open = unit.filter(able);
  if (devicesIn(open.filter((c) => mayBeHandedOver(c.state))) < SMALL || isSmall(total)) return false;
  return total < devicesIn(open) || ![...sums(open, (c) => c.category).values()].some(isSmall);
}

/**
 * Whether the absence of the table by kind would leave each number open. It is absent where a number in it is small: for whoever knows how many
 * of each kind may be with people and the total, that must be true of more than one number of each kind. Where it is not, the table is never told.
 */
function mayShowCategories(unit: readonly DonorCell[]): boolean {
  const open = unit.filter(able);
  const totals = [...sums(open, (c) => c.category).values()];
  const all = devicesIn(open);
  const total = devicesIn(unit.filter(handed));
  /** Whether `rest` devices may be with people of those that `others` were given. */
  const fits = (rest: number, others: number) => rest >= 0 && rest <= others;
  const possible = (i: number, value: number): boolean =>
    totals.some((g, j) => {
      if (j === i) return isSmall(value) && fits(total - value, all - g);
      for (let w = 1; w < SMALL && w <= g; w++) if (fits(total - value - w, all - totals[i]! - g)) return true;
      return false;
    });
  return totals.every((g, i) => {
    let ways = 0;
    for (let value = 0; value <= Math.min(g, total) && ways < 2; value++) if (possible(i, value)) ways++;
    return ways !== 1;
  });
}
