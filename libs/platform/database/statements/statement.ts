import type { Pool, QueryResult } from 'pg';
import { type DataSource, type EntityManager, QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { poolsOf } from '../connections/pools.js';
import type { LastOfTransaction, PlannedPerCall, Statement } from '../connections/preparing-client.js';
import { sendInTurn } from '../connections/shared-trip.js';
import { type Reader, Together } from './together.js';

/**
 * Runs a statement and gives its rows. `npm run check` prepares its text, in all its variants, and compares the columns with `Row`.
 * @param on the data source, the transaction that the statement belongs to, or what `readTogether` gives to send it with others.
 * @param text one statement; what varies in it is written so that the check can read it (`scripts/check-sql`).
 * @param options `LAST`: the statement ends its transaction, and COMMIT travels with it. Nothing may follow in the transaction, and
 *   whatever the statement gives, what was written stays.
 * @throws QueryFailedError around the error of Postgres; `ruleFromPg` says which rule it tells of.
 */
export async function rows<Row>(
  on: Reader,
  text: string,
  values: readonly unknown[] = [],
  options?: PlannedPerCall | LastOfTransaction,
): Promise<Row[]> {
  if (on instanceof Together)
    return (isPlanned(options) ? on.alone(text, values, options) : on.ask(text, values)) as Promise<Row[]>;
  return (await send(on, text, values, options)).rows as Row[];
}

/** Runs a statement of which no row is read, like `rows`. Returns how many rows it wrote, removed or found. */
export async function run(
  on: DataSource | EntityManager,
  text: string,
  values: readonly unknown[] = [],
  options?: PlannedPerCall | LastOfTransaction,
): Promise<number> {
  return (await send(on, text, values, options)).rowCount ?? 0;
}

/**
 * Reads the parts of a page in one trip: what `work` asks through the reader it is given, and asks at the same time, is sent as one
 * statement. A part gives the same rows as it would alone; what fails in one fails all. A part that waits for another's answer is
 * another trip, and so is one that is planned per call. `$1` must not stand in a text's literals. Outside a transaction it travels with
 * what other requests read (`sendInTurn`), unless it goes `apart`: what counts over everything, so that nobody waits behind it.
 * @param on the data source, or a transaction.
 */
export function readTogether<T>(
  on: DataSource | EntityManager,
  work: (on: Together) => Promise<T>,
  { apart = false }: { readonly apart?: boolean } = {},
): Promise<T> {
  return work(new Together((text, values, options) => send(on, text, values, options, apart ? undefined : sendInTurn)));
}

/** Of a transaction's last statement: see `rows`. */
export const LAST: LastOfTransaction = { ends: 'transaction' };

const isPlanned = (options: PlannedPerCall | LastOfTransaction | undefined): options is PlannedPerCall =>
  options !== undefined && 'plan' in options;

const heldOpen = new WeakSet<object>();

/** For who must be able to undo a transaction whatever is said to be its last statement: its end waits to be asked for. */
export const holdOpen = (tx: EntityManager): void => void heldOpen.add(tx);

/** Those that read behind a transaction's last statement. */
const afterwards = new WeakSet<object>();

/** What reads on the connection of a transaction behind its last statement, when everything else there is refused. */
export function readerAfter(tx: EntityManager): EntityManager {
  const reader = tx.dataSource.createEntityManager(tx.queryRunner);
  afterwards.add(reader);
  return reader;
}

async function send(
  on: DataSource | EntityManager,
  text: string,
  values: readonly unknown[],
  options: PlannedPerCall | LastOfTransaction | undefined,
  byPool = (pool: Pool, statement: Statement): Promise<QueryResult> => pool.query(statement),
): Promise<QueryResult> {
  const runner = 'queryRunner' in on ? on.queryRunner : undefined;
  const statement: Statement = {
    text,
    values: values as unknown[],
    plan: isPlanned(options) ? options.plan : undefined,
    ends: options && !isPlanned(options) && runner?.isTransactionActive && !heldOpen.has(on) ? options.ends : undefined,
    afterwards: afterwards.has(on),
  };
  // Its connection already serves somebody else.
  if (runner?.isReleased) throw new QueryRunnerAlreadyReleasedError();
  const source = 'dataSource' in on ? on.dataSource : on;
  try {
    if (!runner) return await byPool(poolsOf(source).current, statement);
    const client: Pick<Pool, 'query'> = await runner.connect();
    return await client.query(statement);
  } catch (error) {
    throw new QueryFailedError(text, values as unknown[], error as Error);
  }
}
