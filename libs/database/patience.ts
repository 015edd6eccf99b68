import { AsyncLocalStorage } from 'node:async_hooks';

/** How long a kind of work waits, in milliseconds. */
export interface Patience {
  /** For one statement. */
  readonly statement: number;
  /** For a lock that somebody else holds. */
  readonly lock: number;
  /** For the next statement of a transaction that was begun. */
  readonly idle: number;
  /** For a connection. */
  readonly connection: number;
}

/** What asks Postgres: somebody who waits for an answer, or work that nobody waits for. */
export type WorkKind = 'request' | 'job';

/**
 * The one home of how long anything waits for Postgres. A person is told "try again" while they still look at the page; a file of 50,000
 * rows may take its minutes, and gives up too when somebody holds a table.
 */
export const PATIENCE: Readonly<Record<WorkKind | 'migration', Patience>> = {
  request: { statement: 20_000, lock: 8_000, idle: 30_000, connection: 10_000 },
  job: { statement: 15 * 60_000, lock: 60_000, idle: 5 * 60_000, connection: 30_000 },
  // Who reads waits behind a migration that waits: less than a request's own patience.
  migration: { statement: 0, lock: 3_000, idle: 0, connection: 10_000 },
};

/** As settings of a connection. */
export const patienceSettings = ({ statement, lock, idle }: Patience): string[] => [
  `statement_timeout=${statement}`,
  `lock_timeout=${lock}`,
  `idle_in_transaction_session_timeout=${idle}`,
];

const working = new AsyncLocalStorage<WorkKind>();

/** Does background work: what it asks goes to connections of its own, with a job's patience, and so never waits behind people nor they behind it. */
export const asJob = <T>(work: () => Promise<T>): Promise<T> => working.run('job', work);

/** What the code that runs now works for; null where nobody said. */
export const workKind = (): WorkKind | null => working.getStore() ?? null;
