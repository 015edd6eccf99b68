import type { Socket } from 'node:net';
import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Statement } from './preparing-client.js';

interface Waiting {
  readonly statement: Statement;
  readonly resolve: (answer: QueryResult) => void;
  readonly reject: (error: unknown) => void;
}

/** What waits for a connection, by its pool. */
const waitingFor = new WeakMap<Pool, Waiting[]>();

/**
 * Sends a statement that reads with those of the other requests that ask in the same turn of the event loop: one connection, one write,
 * each with its own end, so that what fails in one is nobody else's matter. On a busy server the trips and the wake-ups on either side
 * cost more than the statements. Whoever is behind a long statement waits for it: for short reads, and the longest go last.
 * @param pool one whose connections have pg's `pipeline` on.
 */
export function sendInTurn(pool: Pool, statement: Statement): Promise<QueryResult> {
  return new Promise((resolve, reject) => {
    const waiting = waitingFor.get(pool);
    if (waiting) waiting.push({ statement, resolve, reject });
    else {
      waitingFor.set(pool, [{ statement, resolve, reject }]);
      setImmediate(() => void endTurn(pool));
    }
  });
}

/** What is planned for its values may find much to do. */
const longLast = (a: Waiting, b: Waiting): number => Number(!!a.statement.plan) - Number(!!b.statement.plan);

/** Whoever asks while a connection is awaited goes with it too. */
async function endTurn(pool: Pool): Promise<void> {
  let client: PoolClient | undefined;
  let failure: unknown;
  try {
    client = await pool.connect();
  } catch (error) {
    failure = error;
  }
  const waiting = waitingFor.get(pool) ?? [];
  waitingFor.delete(pool);
  if (!client) {
    for (const { reject } of waiting) reject(failure);
    return;
  }
  // A connection that is lost fails its statements; the pool throws it away when it comes back.
  const ignore = () => undefined;
  client.on('error', ignore);
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  stream.cork();
  const answers = waiting
    .sort(longLast)
    .map(({ statement, resolve, reject }) => client.query(statement).then(resolve, reject));
  stream.uncork();
  await Promise.all(answers);
  client.off('error', ignore);
  client.release();
}
