import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import type { Canary } from '#platform/database';
import { BackupError } from './backup-error.js';
import { type Key, Measured, measure, readPacked } from './files.js';
import { fileOf, type Manifest, readManifest, type StoredFile } from './manifest.js';
import { pathOfPiece, piecesFile, piecesOf, type StoredPiece } from './pieces.js';

export interface Verified {
  readonly manifest: Manifest;
  /** Paths that are not as they were written, from the folder of backups. Empty when all is well. */
  readonly damaged: readonly string[];
  /** Its tables and stored files were read to their ends: of an encrypted backup, only with a key. */
  readonly opened: boolean;
}

/** What is done with a stored file: opened, only compared with its hash, or nothing. */
export type PieceReading = 'open' | 'hash' | 'skip';

export interface Reading {
  readonly pieces?: (piece: StoredPiece) => PieceReading;
}

export const allOpened = (): PieceReading => 'open';

/** Reads a backup from end to end. @param path its folder @throws BackupError when it is none, or the key does not open it */
export async function verify(path: string, key: Key = null, { pieces = allOpened }: Reading = {}): Promise<Verified> {
  const manifest = await readManifest(path);
  const encrypted = manifest.recipients.length > 0;
  const opened = !encrypted || key !== null;
  const damaged: string[] = [];
  for (const kept of manifest.tables) {
    const file = join(path, fileOf(kept.table, manifest.recipients));
    if (!(await isAsStored(file, kept))) damaged.push(file);
    else if (opened && (await contentOf(file, encrypted, key)) !== kept.content) damaged.push(file);
  }
  const list = join(path, piecesFile);
  if (await isAsStored(list, manifest.pieces)) {
    for (const piece of await piecesOf(path)) {
      const look = pieces(piece);
      if (look === 'skip') continue;
      const file = pathOfPiece(dirname(path), piece.name);
      if (!(await isAsStored(file, piece))) damaged.push(file);
      else if (opened && look === 'open' && !(await isWhole(file, encrypted, key, piece))) damaged.push(file);
    }
  } else damaged.push(list);
  return { manifest, damaged, opened };
}

async function isAsStored(path: string, kept: StoredFile): Promise<boolean> {
  const found = await measure(path);
  return found?.bytes === kept.bytes && found.sha256 === kept.sha256;
}

/** The content is what was packed; without a hash of it, the file can at least be unpacked. */
async function isWhole(path: string, encrypted: boolean, key: Key, { content }: StoredPiece): Promise<boolean> {
  const found = await contentOf(path, encrypted, key);
  return content === undefined || found === content;
}

async function contentOf(path: string, encrypted: boolean, key: Key): Promise<string> {
  const measured = new Measured();
  await pipeline(await readPacked(path, encrypted, key), measured.stream.resume());
  return measured.sha256;
}

const TABLE = 'platform.secret_canary';

/**
 * The canaries in a backup, which tell with which secrets its bank was sealed.
 * @param path its folder
 * @throws BackupError when it is no backup, or the key does not open it
 */
export async function canariesIn(path: string, key: Key): Promise<Canary[]> {
  const { recipients, tables } = await readManifest(path);
  const kept = tables.find(({ table }) => table === TABLE);
  const [id, sealed] = ['key_id', 'sealed'].map((column) => kept?.columns.indexOf(column) ?? -1);
  if (!kept || id === -1 || sealed === -1) throw new BackupError(`La table ${TABLE} manque dans cette sauvegarde.`);
  const rows = await text(await readPacked(join(path, fileOf(TABLE, recipients)), recipients.length > 0, key));
  return (
    rows
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => row.split('\t'))
      // COPY writes bytea as `\\x…`.
      .map((cells) => ({ keyId: cells[id!]!, sealed: Buffer.from(cells[sealed!]!.slice(3), 'hex') }))
  );
}
