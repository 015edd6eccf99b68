import { DataSource } from 'typeorm';
import { audit, checkpointAudit, forgetAudit, sealAudit, verifyAudit } from '#bank/people';
import { sealOneByOne } from '../support/counting/audit-chain.js';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/servers/database.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;
let database: TestDatabase;
let db: DataSource;
let owner: DataSource;

beforeEach(async () => {
  database = await freshDatabase();
  db = await openDataSource(database.url);
  owner = await openDataSource(database.ownerUrl);
});
afterEach(async () => {
  await db.destroy();
  await owner.destroy();
  await database.drop();
});

const happens = (n: string) => db.transaction((tx) => audit(tx, SYSTEM, 'change_settings', { kind: 'bank' }, { n }));
const ids = async (): Promise<string[]> =>
  (await owner.query('SELECT e.id FROM people.audit_entry e ORDER BY e.id')).map((r: { id: string }) => r.id);

test('what is written is sealed once, by whichever worker is first, and holds', async () => {
  for (const verb of ['one', 'two', 'three']) await happens(verb);
  const sealed = await Promise.all([sealAudit(db), sealAudit(db), sealAudit(db)]);
  expect(sealed.map(({ count }) => count).sort()).toEqual([0, 0, 3]);
  await happens('four');
  expect([(await sealAudit(db)).count, (await sealAudit(db)).count]).toEqual([1, 0]);
  expect(await verifyAudit(db)).toMatchObject({ entries: 4, seals: 2, changed: [], gone: [], broken: [] });
});

test('a hundred seals follow each other', async () => {
  for (let n = 1; n <= 100; n++) {
    await happens(String(n));
    expect(await sealAudit(db)).toEqual({ count: 1, more: false });
  }
  const found = await verifyAudit(db);
  expect(found).toMatchObject({ entries: 100, seals: 100, changed: [], gone: [], broken: [], head: { n: '100' } });
  expect(await checkpointAudit(db)).toBe(true);
});

test('a bank that sealed nothing after its tenth seal goes on, with all that waited', async () => {
  await sealOneByOne(db, 10);
  for (const verb of ['one', 'two', 'three']) await happens(verb);
  expect(await sealAudit(db)).toEqual({ count: 3, more: false });
  expect(await verifyAudit(db)).toMatchObject({ entries: 13, seals: 11, changed: [], gone: [], broken: [] });
});

test('after a thousand seals the chain is read, its oldest checkpoints go, and it goes on', async () => {
  await sealOneByOne(db, 999);
  const longAgo = (days: number) => new Date(Date.now() - days * 86_400_000);
  expect(await checkpointAudit(db, longAgo(440))).toBe(true);
  await sealOneByOne(db, 10);
  // A month later: the older point has fewer digits than the newer.
  expect(await checkpointAudit(db, longAgo(400))).toBe(true);
  await happens('last');
  await sealAudit(db);
  expect(await verifyAudit(db)).toMatchObject({ entries: 1010, seals: 1010, changed: [], gone: [], broken: [] });
  expect(await forgetAudit(db)).toBe(1009);
  await sealAudit(db);
  expect(await verifyAudit(db)).toMatchObject({ seals: 2, gone: [], broken: [], since: { seal: '1009' } });
});

test('an entry that was seen late is sealed with the next', async () => {
  const runner = db.createQueryRunner();
  await runner.startTransaction();
  await audit(runner.manager, SYSTEM, 'change_logo', { kind: 'bank' });
  await happens('quick');
  expect(await sealAudit(db)).toEqual({ count: 1, more: false });
  await runner.commitTransaction();
  await runner.release();
  expect(await sealAudit(db)).toEqual({ count: 1, more: false });
  expect(await verifyAudit(db)).toMatchObject({ entries: 2, seals: 2, changed: [], gone: [], broken: [] });
});

