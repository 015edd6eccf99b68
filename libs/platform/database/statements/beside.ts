import type { DataSource, EntityManager } from 'typeorm';
import { poolsOf } from '../connections/pools.js';

/**
 * Does short work in a transaction of its own beside an open one: it stays, whatever becomes of that one. It must not wait for what the open
 * transaction has locked. Its connection is of a small pool of its own: those who hold all of the usual pool might wait for one for ever.
 * @param on the data source, or a transaction of it, outside of which the work is done
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
