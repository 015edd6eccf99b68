import { spawnSync } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** A folder on a disk of its own, small enough to be filled. */
export interface SmallDisk {
  /** Takes all that is left of it. @returns how to give it back */
  fill(): () => void;
  leave(): void;
}

const BLOCK = Buffer.alloc(64 * 1024, 1);

/** Mounts memory as the disk of a folder. @returns null where this machine does not let us */
export function smallDiskAt(folder: string, megabytes: number): SmallDisk | null {
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', folder]);
  if (mounted.status !== 0) return null;
  return {
    fill: () => {
      const filler = join(folder, 'filler');
      const file = openSync(filler, 'w');
      try {
        for (;;) writeSync(file, BLOCK);
      } catch {
        // No space left on device: as it should be.
      } finally {
        closeSync(file);
      }
      return () => rmSync(filler, { force: true });
    },
    leave: () => void spawnSync('umount', ['-l', folder]),
  };
}
