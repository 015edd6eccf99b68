import type { EntityManager } from 'typeorm';
import { columnTable, run } from '#platform/database';
import { newId } from '#platform/kernel';
import { FOLDER_LIMITS, type FolderFile } from './archive.js';
import type { OldLog } from './old-log.entity.js';

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

/** A file of a folder before it is read. */
export type Staged = Pick<OldLog, 'path' | 'sha256' | 'size' | 'bytes' | 'outcome' | 'facts'>;

/** A file that waits to be read. */
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
