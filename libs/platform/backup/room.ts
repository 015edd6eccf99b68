import { statfs } from 'node:fs/promises';
import { BackupError } from './backup-error.js';

export async function freeAt(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Left free for what a full disk would stop, in bytes. */
const MARGIN = 200e6;

/** The sentence that says how much room is missing in a folder; null where there is enough. */
export async function missingRoom(folder: string, bytes: number): Promise<string | null> {
  const [free, needed] = [await freeAt(folder), bytes + MARGIN];
  return free >= needed
    ? null
    : `il n’y a pas assez de place dans ${folder} : il faut ${inMB(needed)} Mo, il en reste ${inMB(free)}`;
}

/** @throws BackupError where there is too little */
export async function mustHaveRoom(folder: string, bytes: number): Promise<void> {
  const missing = await missingRoom(folder, bytes);
  if (missing) throw new BackupError(`La sauvegarde n’a pas commencé : ${missing}.`);
}

const inMB = (bytes: number): string => Math.ceil(bytes / 1e6).toLocaleString('fr-FR');
