/**
 * The order in which waiting people are served, as it is printed. A change of any number below is a new date, and its reason stands in
 * docs/adr/0123: whoever reads an old run reads the order of its day.
 */
export const PRINTED_ORDER = {
  since: '2026-12-03',
  /** People of one band have waited about as long: within it, as many as can be are served. */
  bandDays: 14,
  /** Nobody gains by waiting longer than that: the oldest band. */
  bandsAtMost: 26,
} as const;

/** 0 is served first: who is urgent; then who waits longest. @param days that a unit has waited */
export const bandOf = (urgent: boolean, days: number): number => {
  const { bandDays, bandsAtMost } = PRINTED_ORDER;
  return urgent ? 0 : 1 + bandsAtMost - Math.min(bandsAtMost, Math.floor(Math.max(0, days) / bandDays));
};

/** 8 GB of memory is sold as 8192 MB and reported as a little less: what the machine keeps for itself. */
const REPORTED = 0.9;

/** Whether a memory is enough. One that nobody read is not, before it is read. @param asked in MB; 0 where memory says nothing of the category */
export const isEnough = (memoryMb: number | null, asked: number): boolean =>
  asked === 0 || (memoryMb !== null && memoryMb >= asked * REPORTED);

/** As it is sold. */
export const gigabytes = (mb: number): number => Math.round(mb / 1024);

/** Points that a pair costs: less is better. */
const FAR = 10;
const AT_A_WORKSHOP = 8;
const GRADE_COST: Readonly<Record<string, number>> = { A: 0, B: 1, C: 2 };
const NO_GRADE = 3;
const MOST_WASTE = 20;
const WASTE_A_GB = 2;
const AGE_DAYS = 12;
const MOST_AGE = 5;

/** A strong machine for whom needs little of it, and a way to another territory. @param asked in MB */
export const costOfPair = (asked: number, memoryMb: number | null, near: boolean): number => {
  const over = memoryMb === null ? 0 : Math.max(0, gigabytes(memoryMb) - gigabytes(asked));
  return Math.min(MOST_WASTE, over * WASTE_A_GB) + (near ? 0 : FAR);
};

/** What stands longest goes first, the bank's before a workshop's, the better grade first. */
export const costOfDevice = (d: { stockDays: number; atWorkshop: boolean; grade: string | null }): number =>
  MOST_AGE -
  Math.min(MOST_AGE, Math.floor(d.stockDays / AGE_DAYS)) +
  (d.atWorkshop ? AT_A_WORKSHOP : 0) +
  (GRADE_COST[d.grade ?? ''] ?? NO_GRADE);
