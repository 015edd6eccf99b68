import type { Lists } from '#platform/database';
import { type TrialProgram, trialProgram } from '../support/faults/trial-program.js';

let program: TrialProgram;
const write: TrialProgram['write'] = (path, text) => program.write(path, text);
const say: TrialProgram['say'] = (sql) => program.say(sql);
let lists: Lists;
const run = () => program.run(lists);

beforeEach(async () => {
  // What failed is said on standard error, for whoever migrates.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  program = await trialProgram();
});
afterEach(() => program.close());

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
