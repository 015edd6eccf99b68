import type { EntityManager } from 'typeorm';
import { rows } from '#database';
import type { BlobStore } from '#documents';
import type { ImportResult } from './kind.js';
import { dropRows } from './parts.js';

/** How a file ended: its good rows are taken in now, or it was dropped. */
export type FileEnd =
  | { readonly state: 'applied'; readonly made: number; readonly result: ImportResult }
  | { readonly state: 'refused' };

/**
 * Ends a file. Its bytes, its sample and its good rows go, since a sheet may name the people who used the machines; its hash stays, so
 * that the same file is known again, and for a while what was read of its wrong rows, to be corrected.
 */
export async function endFile(tx: EntityManager, blobs: BlobStore, fileId: string, end: FileEnd): Promise<void> {
  const applied = end.state === 'applied';
  const [file] = await rows<{ blobId: string }>(
    tx,
    `UPDATE imports.file f SET state = $2, blob_id = NULL, sample = NULL, sample_key = NULL, error = NULL, notice = NULL,
       applied_at = CASE WHEN $5::boolean THEN now() END, things_made = $3, result = $4
     FROM imports.file old WHERE f.id = $1 AND old.id = f.id RETURNING old.blob_id AS "blobId"`,
    [fileId, end.state, applied ? end.made : 0, applied ? end.result : {}, applied],
  );
  await dropRows(tx, fileId, applied ? 'good' : 'all');
  await blobs.drop(tx, file!.blobId);
}
