import type { EntityManager } from 'typeorm';
import { type Reader, rows, run } from '#platform/database';
import { FORGOTTEN } from './word-lists.js';

/** SQL: whether the bank came back as it was before, and nobody has said what becomes of the mails that may go twice. */
export const MAILS_WAIT = `EXISTS (SELECT 1 FROM backup.restoration WHERE mails_settled_at IS NULL)`;

const LET_GO = `held = false, state = 'failed', error = 'notifications.let_go', ${FORGOTTEN}`;

/**
 * Keeps what waits from leaving: it was waiting when the backup was made, and may have gone since. The link of an account opens nothing any
 * more (`endAllAccess`), so that its mail goes, and so does a link that was asked for and not made yet; a donor's still opens its page.
 */
export async function holdMails(tx: EntityManager): Promise<void> {
  await run(tx, 'DELETE FROM notifications.reset_asked');
  await run(
    tx,
    `UPDATE notifications.mail SET ${LET_GO} WHERE state = 'waiting' AND link_sealed IS NOT NULL AND user_id IS NOT NULL`,
  );
  await run(tx, `UPDATE notifications.mail SET held = true WHERE state = 'waiting' AND NOT held`);
}

/** How many mails wait for a person. */
export async function waitingMails(on: Reader): Promise<number> {
  const [row] = await rows<{ n: number }>(on, 'SELECT count(*)::int AS n FROM notifications.mail WHERE held');
  return row!.n;
}

/** Lets all that was held leave, or go without leaving. @returns how many. */
export function settleWaitingMails(tx: EntityManager, send: boolean): Promise<number> {
  return send
    ? run(tx, 'UPDATE notifications.mail SET held = false, due_at = platform.now() WHERE held')
    : run(tx, `UPDATE notifications.mail SET ${LET_GO} WHERE held`);
}

/** Which events a mail may still tell: a mail server that is set today writes nothing of last month. An interval of Postgres. */
export const MAILED_WITHIN = '2 days';

/** How many events of a kind are looked at in one turn. */
export const MAILED_AT_ONCE = 200;
