import { lchownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Goes on as the user to whom a folder belongs, when we are root: what root writes there, the service could not write beside. What an
 * earlier command of root's left in it is handed back first.
 * @returns whether we are another user now.
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

/** Root's own files alone; never one that has a second name elsewhere, nor what a link points to. */
function handBack(folder: string, uid: number, gid: number): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isSymbolicLink()) continue;
    const { uid: owner, nlink } = lstatSync(path);
    if (owner === 0 && (entry.isDirectory() || nlink === 1)) lchownSync(path, uid, gid);
    if (entry.isDirectory()) handBack(path, uid, gid);
  }
}
