import {
  createPostgresBackend,
  type JobsOptions,
  Queue,
  type QueueOptions,
  runMigrations,
  Worker,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';
import { KEEP_ALIVE, MARGIN_MS, WatchedClient, withClient } from '#platform/database';

/** Jobs travel in Postgres, or in Redis when its address is given. */
export interface QueueSettings {
  /** The application's address: the runner listens there. */
  readonly databaseUrl: string;
  /** Give up ownership on every connection (`SET ROLE bn_app`): for an address that is also the owner's. */
  readonly asApplication?: boolean;
  readonly redisUrl?: string | undefined;
  /** How long a silent worker keeps its job before another takes it, in milliseconds. */
  readonly lockMs?: number;
  /** Jobs at once in one process, per queue. */
  readonly concurrency?: number;
}

export const QUEUE_SETTINGS = Symbol('queue settings');

export interface RowJob {
  readonly id: string;
  readonly attempt: number;
}

/** The row records how a job ended, so the queue forgets it at once and its id is free again. */
export const FORGOTTEN: JobsOptions = { removeOnComplete: true, removeOnFail: true };

const LOCK_MS = 6_000;
const STATEMENT_MS = 20_000;
const CONNECTION_MS = 30_000;

/** BullMQ on Postgres or on Redis. Keys in Redis begin with the database's name, since several banks may share it. */
export class QueueBackend {
  private readonly pool: pg.Pool | null;
  private readonly connections: Redis[] = [];
  private readonly prefix: string;

  /**
   * @param onError lost connections; they recover by themselves, and must be listened to
   * @param onReturn called whenever Redis is (again) there: what it knew may be lost
   */
  constructor(
    private readonly settings: QueueSettings,
    private readonly onError: (error: Error) => void,
    private readonly onReturn: () => void = () => undefined,
  ) {
    this.prefix = `bn-${new URL(settings.databaseUrl).pathname.slice(1)}`;
    this.pool = settings.redisUrl ? null : this.openPool();
  }

  queue<T>(name: string): Queue<T> {
    const queue = this.pool
      ? new Queue<T>(name, { connection: this.pool } as unknown as QueueOptions, createPostgresBackend as never)
      : new Queue<T>(name, {
          connection: this.redis({ maxRetriesPerRequest: 1 }, true),
          prefix: this.prefix,
        } as QueueOptions);
    queue.on('error', this.onError);
    return queue;
  }

  worker<T>(name: string, process: (data: T) => Promise<void>): Worker<T> {
    const lockDuration = this.settings.lockMs ?? LOCK_MS;
    const options = {
      lockDuration,
      stalledInterval: lockDuration / 2,
      concurrency: this.settings.concurrency ?? 2,
      ...FORGOTTEN,
    };
    const work = (job: { data: T }) => process(job.data);
    // A worker keeps a connection to listen on: without one more for each, many queues leave none to work with.
    if (this.pool) this.pool.options.max += 1;
    const worker = this.pool
      ? new Worker<T>(
          name,
          work,
          { ...options, connection: this.pool } as unknown as WorkerOptions,
          createPostgresBackend as never,
        )
      : new Worker<T>(name, work, {
          ...options,
          connection: this.redis({ maxRetriesPerRequest: null }),
          prefix: this.prefix,
        } as unknown as WorkerOptions);
    worker.on('error', this.onError);
    worker.on('failed', (_job, error) => this.onError(error));
    return worker;
  }

  /** True while Redis does not answer: a polite goodbye would wait for it for ever. */
  get lost(): boolean {
    return this.connections.some((redis) => redis.status !== 'ready');
  }

  /** After every queue and worker is closed. */
  async close(): Promise<void> {
    for (const redis of this.connections) redis.disconnect();
    await this.pool?.end();
  }

  private openPool(): pg.Pool {
    const role = this.settings.asApplication ? ' -c role=bn_app' : '';
    const pool = new pg.Pool({
      connectionString: this.settings.databaseUrl,
      application_name: 'bn queue',
      options: `-c search_path=bullmq${role}`,
      // For the work; each worker adds one of its own.
      max: 4,
      ...KEEP_ALIVE,
      Client: WatchedClient as never,
      connectionTimeoutMillis: CONNECTION_MS,
      statement_timeout: STATEMENT_MS,
      answersWithin: STATEMENT_MS + MARGIN_MS,
    } as pg.PoolConfig);
    pool.on('error', this.onError);
    // Each queue and each worker listens for errors.
    pool.setMaxListeners(0);
    return pool;
  }

  private redis(options: { maxRetriesPerRequest: number | null }, tell = false): Redis {
    const redis = new Redis(this.settings.redisUrl as string, {
      ...options,
      retryStrategy: (times) => Math.min(100 * times, 2_000),
    });
    redis.on('error', this.onError);
    if (tell) redis.on('ready', this.onReturn);
    this.connections.push(redis);
    return redis;
  }
}

const LOCK = 0x424e09;

/**
 * Brings BullMQ's own tables (schema `bullmq`) to the version of the installed library and opens them to the application. Any number of processes may
 * call it at once, after the database's own migrations, with the owner's address.
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, 'bn migrate', async (owner) => {
    // Two that grant at once change the same rows of the catalogue, and Postgres refuses the second. Held until the connection ends.
    await owner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await runMigrations(owner, 'bullmq');
    await owner.query(`
      GRANT USAGE ON SCHEMA bullmq TO bn_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO bn_app;
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA bullmq TO bn_app;
    `);
  });
}
