import type { EntityManager } from 'typeorm';
import { run } from '#database';

/** Ends somebody's sessions but one, given by its hash. */
export async function endOtherSessions(tx: EntityManager, userId: string, hash: string | null): Promise<void> {
  await run(tx, 'DELETE FROM people.session WHERE user_id = $1 AND secret_hash IS DISTINCT FROM $2', [userId, hash]);
}

/** The same, and knows none of their browsers any more: one of them may be another's by now. */
export async function endSessionsAndDevices(
  tx: EntityManager,
  userId: string,
  but: string | null = null,
): Promise<void> {
  await endOtherSessions(tx, userId, but);
  await run(tx, 'DELETE FROM people.known_device WHERE user_id = $1', [userId]);
}
