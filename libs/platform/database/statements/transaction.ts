import { nextTick } from 'node:process';
import type { DataSource, EntityManager } from 'typeorm';
import type { PreparingClient } from '../connections/preparing-client.js';
import { readerAfter } from './statement.js';

/**
 * Does work in a transaction and reads its result once it is over: COMMIT and the first statement of the reading travel together, on
 * the same connection. When the result is known before the work, and the work says which statement is its `LAST`, they travel with
 * that one.
 * @param read asks on the connection it is given and on no other: whoever waits for a second one while all are taken waits for ever.
 * @param known what the work will give, when that is known before it.
 * @returns what the work gave, and how the reading ended: when that failed, the work is done all the same.
 * @throws whatever made the transaction fail.
 */
export async function transactionThenRead<Done, Read>(
  on: DataSource,
  work: (tx: EntityManager) => Promise<Done>,
  read: (done: Done, on: EntityManager) => Promise<Read>,
  known?: Done,
): Promise<{ done: Done; read: PromiseSettledResult<Read> }> {
  const runner = on.createQueryRunner();
  const client = (await runner.connect()) as PreparingClient;
  let early: Promise<PromiseSettledResult<Read>> | undefined;
  try {
    await runner.startTransaction();
    if (known !== undefined)
      client.whenEnding(() => {
        early = settled(read(known, readerAfter(runner.manager)));
      });
    const done = await work(runner.manager);
    if (early) {
      await runner.commitTransaction();
      return { done, read: await early };
    }
    client.sendTogether();
    const [ended, told] = await Promise.allSettled([
      runner.commitTransaction(),
      afterwards(() => read(done, runner.manager)),
    ]);
    if (ended.status === 'rejected') throw ended.reason;
    return { done, read: told };
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    await early;
    throw error;
  } finally {
    client.whenEnding(null);
    await runner.release();
  }
}

const settled = async <T>(reading: Promise<T>): Promise<PromiseSettledResult<T>> =>
  (await Promise.allSettled([reading]))[0];

/** What is asked in a transaction until the end of this turn of the event loop is written at once. */
export async function sendTogether(tx: EntityManager): Promise<void> {
  ((await tx.queryRunner!.connect()) as PreparingClient).sendTogether();
}

/** Once COMMIT is written: TypeORM writes it after promises that are settled, and a tick comes after those. */
const afterwards = <T>(read: () => Promise<T>): Promise<T> =>
  new Promise((resolve, reject) => nextTick(() => read().then(resolve, reject)));
