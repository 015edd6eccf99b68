import type { EntityManager } from 'typeorm';
import { run } from '#platform/database';
import { deviceHash } from './known-devices.js';

/** Ends somebody's sessions but one, given by its hash. */
export async function endOtherSessions(tx: EntityManager, userId: string, hash: string | null): Promise<void> {
  await run(tx, 'DELETE FROM people.session WHERE user_id = $1 AND secret_hash IS DISTINCT FROM $2', [userId, hash]);
}

/**
 * The same, and knows none of their browsers any more: one of them may be another's by now.
 * @param but the session, by its hash, and the browser, by its secret, with which they just proved who they are
 */
export async function endSessionsAndDevices(
  tx: EntityManager,
  userId: string,
  but: { readonly session?: string; readonly device?: string | null } = {},
): Promise<void> {
  await endOtherSessions(tx, userId, but.session ?? null);
  await run(
    tx,
    `DELETE FROM people.known_device WHERE user_id = $1 AND ($2::text IS NULL OR device_hash <> ${deviceHash('$2', '$1')})`,
    [userId, but.device ?? null],
  );
}

/**
 * Ends every session and every link that was not used: of a bank that came back as it was before, they may have been ended since, and nobody
 * knows it any more. @returns how many of each.
 */
export async function endAllAccess(tx: EntityManager): Promise<{ readonly sessions: number; readonly links: number }> {
  const sessions = await run(tx, 'DELETE FROM people.session WHERE expires_at > platform.now()');
  await run(tx, 'DELETE FROM people.session');
  const links = await run(
    tx,
    'UPDATE people.one_time_link SET expires_at = platform.now() WHERE used_at IS NULL AND expires_at > platform.now()',
  );
  return { sessions, links };
}
