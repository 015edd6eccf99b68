import { WorkThreads } from '#platform/kernel';
import type { ScratchAnswer, ScratchAsked } from './scratch-migration.worker.js';
import { LISTS } from './word-lists.js';

/** One backup is made at a time. */
const threads = new WorkThreads<ScratchAsked, ScratchAnswer>({
  module: new URL('./scratch-migration.worker', import.meta.url),
  threads: 1,
  memoryMb: 512,
  longestMs: 15 * 60_000,
});

/**
 * Migrates an empty database as `migrate` does, in a thread: reading and sending all SQL would hold up everybody whom this process serves. It dies
 * with the process.
 * @throws an Error with Postgres's code
 */
export async function migrateScratch(ownerUrl: string): Promise<void> {
  const { failed } = await threads.one({ ownerUrl, lists: LISTS });
  if (failed) throw Object.assign(new Error(failed.message), { code: failed.code });
}
