import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import {
  CollectionsService,
  DepositsService,
  DonationQueries,
  DonationsService,
  DonorContactsService,
  DonorsService,
  SEALED_COLLECTION,
  SEALED_CONTACT,
  SEALED_REPRESENTATIVE,
} from '#bank/intake';
import ContactsSealed from '../../migrations/662-intake-contacts-sealed.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { openDataSource } from '../support/servers/database.js';
import { opened } from '../support/things/opened.js';

const PERSON = {
  name: 'Apolline Verdurin',
  job: 'à la retraite',
  phone: '01 99 00 44 33',
  email: 'Apolline@essai.example',
  address: '9 chemin des Mirabelles',
};
const PLAN = { on: '2090-01-15', mode: 'pickup', address: PERSON.address, bring: 'Sonner chez Octavie' } as const;
const SPEAKER = { name: 'Zénobie Inventée', quality: 'adjointe au numérique' };
const TABLES = ['donor_contact', 'collection', 'donor_representative'];

let t: TestApp;
let db: DataSource;
let owner: DataSource;
let fixtures: Fixtures;
let person: string;
let donation: string;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
  owner = await openDataSource(t.database.ownerUrl, {}, 2);
  const { aude } = fixtures.people;
  const placeId = fixtures.organisations.collection.place;
  person = await db.transaction((tx) => donors().register(tx, aude, { kind: 'person', contact: PERSON }));
  const promised = { placeId, arrival: 'promised', donorId: person } as const;
  donation = await db.transaction((tx) => t.app.get(DonationsService).create(tx, aude, promised));
  await db.transaction((tx) => t.app.get(CollectionsService).plan(tx, aude, donation, PLAN));
  const company = { kind: 'company', name: 'Atelier Lumen' } as const;
  const other = await db.transaction((tx) =>
    t.app.get(DonationsService).create(tx, aude, { placeId, arrival: 'promised', donor: company }),
  );
  await db.transaction((tx) => t.app.get(DepositsService).represent(tx, aude, other, SPEAKER));
});
afterAll(async () => {
  await owner?.destroy();
  await t?.close();
});

const donors = () => t.app.get(DonorsService);
/** All that Postgres has of these tables, as text; bytes as they would read. */
async function inClear(): Promise<string> {
  const all = await Promise.all(
    TABLES.map((table) =>
      owner.query(`SELECT x::text AS row, encode(sealed, 'escape') AS bytes FROM intake.${table} x`),
    ),
  );
  return JSON.stringify(all);
}

test('nothing of it stands in clear in the database; whoever works with the donor reads it', async () => {
  const text = await inClear();
  const words = [
    ...Object.values(PERSON),
    ...Object.values(SPEAKER),
    'Apolline',
    'Mirabelles',
    'Octavie',
    'essai.example',
  ];
  expect(words.filter((word) => text.includes(word))).toEqual([]);
  const { aude } = fixtures.people;
  expect((await donors().byId(aude, person)).contacts).toEqual([expect.objectContaining(PERSON)]);
  expect(await t.app.get(DonationQueries).byId(aude, donation)).toMatchObject({
    personName: PERSON.name,
    contact: PERSON,
    collection: { address: PLAN.address, bring: PLAN.bring },
  });
});

const found = async (who: 'aude' | 'leila', q: string) =>
  (await donors().list(fixtures.people[who], { q })).items.map(({ id }) => id);

test.each([
  ['a whole word of the name', 'Verdurin'],
  ['its words in another order, without accents', 'verdurin apolline'],
  ['how it sounds', 'Apoline Verdurain'],
  ['the telephone, written otherwise', '+33 1.99.00.44.33'],
  ['the mail address', 'apolline@ESSAI.example'],
])('a donor is found by %s of whoever is reached', async (_, q) => {
  expect([await found('aude', q), await found('leila', q)]).toEqual([[person], [person]]);
});

