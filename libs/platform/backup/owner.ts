import { lchownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * As root, becomes the user to whom a folder belongs: the service could not write beside what root writes there. Files that an earlier command of
 * root left are given to that user first.
 * @returns whether the user changed
 */
export function workAsOwnerOf(folder: string): boolean {
  if (process.getuid?.() !== 0) return false;
  const found = statSync(folder, { throwIfNoEntry: false });
  if (!found || found.uid === 0) return false;
  const { uid, gid } = found;
  handBack(folder, uid, gid);
  process.setgroups!([gid]);
  process.setgid!(gid);
  process.setuid!(uid);
  return true;
}

/** Only root's own files; never one with a second hard link, nor what a symbolic link points to. */
function handBack(folder: string, uid: number, gid: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) continue;
    const { uid: owner, nlink } = lstatSync(path);
    if (owner === 0 && (entry.isDirectory() || nlink === 1)) lchownSync(path, uid, gid);
    if (entry.isDirectory()) handBack(path, uid, gid);
  }
}
