import type { DataSource, EntityManager } from 'typeorm';
import { RuleBroken } from '#platform/kernel';
import { isRetryable } from '../connections/pg-error.js';
import { rows, run } from '../statements/statement.js';

export interface OnceKey {
  /** Who asks; two people may use the same key. */
  readonly actorKey: string;
  readonly route: string;
  /** `Idempotency-Key`, or the form's hidden `_key`; null asks for a plain transaction. */
  readonly key: string | null;
  /** SHA-256 of what was asked, to refuse a key reused for something else. */
  readonly requestHash: string;
  /** The work's result, where it is known before: written with the key, it saves a statement. */
  readonly ref?: string | undefined;
}

export interface WorkOutcome {
  /** What the work returned: a reference to the result, never its body. */
  readonly ref: string;
  /** True when the work had been done before and was not repeated. */
  readonly replayed: boolean;
}

const TRIES = 3;

/**
 * Does the work in one transaction, once per key, for `KEY_DAYS`. A twin that comes at the same time waits for the first to commit and gets its
 * reference; when the first fails, the twin does the work. A deadlock, a lost serialisation or a plan that a migration made stale is tried again,
 * three times in all.
 * @throws RuleBroken `platform.idempotency_reused` when the key was used for another request
 */
export async function once(
  dataSource: DataSource,
  key: OnceKey,
  work: (tx: EntityManager) => Promise<string>,
): Promise<WorkOutcome> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await dataSource.transaction((tx) => claimAndWork(tx, key, work));
    } catch (error) {
      if (!isRetryable(error) || attempt === TRIES) throw error;
    }
  }
}

async function claimAndWork(
  tx: EntityManager,
  k: OnceKey,
  work: (tx: EntityManager) => Promise<string>,
): Promise<WorkOutcome> {
  if (k.key === null) return { ref: await work(tx), replayed: false };
  const id = [k.actorKey, k.route, k.key];
  const known = k.ref ?? null;
  // Waits here while a twin's transaction is open; then either sees its row, or becomes the first.
  const claimed = await run(
    tx,
    `INSERT INTO platform.idempotency_key (actor_key, route, key, request_hash, ref) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING`,
    [...id, k.requestHash, known],
  );
  if (!claimed) {
    const [twin] = await rows<{ ref: string; request_hash: string }>(
      tx,
      `SELECT ref, request_hash FROM platform.idempotency_key ${OF_THE_KEY}`,
      id,
    );
    if (twin?.request_hash !== k.requestHash) throw new RuleBroken('platform.idempotency_reused');
    return { ref: twin.ref, replayed: true };
  }
  const ref = await work(tx);
  if (ref !== known) await run(tx, `UPDATE platform.idempotency_key SET ref = $4 ${OF_THE_KEY}`, [...id, ref]);
  return { ref, replayed: false };
}

const OF_THE_KEY = 'WHERE actor_key = $1 AND route = $2 AND key = $3';

/**
 * For how many days a key is remembered: long enough for a phone that was offline to send again. A phone keeps what it sends no longer
 * (`offline/round.ts`).
 */
export const KEY_DAYS = 30;

/** Forgets older keys. @returns how many */
export async function forgetOldKeys(dataSource: DataSource): Promise<number> {
  return run(
    dataSource,
    'DELETE FROM platform.idempotency_key WHERE created_at < platform.now() - make_interval(days => $1)',
    [KEY_DAYS],
  );
}
