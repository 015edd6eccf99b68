import type { DataSource } from 'typeorm';
import { bankProofs, endWords } from '#bank/people';
import { newId } from '#platform/kernel';
import { openDataSource } from '../support/servers/database.js';
import { type Services, services } from '../support/servers/services.js';

/** So many rows of each of two tables are due at once; of a crate its name and its seal, which end at two periods. */
const DUE = 30;
const NIGHT = { all: 40, ofATable: 25, atOnce: 7 };
/** Lists of cards, and crates twice. */
const ALL = DUE + 2 * DUE;

const ID = newId();

let s: Services;
let owner: DataSource;
beforeEach(async () => {
  s = await services();
  owner = await openDataSource(s.database.ownerUrl, {}, 3);
  await owner.transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query(`INSERT INTO people.organisation (id, kind, name) VALUES ($1, 'ea', 'Atelier')`, [ID]);
    await tx.query(`INSERT INTO people.place (id, organisation_id, kind, name) VALUES ($1, $1, 'site', 'Atelier')`, [
      ID,
    ]);
    await tx.query(
      `INSERT INTO sims.batch (id, name, carrier, plan, sha256, made, imported_at)
       SELECT gen_random_uuid(), 'liste', 'Opérateur de Mme Planque', 'Forfait Planque', md5(i::text), 1, now() - interval '11 years' FROM generate_series(1, $1::int) i`,
      [DUE],
    );
    await tx.query(
      `INSERT INTO devices.container (id, code, kind, name, seal, organisation_id, place_id, changed_at)
       SELECT gen_random_uuid(), translate(lpad(i::text, 7, '0'), '01', 'XY'), 'crate', 'Caisse de M. Planque', 'Scellé Planque', $2, $2, now() - interval '11 years' FROM generate_series(1, $1::int) i`,
      [DUE, ID],
    );
  });
});
afterEach(async () => {
  await owner?.destroy();
  await s?.close();
});

const proof = async () => (await bankProofs(s.db, true)).find(({ kind }) => kind === 'words_ended')!;
const left = async (): Promise<number> => {
  const [found] = await owner.query(
    `SELECT (SELECT count(*) FROM sims.batch WHERE plan LIKE '%Planque')::int + (SELECT count(*) FILTER (WHERE name LIKE '%Planque') + count(*) FILTER (WHERE seal LIKE '%Planque') FROM devices.container)::int AS n`,
  );
  return found.n;
};
/** How many rows each transaction changed. */
const ofEachTransaction = async (): Promise<number[]> =>
  (
    await owner.query(
      `SELECT count(*)::int AS n FROM (SELECT xmin::text AS at FROM sims.batch WHERE plan = '' UNION ALL SELECT xmin::text FROM devices.container WHERE name = '') x GROUP BY x.at`,
    )
  ).map(({ n }: { n: number }) => n);

test('a night ends so many rows and of each table some, a few in one transaction; the next ones go on, and say what is left', async () => {
  expect(await left()).toBe(ALL);
  expect(await endWords(s.db, NIGHT)).toEqual({ ended: NIGHT.all, remaining: ALL - NIGHT.all });
  expect(await left()).toBe(ALL - NIGHT.all);
  const [lists] = await owner.query(`SELECT count(*)::int AS n FROM sims.batch WHERE plan = ''`);
  // Each table had its turn.
  expect(lists.n).toBeGreaterThan(0);
  expect(lists.n).toBeLessThanOrEqual(NIGHT.ofATable);
  expect(Math.max(...(await ofEachTransaction()))).toBeLessThanOrEqual(NIGHT.atOnce);
  expect(await proof()).toMatchObject({ failure: 'words.remaining', remaining: ALL - NIGHT.all, late: false });
  for (let night = 2; night <= 4; night++) await endWords(s.db, NIGHT);
  expect(await left()).toBe(0);
  expect(await proof()).toMatchObject({ failure: null, remaining: 0, late: false });
  const audited = await owner.query(
    `SELECT facts FROM people.audit_entry WHERE verb = 'forget' AND subject_kind = 'word'`,
  );
  expect(audited.reduce((sum: number, { facts }: { facts: { count: number } }) => sum + facts.count, 0)).toBe(ALL);
});

test('of one table a night ends no more than its share', async () => {
  await owner.query(`UPDATE sims.batch SET carrier = 'effacé', plan = ''`);
  await endWords(s.db, NIGHT);
  expect(await left()).toBe(2 * DUE - NIGHT.ofATable);
});

test('a table that cannot end keeps none of the others, and is told', async () => {
  await owner.query(`ALTER TABLE sims.batch ADD CONSTRAINT never CHECK (plan <> '') NOT VALID`);
  await expect(endWords(s.db)).rejects.toThrow('never');
  expect(await left()).toBe(DUE);
  expect(await proof()).toMatchObject({ failure: 'words.not_ended', remaining: DUE, late: false });
  // Since more than a week.
  await owner.query(`UPDATE platform.proof SET failing_since = now() - interval '8 days' WHERE kind = 'words_ended'`);
  expect(await proof()).toMatchObject({ late: true });
});

test('a table whose rows take too long to count is left over all the same, and what has ended is noted', async () => {
  await owner.query(`CREATE OR REPLACE FUNCTION platform.words_due(thing text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$
    BEGIN IF thing = 'sims.batch' THEN RAISE EXCEPTION USING ERRCODE = '57014'; END IF; RETURN 5; END $$`);
  expect(await endWords(s.db, NIGHT)).toEqual({ ended: NIGHT.all, remaining: 5 + 1 });
  expect(await proof()).toMatchObject({ failure: 'words.remaining' });
});

test('a row that somebody works on is waited for by nobody, and ends another night', async () => {
  const holder = owner.createQueryRunner();
  await holder.startTransaction();
  await holder.query('SELECT id FROM sims.batch LIMIT 1 FOR UPDATE');
  expect(await endWords(s.db)).toMatchObject({ ended: ALL - 1 });
  await holder.rollbackTransaction();
  await holder.release();
  expect(await endWords(s.db)).toEqual({ ended: 1, remaining: 0 });
});

test('what is not there stays so, and of a document nothing is left that was a word', async () => {
  const ended = async (document: unknown) =>
    (await owner.query('SELECT platform.without_words($1::jsonb) AS left', [document && JSON.stringify(document)]))[0]
      .left;
  expect(await ended(null)).toBeNull();
  expect(await ended({})).toEqual({});
  expect(
    await ended({
      n: 1,
      on: true,
      kind: 'laptop',
      reason: 'Mme Planque',
      list: ['Planque', 2, { kind: 'ssd', name: 'X' }],
    }),
  ).toEqual({
    n: 1,
    on: true,
    kind: 'laptop',
    reason: '',
    list: ['', 2, { kind: 'ssd', name: '' }],
  });
});
