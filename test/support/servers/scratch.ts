import { mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TMPFS = 0x01021994;
const ROOM = 4 * 1024 ** 3;

/**
 * A new folder for a database that a run throws away, in memory where the system has room: cloning one is some two thousand files,
 * 27 ms there and half a second on a disk.
 * @param prefix of its name.
 */
export const scratchFolder = (prefix: string): string => mkdtempSync(join(memory() ?? tmpdir(), prefix));

function memory(): string | undefined {
  try {
    const { type, bavail, bsize } = statfsSync('/dev/shm');
    return type === TMPFS && bavail * bsize > ROOM ? '/dev/shm' : undefined;
  } catch {
    return undefined;
  }
}