describe('of a database that its owner rewrote', () => {
  let all: string[];
  beforeEach(async () => {
    for (const verb of ['one', 'two', 'three', 'four']) {
      await happens(verb);
      await sealAudit(db);
    }
    all = await ids();
    for (const table of ['audit_entry', 'audit_seal', 'audit_sealed', 'audit_checkpoint'])
      await owner.query(`ALTER TABLE people.${table} DISABLE TRIGGER USER`);
  });

  test('the changed entry is named', async () => {
    await owner.query(`UPDATE people.audit_entry SET facts = '{}' WHERE id = $1`, [all[1]]);
    expect(await verifyAudit(db)).toMatchObject({ changed: [all[1]], gone: [], broken: [] });
  });

  test('the entry that was taken away is named', async () => {
    await owner.query('DELETE FROM people.audit_entry WHERE id = $1', [all[2]]);
    expect(await verifyAudit(db)).toMatchObject({ changed: [], gone: [all[2]], broken: [] });
  });

  test('with its hash made to fit, its seal does not hold', async () => {
    await owner.query(`UPDATE people.audit_entry SET facts = '{}' WHERE id = $1`, [all[1]]);
    const { changed } = await verifyAudit(db);
    expect(changed).toHaveLength(1);
    await owner.query(
      `UPDATE people.audit_sealed s SET hash = (SELECT encode(sha256(convert_to((jsonb_build_array(e.id, (extract(epoch FROM e.at) * 1000000)::bigint,
         e.user_id, e.verb, e.subject_kind, e.subject_id, e.facts) || jsonb_build_array(e.membership_id, e.organisation_id, e.channel))::text, 'UTF8')), 'hex') FROM people.audit_entry e WHERE e.id = s.entry_id)
       WHERE s.entry_id = $1`,
      [all[1]],
    );
    const found = await verifyAudit(db);
    expect([found.changed, found.broken.map(({ n }) => n)]).toEqual([[], ['2']]);
  });

  test('a seal that was taken out of the chain is missed, and a shortened chain has another head', async () => {
    const { head } = await verifyAudit(db);
    await owner.query('DELETE FROM people.audit_sealed WHERE seal = 2');
    await owner.query('DELETE FROM people.audit_seal WHERE n = 2');
    expect((await verifyAudit(db)).broken.map(({ n }) => n)).toEqual(['3']);
    await owner.query('DELETE FROM people.audit_sealed WHERE seal > 1');
    await owner.query('DELETE FROM people.audit_seal WHERE n > 1');
    const cut = await verifyAudit(db);
    expect(cut.broken).toEqual([]);
    expect(cut.head).not.toBe(head);
  });

  test('the beginning that was taken away before its time is told, also when a checkpoint stands there', async () => {
    expect(await checkpointAudit(db)).toBe(true);
    await happens('five');
    await sealAudit(db);
    await owner.query('DELETE FROM people.audit_entry WHERE id <= $1', [all[3]]);
    await owner.query('DELETE FROM people.audit_sealed WHERE seal <= 4');
    await owner.query('DELETE FROM people.audit_seal WHERE n <= 4');
    expect((await verifyAudit(db)).broken.map(({ n }) => n)).toEqual(['4']);
    // Made to look old, its proof does not hold.
    await owner.query(`UPDATE people.audit_checkpoint SET at = at - interval '1 year'`);
    expect((await verifyAudit(db)).broken.map(({ n }) => n)).toEqual(['4']);
  });
});

describe('after its period', () => {
  const YEAR_AGO = new Date(Date.now() - 400 * 86_400_000);

  test('what stands under an old checkpoint goes, says so, and the rest still holds', async () => {
    for (const n of ['one', 'two']) {
      await happens(n);
      await sealAudit(db);
    }
    expect(await checkpointAudit(db, YEAR_AGO)).toBe(true);
    expect(await checkpointAudit(db, YEAR_AGO)).toBe(false);
    // Nothing stands above it yet: the last seal stays.
    expect(await forgetAudit(db)).toBe(0);
    await happens('three');
    await sealAudit(db);
    expect(await Promise.all([forgetAudit(db), forgetAudit(db)]).then((went) => went.sort())).toEqual([0, 2]);
    await sealAudit(db);
    const verbs = await owner.query('SELECT verb, facts FROM people.audit_entry ORDER BY id');
    expect(verbs).toMatchObject([{ facts: { n: 'three' } }, { verb: 'forget', facts: { count: 2, seal: '2' } }]);
    expect(await verifyAudit(db)).toMatchObject({ entries: 2, seals: 2, gone: [], broken: [], since: { seal: '2' } });
  });

  test('a chain that does not hold gets no checkpoint, and nothing of it goes', async () => {
    await happens('one');
    await sealAudit(db);
    await owner.query('ALTER TABLE people.audit_entry DISABLE TRIGGER USER');
    await owner.query(`UPDATE people.audit_entry SET facts = '{}'`);
    expect(await checkpointAudit(db, YEAR_AGO)).toBe(false);
  });

  test.each(['audit_entry', 'audit_sealed', 'audit_seal'])('Postgres lets no younger row of %s go', async (table) => {
    await happens('one');
    await sealAudit(db);
    await checkpointAudit(db);
    await expect(db.query(`DELETE FROM people.${table}`)).rejects.toThrow('platform.append_only');
  });
});
