import pg from 'pg';
import { markTrial, moveClock, readClock, SchemaError, withPastClock } from '#platform/database';
import { clock } from '#platform/kernel';
import { clockCommand } from '../../apps/cli/clock.js';
import { migrateAll } from '../../apps/server/startup/open-database.js';
import { bankClock } from '../support/servers/bank-clock.js';
import { freshDatabase, type TestDatabase } from '../support/servers/database.js';
import { type Services, services } from '../support/servers/services.js';

const DAY = 86_400;

let s: Services;
beforeAll(async () => {
  s = await services();
});
afterAll(() => s.close());
afterEach(() => bankClock(s).back());

const ask = async (url: string, sql: string, before = '') => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(before);
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
};
const secondsAhead = async (url: string): Promise<number[]> =>
  (
    await ask(
      url,
      `SELECT extract(epoch FROM platform.now() - now())::int AS now, round(extract(epoch FROM platform.clock_timestamp() - clock_timestamp()))::int AS each`,
    )
  ).flatMap((row) => [row.now, row.each]);

/** A database that nobody serves; given a clock, it is moved by so many seconds. */
async function alone(seconds = 0): Promise<TestDatabase> {
  const database = await freshDatabase();
  if (seconds) await moveClock(database.ownerUrl, seconds);
  return database;
}

/** As a start or a command with these settings. */
async function asSaid<T>(env: Record<string, string>, work: () => Promise<T>): Promise<T> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    return await work();
  } finally {
    process.env = before;
  }
}

test('a trial’s clock is moved on by its owner, in Postgres and in the processes that serve it', async () => {
  const before = Date.now();
  await bankClock(s).pass('400 days');
  expect(await secondsAhead(s.database.url)).toEqual([400 * DAY, 400 * DAY]);
  expect(clock.ms() - before).toBeGreaterThanOrEqual(400 * DAY * 1000);
  await bankClock(s).pass('2 hours');
  expect(await secondsAhead(s.database.url)).toEqual([400 * DAY + 7200, 400 * DAY + 7200]);
  expect((await moveClock(s.database.ownerUrl)).now.getTime()).toBeGreaterThanOrEqual(before + 400 * DAY * 1000);
});

test('what is dated by itself is dated by the bank’s clock', async () => {
  await bankClock(s).pass('400 days');
  const [row] = await ask(
    s.database.ownerUrl,
    `INSERT INTO people.audit_entry (verb, subject_kind, channel) VALUES ('sign_in', 'bank', 'system') RETURNING at > now() + interval '399 days' AS later`,
  );
  expect(row.later).toBe(true);
});

test.each([
  ['set_clock', `SELECT platform.set_clock('1 day')`],
  [
    'its function',
    `CREATE OR REPLACE FUNCTION platform.now() RETURNS timestamptz LANGUAGE sql STABLE PARALLEL SAFE RETURN pg_catalog.now() + interval '1 day'`,
  ],
  [
    'the mark of a trial',
    'CREATE OR REPLACE FUNCTION platform.is_trial() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE RETURN true',
  ],
  [
    'another function of that name',
    `CREATE FUNCTION platform.now(x int DEFAULT 0) RETURNS timestamptz LANGUAGE sql RETURN pg_catalog.now()`,
  ],
  ['its removal', 'DROP FUNCTION platform.now() CASCADE'],
])('the application’s role cannot move it: %s', async (_, sql) => {
  await expect(ask(s.database.url, sql)).rejects.toMatchObject({ code: '42501' });
  expect(await secondsAhead(s.database.url)).toEqual([0, 0]);
});

test('the clock of a bank that nobody marked as a trial is refused to its owner too', async () => {
  const bank = await alone();
  try {
    await asSaid({ DEMO: '0' }, () => migrateAll(bank.ownerUrl, bank.url));
    await expect(moveClock(bank.ownerUrl, DAY)).rejects.toMatchObject({ code: '55000' });
    await markTrial(bank.ownerUrl);
    expect(await moveClock(bank.ownerUrl, DAY)).toMatchObject({ trial: true });
  } finally {
    await bank.drop();
  }
});

