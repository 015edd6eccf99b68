import pg from 'pg';
import type { DataSource } from 'typeorm';
import { KEEP_ALIVE, MARGIN_MS, PATIENCE, patienceSettings, type WorkKind, workKind } from './patience.js';
import { DOUBT, type Doubt, type WatchedClient, type WatchedConfig } from './watched-client.js';

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

export const BESIDE = { serves: 'beside', max: 2 } as const;

const isRequest = (kind: WorkKind): boolean => kind === 'page' || kind === 'api';

export interface PoolsOptions extends pg.PoolConfig {
  /** What this process does when nobody says otherwise: a server answers programs and people, a worker does jobs. */
  readonly kind: WorkKind;
  /** Connections of the jobs' pool at most; it is opened when first needed. */
  readonly jobs: number;
  readonly settings: readonly string[];
}

/** A pool whose connections have the patience of the work that takes them. */
class PatientPool extends pg.Pool {
  readonly #own: WorkKind;
  readonly #now = new WeakMap<pg.PoolClient, WorkKind>();

  constructor(own: WorkKind, options: PoolsOptions) {
    super(optionsFor(own, options));
    this.#own = own;
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares one signature per way to be told
  override connect(told?: Connected): any {
    const kind = workKind() ?? this.#own;
    if (!told)
      return new Promise((resolve, reject) => {
        this.#take(kind, (error, client) => (client ? resolve(client) : reject(error)));
      });
    this.#take(kind, told);
  }

  /** pg's pool gives whoever waited for a connection the whole timeout again to open one: here one timeout covers both. */
  #take(kind: WorkKind, told: Connected): void {
    if (this.idleCount > 0) return void super.connect((...of) => told(...this.#given(kind, ...of)));
    let waiting = true;
    const late = setTimeout(() => {
      waiting = false;
      told(new Error('timeout exceeded when trying to connect'), undefined, () => undefined);
    }, PATIENCE[kind].connection);
    super.connect((error, client, done) => {
      clearTimeout(late);
      if (waiting) told(...this.#given(kind, error, client, done));
      else if (client) done();
    });
  }

  #given(kind: WorkKind, ...[error, client, done]: Parameters<Connected>): Parameters<Connected> {
    return [error, client && this.#patient(client, kind), done];
  }

  /** The new timeouts travel in the same trip as what follows; where setting them fails, so does that. */
  #patient(client: pg.PoolClient, kind: WorkKind): pg.PoolClient {
    if ((this.#now.get(client) ?? this.#own) === kind) return client;
    Object.assign(client as unknown as WatchedClient, { answersWithin: answersWithin(kind), doubt: doubtOf(kind) });
    this.#now.set(client, kind);
    const settings = patienceSettings(PATIENCE[kind]).map((setting) => `SET ${setting}`);
    client.query(settings.join('; ')).catch(() => undefined);
    return client;
  }
}

/**
 * The connections of a data source: one pool for requests and one for jobs and imports, so that a long file takes none of those that answer people.
 * TypeORM uses it as a pool of pg.
 */
export class Pools {
  readonly #own: PatientPool;
  #jobs: PatientPool | null = null;
  #beside: PatientPool | null = null;
  #goesBeside = false;
  readonly #options: PoolsOptions;
  readonly #failed: ((error: Error, client: pg.PoolClient) => void)[] = [];

  constructor(options: PoolsOptions) {
    this.#options = options;
    this.#own = this.#open(options.kind, {});
  }

  get all(): pg.Pool[] {
    return [this.#own, this.#jobs, this.#beside].filter((pool) => pool !== null);
  }

  get current(): pg.Pool {
    const { kind, jobs } = this.#options;
    if (this.#goesBeside) {
      this.#beside ??= this.#open(kind, BESIDE);
      return this.#beside;
    }
    if (isRequest(workKind() ?? kind) || !isRequest(kind)) return this.#own;
    this.#jobs ??= this.#open('job', { max: jobs });
    return this.#jobs;
  }

  /** A connection asked for by `connect` before it returns comes from the pool for work beside a transaction. */
  beside<T>(connect: () => Promise<T>): Promise<T> {
    this.#goesBeside = true;
    try {
      return connect();
    } finally {
      this.#goesBeside = false;
    }
  }

  connect(connected: Connected): void {
    this.current.connect(connected as Parameters<pg.Pool['connect']>[0]);
  }

  on(event: 'error', failed: (error: Error, client: pg.PoolClient) => void): this {
    this.#failed.push(failed);
    for (const pool of this.all) pool.on(event, failed);
    return this;
  }

  end(ended: (error?: Error) => void): void {
    Promise.all(this.all.map((pool) => pool.end())).then(() => ended(), ended);
  }

  #open(kind: WorkKind, of: pg.PoolConfig): PatientPool {
    const pool = new PatientPool(kind, { ...this.#options, ...of });
    for (const failed of this.#failed) pool.on('error', failed);
    return pool;
  }
}

/** Given to TypeORM's option `driver`: pg, with these pools in place of its own. */
export class PgWithPools {
  readonly defaults = pg.defaults;
  readonly types = pg.types;
  pools: Pools | null = null;
  readonly Pool: new (
    options: PoolsOptions,
  ) => Pools;

  constructor() {
    const opened = (pools: Pools): void => {
      this.pools = pools;
    };
    this.Pool = class extends Pools {
      constructor(options: PoolsOptions) {
        super(options);
        opened(this);
      }
    };
  }
}

const answersWithin = (kind: WorkKind): number => PATIENCE[kind].statement + MARGIN_MS;

/** Only work that may rightly last is checked on by another connection. */
const doubtOf = (kind: WorkKind): Doubt | null => (isRequest(kind) ? null : DOUBT);

const optionsFor = (kind: WorkKind, options: PoolsOptions): pg.PoolConfig & WatchedConfig => ({
  ...options,
  ...KEEP_ALIVE,
  answersWithin: answersWithin(kind),
  doubt: doubtOf(kind),
  connectionTimeoutMillis: PATIENCE[kind].connection,
  options: [...options.settings, ...patienceSettings(PATIENCE[kind])].map((setting) => `-c ${setting}`).join(' '),
});

export interface ConnectionsInUse {
  readonly working: number;
  readonly free: number;
  readonly waiting: number;
}

export function poolsOf({ options }: DataSource): Pools {
  const driver: unknown = options.type === 'postgres' ? options.driver : null;
  if (driver instanceof PgWithPools && driver.pools) return driver.pools;
  throw new Error('the data source is not open, or was not opened with dataSourceOptions');
}

/** How the connections of a data source are used now, over all its pools. */
export function connectionsOf(source: DataSource): ConnectionsInUse {
  const pools = poolsOf(source).all;
  const sum = (of: (pool: pg.Pool) => number) => pools.reduce((total, pool) => total + of(pool), 0);
  return {
    working: sum((pool) => pool.totalCount - pool.idleCount),
    free: sum((pool) => pool.idleCount),
    waiting: sum((pool) => pool.waitingCount),
  };
}
