import type { DataSource, EntityManager } from 'typeorm';
import type { BlobStore } from '#bank/documents';
import { rows, run } from '#platform/database';
import { IN_PLACE, PERIODS } from '#platform/kernel';
import { takeRest } from '../sheets/sheets.js';
import { type ImportState, mayBe } from '../states.js';
import type { ImportKindName } from '../word-lists.js';
import { endFile } from './ending.js';

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
