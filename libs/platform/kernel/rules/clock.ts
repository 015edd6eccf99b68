/** How far the bank's clock is ahead of the machine's, in milliseconds. */
let ahead = 0;
/** Looks anew whenever the clock was moved, for whoever waits until it was. */
const onMove = new Set<() => void>();
/** How long a move of the database's clock may take to be heard here. */
const HEARD_WITHIN = 30_000;

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
    for (const check of onMove) check();
  },
  /** Once it is so much ahead, as whoever moved the database's clock waits for. @throws Error when that is not heard of within half a minute */
  onceAhead: (ms: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const settle = (then: () => void) => {
        onMove.delete(check);
        clearTimeout(late);
        then();
      };
      const check = () => ahead === ms && settle(resolve);
      const late = setTimeout(
        () => settle(() => reject(new Error('nobody heard that the bank’s clock was moved'))),
        HEARD_WITHIN,
      );
      onMove.add(check);
      check();
    }),
};
