import type { DataSource, EntityManager } from 'typeorm';
import { poolsOf } from '../connections/pools.js';

/**
 * Does work in a transaction of its own beside one that is open: it stays, and is seen, whatever becomes of that one. Its connection is of a
 * small pool that serves nothing else. One of the pool's own, waited for by all who hold those, would never come. Short, and it waits for
 * nothing that the open transaction has locked.
 * @param on whose bank; a transaction is named only to say so.
 */
export async function beside<T>(on: DataSource | EntityManager, work: (own: EntityManager) => Promise<T>): Promise<T> {
  const source = 'dataSource' in on ? on.dataSource : on;
  const runner = source.createQueryRunner();
  await poolsOf(source).beside(() => runner.connect());
  try {
    await runner.startTransaction();
    const done = await work(runner.manager);
    await runner.commitTransaction();
    return done;
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}
