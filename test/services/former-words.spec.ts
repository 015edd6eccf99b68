import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import {
  CollectionsService,
  DonationQueries,
  DonationsService,
  DonorContactsService,
  DonorsService,
} from '#bank/intake';
import { ruleFromPg } from '#platform/database';
import { Forgetting } from '../../libs/bank/intake/intake-purge.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { openDataSource } from '../support/servers/database.js';

const FIRST = { name: 'Apolline Verdurin', phone: '01 99 00 44 33', email: 'apolline@essai.example' };

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

const donors = () => t.app.get(DonorsService);
const contacts = () => t.app.get(DonorContactsService);
const person = (contact: object = FIRST): Promise<string> =>
  db.transaction((tx) => donors().register(tx, fixtures.people.aude, { kind: 'person', contact }));
const correct = (id: string, contact: object, who: 'aude' | 'leila' = 'aude') =>
  db.transaction((tx) => contacts().changeMain(tx, fixtures.people[who], id, contact));
const historyFor = async (who: 'aude' | 'leila', id: string) => (await donors().byId(fixtures.people[who], id)).history;
const left = async (id: string, table = 'contact WHERE donor_id'): Promise<number> =>
  (await owner.query(`SELECT count(*)::int AS n FROM intake.former_${table} = $1`, [id]))[0].n;
/** As if the first of them had been overwritten one day longer ago than these are kept. */
async function firstIsDue(of: string, id: string): Promise<void> {
  const [table] = of.split(' ');
  await owner.query(`ALTER TABLE intake.former_${table} DISABLE TRIGGER USER`);
  await owner.query(
    `UPDATE intake.former_${table} SET at = at - people.kept_for('donor_contact') - interval '1 day'
     WHERE id = (SELECT min(id) FROM intake.former_${of} = $1)`,
    [id],
  );
  await owner.query(`ALTER TABLE intake.former_${table} ENABLE TRIGGER USER`);
}
const forgetDue = () => db.transaction((tx) => t.app.get(Forgetting, { strict: false }).forgetDue(tx));
const refused = (sql: string, id: string): Promise<string> =>
  db.query(sql, [id]).then(
    () => 'done',
    (error: unknown) => ruleFromPg(error)?.code ?? String(error),
  );

