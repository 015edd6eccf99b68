import type { EntityManager } from 'typeorm';
import type { BlobStore } from '#bank/documents';
import { rows } from '#platform/database';
import type { ImportResult } from '../kind.js';
import { keepRest, sheetsOfBook } from '../sheets/sheets.js';
import { dropRows } from './parts.js';

/** How a file ended: its good rows are taken in now, or it was dropped. */
export type FileEnd = {
  /** Its kind is taken sheet by sheet. */
  readonly bySheet: boolean;
} & (
  | { readonly state: 'applied'; readonly made: number; readonly result: ImportResult }
  | { readonly state: 'refused' }
);

/**
 * Ends a file. Its bytes, its sample and its good rows go, since a sheet may name the people who used the machines; its hash stays, so
 * that the same file is known again, and for a while what was read of its wrong rows, to be corrected. The bytes of a workbook wait as
 * long as sheets of it remain, unless nothing of it was taken at all.
 */
export async function endFile(tx: EntityManager, blobs: BlobStore, fileId: string, end: FileEnd): Promise<void> {
  const applied = end.state === 'applied';
  const [file] = await rows<{ blobId: string; rootId: string | null; sheets: number }>(
    tx,
    `UPDATE imports.file f SET state = $2, blob_id = NULL, sample = NULL, sample_key = NULL, error = NULL, notice = NULL,
       applied_at = CASE WHEN $5::boolean THEN platform.now() END, things_made = $3, result = $4
     FROM imports.file old WHERE f.id = $1 AND old.id = f.id 
     RETURNING old.blob_id AS "blobId", f.root_id AS "rootId", jsonb_array_length(f.sheets) AS sheets`,
    [fileId, end.state, applied ? end.made : 0, applied ? end.result : {}, applied],
  );
  await dropRows(tx, fileId, applied ? 'good' : 'all');
  const { blobId, rootId, sheets } = file!;
  const root = rootId ?? fileId;
  const more = end.bySheet && (rootId !== null || (applied && sheets > 1));
  if (more && (await sheetsOfBook(tx, root)).left.length) await keepRest(tx, root, blobId);
  else await blobs.drop(tx, blobId);
}
