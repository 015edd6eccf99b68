import { Injectable, Module, type OnModuleInit } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import pg from 'pg';
import { DatabaseModule } from '#platform/database';
import { newId } from '#platform/kernel';
import { backoff, Outbox, OutboxRunnerModule, type PendingRow, QueueModule, type QueueSettings } from '#platform/queue';
import { needs } from '../support/runner/tools.js';
import { freshDatabase, type TestDatabase } from '../support/servers/database.js';
import { eventually } from '../support/servers/eventually.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';

/** The same tests on both: what carries the jobs changes nothing. */
describe('the queue on Postgres', () => suite(async () => null));
needs('redis', 'the queue on Redis', () => suite(() => startRedis()));

function suite(start: () => Promise<TestRedis | null>): void {
  let database: TestDatabase;
  let redis: TestRedis | null;
  let owner: pg.Pool;
  let settings: QueueSettings;
  const open: { close: () => Promise<void> }[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    redis = await start();
    settings = { databaseUrl: database.url, redisUrl: redis?.url, lockMs: 2_000 };
    owner = new pg.Pool({ connectionString: database.ownerUrl, max: 8 });
    owner.on('error', () => undefined);
    await owner.query(`CREATE TABLE public.chore (
      id uuid PRIMARY KEY, state text NOT NULL DEFAULT 'asked', attempt int NOT NULL DEFAULT 0,
      done int NOT NULL DEFAULT 0, begun int NOT NULL DEFAULT 0, fails int NOT NULL DEFAULT 0)`);
  });
  afterEach(async () => {
    for (const runner of open.splice(0)) await runner.close();
    await owner.query('TRUNCATE public.chore');
  });
  afterAll(async () => {
    await owner.end();
    await redis?.stop();
    await database.drop();
  });

  /** A worker process, in this one; `ran` counts its scheduled work. */
  async function worker(over: Partial<QueueSettings> = {}) {
    const ran = { times: 0 };
    @Injectable()
    class Chores implements OnModuleInit {
      constructor(private readonly outbox: Outbox) {}
      onModuleInit(): void {
        this.outbox.register({ queue: 'chores', pending, process: doChore, failed });
        const run = async () => void ran.times++;
        this.outbox.schedule({ name: 'tick', everyMs: 1_000, run });
      }
    }
    class Application {}
    const organisation = [
      DatabaseModule.forRoot({ url: database.url }),
      QueueModule.forRoot({ ...settings, ...over }),
      OutboxRunnerModule,
    ];
    Module({ imports: organisation, providers: [Chores] })(Application);
    const app = await NestFactory.createApplicationContext(Application, {
      logger: process.env.SAY ? undefined : false,
    } as never);
    const runner = { app, ran, close: () => app.close() };
    open.push(runner);
    return runner;
  }

  const pending = async (limit: number): Promise<PendingRow[]> =>
    (await owner.query(`SELECT id, attempt FROM chore WHERE state = 'asked' ORDER BY id LIMIT $1`, [limit])).rows;

  async function doChore({ id }: PendingRow): Promise<void> {
    const client = await owner.connect();
    try {
      await client.query('BEGIN');
      const { rows } = await client.query(
        `SELECT attempt, fails FROM chore WHERE id = $1 AND state = 'asked' FOR UPDATE SKIP LOCKED`,
        [id],
      );
      if (rows[0] && rows[0].attempt < rows[0].fails) throw new Error('not this time');
      if (rows[0]) await client.query(`UPDATE chore SET state = 'done', done = done + 1 WHERE id = $1`, [id]);
      await client.query('COMMIT');
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    } finally {
      client.release();
    }
  }

  const failed = async ({ id }: PendingRow) => {
    await owner.query(
      `UPDATE chore SET attempt = attempt + 1, state = CASE WHEN attempt + 1 >= 3 THEN 'failed' ELSE 'asked' END WHERE id = $1`,
      [id],
    );
  };

  async function ask(n: number, fails = 0): Promise<void> {
    const client = await owner.connect();
    await client.query('BEGIN');
    await client.query('INSERT INTO chore (id, fails) SELECT id, $2 FROM unnest($1::uuid[]) AS id', [
      Array.from({ length: n }, () => newId()),
      fails,
    ]);
    await client.query(`SELECT pg_notify('bn_outbox', 'chores')`);
    await client.query('COMMIT');
    client.release();
  }

  const count = async (state: string) =>
    (await owner.query('SELECT count(*)::int AS n, max(done) AS most FROM chore WHERE state = $1', [state])).rows[0];
  const allDone = (n: number) => eventually(`${n} chores are done`, async () => (await count('done')).n === n);

  it('does what was committed, once, whichever of two workers takes it', async () => {
    await worker();
    await worker();
    await ask(300);
    await allDone(300);
    expect((await count('done')).most).toBe(1);
  });

  it('does what was asked while no worker ran', async () => {
    await ask(5);
    await worker();
    await allDone(5);
  });

  it('tries again what failed, and gives up when told to', async () => {
    await worker();
    await ask(3, 2);
    await allDone(3);
    await ask(2, 99);
    await eventually('two gave up', async () => (await count('failed')).n === 2);
  });

  it('hands over again what the queue forgot', async () => {
    const silent = await worker();
    await silent.close();
    open.length = 0;
    await ask(20);
    await worker();
    await forget();
    await ask(20);
    await forget();
    await allDone(40);
    expect((await count('done')).most).toBe(1);
  });

  it('goes on by itself after every connection was cut', async () => {
    await worker();
    await ask(5);
    await allDone(5);
    await cut();
    await ask(5);
    await allDone(10);
  });

  it('runs what is scheduled', async () => {
    const { ran } = await worker();
    await eventually('it ticked twice', async () => ran.times >= 2);
  });

  /** Everything the queue knew is gone, as after a flushed Redis or an emptied schema. */
  async function forget(): Promise<void> {
    if (!redis) return void (await owner.query('DELETE FROM bullmq.job'));
    const client = new Redis(redis.url);
    await client.flushall();
    client.disconnect();
  }

  async function cut(): Promise<void> {
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND usename <> current_user`,
    );
    if (!redis) return;
    const client = new Redis(redis.url);
    await client.call('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
    client.disconnect();
  }
}

describe('the pause before another attempt', () => {
  it('grows, and ends', () => {
    const pauses = [1, 2, 3, 4, 5].map(backoff);
    expect(pauses.slice(0, 4)).toEqual([...(pauses.slice(0, 4) as number[])].sort((a, b) => a - b));
    expect(pauses[4]).toBeNull();
  });
});
