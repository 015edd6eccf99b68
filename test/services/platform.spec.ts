import pg from 'pg';
import type { DataSource } from 'typeorm';
import {
  currentYear,
  forgetOldKeys,
  humanNumber,
  mapConstraint,
  nextNumber,
  once,
  ruleFromPg,
} from '#platform/database';
import { migrateAll } from '../../apps/server/startup/open-database.js';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/servers/database.js';

let database: TestDatabase;
let source: DataSource;
let owner: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  source = await openDataSource(database.url);
  owner = await openDataSource(database.ownerUrl);
  await owner.query(`
    CALL platform.open_schema('trial');
    CREATE TABLE trial.history (id int CONSTRAINT history_once PRIMARY KEY, text text);
    CALL platform.append_only('trial.history');
    CREATE TABLE trial.parent (id int PRIMARY KEY);
    INSERT INTO trial.parent VALUES (1);
    CREATE TABLE trial.kept (parent int CONSTRAINT kept_has_a_parent REFERENCES trial.parent DEFERRABLE INITIALLY DEFERRED);
    GRANT ALL ON trial.parent, trial.kept TO PUBLIC;
  `);
});

afterAll(async () => {
  await source.destroy();
  await owner.destroy();
  await database.drop();
});

const key = (over: object = {}) => ({ actorKey: 'a', route: 'POST /x', key: 'k', requestHash: 'h', ...over });

describe('once', () => {
  test('twenty twins at the same time: the work is done once and all get its reference', async () => {
    let done = 0;
    const work = async () => `ref-${++done}`;
    const outcomes = await Promise.all(Array.from({ length: 20 }, () => once(source, key({ key: 'race' }), work)));
    expect(done).toBe(1);
    expect(new Set(outcomes.map((o) => o.ref))).toEqual(new Set(['ref-1']));
    expect(outcomes.filter((o) => !o.replayed)).toHaveLength(1);
  });

  test('work that failed leaves the key free, and nothing else behind', async () => {
    const failing = once(source, key({ key: 'retry' }), async (tx) => {
      await nextNumber(tx, 'failed', 2026);
      throw new Error('no luck');
    });
    await expect(failing).rejects.toThrow('no luck');
    expect(await once(source, key({ key: 'retry' }), async () => 'second')).toEqual({ ref: 'second', replayed: false });
    expect(await source.query(`SELECT 1 FROM platform.counter WHERE kind = 'failed'`)).toEqual([]);
  });

  test('the same key for another request is refused; for another person or route it is another key', async () => {
    await once(source, key(), async () => 'one');
    await expect(once(source, key({ requestHash: 'other' }), async () => 'two')).rejects.toMatchObject({
      code: 'platform.idempotency_reused',
    });
    expect(await once(source, key({ actorKey: 'b' }), async () => 'three')).toEqual({ ref: 'three', replayed: false });
    expect(await once(source, key({ route: 'POST /y' }), async () => 'four')).toEqual({ ref: 'four', replayed: false });
  });

  test('without a key it is a plain transaction, every time', async () => {
    for (const ref of ['first', 'second']) {
      expect(await once(source, key({ key: null }), async () => ref)).toEqual({ ref, replayed: false });
    }
  });

  test('what Postgres only asks at the end undoes the work, and leaves the key free', async () => {
    const add = (id: number) =>
      once(source, key({ key: 'late' }), async (tx) => {
        await tx.query('INSERT INTO trial.kept VALUES ($1)', [id]);
        return 'kept';
      });
    await expect(add(0)).rejects.toThrow('kept_has_a_parent');
    expect(await add(1)).toEqual({ ref: 'kept', replayed: false });
    expect(await source.query('SELECT count(*)::int AS n FROM trial.kept')).toEqual([{ n: 1 }]);
  });

  test('keys are forgotten after thirty days, not before', async () => {
    await once(source, key({ key: 'old' }), async () => 'old');
    await once(source, key({ key: 'recent' }), async () => 'recent');
    await owner.query(`UPDATE platform.idempotency_key SET created_at = now() - interval '31 days' WHERE key = 'old'`);
    await owner.query(
      `UPDATE platform.idempotency_key SET created_at = now() - interval '29 days' WHERE key = 'recent'`,
    );
    expect(await forgetOldKeys(source)).toBe(1);
    expect((await once(source, key({ key: 'recent' }), async () => 'again')).replayed).toBe(true);
  });
});

