import { nextTick } from 'node:process';
import type { DataSource, EntityManager } from 'typeorm';
import type { PreparingClient } from './preparing-client.js';

/**
 * Does work in a transaction and reads its result once it is over: COMMIT and the first statement of the reading travel together, on
 * the same connection.
 * @param read asks on the connection it is given and on no other: whoever waits for a second one while all are taken waits for ever.
 * @returns what the work gave, and how the reading ended: when that failed, the work is done all the same.
 * @throws whatever made the transaction fail.
 */
export async function transactionThenRead<Done, Read>(
  on: DataSource,
  work: (tx: EntityManager) => Promise<Done>,
  read: (done: Done, on: EntityManager) => Promise<Read>,
): Promise<{ done: Done; read: PromiseSettledResult<Read> }> {
  const runner = on.createQueryRunner();
  try {
    await runner.startTransaction();
    const done = await work(runner.manager);
    ((await runner.connect()) as PreparingClient).sendTogether();
    const [ended, told] = await Promise.allSettled([
      runner.commitTransaction(),
      afterwards(() => read(done, runner.manager)),
    ]);
    if (ended.status === 'rejected') throw ended.reason;
    return { done, read: told };
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await runner.release();
  }
}

/** Once COMMIT is written: TypeORM writes it after promises that are settled, and a tick comes after those. */
const afterwards = <T>(read: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => nextTick(() => read().then(resolve, reject)));
