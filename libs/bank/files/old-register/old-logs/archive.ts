import { open } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import { type Entry, fromFdPromise, type ZipFile } from 'yauzl';
import { columnTable, run } from '#platform/database';
import { newId, RuleBroken, sha256 } from '#platform/kernel';
import type { OldLog } from './old-log.entity.js';

export interface FolderFile {
  readonly path: string;
  readonly bytes: Buffer;
  readonly sha256: string;
}

export const FOLDER_LIMITS = { files: 10_000, ofOne: 2 * 1024 * 1024, inAll: 300 * 1024 * 1024 } as const;

/**
 * The files of an uploaded one: of a ZIP its entries, else itself. Entries are counted as they are inflated, so that what an
 * archive says of itself is never believed. Folders, hidden files and what is too large for a log are left out and named.
 * @throws RuleBroken, field `logs`: `data_import.archive_broken`, `data_import.archive_too_large`.
 */
export async function* filesOf(
  upload: { readonly filename: string; readonly path: string },
  left: { files: number; bytes: number; tooLarge: string[] },
): AsyncGenerator<FolderFile> {
  const file = await open(upload.path, 'r');
  try {
    const head = Buffer.alloc(4);
    await file.read(head, 0, 4, 0);
    if (head.readUInt32BE(0) !== 0x504b0304) {
      const { size } = await file.stat();
      if (size > FOLDER_LIMITS.ofOne) left.tooLarge.push(upload.filename);
      else yield take(upload.filename, await file.readFile(), left);
      return;
    }
    const zip = await fromFdPromise(file.fd, { autoClose: false, lazyEntries: true }).catch(broken);
    if (zip.entryCount > FOLDER_LIMITS.files) throw tooLarge();
    try {
      for await (const entry of zip.eachEntry()) {
        const name = entry.fileName;
        if (/\/$/.test(name) || /(?:^|\/)(?:\.|__MACOSX|Thumbs\.db|desktop\.ini)/i.test(name)) continue;
        const bytes = await inflate(zip, entry);
        if (bytes === null) {
          left.bytes -= FOLDER_LIMITS.ofOne;
          left.tooLarge.push(name);
          if (left.bytes < 0) throw tooLarge();
        } else yield take(name, bytes, left);
      }
    } catch (error) {
      broken(error);
    }
  } finally {
    await file.close();
  }
}

function take(path: string, bytes: Buffer, left: { files: number; bytes: number }): FolderFile {
  left.files -= 1;
  left.bytes -= bytes.length;
  if (left.files < 0 || left.bytes < 0) throw tooLarge();
  return { path: path.slice(0, 300), bytes, sha256: sha256(bytes) };
}

async function inflate(zip: ZipFile, entry: Entry): Promise<Buffer | null> {
  const stream = await zip.openReadStreamPromise(entry);
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > FOLDER_LIMITS.ofOne) {
      stream.destroy();
      return null;
    }
    parts.push(part);
  }
  return Buffer.concat(parts);
}

const tooLarge = (): RuleBroken =>
  new RuleBroken('data_import.archive_too_large', { files: FOLDER_LIMITS.files, megabytes: 300 }, 'logs');

function broken(error: unknown): never {
  if (error instanceof RuleBroken) throw error;
  throw new RuleBroken('data_import.archive_broken', {}, 'logs');
}

const FILES = columnTable(
  {
    id: 'uuid',
    position: 'int',
    path: 'text',
    sha256: 'text',
    size: 'int',
    bytes: 'bytea',
    outcome: 'text',
    facts: 'jsonb',
  },
  { batch_id: 'uuid' },
);

type Staged = Pick<OldLog, 'path' | 'sha256' | 'size' | 'bytes' | 'outcome' | 'facts'>;

export const waiting = ({ path, bytes, sha256 }: FolderFile): Staged => ({
  path: path.replace(/\p{Cc}/gu, ' ').toWellFormed(),
  sha256,
  size: bytes.length,
  bytes,
  outcome: null,
  facts: {},
});

/** A file that is no log for its size alone; its bytes were not read to the end. */
export const leftOut = (path: string): Staged => ({
  path: path.slice(0, 300),
  sha256: '0'.repeat(64),
  size: FOLDER_LIMITS.ofOne,
  bytes: null,
  outcome: 'unreadable',
  facts: { reason: 'too_large' },
});

/** Keeps files of a folder in the order they come. @param from the position of the first. */
export async function stage(tx: EntityManager, batchId: string, from: number, files: readonly Staged[]): Promise<void> {
  if (!files.length) return;
  const placed = files.map((file, i) => ({ ...file, id: newId(), position: from + i }));
  await run(
    tx,
    `INSERT INTO data_import.old_log (${FILES.names}) ${FILES.select}`,
    FILES.values(placed, { batch_id: batchId }),
  );
}
