import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { WORKER_SAYS_MS, workersSeen } from '#platform/database';
import { clock } from '#platform/kernel';
import { formatDate, formatDateTime, type View } from '#platform/ui';

let stoppedSince: Date | null = null;

/** For pages that wait for papers, files or lists: since when no worker is alive, in the bank's time; empty while one is. */
export const backgroundStopped = (timeZone: string): { readonly backgroundStopped?: string } =>
  stoppedSince ? { backgroundStopped: formatDateTime(stoppedSince, timeZone) } : {};

const log = new Logger('worker');

/**
 * Checks whether a worker is alive, and logs when the last one has gone, and when one is back.
 * @param begun when this process began: what is reported where no worker was ever seen
 */
export async function lookAtWorkers(db: DataSource, begun: Date): Promise<void> {
  const workers = await workersSeen(db);
  const since = workers.some(({ alive }) => alive) ? null : (workers[0]?.seenAt ?? begun);
  if (since && !stoppedSince)
    log.error(`no worker is alive since ${since.toISOString()}: papers, mails and files wait for one`);
  if (!since && stoppedSince) log.warn('a worker is alive again: what waited is done');
  stoppedSince = since;
}

/** Checks at intervals; without a database there is another page anyway. @returns what stops it */
export function watchWorkers(db: DataSource): () => Promise<void> {
  const begun = clock.now();
  const timer = setInterval(() => void lookAtWorkers(db, begun).catch(() => undefined), 2 * WORKER_SAYS_MS);
  timer.unref();
  return async () => clearInterval(timer);
}

let trial = false;

export const servesTrial = (): void => {
  trial = true;
};

/** For every page of a trial bank: that nothing is real, and which day it is when its clock was moved. */
export const trialOrNot = (timeZone?: string): Pick<View, 'trial'> =>
  trial ? { trial: { day: clock.ahead() ? formatDate(clock.now(), timeZone) : null } } : {};
