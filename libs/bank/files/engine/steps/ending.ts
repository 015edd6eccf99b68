import type { DataSource, EntityManager } from 'typeorm';
import type { BlobStore } from '#bank/documents';
import { rows, ruleFromPg, run } from '#platform/database';
import { IN_PLACE, PERIODS, RuleBroken } from '#platform/kernel';
import { backoff } from '#platform/queue';
import { ImportFile } from '../import.entity.js';
import type { ImportKinds, ImportResult } from '../kind.js';
import { keepRest, sheetsOfBook, takeRest } from '../sheets/sheets.js';
import { type ImportState, mayBe } from '../states.js';
import type { ImportKindName } from '../word-lists.js';
import { dropRows } from './rows.js';

/** How a file ended: its good rows are taken in now, or it was dropped. */
export type FileEnd = {
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

/** A rule says no for good, unless somebody else was faster by a moment; anything else is tried again a few times. */
export async function noteFailure(tx: EntityManager, kinds: ImportKinds, id: string, error: Error): Promise<void> {
  const rule = error instanceof RuleBroken ? error : ruleFromPg(error);
  const [file] = await rows<{ kind: ImportKindName; attempts: number; state: ImportState }>(
    tx,
    `SELECT kind, attempts, state FROM imports.file WHERE id = $1 AND state = ANY (imports.working_states()) FOR NO KEY UPDATE`,
    [id],
  );
  if (!file) return;
  const kind = kinds.of(file.kind);
  const wait = rule && !kind.races.has(rule.code) ? null : backoff(file.attempts + 1);
  if (wait !== null) {
    await run(
      tx,
      'UPDATE imports.file SET attempts = attempts + 1, due_at = platform.now() + make_interval(secs => $2) WHERE id = $1',
      [id, wait / 1000],
    );
    return;
  }
  // What it made stands: only that it could not be taken back is told.
  if (file.state === 'withdrawing') {
    await tx.update(ImportFile, id, { state: 'applied', notice: rule?.code ?? kind.refusals.failed });
    return;
  }
  await tx.update(ImportFile, id, {
    state: 'failed',
    error: rule?.code ?? kind.refusals.failed,
    errorFacts: rule?.facts ?? {},
  });
}

/** Nobody decided about a file in this time: it is dropped, and its bytes with it. */
const UNDECIDED_DAYS = PERIODS.undecided_file.days;

/** What stands in place of a file's name, which may say whose it was. */
const FORGOTTEN_NAME = IN_PLACE.filename;

/** Forgets what was read of wrong rows and of words, what was answered, and what files say in their own words (their names, titles and sheets), at the dated periods. @returns how many rows. */
export async function forgetRows(tx: EntityManager): Promise<number> {
  await run(
    tx,
    `DELETE FROM imports.word w USING imports.file f WHERE f.id = w.file_id AND f.state = ANY (imports.applied_states())
       AND f.applied_at < platform.now() - people.kept_for('file_row')`,
  );
  await run(
    tx,
    `UPDATE imports.file f SET filename = $1, choices = '{}', header = '[]', columns = '{}', error_facts = '{}',
       sheets = coalesce((SELECT jsonb_agg(s || '{"name": ""}' ORDER BY n) FROM jsonb_array_elements(f.sheets) WITH ORDINALITY AS all_of (s, n)
         WHERE jsonb_typeof(s) = 'object'), '[]'),
       settings = '{}', words_ended_at = platform.now()
     WHERE f.words_ended_at IS NULL AND f.state = ANY (imports.decided_states())
       AND coalesce(f.applied_at, f.created_at) < platform.now() - people.kept_for('file_row')`,
    [FORGOTTEN_NAME],
  );
  // A word that was remembered for the next files may be somebody's name.
  await run(tx, `DELETE FROM imports.remembered_word WHERE at < platform.now() - people.kept_for('free_text')`);
  return run(
    tx,
    `DELETE FROM imports.row r USING imports.file f WHERE f.id = r.file_id AND f.state = ANY (imports.applied_states())
       AND f.applied_at < platform.now() - people.kept_for('file_row')`,
  );
}

/** Drops files that nobody decided about, and sheets that nobody took: their bytes are kept no longer. Of one kind, that may be sooner. */
export async function forgetUndecided(
  db: DataSource,
  blobs: BlobStore,
  { kind = null, days = UNDECIDED_DAYS }: { readonly kind?: ImportKindName | null; readonly days?: number } = {},
): Promise<void> {
  const old = await rows<{ id: string }>(
    db,
    `SELECT id FROM imports.file WHERE blob_id IS NOT NULL AND created_at < platform.now() - make_interval(days => $1)
       AND state <> ALL (imports.working_states()) AND ($2::text IS NULL OR kind = $2)`,
    [days, kind],
  );
  for (const { id } of old) {
    await db.transaction(async (tx) => {
      const [still] = await rows<{ state: ImportState }>(
        tx,
        'SELECT state FROM imports.file WHERE id = $1 FOR NO KEY UPDATE',
        [id],
      );
      if (still && mayBe('refuse', still.state)) await endFile(tx, blobs, id, { state: 'refused', bySheet: false });
    });
  }
  const rests = await rows<{ id: string }>(
    db,
    `SELECT f.id FROM imports.rest r JOIN imports.file f ON f.id = r.root_id
     WHERE f.created_at < platform.now() - make_interval(days => $1) AND ($2::text IS NULL OR f.kind = $2)`,
    [days, kind],
  );
  for (const { id } of rests)
    await db.transaction(async (tx) => {
      const { rest } = await takeRest(tx, id);
      if (rest) await blobs.drop(tx, rest.blobId);
    });
}
