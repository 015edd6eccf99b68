import type { DataSource, EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';

/** Something of which its room could not say what there is to write. */
export interface Untold {
  readonly kind: string;
  readonly subjectId: string;
}

const TRIED_AT_ONCE = 100;

export const noteUntold = (tx: EntityManager, kind: string, subjects: readonly string[]): Promise<number> =>
  run(
    tx,
    'INSERT INTO notifications.notice_untold (kind, subject_id) SELECT $1, unnest($2::uuid[]) ON CONFLICT DO NOTHING',
    [kind, subjects],
  );

/** What is to be tried again, whatever waits longest first. */
export const allUntold = (on: Reader): Promise<Untold[]> =>
  rows<Untold>(
    on,
    `SELECT kind, subject_id AS "subjectId" FROM notifications.notice_untold ORDER BY tried_at LIMIT ${TRIED_AT_ONCE}`,
  );

/** Takes one to write about it; another worker's is left. @returns whether it is there to be taken */
export async function takeUntold(tx: EntityManager, { kind, subjectId }: Untold): Promise<boolean> {
  const taken = await run(
    tx,
    `DELETE FROM notifications.notice_untold WHERE (kind, subject_id) IN (
       SELECT kind, subject_id FROM notifications.notice_untold WHERE kind = $1 AND subject_id = $2 FOR UPDATE SKIP LOCKED)`,
    [kind, subjectId],
  );
  return taken > 0;
}

export const triedInVain = (on: DataSource, { kind, subjectId }: Untold): Promise<number> =>
  run(on, 'UPDATE notifications.notice_untold SET tried_at = platform.now() WHERE kind = $1 AND subject_id = $2', [
    kind,
    subjectId,
  ]);

/** What is older than what is written about goes. */
export const forgetUntold = (on: DataSource, olderThanMs: number): Promise<number> =>
  run(on, `DELETE FROM notifications.notice_untold WHERE since < platform.now() - $1::float8 * interval '1 ms'`, [
    olderThanMs,
  ]);
