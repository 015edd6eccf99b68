/** How far the bank's clock is ahead of the machine's, in milliseconds. */
let ahead = 0;

/**
 * The bank's time, as `platform.now()` in Postgres. It is the machine's, unless the owner of a trial or a test bank moved its clock (docs/adr/0087).
 * Durations are measured by `performance.now()`, which no clock moves.
 */
export const clock = {
  now: (): Date => new Date(Date.now() + ahead),
  /** Milliseconds since 1970. */
  ms: (): number => Date.now() + ahead,
  ahead: (): number => ahead,
  /** Set from the database's clock (`libs/platform/database/bank-clock.ts`). */
  follow: (ms: number): void => {
    ahead = ms;
  },
};

/** True for a day of the calendar of this century or the last, as `2026-11-25`. */
export function isDay(text: string): boolean {
  if (!/^(19|20)\d\d-\d\d-\d\d$/.test(text)) return false;
  const read = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(text);
}
