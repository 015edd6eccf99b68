import type { DataSource, EntityManager } from 'typeorm';

class Undone extends Error {
  constructor(readonly result: unknown) {
    super('undone');
  }
}

/**
 * From now on every transaction is carried out whole, then rolled back: each request meets the same untouched demo.
 * Gives the way back.
 */
export function undoingWrites(db: DataSource): () => void {
  const transaction = db.transaction.bind(db) as (work: (tx: EntityManager) => Promise<unknown>) => Promise<unknown>;
  const undone = (work: (tx: EntityManager) => Promise<unknown>): Promise<unknown> =>
    transaction(async (tx) => {
      const result = await work(tx);
      // What Postgres asks when a transaction is committed, it asks now.
      await tx.query('SET CONSTRAINTS ALL IMMEDIATE');
      throw new Undone(result);
    }).catch((error: unknown) => {
      if (error instanceof Undone) return error.result;
      throw error;
    });
  const kept = db.transaction;
  Object.assign(db, { transaction: undone });
  return () => void Object.assign(db, { transaction: kept });
}
