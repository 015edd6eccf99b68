import type { EntityManager } from 'typeorm';
import { broken, type Services } from '../servers/services.js';

/**
 * Does something, and something else before the first is committed: once the second waits for a lock, or is over. @returns what came of
 * both.
 */
export async function meanwhile(
  s: Services,
  first: (tx: EntityManager) => Promise<unknown>,
  second: () => Promise<string>,
): Promise<[string, string]> {
  let other = Promise.resolve('not begun');
  const one = await broken(
    s.work(async (tx) => {
      await first(tx);
      let over = false;
      other = second().finally(() => {
        over = true;
      });
      while (!over && !(await someoneWaits(tx)));
    }),
  );
  return [one, await other];
}

async function someoneWaits(tx: EntityManager): Promise<boolean> {
  const [row] = await tx.query(
    `SELECT count(*)::int AS n FROM pg_locks w WHERE NOT w.granted AND pg_backend_pid() = ANY (pg_blocking_pids(w.pid))`,
  );
  return row.n > 0;
}
