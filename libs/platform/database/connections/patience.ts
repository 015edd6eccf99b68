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

/** What asks Postgres: somebody before a page, a program that waits for an answer, work that nobody waits for, a file that is taken in. */
export type WorkKind = 'page' | 'api' | 'job' | 'import';

/**
 * The one home of how long anything waits for Postgres. A person is told "try again" while they still look at the page; a program waits
 * longer before it has to come back; a file of 50,000 rows may take its minutes, and gives up too when somebody holds a table.
 */
export const PATIENCE: Readonly<Record<WorkKind | 'migration', Patience>> = {
  page: { statement: 12_000, lock: 5_000, idle: 30_000, connection: 10_000 },
  api: { statement: 20_000, lock: 8_000, idle: 30_000, connection: 10_000 },
  job: { statement: 10 * 60_000, lock: 60_000, idle: 5 * 60_000, connection: 30_000 },
  import: { statement: 30 * 60_000, lock: 2 * 60_000, idle: 5 * 60_000, connection: 30_000 },
  // Who reads waits behind a migration that waits: less than a request's own patience.
  migration: { statement: 0, lock: 3_000, idle: 0, connection: 10_000 },
};

/**
 * So much longer than the statement's patience an answer is waited for: Postgres ends what lasts, unless it does nothing any more. Then the
 * connection is thrown away (`watched-client.ts`).
 */
export const MARGIN_MS = 2_000;

/** As settings of a connection. */
export const patienceSettings = ({ statement, lock, idle }: Patience): string[] => [
  `statement_timeout=${statement}`,
  `lock_timeout=${lock}`,
  `idle_in_transaction_session_timeout=${idle}`,
];

const working = new AsyncLocalStorage<WorkKind>();
/** Since Node 24 what runs within carries it for nothing; before, from the first time on every request pays 40 µs for its promises. */
let carries = Number(process.versions.node.split('.')[0]) >= 24;

/** Works with the patience of a kind. What is no request also has connections of its own, and so never waits behind people nor they behind it. */
export function asWork<T>(kind: WorkKind, work: () => T): T {
  carries = true;
  return working.run(kind, work);
}

/** Does background work. */
export const asJob = <T>(work: () => Promise<T>): Promise<T> => asWork('job', work);

/** Answers a request with the patience of its kind, where that costs it nothing; elsewhere it has a server's own, the API's. */
export const asRequest = (kind: 'page' | 'api', work: () => void): void => {
  if (carries) working.run(kind, work);
  else work();
};

/** What the code that runs now works for; null where nobody said. */
export const workKind = (): WorkKind | null => working.getStore() ?? null;