test('nobody is found by a part of a word, by one word too many, or by what another organisation wrote', async () => {
  for (const q of ['Verdu', 'Apolline Tartempion', '01 99 00 44', '@essai.example'])
    expect([q, await found('leila', q)]).toEqual([q, []]);
  const known = await db.transaction((tx) =>
    donors().register(
      tx,
      fixtures.people.leila,
      { kind: 'company', name: 'Société du Lac' },
      fixtures.organisations.collection.id,
    ),
  );
  await db.transaction((tx) =>
    t.app.get(DonorContactsService).add(tx, fixtures.people.leila, known, { name: 'Barnabé Quincampoix' }),
  );
  expect([await found('leila', 'Quincampoix'), await found('aude', 'Quincampoix')]).toEqual([[known], []]);
});

test('a contact that was moved to another donor does not open there', async () => {
  const other = await db.transaction((tx) =>
    donors().register(tx, fixtures.people.aude, { kind: 'person', contact: { name: 'Autre' } }),
  );
  await owner.query('ALTER TABLE intake.donor_contact DISABLE TRIGGER former_words');
  await owner.query(
    `UPDATE intake.donor_contact c SET sealed = x.sealed FROM intake.donor_contact x WHERE c.donor_id = $1 AND x.donor_id = $2`,
    [other, person],
  );
  await owner.query('ALTER TABLE intake.donor_contact ENABLE TRIGGER former_words');
  await expect(donors().byId(fixtures.people.aude, other)).rejects.toThrow();
  await db.transaction((tx) => t.app.get(DonorContactsService).erase(tx, fixtures.people.aude, other));
});

test('a bank of before is sealed by its migration: the same words, found by the same hashes, and its file has them no more', async () => {
  const read = async () =>
    (await Promise.all([SEALED_CONTACT, SEALED_COLLECTION, SEALED_REPRESENTATIVE].map((c) => opened(owner, c)))).map(
      // The town of a collection is sealed with it since, and stood beside it already; a SIREN is asked of sole traders since, and whom to tell of a loss.
      (rows) =>
        rows.map(({ row, words: { postalCode: _, commune: _1, siren: _2, dataEmail: _3, ...words } }) => ({
          row,
          words,
        })),
    );
  const tokens = () =>
    owner.query(
      'SELECT id, has_email, array(SELECT unnest(tokens) ORDER BY 1) AS tokens FROM intake.donor_contact ORDER BY id',
    );
  const before = [await read(), await tokens()];
  const [contacts, collections, speakers] = before[0] as Awaited<ReturnType<typeof read>>;
  await asBefore(
    'donor_contact',
    ['name', 'job', 'phone', 'email', 'address'],
    'organisation_id || donor_id::text',
    contacts!,
  );
  await owner.query('ALTER TABLE intake.donor_contact DROP has_email, DROP tokens');
  await asBefore('collection', ['address', 'bring'], 'donation_id::text', collections!);
  await asBefore('donor_representative', ['name', 'quality'], 'id::text', speakers!);
  const runner = owner.createQueryRunner();
  await runner.startTransaction();
  await new ContactsSealed().up(runner);
  await runner.commitTransaction();
  await runner.release();
  expect(sorted([await read(), await tokens()])).toEqual(sorted(before));
  expect(await inClear()).not.toContain('Mirabelles');
  await expect(owner.query('UPDATE intake.donor_representative SET key_id = key_id')).rejects.toThrow('append_only');
});

/** The table as it was, with these words in clear. */
async function asBefore(
  table: string,
  columns: readonly string[],
  row: string,
  rows: Awaited<ReturnType<typeof opened>>,
): Promise<void> {
  // What was overwritten was not kept then.
  await owner.query(`DROP TRIGGER IF EXISTS former_words ON intake.${table}`);
  await owner.query(
    `ALTER TABLE intake.${table} DROP key_id, DROP sealed, ${columns.map((c) => `ADD ${c} text NOT NULL DEFAULT ''`).join(', ')}, DISABLE TRIGGER USER`,
  );
  for (const { row: of, words } of rows)
    await owner.query(
      `UPDATE intake.${table} SET ${columns.map((c, i) => `${c} = $${i + 2}`).join(', ')} WHERE ${row} = $1`,
      [of.join(''), ...columns.map((c) => words[c])],
    );
  await owner.query(`ALTER TABLE intake.${table} ENABLE TRIGGER USER`);
}

const sorted = ([read, tokens]: unknown[]): unknown => [
  (read as object[][]).map((rows) => rows.map((row) => JSON.stringify(row)).sort()),
  tokens,
];
