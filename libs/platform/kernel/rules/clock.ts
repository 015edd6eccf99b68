/** How far the bank's clock is ahead of the machine's, in milliseconds. */
let ahead = 0;

/**
 * What time it is for the bank, as `platform.now()` says it in Postgres. It is the machine's time, unless the owner of a trial or a test bank set its
 * clock on (docs/adr/0087). What lasts is measured by `performance.now()`, which no clock moves.
 */
export const clock = {
  now: (): Date => new Date(Date.now() + ahead),
  /** Milliseconds since 1970. */
  ms: (): number => Date.now() + ahead,
  ahead: (): number => ahead,
  /** For whoever asked the database (libs/platform/database/bank-clock.ts). */
  follow: (ms: number): void => {
    ahead = ms;
  },
};
