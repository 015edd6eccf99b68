import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { WORKER_SAYS_MS, workersSeen } from '#platform/database';
import { clock } from '#platform/kernel';
import { formatDateTime } from '#platform/ui';

/** Of the process: since when nobody does the background work, as far as it has seen. */
let stoppedSince: Date | null = null;

/** For pages that wait for papers, files or lists: since when no worker is alive, in the bank's time; nothing while one is. */
export const backgroundStopped = (timeZone: string): { readonly backgroundStopped?: string } =>
  stoppedSince ? { backgroundStopped: formatDateTime(stoppedSince, timeZone) } : {};

const log = new Logger('worker');

/**
 * Looks whether a worker is alive. Whoever runs the server reads in its log when the last one has gone, and when one is back.
 * @param begun when this process began: of workers that were never seen, nothing older is known
 */
export async function lookAtWorkers(db: DataSource, begun: Date): Promise<void> {
  const workers = await workersSeen(db);
  const since = workers.some(({ alive }) => alive) ? null : (workers[0]?.seenAt ?? begun);
  if (since && !stoppedSince)
    log.error(`no worker is alive since ${since.toISOString()}: papers, mails and files wait for one`);
  if (!since && stoppedSince) log.warn('a worker is alive again: what waited is done');
  stoppedSince = since;
}

/** Looks again and again, for as long as the process serves. A database that does not answer has a page of its own. @returns what ends it. */
export function watchWorkers(db: DataSource): () => Promise<void> {
  const begun = clock.now();
  const timer = setInterval(() => void lookAtWorkers(db, begun).catch(() => undefined), 2 * WORKER_SAYS_MS);
  timer.unref();
  return async () => clearInterval(timer);
}
