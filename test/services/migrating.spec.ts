import pg from 'pg';
import { isOfEarlierAge } from '#platform/database';
import { PATIENCE } from '../../libs/platform/database/connections/patience.js';
import { ANSWER, STAMP, TRIGGERS, type TrialProgram, trialProgram } from '../support/faults/trial-program.js';
import { eventually } from '../support/servers/eventually.js';

let program: TrialProgram;
const write: TrialProgram['write'] = (path, text) => program.write(path, text);
const say: TrialProgram['say'] = (sql) => program.say(sql);
const run = () => program.run();

beforeEach(async () => {
  // What failed is said on standard error, for whoever migrates.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  program = await trialProgram();
});
afterEach(() => program.close());

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
  ['a file that was taken away', () => program.remove('trial/triggers/thing.sql'), /stamp ON trial.thing/],
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

describe('a trigger that runs the function of another schema', () => {
  const MARK = `CREATE OR REPLACE TRIGGER mark BEFORE INSERT ON trial.thing FOR EACH ROW EXECUTE FUNCTION guest.mark();`;
  const marked = async () => {
    write(
      'guest/functions/mark.sql',
      STAMP.replace('trial.stamp', 'guest.mark').replace('upper(NEW.word)', `NEW.word || '!'`),
    );
    write('guest/on/trial.thing.sql', MARK);
    await run();
  };

  test('stands in the folder of that schema, and each file changes by itself', async () => {
    await marked();
    await say(`INSERT INTO trial.thing VALUES ('b')`);
    expect(await say('SELECT word FROM trial.word')).toEqual([{ word: 'B!' }]);
    write('trial/triggers/thing.sql', `${TRIGGERS} -- Changed.`);
    expect(await run()).toEqual(['trial/triggers/thing.sql']);
    write('guest/on/trial.thing.sql', `${MARK} -- Changed.`);
    expect(await run()).toEqual(['guest/on/trial.thing.sql']);
  });

  test('goes from one file to another, and never without a migration', async () => {
    await marked();
    write('guest/on/trial.thing.sql', MARK.replace('TRIGGER mark', 'TRIGGER mark_again'));
    await expect(run()).rejects.toThrow(/mark ON trial.thing \(migrations\/guest\/on\/trial.thing.sql\)/);
    program.remove('guest/on/trial.thing.sql');
    await expect(run()).rejects.toThrow(/mark ON trial.thing/);
    write('trial/triggers/thing.sql', TRIGGERS + MARK);
    expect(await run()).toEqual(['trial/triggers/thing.sql']);
    write('guest/on/trial.thing.sql', MARK);
    write('trial/triggers/thing.sql', TRIGGERS);
    expect(await run()).toEqual(['guest/on/trial.thing.sql', 'trial/triggers/thing.sql']);
  });
});

test('a migration removes what a file said, and the file goes with it', async () => {
  await run();
  program.remove('trial/functions/answer.sql');
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

test('what was killed outside of a transaction is begun anew, and every text applied after it', async () => {
  await run();
  await say(`INSERT INTO trial.thing VALUES ('a'), ('a')`);
  write('trial/functions/answer.sql', ANSWER('two '));
  write(
    '030-again.sql',
    'DROP VIEW trial.word; ALTER TABLE trial.thing DISABLE TRIGGER ALL; DROP TRIGGER stamp ON trial.thing;',
  );
  write(
    '040-index.sql',
    '-- transaction = false\nCREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS thing_word ON trial.thing (word);',
  );
  const index = `SELECT indisvalid AS whole FROM pg_index WHERE indexrelid = to_regclass('trial.thing_word')`;
  await expect(run()).rejects.toThrow(/could not create unique index/);
  expect(await say(index)).toEqual([{ whole: false }]);
  await say('DELETE FROM trial.thing');
  expect(await run()).toContain('Index1792000000040');
  expect(await say(index)).toEqual([{ whole: true }]);
  await say(`INSERT INTO trial.thing VALUES ('b')`);
  expect(await say('SELECT word, trial.answer() FROM trial.word')).toEqual([{ word: 'B', answer: 'two 1' }]);
});

describe('while somebody holds a table', () => {
  let holder: pg.Client;
  beforeEach(async () => {
    await run();
    write('030-more.sql', 'CREATE TABLE trial.more (id int); ALTER TABLE trial.thing ADD COLUMN more text;');
    holder = new pg.Client({ connectionString: program.database.ownerUrl, application_name: 'a long report' });
    await holder.connect();
    await holder.query('BEGIN');
    await holder.query('SELECT FROM trial.thing');
  });
  afterEach(() => holder.end());

  test('migrating waits, lets those pass who read, and goes on by itself', async () => {
    const migrating = run();
    await eventually('the migration to wait', async () => {
      const waiting = await say(
        `SELECT FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%trial.more%'`,
      );
      return waiting.length > 0;
    });
    // Before whoever holds the table lets go, and within a page's patience, which Postgres counts.
    await say(`SET lock_timeout = ${PATIENCE.page.lock}`);
    expect(await say('SELECT count(*)::int AS n FROM trial.thing')).toEqual([{ n: 0 }]);
    await holder.query('COMMIT');
    expect(await migrating).toEqual(['More1792000000030']);
  });

  test('for too long, it says who, and has changed nothing', async () => {
    await expect(program.run({}, 0)).rejects.toThrow(/« a long report », processus \d+/);
    expect(await say(`SELECT to_regclass('trial.more') AS more`)).toEqual([{ more: null }]);
  });
});

test('several at once: one works, the others find it done, also when only a file changed', async () => {
  expect((await Promise.all([run(), run(), run()])).filter((ran) => ran.length > 0)).toHaveLength(1);
  write('trial/functions/answer.sql', ANSWER('two '));
  expect((await Promise.all([run(), run(), run()])).filter((ran) => ran.length > 0)).toHaveLength(1);
});

describe('a database of another age', () => {
  const seen = (name: string) =>
    program.owner.query(`CREATE TABLE IF NOT EXISTS public.bn_migration (id serial PRIMARY KEY, timestamp bigint NOT NULL, name varchar NOT NULL);
      INSERT INTO public.bn_migration (timestamp, name) VALUES (${name.slice(-13)}, '${name}')`);

  test('before the baseline: it is not touched', async () => {
    await seen('Platform1764000000000');
    await seen('People1764000010000');
    expect(await isOfEarlierAge(program.database.ownerUrl)).toBe(true);
    await expect(run()).rejects.toThrow(/version antérieure/);
    expect(await say(`SELECT to_regnamespace('platform') AS made`)).toEqual([{ made: null }]);
  });

  test('after this program: it is not touched either', async () => {
    await run();
    await seen('Later1792000000999');
    write('trial/functions/answer.sql', ANSWER('old '));
    await expect(run()).rejects.toThrow(/plus récente du programme \(Later1792000000999\)/);
    expect(await say('SELECT trial.answer()')).toEqual([{ answer: 'one 0' }]);
    expect(await isOfEarlierAge(program.database.ownerUrl)).toBe(false);
  });
});
