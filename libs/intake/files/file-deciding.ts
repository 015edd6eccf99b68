import type { EntityManager } from 'typeorm';
import type { BlobStore } from '#documents';
import { dropRows } from './file-parts.js';

/** How a file ended: its good rows are devices now, or it was dropped. */
export type FileEnd =
  | { readonly state: 'applied'; readonly logged: number; readonly wrong: number }
  | { readonly state: 'refused' };

/**
 * Ends a file. Its bytes and its good rows go, since a donor's sheet may name the people who used the machines; its hash stays, so
 * that the same file is known again, and for a while its wrong rows, to be corrected.
 */
export async function endFile(tx: EntityManager, blobs: BlobStore, fileId: string, end: FileEnd): Promise<void> {
  const [file] = await tx.query('SELECT blob_id FROM intake.file WHERE id = $1', [fileId]);
  await tx.query(
    `UPDATE intake.file SET state = $2, blob_id = NULL, error = NULL, examples = '[]', applied_at = CASE WHEN $2 = 'applied' THEN now() END,
       rows_logged = coalesce($3, rows_logged), rows_wrong = coalesce($4, rows_wrong) WHERE id = $1`,
    [fileId, end.state, ...(end.state === 'applied' ? [end.logged, end.wrong] : [null, null])],
  );
  await dropRows(tx, fileId, end.state === 'applied' ? 'good' : 'all');
  await blobs.drop(tx, file.blob_id);
}
