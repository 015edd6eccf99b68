import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { DonorContactsService, DonorsService } from '#bank/intake';
import { ruleFromPg } from '#platform/database';
import { Forgetting } from '../../libs/bank/intake/intake-purge.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { openDataSource } from '../support/servers/database.js';

const CONTACT = { name: 'Apolline Verdurin', phone: '01 99 00 44 33' };
const [SURESNES, BAGNEUX, NANTERRE] = ['Suresnes (92)', 'Bagneux (92)', 'Nanterre (92)'];

let t: TestApp;
let db: DataSource;
let owner: DataSource;
let fixtures: Fixtures;
beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
  owner = await openDataSource(t.database.ownerUrl, {}, 2);
});
afterAll(async () => {
  await owner?.destroy();
  await t?.close();
});

type Who = 'aude' | 'leila';
const donors = () => t.app.get(DonorsService);
const contacts = () => t.app.get(DonorContactsService);
const person = (commune?: string): Promise<string> =>
  db.transaction((tx) =>
    donors().register(tx, fixtures.people.aude, {
      kind: 'person',
      contact: CONTACT,
      ...(commune ? { commune } : {}),
    }),
  );
const describeAs = (who: Who, id: string, commune: string) =>
  db.transaction((tx) => donors().describe(tx, fixtures.people[who], id, { name: '', commune }));
const historyFor = async (who: Who, id: string) => (await donors().byId(fixtures.people[who], id)).history;
const changesFor = async (who: Who, id: string) => (await historyFor(who, id)).flatMap((e) => e.changes);
const left = async (id: string): Promise<number> =>
  (await owner.query('SELECT count(*)::int AS n FROM intake.former_card WHERE donor_id = $1', [id]))[0].n;
const commune = (before: string | null, after: string | null) => ({ field: 'card_commune', before, after });

test('each commune that stood on a person’s card is in the history, with who replaced it, and under seal in the database', async () => {
  const id = await person();
  await describeAs('aude', id, SURESNES!);
  await describeAs('leila', id, BAGNEUX!);
  await describeAs('aude', id, '');
  const [emptied, replaced, added] = await historyFor('aude', id);
  expect([emptied, replaced, added]).toMatchObject([
    { verb: 'describe', operatorName: 'Aude', changes: [commune(BAGNEUX!, null)] },
    { verb: 'describe', operatorName: null, changes: [commune(SURESNES!, BAGNEUX!)] },
    { verb: 'describe', operatorName: 'Aude', changes: [commune(null, SURESNES!)] },
  ]);
  const all = await owner.query(
    `SELECT x::text AS row, encode(sealed, 'escape') AS bytes FROM intake.former_card x WHERE donor_id = $1`,
    [id],
  );
  expect(all).toHaveLength(3);
  expect(JSON.stringify(all)).not.toMatch(/Suresnes|Bagneux|\b92073\b|\b92007\b/);
});

test('the same commune again overwrites nothing, and another organisation’s card is not told of', async () => {
  const id = await person(SURESNES);
  await describeAs('aude', id, SURESNES!);
  expect([await left(id), await historyFor('aude', id)]).toEqual([0, []]);
  await owner.query('INSERT INTO intake.donor_known (organisation_id, donor_id) VALUES ($1, $2)', [
    fixtures.organisations.bank.id,
    id,
  ]);
  // The bank writes every card.
  await describeAs('leila', id, NANTERRE!);
  expect(await changesFor('aude', id)).toEqual([commune(SURESNES!, NANTERRE!)]);
  expect(await changesFor('leila', id)).toEqual(
    expect.arrayContaining([commune(SURESNES!, NANTERRE!), commune(null, NANTERRE!)]),
  );
});

test('it goes with how the person is reached, by whichever way', async () => {
  const ends = [
    (id: string) => db.transaction((tx) => contacts().erase(tx, fixtures.people.aude, id)),
    async (id: string) => {
      const { contact } = await donors().byId(fixtures.people.aude, id);
      await db.transaction((tx) => contacts().remove(tx, fixtures.people.aude, id, contact!.id));
    },
    (id: string) => db.transaction((tx) => contacts().changeMain(tx, fixtures.people.aude, id, {})),
    async (id: string) => {
      await owner.query(
        `UPDATE intake.donor_contact SET updated_at = updated_at - people.kept_for('donor_contact') - interval '1 day' WHERE donor_id = $1`,
        [id],
      );
      await forgetDue();
    },
  ];
  for (const end of ends) {
    const id = await person(SURESNES);
    await describeAs('aude', id, BAGNEUX!);
    expect(await left(id)).toBe(1);
    await end(id);
    expect([await left(id), await historyFor('aude', id)]).toEqual([0, []]);
  }
  // Of somebody of whom no contact was noted, when they ask.
  const id = await db.transaction((tx) =>
    donors().register(tx, fixtures.people.aude, { kind: 'person', commune: SURESNES! }),
  );
  await describeAs('aude', id, BAGNEUX!);
  await ends[0]!(id);
  expect(await left(id)).toBe(0);
});

const forgetDue = () => db.transaction((tx) => t.app.get(Forgetting, { strict: false }).forgetDue(tx));

test('it goes at the end of its own period, though the person is still reached', async () => {
  const id = await person(SURESNES);
  await describeAs('aude', id, BAGNEUX!);
  await describeAs('aude', id, NANTERRE!);
  await owner.query('ALTER TABLE intake.former_card DISABLE TRIGGER USER');
  await owner.query(
    `UPDATE intake.former_card SET at = at - people.kept_for('donor_contact') - interval '1 day' WHERE id = (SELECT min(id) FROM intake.former_card WHERE donor_id = $1)`,
    [id],
  );
  await owner.query('ALTER TABLE intake.former_card ENABLE TRIGGER USER');
  expect(await forgetDue()).toMatchObject({ former: 1 });
  expect(await changesFor('aude', id)).toEqual([commune(BAGNEUX!, NANTERRE!)]);
});

const TOLD = `INSERT INTO intake.donor_event (donor_id, verb, channel) VALUES ($1, 'describe', 'system')`;
const ROW = `INSERT INTO intake.former_card (event_id, organisation_id, donor_id, key_id, sealed`;
test.each([
  `UPDATE intake.donor_known SET commune_code = '92050' WHERE donor_id = $1`,
  `WITH told AS (${TOLD}) UPDATE intake.donor_known SET commune_code = '92050' WHERE donor_id = $1`,
  `UPDATE intake.former_card SET sealed = sealed || sealed WHERE donor_id = $1`,
  `DELETE FROM intake.former_card WHERE donor_id = $1`,
  `${ROW}) SELECT event_id, organisation_id, donor_id, key_id, sealed FROM intake.former_card WHERE donor_id = $1`,
  // As if it had been overwritten long ago, or were to stay for long.
  `WITH told AS (${TOLD} RETURNING id)
   ${ROW}, at) SELECT t.id, f.organisation_id, donor_id, key_id, sealed, now() + interval '9 years' FROM intake.former_card f, told t WHERE donor_id = $1`,
])('Postgres refuses, to any script: %s', async (sql) => {
  const id = await person(SURESNES);
  await describeAs('aude', id, BAGNEUX!);
  const said = await db.query(sql, [id]).then(
    () => 'done',
    (error: unknown) => ruleFromPg(error)?.code ?? String(error),
  );
  expect(said).toMatch(/no_change_without_history|permission denied|former_card_once/);
  expect([await left(id), await changesFor('aude', id)]).toEqual([1, [commune(SURESNES!, BAGNEUX!)]]);
});
