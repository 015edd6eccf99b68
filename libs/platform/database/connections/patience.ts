import { AsyncLocalStorage } from 'node:async_hooks';

/** How long a kind of work waits, in milliseconds. */
export interface Patience {
  readonly statement: number;
  readonly lock: number;
  readonly idle: number;
  readonly connection: number;
}

export type WorkKind = 'page' | 'api' | 'job' | 'import';

/**
 * How long anything waits for Postgres. A person is told "try again" while they still look at the page; a program waits longer before it has to come
 * back; a file of 50,000 rows may take minutes, and gives up too when somebody locks a table.
 */
export const PATIENCE: Readonly<Record<WorkKind | 'migration', Patience>> = {
  page: { statement: 12_000, lock: 5_000, idle: 30_000, connection: 10_000 },
  api: { statement: 20_000, lock: 8_000, idle: 30_000, connection: 10_000 },
  job: { statement: 10 * 60_000, lock: 60_000, idle: 5 * 60_000, connection: 30_000 },
  import: { statement: 30 * 60_000, lock: 2 * 60_000, idle: 5 * 60_000, connection: 30_000 },
  // Readers wait behind a migration that waits for its lock: less than a request's own patience.
  migration: { statement: 0, lock: 3_000, idle: 0, connection: 10_000 },
};

/**
 * An answer is waited for so much longer than the statement's patience: by then Postgres has ended it, or does nothing any more and the connection is
 * thrown away (`watched-client.ts`).
 */
export const MARGIN_MS = 2_000;

export const patienceSettings = ({ statement, lock, idle }: Patience): string[] => [
  `statement_timeout=${statement}`,
  `lock_timeout=${lock}`,
  `idle_in_transaction_session_timeout=${idle}`,
];

const working = new AsyncLocalStorage<WorkKind>();
/** Since Node 24 an `AsyncLocalStorage` costs nothing; before, from its first use on every request pays 40 µs for its promises. */
let carries = Number(process.versions.node.split('.')[0]) >= 24;

/** Runs with the patience of a kind. Jobs and imports have a pool of their own, and so never wait behind people nor they behind them. */
export function asWork<T>(kind: WorkKind, work: () => T): T {
  carries = true;
  return working.run(kind, work);
}

/** Runs background work. */
export const asJob = <T>(work: () => Promise<T>): Promise<T> => asWork('job', work);

/** Answers a request with the patience of its kind where that is free; elsewhere it has a server's default, the API's. */
export const asRequest = (kind: 'page' | 'api', work: () => void): void => {
  if (carries) working.run(kind, work);
  else work();
};

export const workKind = (): WorkKind | null => working.getStore() ?? null;

/** TCP keep-alive for every connection: the kernel finds a dead one. */
export const KEEP_ALIVE = { keepAlive: true, keepAliveInitialDelayMillis: 10_000 } as const;
