import { clock } from '#platform/kernel';

/** How long a refusal counts: while a disk is full, something is refused every minute. */
const LASTS_MS = 5 * 60_000;

let refusedAt: Date | null = null;

/** Notes that Postgres did not write for want of space (SQLSTATE 53100). It cannot be noted in the database: each process remembers it. */
export const noteNoSpace = (at = clock.now()): void => {
  refusedAt = at;
};

/** When Postgres last told this process that its disk is full; null if not within the last five minutes. */
export const noSpaceSeen = (now = clock.ms()): Date | null =>
  refusedAt && now - refusedAt.getTime() < LASTS_MS ? refusedAt : null;
