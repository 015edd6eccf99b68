import { clock } from '#platform/kernel';

/** So long a refusal is believed to last: while a disk is full, something is refused every minute. */
const LASTS_MS = 5 * 60_000;

let refusedAt: Date | null = null;

/** Postgres did not write for want of space (SQLSTATE 53100). It cannot be noted in it: each process remembers what it was told. */
export const noteNoSpace = (at = clock.now()): void => {
  refusedAt = at;
};

/** When Postgres last told this process that it has no space; null when it has not lately. */
export const noSpaceSeen = (now = clock.ms()): Date | null =>
  refusedAt && now - refusedAt.getTime() < LASTS_MS ? refusedAt : null;