test('a trial’s database that becomes a bank’s: no start with a moved clock, and migrating sets it right', async () => {
  const bank = await alone(30 * DAY);
  try {
    await expect(readClock(bank.url, false)).rejects.toThrow(SchemaError);
    await readClock(bank.url, true);
    expect(clock.ahead()).toBe(30 * DAY * 1000);
    const ran = await asSaid({ NODE_ENV: 'production' }, () => migrateAll(bank.ownerUrl, bank.url));
    expect(ran).toEqual(['horloge remise à l’heure']);
    await readClock(bank.url, false);
    expect(clock.ahead()).toBe(0);
    expect(await secondsAhead(bank.url)).toEqual([0, 0]);
    await expect(moveClock(bank.ownerUrl, DAY)).rejects.toMatchObject({ code: '55000' });
  } finally {
    await bank.drop();
  }
});

test('a trial’s clock stays where it is when a new version migrates', async () => {
  const trial = await alone(30 * DAY);
  try {
    await ask(trial.ownerUrl, `UPDATE platform.applied_sql SET sha256 = ''`);
    expect((await migrateAll(trial.ownerUrl, trial.url)).length).toBeGreaterThan(100);
    expect(await secondsAhead(trial.url)).toEqual([30 * DAY, 30 * DAY]);
    expect(await moveClock(trial.ownerUrl)).toMatchObject({ trial: true });
  } finally {
    await trial.drop();
  }
});

test('a clock that a killed demo left in the past is set right by the next start', async () => {
  const trial = await alone(-30 * DAY);
  try {
    await migrateAll(trial.ownerUrl, trial.url);
    expect(await secondsAhead(trial.url)).toEqual([0, 0]);
  } finally {
    await trial.drop();
  }
});

test('a past that fails while it is written leaves the clock of today', async () => {
  const { ownerUrl, url } = s.database;
  const past = withPastClock(ownerUrl, async (goTo) => {
    await goTo(400);
    expect(await secondsAhead(url)).toEqual([-400 * DAY, -400 * DAY]);
    expect(Date.now() - clock.ms()).toBeGreaterThanOrEqual(400 * DAY * 1000);
    // Another process that starts in the meantime leaves it there.
    await migrateAll(ownerUrl, url);
    expect(await secondsAhead(url)).toEqual([-400 * DAY, -400 * DAY]);
    throw new Error('stopped');
  });
  await expect(past).rejects.toThrow('stopped');
  expect(await secondsAhead(url)).toEqual([0, 0]);
  expect(clock.ahead()).toBe(0);
});

test('a command lets a trial’s time go by, and does the work of each night', async () => {
  const trial = await alone();
  const env = {
    DATABASE_URL: trial.url,
    MIGRATION_DATABASE_URL: trial.ownerUrl,
    PUBLIC_URL: 'http://banque.example.fr',
  };
  const keys = () =>
    ask(trial.ownerUrl, 'SELECT key FROM platform.idempotency_key ORDER BY key').then((r) => r.map((k) => k.key));
  try {
    await ask(
      trial.ownerUrl,
      `INSERT INTO platform.idempotency_key (actor_key, route, key, request_hash, created_at)
       VALUES ('x', 'x', 'old', 'x', now()), ('x', 'x', 'younger', 'x', now() + interval '5 days')`,
    );
    await asSaid({ ...env, DEMO: '1' }, () => clockCommand.run(['+31j']));
    expect(await keys()).toEqual(['younger']);
    expect(await secondsAhead(trial.url)).toEqual([31 * DAY, 31 * DAY]);
    await asSaid({ ...env, DEMO: '1' }, async () => {
      await expect(clockCommand.run(['-1j'])).rejects.toThrow('ne recule pas');
      await expect(clockCommand.run(['+0j'])).rejects.toThrow('au plus');
    });
    await asSaid({ ...env, DEMO: '0' }, () =>
      expect(clockCommand.run(['+1j'])).rejects.toThrow('pas celle d’une banque d’essai'),
    );
    expect(await secondsAhead(trial.url)).toEqual([0, 0]);
  } finally {
    await trial.drop();
  }
});

test('the bank’s clock costs a plan nothing: Postgres reads through it, moved or not', async () => {
  const plan = async (moment: string): Promise<string> => {
    const lines = await ask(
      s.database.url,
      `EXPLAIN (VERBOSE, COSTS OFF) SELECT key FROM platform.idempotency_key WHERE created_at < ${moment} - interval '30 days'`,
      'SET enable_seqscan = off',
    );
    return lines.map((row) => row['QUERY PLAN']).join('\n');
  };
  const plain = await plan('now()');
  expect(plain).toContain('Index Cond');
  expect(await plan('platform.now()')).toBe(plain);
  await bankClock(s).pass('1 day');
  expect(await plan('platform.now()')).toBe(await plan(`(now() + interval '86400 seconds')`));
});
