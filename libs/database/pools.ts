import pg from 'pg';
import type { DataSource } from 'typeorm';
import { PATIENCE, patienceSettings, type WorkKind, workKind } from './patience.js';

type Connected = (
  error: Error | undefined,
  client: pg.PoolClient | undefined,
  done: (release?: unknown) => void,
) => void;

const isRequest = (kind: WorkKind): boolean => kind === 'page' || kind === 'api';

/** Beside what pg's pool takes. */
export interface PoolsOptions extends pg.PoolConfig {
  /** What this process does when nobody says: a server answers programs and people, a worker does jobs. */
  readonly kind: WorkKind;
  /** Connections of the other kind at most; opened when the first is asked for. */
  readonly jobs: number;
  /** Settings of every connection. */
  readonly settings: readonly string[];
}

/** A pool whose connections have the patience of the work that takes them. */
class PatientPool extends pg.Pool {
  /** What a connection is for that was never taken for anything else. */
  readonly #own: WorkKind;
  readonly #now = new WeakMap<pg.PoolClient, WorkKind>();

  constructor(own: WorkKind, options: PoolsOptions) {
    super(optionsFor(own, options));
    this.#own = own;
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares one signature per way to be told
  override connect(told?: Connected): any {
    const kind = workKind() ?? this.#own;
    if (!told) return super.connect().then((client) => this.#patient(client, kind));
    return super.connect((error, client, done) => told(error, client && this.#patient(client, kind), done));
  }

  /** What it waits for is said before what it was taken for, in the same trip; where that fails, so does what follows. */
  #patient(client: pg.PoolClient, kind: WorkKind): pg.PoolClient {
    if ((this.#now.get(client) ?? this.#own) === kind) return client;
    this.#now.set(client, kind);
    const settings = patienceSettings(PATIENCE[kind]).map((setting) => `SET ${setting}`);
    client.query(settings.join('; ')).catch(() => undefined);
    return client;
  }
}

/**
 * The pool that TypeORM is given: two of them, one for requests and one for jobs and imports. Who asks within `asJob` gets a connection of
 * the jobs' pool: a long file takes none of those that answer people.
 */
export class Pools extends PatientPool {
  #jobs: PatientPool | null = null;
  readonly #more: PoolsOptions;

  constructor(options: PoolsOptions) {
    super(options.kind, options);
    this.#more = options;
  }

  /** Both pools, or the one that was needed. */
  get all(): pg.Pool[] {
    return this.#jobs ? [this, this.#jobs] : [this];
  }

  /** The pool for what runs now. */
  get current(): pg.Pool {
    if (isRequest(workKind() ?? this.#more.kind) || !isRequest(this.#more.kind)) return this;
    this.#jobs ??= this.#open();
    return this.#jobs;
  }

  // biome-ignore lint/suspicious/noExplicitAny: pg declares one signature per way to be told
  override connect(told?: Connected): any {
    const pool = this.current;
    if (pool !== this) return told ? pool.connect(told as never) : pool.connect();
    return told ? super.connect(told as never) : super.connect();
  }

  // biome-ignore lint/suspicious/noExplicitAny: as above
  override end(told?: () => void): any {
    const ended = Promise.all([super.end(), this.#jobs?.end()]).then(() => undefined);
    return told ? void ended.then(told) : ended;
  }

  #open(): PatientPool {
    const pool = new PatientPool('job', { ...this.#more, max: this.#more.jobs });
    // What happens to a connection that nobody uses is told as this pool's own.
    pool.on('error', (error, client) => this.emit('error', error, client));
    return pool;
  }
}

const optionsFor = (kind: WorkKind, options: PoolsOptions): pg.PoolConfig => ({
  ...options,
  connectionTimeoutMillis: PATIENCE[kind].connection,
  options: [...options.settings, ...patienceSettings(PATIENCE[kind])].map((setting) => `-c ${setting}`).join(' '),
});

/** Connections of this process: those that work, those that are free, and who waits for one. */
export interface ConnectionsInUse {
  readonly working: number;
  readonly free: number;
  readonly waiting: number;
}

/** How the connections of a data source are used now, by requests and jobs together. */
export function connectionsOf(source: DataSource): ConnectionsInUse {
  const pools = (source.driver as unknown as { master: Pools }).master.all;
  const sum = (of: (pool: pg.Pool) => number) => pools.reduce((total, pool) => total + of(pool), 0);
  return {
    working: sum((pool) => pool.totalCount - pool.idleCount),
    free: sum((pool) => pool.idleCount),
    waiting: sum((pool) => pool.waitingCount),
  };
}
