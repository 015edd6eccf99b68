import { statfs } from 'node:fs/promises';

/** What is left on the disk of a folder, in bytes; null where there is no such folder. */
export const freeBytes = (folder: string): Promise<number | null> =>
  statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => null,
  );
