import type { DataSource } from 'typeorm';
import { type Reader, readTogether, rows, run } from '#platform/database';
import { statementsOf } from '../support/counting/statements.js';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/servers/database.js';

let database: TestDatabase;
let source: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  source = await openDataSource(database.url, {}, 2);
});
afterAll(async () => {
  await source?.destroy();
  await database?.drop();
});

/** One column of every kind that the program reads. */
const KINDS = `SELECT $1::uuid AS id, $2::int AS n, 9007199254740993::bigint AS big, 12.50::numeric AS price, 0.25::float8 AS share,
  timestamptz '2026-03-01 12:34:56.789123+02' AS at, date '2026-03-01' AS day, '{"a": [1, null]}'::jsonb AS facts, '\\x00ff'::bytea AS bytes,
  ARRAY['a', NULL, 'c"d'] AS words, ARRAY[1, 2] AS numbers, NULL::timestamptz AS never, true AS yes, 'é « x »'::text AS "said"`;
const ID = '01900000-0000-7000-8000-000000000001';
const kinds = (on: Reader, n: number) => rows<Record<string, unknown>>(on, KINDS, [ID, n]);
const counted = (on: Reader, from: number) =>
  rows<{ i: number; at: Date }>(
    on,
    `SELECT i, timestamptz '2026-01-01' + make_interval(days => i) AS at FROM generate_series($1::int, $1 + 2) i ORDER BY i DESC`,
    [from],
  );
const nothing = (on: Reader) => rows<{ id: string }>(on, 'SELECT id FROM people.app_user WHERE id = $1', [ID]);

const all = (on: Reader) => Promise.all([kinds(on, 1), counted(on, 10), nothing(on), kinds(on, 2)]);

test('what is asked together is one statement, and each part gives what it gives alone', async () => {
  const alone = await all(source);
  await readTogether(source, all);
  let found: unknown;
  const texts = await statementsOf(async () => {
    found = await readTogether(source, all);
  });
  expect(texts).toHaveLength(1);
  expect(found).toEqual(alone);
  expect(alone[1][0]!.at).toBeInstanceOf(Date);
});

test('a part that waits for another is a second trip; one that is planned per call goes alone', async () => {
  const inTurn = async (on: Reader) => counted(on, (await counted(on, 1))[0]!.i);
  const planned = (on: Reader) => rows(on, 'SELECT $1::int AS n', [1], { plan: 'per call', because: 'a test' });
  const page = (on: Reader) => Promise.all([inTurn(on), nothing(on), planned(on)]);
  await readTogether(source, page);
  expect(await statementsOf(() => readTogether(source, page))).toHaveLength(3);
});

test('what settles without Postgres still asks in the same tick', async () => {
  const late = async (on: Reader) => {
    await Promise.resolve();
    return counted(on, await Promise.resolve(3));
  };
  const page = (on: Reader) => Promise.all([late(on), nothing(on)]);
  await readTogether(source, page);
  expect(await statementsOf(() => readTogether(source, page))).toHaveLength(1);
});

test('it reads what its transaction wrote', async () => {
  await source.transaction(async (tx) => {
    await run(tx, 'INSERT INTO platform.counter (kind, year, last) VALUES ($1, $2, $3)', ['essai', 2026, 7]);
    const last = (on: Reader) =>
      rows<{ last: number }>(on, 'SELECT last FROM platform.counter WHERE kind = $1', ['essai']);
    const page = () => readTogether(tx, (on) => Promise.all([last(on), nothing(on)]));
    await page();
    expect((await page())[0]).toEqual([{ last: 7 }]);
  });
});

test('what fails in one part fails the page', async () => {
  const broken = (on: Reader) => rows(on, 'SELECT $1::int / $2::int AS n', [1, 0]);
  const page = () => readTogether(source, (on) => Promise.all([broken(on), nothing(on)]));
  await expect(page()).rejects.toThrow('division by zero');
  await expect(page()).rejects.toThrow('division by zero');
});
