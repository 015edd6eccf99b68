import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { isOfEarlierAge, type Lists, migrate } from '#database';
import { freshDatabase, type TestDatabase } from '../support/database.js';

let folder: string;
let database: TestDatabase;
let owner: pg.Client;

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
};
let lists: Lists;
const run = () => migrate({ ownerUrl: database.ownerUrl, serverUrl: database.url, folder, lists: [lists] });
const say = async (sql: string) => (await owner.query(sql)).rows;

const ANSWER = (said: string, args = '') =>
  `CREATE OR REPLACE FUNCTION trial.answer(${args}) RETURNS text LANGUAGE sql AS $$ SELECT '${said}' || count(*) FROM trial.thing $$;`;
const STAMP = `
  CREATE OR REPLACE FUNCTION trial.stamp() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.word := upper(NEW.word); RETURN NEW; END $$;`;
const TRIGGERS = `
  CREATE OR REPLACE TRIGGER stamp BEFORE INSERT ON trial.thing FOR EACH ROW EXECUTE FUNCTION trial.stamp();
  CREATE OR REPLACE TRIGGER stamp_again BEFORE UPDATE ON trial.thing FOR EACH ROW EXECUTE FUNCTION trial.stamp();`;

/** A small program of its own: one schema, a table that needs a function, a function and a trigger that need the table. */
beforeEach(async () => {
  // What failed is said on standard error, for whoever migrates.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  folder = mkdtempSync(join(tmpdir(), 'bn-migrations-'));
  cpSync('migrations/010-platform.sql', join(folder, '010-platform.sql'));
  cpSync('migrations/platform/pure', join(folder, 'platform/pure'), { recursive: true });
  write(
    'trial/pure/first.sql',
    `CREATE OR REPLACE FUNCTION trial.first() RETURNS text LANGUAGE sql AS $$ SELECT 'a' $$;`,
  );
  write(
    '020-trial.sql',
    `CALL platform.open_schema('trial'); CREATE TABLE trial.thing (word text NOT NULL DEFAULT trial.first());`,
  );
  lists = {};
  write('trial/functions/answer.sql', ANSWER('one '));
  write('trial/functions/stamp.sql', STAMP);
  write('trial/views/word.sql', 'CREATE OR REPLACE VIEW trial.word AS SELECT word FROM trial.thing;');
  write('trial/triggers/thing.sql', TRIGGERS);
  database = await freshDatabase(null);
  owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

test('functions that tables need come before them; functions, views and triggers after', async () => {
  expect(await run()).toEqual(['Platform1792000000010', 'Trial1792000000020']);
  await say('INSERT INTO trial.thing DEFAULT VALUES');
  expect(await say('SELECT trial.answer(), word FROM trial.word')).toEqual([{ answer: 'one 1', word: 'A' }]);
  expect(await run()).toEqual([]);
});

test('only what changed is applied again, and an error in it leaves the database as it was', async () => {
  await run();
  const before = await say('SELECT path, applied_at FROM platform.applied_sql ORDER BY path');
  write('trial/functions/answer.sql', ANSWER('two '));
  expect(await run()).toEqual(['trial/functions/answer.sql']);
  const after = await say('SELECT path, applied_at FROM platform.applied_sql ORDER BY path');
  const touched = after.filter(({ applied_at }, n) => applied_at.getTime() !== before[n].applied_at.getTime());
  expect(touched.map(({ path }) => path)).toEqual(['trial/functions/answer.sql']);
  expect(await say('SELECT trial.answer()')).toEqual([{ answer: 'two 0' }]);

  write('030-more.sql', 'CREATE TABLE trial.more (id int);');
  write('trial/functions/answer.sql', ANSWER('three ').replace('trial.thing', 'trial.nothing'));
  await expect(run()).rejects.toThrow(/trial.nothing/);
  expect(await say(`SELECT trial.answer(), to_regclass('trial.more') AS more`)).toEqual([
    { answer: 'two 0', more: null },
  ]);
});

test('a table that was made anew gets its triggers again', async () => {
  await run();
  write('030-again.sql', 'DROP TABLE trial.thing CASCADE; CREATE TABLE trial.thing (word text);');
  expect(await run()).toEqual(['Again1792000000030']);
  await say(`INSERT INTO trial.thing VALUES ('b')`);
  expect(await say('SELECT word FROM trial.word')).toEqual([{ word: 'B' }]);
});

test.each([
  [
    'a function with other arguments',
    () => write('trial/functions/answer.sql', ANSWER('x', 'n int')),
    /trial.answer\(\)/,
  ],
  [
    'a function with another result',
    () => write('trial/functions/answer.sql', ANSWER('x').replace('RETURNS text', 'RETURNS SETOF text')),
    /change de forme/,
  ],
  [
    'a trigger that was taken out of its file',
    () => write('trial/triggers/thing.sql', TRIGGERS.replace(/\n.*stamp_again.*/, '')),
    /stamp_again ON trial.thing/,
  ],
  ['a file that was taken away', () => rmSync(join(folder, 'trial/triggers/thing.sql')), /stamp ON trial.thing/],
  [
    'a file that makes something else',
    () => write('trial/functions/other.sql', STAMP),
    /ne crée rien qui porte son nom/,
  ],
])('%s stops with a sentence until a migration does it', async (_, change, sentence) => {
  await run();
  change();
  await expect(run()).rejects.toThrow(
    expect.objectContaining({ name: 'SchemaError', message: expect.stringMatching(sentence) }),
  );
});

test('a migration removes what a file said, and the file goes with it', async () => {
  await run();
  rmSync(join(folder, 'trial/functions/answer.sql'));
  write('030-no-answer.sql', 'DROP FUNCTION trial.answer;');
  expect(await run()).toEqual(['NoAnswer1792000000030']);
  expect(await say(`SELECT 1 FROM platform.applied_sql WHERE path LIKE '%answer%'`)).toEqual([]);
});

test('what Postgres refuses in a transaction runs outside of it', async () => {
  write('030-index.sql', 'CREATE INDEX CONCURRENTLY thing_word ON trial.thing (word);');
  await expect(run()).rejects.toThrow(/cannot run inside a transaction block/);
  write('030-index.sql', '-- transaction = false\nCREATE INDEX CONCURRENTLY thing_word ON trial.thing (word);');
  expect(await run()).toContain('Index1792000000030');
  expect(
    await say(`SELECT 1 FROM pg_index WHERE indexrelid = 'trial.thing_word'::regclass AND indisvalid`),
  ).toHaveLength(1);
});

test('several at once: one works, the others find it done, also when only a file changed', async () => {
  expect((await Promise.all([run(), run(), run()])).filter((ran) => ran.length > 0)).toHaveLength(1);
  write('trial/functions/answer.sql', ANSWER('two '));
  expect((await Promise.all([run(), run(), run()])).filter((ran) => ran.length > 0)).toHaveLength(1);
});

describe('lists that stand in TypeScript', () => {
  const LIFE = [{ verb: 'begin', state: 'open' }];
  beforeEach(() => {
    lists = {
      words: { 'trial.state': ['open', 'closed'] },
      groups: { 'trial.ended': ['closed'] },
      numbers: { 'trial.most': 2 },
      rows: { 'trial.life': LIFE },
    };
    write(
      '030-thing.sql',
      `CREATE TABLE trial.life (verb text, state text, PRIMARY KEY (verb, state));
       CREATE TABLE trial.ticket (state trial.state NOT NULL, n int CHECK (n <= trial.most()));
       CREATE INDEX ticket_open ON trial.ticket (n) WHERE state <> ALL (trial.ended());`,
    );
  });
  const words = async (schema = 'trial') =>
    (
      await say(
        `SELECT pg_get_constraintdef(oid) AS said FROM pg_constraint WHERE contypid = '${schema}.state'::regtype`,
      )
    )[0].said;

  test('Postgres takes their words and no other', async () => {
    await run();
    await say(`INSERT INTO trial.ticket VALUES ('open', 2), ('closed', 1)`);
    await expect(say(`INSERT INTO trial.ticket VALUES ('lost', 1)`)).rejects.toThrow(/trial.state/);
    await expect(say(`INSERT INTO trial.ticket VALUES ('open', 3)`)).rejects.toThrow(/ticket_n_check/);
    expect(await say('SELECT * FROM trial.life')).toEqual(LIFE);
  });

  test('one word more, in a group and in a row, needs no migration', async () => {
    await run();
    lists = {
      ...lists,
      words: { 'trial.state': ['open', 'closed', 'lost'] },
      groups: { 'trial.ended': ['closed', 'lost'] },
      rows: { 'trial.life': [...LIFE, { verb: 'lose', state: 'lost' }] },
    };
    expect(await run()).toEqual(['trial/words/state', 'trial/groups/ended', 'trial/rows/life']);
    await say(`INSERT INTO trial.ticket VALUES ('lost', 1)`);
    expect(await say('SELECT state FROM trial.life WHERE state = ANY (trial.ended())')).toEqual([{ state: 'lost' }]);
    expect(await run()).toEqual([]);
  });

  test('a word less stops until a migration dropped it, and that fails while a row has it', async () => {
    await run();
    await say(`INSERT INTO trial.ticket VALUES ('closed', 1)`);
    lists = { ...lists, words: { 'trial.state': ['open'] } };
    await expect(run()).rejects.toThrow('trial.state garde dans la base ce que le programme n');
    write('040-no-closed.sql', `CALL platform.drop_word('trial.state', 'closed');`);
    await expect(run()).rejects.toThrow(/contains values that violate/);
    await say('DELETE FROM trial.ticket');
    expect(await run()).toContain('NoClosed1792000000040');
    expect(await words()).toBe(`CHECK ((VALUE = 'open'::text))`);
  });

  test('a row less, and a list that is gone, stop too', async () => {
    await run();
    await say(`INSERT INTO trial.life VALUES ('end', 'closed')`);
    lists = { ...lists, rows: { 'trial.life': [...LIFE, { verb: 'hold', state: 'open' }] } };
    await expect(run()).rejects.toThrow('trial.life garde dans la base ce que le programme n');
    lists = { words: lists.words! };
    await expect(run()).rejects.toThrow(/trial.ended\(\)/);
  });

  test('a list that became a file of a function of its name is no leftover', async () => {
    await run();
    lists = { ...lists, groups: {} };
    write(
      'trial/pure/ended.sql',
      `CREATE OR REPLACE FUNCTION trial.ended() RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY['closed'] $$;`,
    );
    expect(await run()).toEqual(['trial/pure/ended.sql']);
    expect(await say('SELECT trial.ended() AS words')).toEqual([{ words: ['closed'] }]);
    expect(await say(`SELECT path FROM platform.applied_sql WHERE path LIKE '%ended%'`)).toEqual([
      { path: 'trial/pure/ended.sql' },
    ]);
    expect(await run()).toEqual([]);
  });

  test('a word that changes sides stops, for the index that was made by the group', async () => {
    await run();
    lists = { ...lists, groups: { 'trial.ended': ['closed', 'open'] } };
    await expect(run()).rejects.toThrow(/trial.ended change de mots \(open\).*ticket_open/);
  });

  test('a group is as quick as its words written out: it is part of the plan', async () => {
    await run();
    const plan = await say(`EXPLAIN (COSTS OFF) SELECT 1 FROM trial.ticket WHERE state = ANY (trial.ended())`);
    expect(plan.map((line) => line['QUERY PLAN']).join('\n')).toContain(`= ANY ('{closed}'::text[])`);
  });
});

describe('a database of another age', () => {
  const seen = (name: string) =>
    owner.query(`CREATE TABLE IF NOT EXISTS public.bn_migration (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
      INSERT INTO public.bn_migration (timestamp, name) VALUES (${name.slice(-13)}, '${name}')`);

  test('before the baseline: it is not touched', async () => {
    await seen('Platform1764000000000');
    await seen('People1764000010000');
    expect(await isOfEarlierAge(database.ownerUrl)).toBe(true);
    await expect(run()).rejects.toThrow(/version antérieure/);
    expect(await say(`SELECT to_regnamespace('platform') AS made`)).toEqual([{ made: null }]);
  });

  test('after this program: it is not touched either', async () => {
    await run();
    await seen('Later1792000000999');
    write('trial/functions/answer.sql', ANSWER('old '));
    await expect(run()).rejects.toThrow(/plus récente du programme \(Later1792000000999\)/);
    expect(await say('SELECT trial.answer()')).toEqual([{ answer: 'one 0' }]);
    expect(await isOfEarlierAge(database.ownerUrl)).toBe(false);
  });
});
