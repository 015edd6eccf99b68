import { freeBytes } from '#platform/kernel';
import { BackupError } from './backup-error.js';

/** Left free for what a full disk would stop, in bytes. */
const MARGIN = 200e6;

/** The sentence that says how much room is missing in a folder; null where there is enough. */
export async function missingRoom(folder: string, bytes: number): Promise<string | null> {
  const [free, needed] = [(await freeBytes(folder)) ?? 0, bytes + MARGIN];
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