describe('how a donor was reached before it was put right', () => {
  test('stands in the donor’s history, each time with who did it, and under seal in the database', async () => {
    const id = await person();
    expect(await historyFor('aude', id)).toEqual([]);
    await correct(id, { ...FIRST, email: 'verdurin@essai.example' });
    await correct(id, { ...FIRST, email: 'a.verdurin@essai.example', phone: '' });
    const author = { verb: 'change_contact', operatorName: 'Aude', at: expect.any(String) };
    const mail = (before: string, after: string) => ({ field: 'contact_email', before, after });
    const told = [
      {
        ...author,
        changes: [
          { field: 'contact_phone', before: FIRST.phone, after: null },
          mail('verdurin@essai.example', 'a.verdurin@essai.example'),
        ],
      },
      { ...author, changes: [mail(FIRST.email, 'verdurin@essai.example')] },
    ];
    expect(await historyFor('aude', id)).toMatchObject(told);
    // The bank reads every contact, and who did it by number alone.
    expect(await historyFor('leila', id)).toMatchObject(told.map((row) => ({ ...row, operatorName: null })));
    const all = await owner.query(
      `SELECT x::text AS row, encode(sealed, 'escape') AS bytes FROM intake.former_contact x WHERE donor_id = $1`,
      [id],
    );
    expect(all).toHaveLength(2);
    for (const word of ['verdurin', 'apolline', '99 00']) expect(JSON.stringify(all).toLowerCase()).not.toContain(word);
  });

  test('is of the organisation that knows the contact alone, and the bank', async () => {
    const id = await db.transaction((tx) =>
      donors().register(tx, fixtures.people.leila, {
        kind: 'company',
        name: 'Atelier Lumen',
        identifier: '732 829 320',
      }),
    );
    const again = await db.transaction((tx) =>
      donors().register(tx, fixtures.people.aude, { kind: 'company', name: 'Lumen', identifier: '732 829 320' }),
    );
    expect(again).toBe(id);
    await correct(id, FIRST, 'leila');
    await correct(id, { ...FIRST, name: 'Barnabé Quincampoix' }, 'leila');
    expect(await historyFor('aude', id)).toEqual([]);
    expect(await historyFor('leila', id)).toMatchObject([{ changes: [{ field: 'contact_name' }] }]);
  });

  test('is nowhere when the same words were written again, and finds nobody', async () => {
    const id = await person({ name: 'Solange Perpignan' });
    await correct(id, { name: ' Solange Perpignan ' });
    expect(await left(id)).toBe(0);
    await correct(id, { name: 'Solène Collioure' });
    const found = async (q: string) => (await donors().list(fixtures.people.aude, { q })).items.map((d) => d.id);
    expect([await found('Perpignan'), await found('Collioure')]).toEqual([[], [id]]);
  });

  test('is gone when the person is forgotten: at once, or by the organisation that knows them', async () => {
    const ends = [
      (id: string) => db.transaction((tx) => contacts().erase(tx, fixtures.people.aude, id)),
      async (id: string) => {
        const { contact } = await donors().byId(fixtures.people.aude, id);
        await db.transaction((tx) => contacts().remove(tx, fixtures.people.aude, id, contact!.id));
      },
      (id: string) => correct(id, {}),
    ];
    for (const end of ends) {
      const id = await person();
      await correct(id, { ...FIRST, phone: '01 99 00 11 22' });
      expect(await left(id)).toBe(1);
      await end(id);
      expect([await left(id), await historyFor('aude', id)]).toEqual([0, []]);
    }
  });

  test('is gone at the end of its own period, though the contact goes on', async () => {
    const id = await person();
    await correct(id, { ...FIRST, phone: '01 99 00 11 22' });
    await correct(id, { ...FIRST, phone: '01 99 00 77 88' });
    await firstIsDue('contact WHERE donor_id', id);
    expect(await forgetDue()).toMatchObject({ contacts: 0, former: 1 });
    expect(await historyFor('aude', id)).toMatchObject([
      { changes: [{ before: '01 99 00 11 22', after: '01 99 00 77 88' }] },
    ]);
  });

  test.each([
    'UPDATE intake.donor_contact SET sealed = sealed || sealed WHERE donor_id = $1',
    'UPDATE intake.former_contact SET sealed = sealed || sealed WHERE donor_id = $1',
    'UPDATE intake.former_contact SET at = now() WHERE donor_id = $1',
    'DELETE FROM intake.former_contact WHERE donor_id = $1',
    'INSERT INTO intake.former_contact (contact_id, event_id, organisation_id, donor_id, key_id, sealed) SELECT contact_id, event_id, organisation_id, donor_id, key_id, sealed FROM intake.former_contact WHERE donor_id = $1',
  ])('is not changed, taken away or made up by a script: %s', async (sql) => {
    const id = await person();
    await correct(id, { ...FIRST, phone: '01 99 00 11 22' });
    expect(await refused(sql, id)).toMatch(/no_change_without_history|permission denied/);
    expect(await left(id)).toBe(1);
  });
});

