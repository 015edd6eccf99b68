import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { columnTable, once, rows, ruleFromPg, run } from '#platform/database';
import { PREPARED_LIMIT } from '../../libs/platform/database/connections/preparing-client.js';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/servers/database.js';

let database: TestDatabase;
/** One connection, so that what it keeps can be asked of it. */
let source: DataSource;
let owner: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  source = await openDataSource(database.url, {}, 1);
  owner = await openDataSource(database.ownerUrl);
  await run(owner, 'CREATE SCHEMA trial');
  await run(owner, 'GRANT USAGE ON SCHEMA trial TO public');
  await run(owner, 'CREATE TABLE trial.thing (id int CONSTRAINT thing_once PRIMARY KEY, word text)');
  await run(owner, 'GRANT ALL ON trial.thing TO public');
});

afterAll(async () => {
  await source.destroy();
  await owner.destroy();
  await database.drop();
});

const kept = (on: DataSource | EntityManager = source) =>
  rows<{ statement: string }>(on, 'SELECT statement FROM pg_prepared_statements');
const keptTexts = async (on?: EntityManager) => (await kept(on)).map((k) => k.statement);

describe('a text with parameters', () => {
  test('is kept by the pool’s connection and by a transaction’s', async () => {
    expect(await rows<{ n: number }>(source, 'SELECT $1::int AS n', [1])).toEqual([{ n: 1 }]);
    expect(await keptTexts()).toContain('SELECT $1::int AS n');
    await source.transaction(async (tx) => {
      expect(await rows<{ n: number }>(tx, 'SELECT $1::int + 1 AS n', [1])).toEqual([{ n: 2 }]);
      expect(await keptTexts(tx)).toContain('SELECT $1::int + 1 AS n');
    });
  });

  test('is kept too when TypeORM sends it', async () => {
    await source.query('SELECT $1::text AS typeorm', ['x']);
    expect(await keptTexts()).toContain('SELECT $1::text AS typeorm');
  });

  test('belongs to its transaction, and cannot be sent once that is over', async () => {
    let late: EntityManager | undefined;
    const failing = source.transaction(async (tx) => {
      late = tx;
      expect(await run(tx, 'INSERT INTO trial.thing VALUES ($1, $2)', [90, 'undone'])).toBe(1);
      throw new Error('no luck');
    });
    await expect(failing).rejects.toThrow('no luck');
    expect(await rows<{ id: number }>(source, 'SELECT id FROM trial.thing WHERE id = $1', [90])).toEqual([]);
    await expect(run(late!, 'DELETE FROM trial.thing')).rejects.toThrow('released');
  });

  test('takes the beginning of its transaction along', async () => {
    const [{ pid } = { pid: 0 }] = await rows<{ pid: number }>(source, 'SELECT pg_backend_pid() AS pid');
    const open = async () =>
      (await rows<{ state: string }>(owner, 'SELECT state FROM pg_stat_activity WHERE pid = $1', [pid]))[0]?.state;
    await source.transaction(async (tx) => {
      expect(await open()).toBe('idle');
      await run(tx, 'INSERT INTO trial.thing VALUES ($1, $2)', [91, 'kept']);
      expect(await open()).toBe('idle in transaction');
    });
    await expect(source.transaction(() => Promise.reject(new Error('before any')))).rejects.toThrow('before any');
    expect(await run(source, 'DELETE FROM trial.thing WHERE id = $1', [91])).toBe(1);
  });

  test('is not kept when it has no values or is planned per call', async () => {
    await rows<{ bare: number }>(source, 'SELECT 1 AS bare');
    const perCall = { plan: 'per call', because: 'the test wants it so' } as const;
    for (let i = 0; i < 8; i++) await rows<{ alone: number }>(source, 'SELECT $1::int AS alone', [i], perCall);
    const texts = await keptTexts();
    expect(texts).not.toContain('SELECT 1 AS bare');
    expect(texts).not.toContain('SELECT $1::int AS alone');
  });

  test('gets a plan without values after five calls, or one for its values whenever it asks for that', async () => {
    await run(owner, `INSERT INTO trial.thing SELECT i, 'w' || i FROM generate_series(100, 2000) i`);
    const text = 'SELECT id FROM trial.thing WHERE word LIKE $1';
    const filters = await owner.transaction(async (tx) => {
      await run(tx, `LOAD 'auto_explain'`);
      await run(tx, 'SET LOCAL auto_explain.log_min_duration = 0');
      await run(tx, 'SET LOCAL client_min_messages = log');
      const seen: (string | undefined)[] = [];
      const client: pg.ClientBase = await tx.queryRunner!.connect();
      client.on('notice', ({ message }) => seen.push(/Filter: \(word ~~ (.*)\)/.exec(message ?? '')?.[1]));
      for (let i = 0; i < 8; i++) await rows<{ id: number }>(tx, text, ['w19%']);
      for (let i = 0; i < 8; i++)
        await rows<{ id: number }>(tx, text, ['w19%'], { plan: 'per call', because: 'the word decides' });
      return seen;
    });
    const [planned, generic] = ["'w19%'::text", '$1'];
    expect(filters).toEqual([...Array(5).fill(planned), ...Array(3).fill(generic), ...Array(8).fill(planned)]);
  });

  test('leaves when it is the longest unused of too many, and comes back when it is asked again', async () => {
    const text = (i: number) => `SELECT $1::int + ${i} AS many`;
    for (let i = 0; i < PREPARED_LIMIT + 20; i++) {
      await rows<{ many: number }>(source, text(i), [0]);
      if (i % 50 === 0) await rows<{ often: number }>(source, 'SELECT $1::int AS often', [0]);
    }
    const texts = await keptTexts();
    expect(texts).toHaveLength(PREPARED_LIMIT);
    expect(texts).toContain('SELECT $1::int AS often');
    expect(texts).not.toContain(text(0));
    expect(await rows<{ many: number }>(source, text(0), [5])).toEqual([{ many: 5 }]);
  });
});

