import { statfs } from 'node:fs/promises';

interface Disk {
  readonly free: number;
  readonly size: number;
}

/** The disk of a folder, in bytes; null where there is no such folder. */
export const diskOf = (folder: string): Promise<Disk | null> =>
  statfs(folder).then(
    ({ bavail, blocks, bsize }) => ({ free: bavail * bsize, size: blocks * bsize }),
    () => null,
  );

export const freeBytes = async (folder: string): Promise<number | null> => (await diskOf(folder))?.free ?? null;