describe('human numbers', () => {
  test('twenty at once get 1 to 20, and a failed transaction gives its number back', async () => {
    const draw = () => source.transaction((tx) => nextNumber(tx, 'D', 2026));
    const drawn = await Promise.all(Array.from({ length: 20 }, draw));
    expect(drawn.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    const failed = source.transaction(async (tx) => {
      await nextNumber(tx, 'D', 2026);
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await draw()).toBe(21);
    expect(await source.transaction((tx) => nextNumber(tx, 'D', 2027))).toBe(1);
    expect(humanNumber('D', 2026, 42)).toBe('D-2026-0042');
  });

  test('the year is that of the time zone', async () => {
    const year = await source.transaction((tx) => currentYear(tx, 'Pacific/Noumea'));
    const there = new Intl.DateTimeFormat('en', { timeZone: 'Pacific/Noumea', year: 'numeric' }).format(new Date());
    expect(String(year)).toBe(there);
  });
});

describe('append-only tables', () => {
  test('the application can add and read, and nothing else', async () => {
    await source.query(`INSERT INTO trial.history VALUES (1, 'seen')`);
    for (const statement of [
      'UPDATE trial.history SET id = 2',
      'DELETE FROM trial.history',
      'TRUNCATE trial.history',
    ]) {
      await expect(source.query(statement)).rejects.toThrow(/permission denied/);
    }
    await expect(source.query('DROP TABLE trial.history')).rejects.toThrow(/must be owner/);
    await expect(source.query('ALTER TABLE trial.history DISABLE TRIGGER ALL')).rejects.toThrow(/must be owner/);
    await expect(source.query('SET session_replication_role = replica')).rejects.toThrow(/permission denied/);
  });

  test('the owner is stopped by the trigger, with a rule', async () => {
    for (const statement of [
      'UPDATE trial.history SET id = 2',
      'DELETE FROM trial.history',
      'TRUNCATE trial.history',
    ]) {
      const error = await owner.query(statement).catch((e: unknown) => e);
      expect(ruleFromPg(error)).toMatchObject({ code: 'platform.append_only', facts: { table: 'trial.history' } });
    }
  });
});

describe('rules from Postgres', () => {
  test('a constraint with a name becomes the rule mapped to it; others are faults', async () => {
    const twice = () => source.query(`INSERT INTO trial.history VALUES (7, ''), (7, '')`).catch((e: unknown) => e);
    expect(ruleFromPg(await twice())).toBeNull();
    mapConstraint('history_once', 'trial.twice', 'id');
    expect(ruleFromPg(await twice())).toMatchObject({ code: 'trial.twice', field: 'id' });
    expect(ruleFromPg(new Error('other'))).toBeNull();
    expect(ruleFromPg(null)).toBeNull();
  });
});

describe('migrating', () => {
  test('two processes at once on an empty database: one works, the other waits and finds it done', async () => {
    const fresh = await freshDatabase(null);
    const addresses = [fresh.ownerUrl, fresh.url] as const;
    const [one, two] = await Promise.all([migrateAll(...addresses), migrateAll(...addresses)]);
    expect([one, two].filter((ran) => ran.length === 0)).toHaveLength(1);
    expect([...one, ...two][0]).toBe('Platform1792000000010');
    expect(await migrateAll(...addresses)).toEqual([]);
    await fresh.drop();
  });

  test('the application role owns nothing and cannot create', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const { rows } = await client.query(
      `SELECT 1 FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname IN ('bn_app', 'bn_server')`,
    );
    expect(rows).toEqual([]);
    await expect(client.query('CREATE TABLE public.x (id int)')).rejects.toThrow(/permission denied/);
    await expect(client.query('CREATE TABLE platform.x (id int)')).rejects.toThrow(/permission denied/);
    await client.end();
  });
});