describe('where a collection went before it was planned otherwise', () => {
  const HOME = { mode: 'pickup', address: '9 chemin des Mirabelles', bring: 'Sonner chez Octavie' } as const;
  const COLLECTION = 'collection WHERE donation_id';

  async function planned(): Promise<{ donor: string; donation: string }> {
    const donor = await person();
    const donation = await db.transaction((tx) =>
      t.app.get(DonationsService).create(tx, fixtures.people.aude, {
        donorId: donor,
        placeId: fixtures.organisations.collection.place,
        arrival: 'promised',
      }),
    );
    await plan(donation, HOME);
    return { donor, donation };
  }
  const plan = (donation: string, words: { mode: 'pickup' | 'dropoff'; [name: string]: string }) =>
    db.transaction((tx) =>
      t.app.get(CollectionsService).plan(tx, fixtures.people.aude, donation, { on: '2090-01-15', ...words }),
    );
  const eventsFor = async (who: 'aude' | 'leila' | 'nora', donation: string) =>
    (await t.app.get(DonationQueries).byId(fixtures.people[who], donation)).events;
  const changesFor = async (...of: Parameters<typeof eventsFor>) =>
    (await eventsFor(...of)).flatMap((e) => e.changes.filter(({ field }) => field.startsWith('collection_')));

  test('stands in the donation’s history with who planned it, also where nothing was agreed in between', async () => {
    const { donation } = await planned();
    await plan(donation, { ...HOME, address: '12 rue des Essais', postalCode: '92150', commune: 'Suresnes' });
    await plan(donation, { mode: 'dropoff' });
    await plan(donation, { ...HOME, bring: '' });
    const [back, nowhere, moved] = await eventsFor('aude', donation);
    const address = (before: string | null, after: string | null) => ({ field: 'collection_address', before, after });
    expect([back, nowhere, moved]).toMatchObject([
      { operatorName: 'Aude', changes: expect.arrayContaining([address(null, HOME.address)]) },
      {
        changes: expect.arrayContaining([
          address('12 rue des Essais', null),
          { field: 'collection_commune', before: 'Suresnes (92)', after: null },
          { field: 'collection_bring', before: HOME.bring, after: null },
        ]),
      },
      {
        changes: expect.arrayContaining([
          address(HOME.address, '12 rue des Essais'),
          { field: 'collection_postalCode', before: null, after: '92150' },
        ]),
      },
    ]);
  });

  test('another day alone overwrites none of it', async () => {
    const { donation } = await planned();
    await plan(donation, { ...HOME, on: '2090-01-16' });
    expect(await left(donation, COLLECTION)).toBe(0);
  });

  test('is gone when the donor is forgotten, and at the end of its own period', async () => {
    const { donor, donation } = await planned();
    await plan(donation, { ...HOME, address: '12 rue des Essais' });
    await plan(donation, { ...HOME, address: '13 rue des Essais' });
    await firstIsDue(COLLECTION, donation);
    expect(await forgetDue()).toMatchObject({ former: 1, addresses: 0 });
    expect(await changesFor('aude', donation)).toEqual([
      { field: 'collection_address', before: '12 rue des Essais', after: '13 rue des Essais' },
    ]);
    await db.transaction((tx) => contacts().erase(tx, fixtures.people.aude, donor));
    expect(await left(donation, COLLECTION)).toBe(0);
    const { collection } = await t.app.get(DonationQueries).byId(fixtures.people.aude, donation);
    expect(collection!.address).toBe('13 rue des Essais');
  });

  test('the place itself is forgotten with the donor once one has been there', async () => {
    const { donor, donation } = await planned();
    await db.transaction((tx) => t.app.get(DonationsService).receive(tx, fixtures.people.aude, donation));
    await db.transaction((tx) => contacts().erase(tx, fixtures.people.aude, donor));
    const { collection } = await t.app.get(DonationQueries).byId(fixtures.people.aude, donation);
    expect(collection).toMatchObject({ address: '', bring: '' });
  });

  test.each([
    'UPDATE intake.collection SET sealed = sealed || sealed WHERE donation_id = $1',
    'UPDATE intake.former_collection SET sealed = sealed || sealed WHERE donation_id = $1',
    'DELETE FROM intake.former_collection WHERE donation_id = $1',
    'INSERT INTO intake.former_collection (donation_id, event_id, key_id, sealed) SELECT donation_id, event_id, key_id, sealed FROM intake.former_collection WHERE donation_id = $1',
  ])('is not changed, taken away or made up by a script: %s', async (sql) => {
    const { donation } = await planned();
    await plan(donation, { ...HOME, address: '12 rue des Essais' });
    expect(await refused(sql, donation)).toMatch(/no_change_without_history|permission denied/);
    expect(await left(donation, COLLECTION)).toBe(1);
  });
});
