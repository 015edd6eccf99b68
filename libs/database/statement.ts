import type { Pool, QueryResult } from 'pg';
import { type DataSource, type EntityManager, QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import type { Statement } from './preparing-client.js';

/** Asks Postgres to plan a text for its values at every call, instead of keeping one plan that knows no value. */
export interface PlannedPerCall {
  readonly plan: 'per call';
  /** Why: what in the values decides the plan. */
  readonly because: string;
}

/**
 * Runs a statement and gives its rows. `npm run check` prepares its text, in all its variants, and compares the columns with `Row`.
 * @param on the data source, or the transaction that the statement belongs to.
 * @param text one statement; what varies in it is written so that the check can read it (`scripts/check-sql`).
 * @throws QueryFailedError around the error of Postgres; `ruleFromPg` says which rule it tells of.
 */
export async function rows<Row>(
  on: DataSource | EntityManager,
  text: string,
  values: readonly unknown[] = [],
  options?: PlannedPerCall,
): Promise<Row[]> {
  return (await send(on, text, values, options)).rows as Row[];
}

/** Runs a statement of which no row is read, like `rows`. Returns how many rows it touched. */
export async function run(
  on: DataSource | EntityManager,
  text: string,
  values: readonly unknown[] = [],
  options?: PlannedPerCall,
): Promise<number> {
  return (await send(on, text, values, options)).rowCount ?? 0;
}

async function send(
  on: DataSource | EntityManager,
  text: string,
  values: readonly unknown[],
  options: PlannedPerCall | undefined,
): Promise<QueryResult> {
  const statement: Statement = { text, values: values as unknown[], plan: options?.plan };
  const runner = 'queryRunner' in on ? on.queryRunner : undefined;
  // Its connection already serves somebody else.
  if (runner?.isReleased) throw new QueryRunnerAlreadyReleasedError();
  const source = 'dataSource' in on ? on.dataSource : on;
  const client: Pick<Pool, 'query'> = runner
    ? await runner.connect()
    : (source.driver as unknown as { master: Pool }).master;
  try {
    return await client.query(statement);
  } catch (error) {
    throw new QueryFailedError(text, values as unknown[], error as Error);
  }
}
