import { DataSource } from 'typeorm';
import { audit, sealAudit, verifyAudit } from '#people';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/database.js';

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

const happens = (verb: string) => db.transaction((tx) => audit(tx, SYSTEM, verb, { kind: 'test' }, { n: verb }));
const ids = async (): Promise<string[]> =>
  (await owner.query('SELECT id::text AS id FROM people.audit_entry ORDER BY id')).map((r: { id: string }) => r.id);

test('what is written is sealed once, by whichever worker is first, and holds', async () => {
  for (const verb of ['one', 'two', 'three']) await happens(verb);
  const sealed = await Promise.all([sealAudit(db), sealAudit(db), sealAudit(db)]);
  expect(sealed.sort()).toEqual([0, 0, 3]);
  await happens('four');
  expect([await sealAudit(db), await sealAudit(db)]).toEqual([1, 0]);
  expect(await verifyAudit(db)).toMatchObject({ entries: 4, seals: 2, changed: [], gone: [], broken: [] });
});

test('an entry that was seen late is sealed with the next', async () => {
  const runner = db.createQueryRunner();
  await runner.startTransaction();
  await audit(runner.manager, SYSTEM, 'slow', { kind: 'test' });
  await happens('quick');
  expect(await sealAudit(db)).toBe(1);
  await runner.commitTransaction();
  await runner.release();
  expect(await sealAudit(db)).toBe(1);
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
    await owner.query('ALTER TABLE people.audit_entry DISABLE TRIGGER USER');
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
      `UPDATE people.audit_sealed s SET hash = (SELECT encode(sha256(convert_to(jsonb_build_array(e.id, (extract(epoch FROM e.at) * 1000000)::bigint,
         e.user_id, e.verb, e.subject_kind, e.subject_id, e.facts)::text, 'UTF8')), 'hex') FROM people.audit_entry e WHERE e.id = s.entry_id)
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
});
