import { RuleBroken, ThreadEnded, WorkThreads } from '#platform/kernel';
import { type FileReading, readEvidenceFile } from './file-reading.js';

/** Read on the spot up to here: that takes some milliseconds. */
const SHORT = 256 * 1024;

const readers = new WorkThreads<Uint8Array, FileReading>({
  module: new URL('./file-reading.worker', import.meta.url),
  threads: 1,
  memoryMb: 512,
  longestMs: 60_000,
});

/** The same as `readEvidenceFile`; a long file is read in a thread of its own, so that nobody else waits for it. One that took too long is attached. */
export async function readFile(file: Uint8Array): Promise<FileReading> {
  if (file.length <= SHORT) return readEvidenceFile(file);
  try {
    return await readers.one(file);
  } catch (error) {
    if (error instanceof ThreadEnded || error instanceof RuleBroken)
      return { kind: 'other', outcome: 'attached', log: null, tool: null, shown: null };
    throw error;
  }
}
