import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileOf } from './backup.js';
import { type Key, Measured, measure, readPacked } from './files.js';
import { type KeptFile, type Manifest, readManifest } from './manifest.js';
import { pathOfPiece, piecesFile, piecesOf } from './pieces.js';

export interface Verified {
  readonly manifest: Manifest;
  /** What is not as it was written: paths, from the folder of backups. Empty when all is well. */
  readonly damaged: readonly string[];
  /** Its tables were opened and read to their ends: of an encrypted backup, only with a key. */
  readonly opened: boolean;
}

/**
 * Reads a backup from end to end. @param path its folder.
 * @throws BackupError when it is none, or the key does not open it.
 */
export async function verify(path: string, key: Key = null): Promise<Verified> {
  const manifest = await readManifest(path);
  const encrypted = manifest.recipients.length > 0;
  const opened = !encrypted || key !== null;
  const damaged: string[] = [];
  for (const kept of manifest.tables) {
    const file = join(path, fileOf(kept.table, manifest.recipients));
    if (!(await isAsKept(file, kept))) damaged.push(file);
    else if (opened && (await contentOf(file, encrypted, key)) !== kept.content) damaged.push(file);
  }
  const list = join(path, piecesFile);
  if (await isAsKept(list, manifest.pieces)) {
    for (const piece of await piecesOf(path)) {
      const file = pathOfPiece(dirname(path), piece.name);
      if (!(await isAsKept(file, piece))) damaged.push(file);
    }
  } else damaged.push(list);
  return { manifest, damaged, opened };
}

async function isAsKept(path: string, kept: KeptFile): Promise<boolean> {
  const found = await measure(path);
  return found?.bytes === kept.bytes && found.sha256 === kept.sha256;
}

async function contentOf(path: string, encrypted: boolean, key: Key): Promise<string> {
  const measured = new Measured();
  await pipeline(await readPacked(path, encrypted, key), measured.stream.resume());
  return measured.sha256;
}
