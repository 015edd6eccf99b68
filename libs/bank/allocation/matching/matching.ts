import { memoryAsked, type Need } from '../requests/needs.js';

/** One wanted device. The order of the list is the order of service. */
export interface Wanted {
  readonly unitId: string;
  readonly category: string;
  readonly needs: readonly Need[];
  readonly waitingDays: number;
  readonly priority: boolean;
  readonly commune: string;
  readonly refused?: readonly string[];
}

export interface Candidate {
  readonly deviceId: string;
  readonly category: string;
  readonly memoryMb: number | null;
  readonly grade: string | null;
  /** Where it was given. */
  readonly commune: string | null;
  readonly stockDays: number;
  /** The workshop where it stands; null or left out at the bank. */
  readonly at?: string | null;
}

export type Why =
  | { readonly code: 'waits'; readonly days: number }
  | { readonly code: 'priority' }
  | { readonly code: 'memory_enough'; readonly gb: number; readonly asked: number; readonly needs: readonly Need[] }
  | { readonly code: 'memory_unknown' }
  | { readonly code: 'same_commune'; readonly commune: string }
  | { readonly code: 'long_in_stock'; readonly days: number }
  | { readonly code: 'at_workshop'; readonly workshop: string };

/** Why there is no device for it. `among`: so many of the stock were looked at, the oldest; there are others. */
export type Missing = { readonly among?: number } & (
  | { readonly code: 'none_in_stock'; readonly category: string }
  | { readonly code: 'none_with_memory'; readonly category: string; readonly gb: number }
  | { readonly code: 'all_promised'; readonly category: string }
  | { readonly code: 'all_refused'; readonly category: string }
);

export interface Match {
  readonly unitId: string;
  readonly deviceId: string | null;
  readonly why: readonly Why[];
  readonly missing: Missing | null;
}

const gigabytes = (mb: number): number => Math.round(mb / 1024);
const GRADES: Readonly<Record<string, number>> = { A: 3, B: 2, C: 1 };
/** 8 GB of memory is sold as 8192 MB and reported as a little less: what the machine keeps for itself. */
const enough = (memoryMb: number, asked: number): boolean => memoryMb >= asked * 0.9;

/** What saves a journey, against what fits better: of equal devices, the one at the bank. */
const AT_THE_BANK = 8;

/** Higher is better; what fits exactly before what is too much, so that the strong machines stay for those who need them. */
function score(wanted: Wanted, c: Candidate, asked: number): number {
  const fit =
    c.memoryMb === null
      ? asked
        ? 0
        : 20
      : 40 - Math.min(20, Math.max(0, gigabytes(c.memoryMb) - gigabytes(asked)) * 2);
  const near = c.commune && c.commune === wanted.commune ? 10 : 0;
  const here = c.at ? 0 : AT_THE_BANK;
  return fit + near + here + (GRADES[c.grade ?? ''] ?? 0) + Math.min(c.stockDays, 60) / 12;
}

/**
 * Proposes a device for each wanted unit, in the order given; the same input always gives the same answer. A device whose
 * memory nobody read fits everything, last.
 * @param most of one category where only so many of it were read: what is missing is missing among them
 */
export function matchUnits(
  wanted: readonly Wanted[],
  candidates: readonly Candidate[],
  most = Number.POSITIVE_INFINITY,
): Match[] {
  const free = new Map<string, Candidate[]>();
  for (const c of candidates) free.set(c.category, [...(free.get(c.category) ?? []), c]);
  const began = new Map([...free].map(([category, list]) => [category, [...list]]));
  return wanted.map((w) => {
    const asked = memoryAsked(w.category, w.needs);
    const fits = fitsFor(w, asked);
    const best = bestOf(w, (free.get(w.category) ?? []).filter(fits), asked);
    if (!best)
      return {
        unitId: w.unitId,
        deviceId: null,
        why: [],
        missing: missing(w, asked, began.get(w.category) ?? [], fits, most),
      };
    free.set(
      w.category,
      free.get(w.category)!.filter((c) => c.deviceId !== best.deviceId),
    );
    return { unitId: w.unitId, deviceId: best.deviceId, why: reasons(w, best, asked), missing: null };
  });
}

const fitsFor = (w: Wanted, asked: number) => (c: Candidate) =>
  (c.memoryMb === null || enough(c.memoryMb, asked)) && !w.refused?.includes(c.deviceId);

/** Every candidate of the category, the best first, with its reasons: for whoever chooses another than the proposed one. */
export function ranked<C extends Candidate>(w: Wanted, candidates: readonly C[]): (C & { readonly why: Why[] })[] {
  const asked = memoryAsked(w.category, w.needs);
  const fits = fitsFor(w, asked);
  const points = (c: C) => score(w, c, asked) + (fits(c) ? 1000 : 0);
  return candidates
    .filter((c) => c.category === w.category)
    .map((c) => ({ ...c, why: reasons(w, c, asked).filter((why) => why.code !== 'memory_enough' || fits(c)) }))
    .sort((a, b) => points(b) - points(a) || (a.deviceId < b.deviceId ? -1 : 1));
}

function bestOf(w: Wanted, candidates: readonly Candidate[], asked: number): Candidate | undefined {
  let best: Candidate | undefined;
  let most = Number.NEGATIVE_INFINITY;
  for (const c of candidates) {
    const points = score(w, c, asked);
    if (points > most || (points === most && best && c.deviceId < best.deviceId)) {
      best = c;
      most = points;
    }
  }
  return best;
}

function reasons(w: Wanted, c: Candidate, asked: number): Why[] {
  const why: Why[] = [];
  if (w.priority) why.push({ code: 'priority' });
  if (w.waitingDays > 0) why.push({ code: 'waits', days: w.waitingDays });
  if (asked && c.memoryMb === null) why.push({ code: 'memory_unknown' });
  if (asked && c.memoryMb !== null)
    why.push({ code: 'memory_enough', gb: gigabytes(c.memoryMb), asked: gigabytes(asked), needs: w.needs });
  if (c.commune && c.commune === w.commune) why.push({ code: 'same_commune', commune: c.commune });
  if (c.at) why.push({ code: 'at_workshop', workshop: c.at });
  if (c.stockDays >= 30) why.push({ code: 'long_in_stock', days: c.stockDays });
  return why;
}

function missing(
  w: Wanted,
  asked: number,
  all: readonly Candidate[],
  fits: (c: Candidate) => boolean,
  most: number,
): Missing {
  const { category } = w;
  if (!all.length) return { code: 'none_in_stock', category };
  const among = all.length >= most ? { among: most } : {};
  if (!all.some(fits))
    return all.some(fitsFor({ ...w, refused: [] }, asked))
      ? { code: 'all_refused', category, ...among }
      : { code: 'none_with_memory', category, gb: gigabytes(asked), ...among };
  return { code: 'all_promised', category, ...among };
}
