import { ThreadEnded, WorkThreads } from '#platform/kernel';
import { logUnreadable, type NwipeLog, readNwipeLog } from './nwipe-log.js';

/** Read on the spot up to here: that takes some milliseconds. */
const SHORT = 256 * 1024;

const readers = new WorkThreads<Uint8Array, NwipeLog>({
  module: new URL('./nwipe.worker', import.meta.url),
  threads: 1,
  memoryMb: 512,
  longestMs: 60_000,
});

/** The same as `readNwipeLog`; a long log is read in a thread of its own, so that nobody else waits for it. @throws RuleBroken `refurbishment.log_unreadable` */
export async function nwipeLogFrom(log: Uint8Array): Promise<NwipeLog> {
  if (log.length <= SHORT) return readNwipeLog(log);
  try {
    return await readers.one(log);
  } catch (error) {
    throw error instanceof ThreadEnded ? logUnreadable('too_large') : error;
  }
}
