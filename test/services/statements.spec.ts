import type pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { columnTable, LAST, once, readTogether, rows, ruleFromPg, run } from '#platform/database';
import { KEPT } from '../../libs/platform/database/connections/preparing-client.js';
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
    for (let i = 0; i < KEPT + 20; i++) {
      await rows<{ many: number }>(source, text(i), [0]);
      if (i % 50 === 0) await rows<{ often: number }>(source, 'SELECT $1::int AS often', [0]);
    }
    const texts = await keptTexts();
    expect(texts).toHaveLength(KEPT);
    expect(texts).toContain('SELECT $1::int AS often');
    expect(texts).not.toContain(text(0));
    expect(await rows<{ many: number }>(source, text(0), [5])).toEqual([{ many: 5 }]);
  });
});

describe('the last statement of a transaction', () => {
  const INSERT = 'INSERT INTO trial.thing VALUES ($1, $2)';
  const word = async (id: number) =>
    (await rows<{ word: string }>(owner, 'SELECT word FROM trial.thing WHERE id = $1', [id]))[0]?.word;
  const plain = { actorKey: 'a', route: 'POST /last', key: null, requestHash: 'h', ref: '7' };

  test('takes its end along, and what reads its result', async () => {
    let seen: string | undefined;
    const { read } = await once(
      source,
      plain,
      async (tx) => {
        await run(tx, INSERT, [7, 'first']);
        await run(tx, 'UPDATE trial.thing SET word = $2 WHERE id = $1', [7, 'last'], LAST);
        seen = await word(7);
        return '7';
      },
      (ref, on) =>
        readTogether(on, (t) => rows<{ word: string }>(t, 'SELECT word FROM trial.thing WHERE id = $1', [ref])),
    );
    expect(seen).toBe('last');
    expect(read).toEqual({ status: 'fulfilled', value: [{ word: 'last' }] });
  });

  test('undoes all when it fails, and the connection goes on', async () => {
    const failing = source.transaction(async (tx) => {
      await run(tx, INSERT, [8, 'undone']);
      await run(tx, INSERT, [7, 'twice'], LAST);
    });
    await expect(failing).rejects.toMatchObject({ driverError: { code: '23505' } });
    expect(await word(8)).toBeUndefined();
    expect(await run(source, INSERT, [8, 'later'])).toBe(1);
  });

  test('fails with what Postgres only asks at the end', async () => {
    await run(owner, 'CREATE TABLE trial.part (of_thing int REFERENCES trial.thing DEFERRABLE INITIALLY DEFERRED)');
    await run(owner, 'GRANT ALL ON trial.part TO public');
    const failing = source.transaction((tx) => run(tx, 'INSERT INTO trial.part VALUES ($1)', [5000], LAST));
    await expect(failing).rejects.toMatchObject({ driverError: { code: '23503' } });
    expect(await rows<object>(owner, 'SELECT of_thing FROM trial.part')).toEqual([]);
  });

  test('is followed by nothing', async () => {
    const more = source.transaction(async (tx) => {
      await run(tx, INSERT, [9, 'last'], LAST);
      await run(tx, INSERT, [10, 'too late']);
    });
    await expect(more).rejects.toThrow('a statement after the one that was to end its transaction');
    expect(await word(10)).toBeUndefined();
  });

  test('waits for its end where a refusal takes the key back', async () => {
    const keyed = { ...plain, key: 'k', ref: '11' };
    const refused = once(source, keyed, async (tx) => {
      await run(tx, INSERT, [11, 'undone'], LAST);
      throw new Error('refused');
    });
    await expect(refused).rejects.toThrow('refused');
    expect(await word(11)).toBeUndefined();
    expect(await once(source, keyed, async () => '11')).toEqual({ ref: '11', replayed: false });
  });
});

test('reads of several requests travel on one connection, and what fails in one is nobody else’s matter', async () => {
  const wide = await openDataSource(database.url, {}, 4);
  const read = (text: string) => readTogether(wide, (on) => rows<{ pid: number }>(on, text, [1]));
  const ask = 'SELECT pg_backend_pid() AS pid, $1::int AS one';
  const [a, failed, b] = await Promise.allSettled([read(ask), read('SELECT 1 / ($1::int - 1) AS pid'), read(ask)]);
  expect(failed).toMatchObject({ status: 'rejected', reason: { driverError: { code: '22012' } } });
  expect([a.status, b.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(a).toEqual(b);
  await wide.destroy();
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
