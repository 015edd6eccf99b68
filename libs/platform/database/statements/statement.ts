import type { Pool, QueryResult } from 'pg';
import { type DataSource, type EntityManager, QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isId, NotFound } from '#platform/kernel';
import { poolsOf } from '../connections/pools.js';
import type { PlannedPerCall, Statement } from '../connections/preparing-client.js';
import { type Reader, Together } from './read-together.js';

/**
 * Runs a statement and gives its rows. `npm run check` prepares its text, in all its variants, and compares the columns with `Row`.
 * @param on the data source, the transaction that the statement belongs to, or what `readTogether` gives
 * @param text one statement; what varies in it is written so that the check can read it (`scripts/check-sql`)
 * @param options how it is planned, where its values decide that
 * @throws QueryFailedError around the error of Postgres; `ruleFromPg` says which rule it tells of
 */
export async function rows<Row>(
  on: Reader,
  text: string,
  values: readonly unknown[] = [],
  options?: PlannedPerCall,
): Promise<Row[]> {
  if (on instanceof Together)
    return (options ? on.alone(text, values, options) : on.ask(text, values)) as Promise<Row[]>;
  return (await send(on, text, values, options)).rows as Row[];
}

/**
 * The row of a thing whose id somebody gave, read like `rows`: `rowOf(tx, text, [id], { place: id })`.
 * @throws NotFound where that is no UUID, or the statement gives no row
 */
export async function rowOf<Row>(
  on: Reader,
  text: string,
  values: readonly unknown[],
  asked: Readonly<Record<string, string>>,
): Promise<Row> {
  const [thing, id] = Object.entries(asked)[0]!;
  const [row] = isId(id) ? await rows<Row>(on, text, values) : [];
  if (!row) throw new NotFound(thing);
  return row;
}

/** Runs a statement of which no row is read, like `rows`. @returns how many rows it wrote, removed or found */
export async function run(
  on: DataSource | EntityManager,
  text: string,
  values: readonly unknown[] = [],
  options?: PlannedPerCall,
): Promise<number> {
  return (await send(on, text, values, options)).rowCount ?? 0;
}

/**
 * Reads the parts of a page in one trip: what `work` asks at the same time through its reader is sent as one statement. What fails in one fails all.
 * A part that waits for another's answer is another trip, and so is one that is planned per call. `$1` must not stand in a text's literals.
 */
export function readTogether<T>(on: DataSource | EntityManager, work: (on: Together) => Promise<T>): Promise<T> {
  return work(new Together((text, values, options) => send(on, text, values, options)));
}

async function send(
  on: DataSource | EntityManager,
  text: string,
  values: readonly unknown[],
  options: PlannedPerCall | undefined,
): Promise<QueryResult> {
  const runner = 'queryRunner' in on ? on.queryRunner : undefined;
  const statement: Statement = { text, values: values as unknown[], plan: options?.plan };
  // Its connection already serves somebody else.
  if (runner?.isReleased) throw new QueryRunnerAlreadyReleasedError();
  const source = 'dataSource' in on ? on.dataSource : on;
  try {
    if (!runner) return await poolsOf(source).current.query(statement);
    const client: Pick<Pool, 'query'> = await runner.connect();
    return await client.query(statement);
  } catch (error) {
    throw new QueryFailedError(text, values as unknown[], error as Error);
  }
}

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