describe('what Postgres refuses', () => {
  const twice = async (on: DataSource | EntityManager) => {
    await run(on, 'INSERT INTO trial.thing VALUES ($1)', [1]);
    await run(on, 'INSERT INTO trial.thing VALUES ($1)', [1]);
  };

  test('has the shape of TypeORM’s errors, from the pool and from a transaction', async () => {
    const shape = { driverError: expect.objectContaining({ code: '23505', constraint: 'thing_once' }) };
    await expect(twice(source)).rejects.toMatchObject(shape);
    await expect(source.transaction(twice)).rejects.toMatchObject(shape);
    await run(
      owner,
      `CREATE FUNCTION trial.refuse(n int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN
      RAISE 'platform.idempotency_reused' USING ERRCODE = 'BN001', DETAIL = '{"n": 1}'; END $$`,
    );
    const raised: unknown = await rows<object>(source, 'SELECT trial.refuse($1)', [1]).catch((error: unknown) => error);
    expect(ruleFromPg(raised)).toMatchObject({ code: 'platform.idempotency_reused', facts: { n: 1 } });
  });

  test('a plan that a migration made stale is made anew: at once outside a transaction, by `once` inside', async () => {
    const text = 'SELECT * FROM trial.thing WHERE id = $1';
    await rows<object>(source, text, [1]);
    await run(owner, 'ALTER TABLE trial.thing ADD COLUMN size int');
    expect(await rows<object>(source, text, [1])).toEqual([{ id: 1, word: null, size: null }]);

    await run(owner, 'ALTER TABLE trial.thing DROP COLUMN size');
    let tries = 0;
    const key = { actorKey: 'a', route: 'POST /x', key: null, requestHash: 'h' };
    const { ref } = await once(source, key, async (tx) => {
      tries++;
      return JSON.stringify(await rows<object>(tx, text, [1]));
    });
    expect(ref).toBe('[{"id":1,"word":null}]');
    expect(tries).toBe(2);
  });
});

test('a column table writes rows with what they share; JSON, nothing and half of a character included', async () => {
  await run(owner, 'CREATE TABLE trial.event (id int, facts jsonb, at timestamptz, who uuid)');
  const EVENT = columnTable({ id: 'int', facts: 'jsonb', at: 'timestamptz' }, { who: 'uuid' });
  const who = '0197a000-0000-7000-8000-000000000001';
  const at = new Date('2026-01-02T03:04:05Z');
  const values = EVENT.values(
    [
      { id: 1, facts: ['a\ud83d', { b: null }], at },
      { id: 2, facts: null, at: undefined },
    ],
    { who },
  );
  expect(values).toHaveLength(4);
  expect(await run(owner, `INSERT INTO trial.event (${EVENT.names}) ${EVENT.select}`, values)).toBe(2);
  expect(await rows<object>(owner, 'SELECT id, facts, at, who FROM trial.event ORDER BY id')).toEqual([
    { id: 1, facts: ['a\uFFFD', { b: null }], at, who },
    { id: 2, facts: null, at: null, who },
  ]);
});
