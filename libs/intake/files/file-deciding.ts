import type { EntityManager } from 'typeorm';
import type { BlobStore } from '#documents';
import { DonorFile } from './file.entity.js';
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
  const file = await tx.findOneOrFail(DonorFile, { where: { id: fileId }, select: { id: true, blobId: true } });
  const applied = end.state === 'applied';
  await tx.update(DonorFile, fileId, {
    state: end.state,
    blobId: null,
    error: null,
    examples: [],
    appliedAt: applied ? () => 'now()' : null,
    ...(applied ? { rowsLogged: end.logged, rowsWrong: end.wrong } : {}),
  });
  await dropRows(tx, fileId, applied ? 'good' : 'all');
  await blobs.drop(tx, file.blobId!);
}
