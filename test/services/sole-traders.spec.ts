import pg from 'pg';
import {
  DonationCorrections,
  DonationQueries,
  DonationsService,
  DonorContactsService,
  DonorsService,
  isSoleTraderForm,
  LoggingService,
  type NewDonor,
} from '#bank/intake';
import { AgreementsService, DeclaredValuesService, ReceiptQueries } from '#bank/receipts';
import { Forgetting } from '../../libs/bank/intake/intake-purge.js';
import { type ReceiptFixtures, receiptFixtures, SIGNED } from '../support/papers/receipts.js';
import { broken } from '../support/servers/services.js';

/** Nobody's name: found anywhere, it was left there. */
const NAME = 'Zéphyrine Okapi';
const SIREN = '918273640';
const WHERE = '7 impasse du Tamanoir';
const TRADER: NewDonor = {
  kind: 'sole_trader',
  identifier: SIREN,
  address: WHERE,
  postalCode: '92150',
  commune: 'Suresnes (92)',
  contact: { name: NAME, phone: '01 99 00 44 33' },
};

let s: ReceiptFixtures;
let owner: pg.Client;
beforeAll(async () => {
  s = await receiptFixtures();
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner?.end();
  await s?.close();
});

const register = (donor: NewDonor): Promise<string> =>
  s.work((tx) => s.app.get(DonorsService).register(tx, s.aude, donor));
const read = (id: string, who = s.aude) => s.app.get(DonorsService).byId(who, id);
const found = async (q: string): Promise<string[]> =>
  (await s.app.get(DonorsService).list(s.aude, { q })).items.map((d) => d.id);

/** Every table in which one of these texts can be read. */
async function readableIn(...texts: string[]): Promise<string[]> {
  const { rows: tables } = await owner.query(
    `SELECT format('%I.%I', table_schema, table_name) AS name FROM information_schema.tables
     WHERE table_type = 'BASE TABLE' AND table_schema NOT IN ('pg_catalog', 'information_schema', 'territory')`,
  );
  const there: string[] = [];
  for (const { name } of tables) {
    const { rows } = await owner.query(`SELECT FROM ${name} x WHERE x::text ILIKE ANY ($1) LIMIT 1`, [
      texts.map((text) => `%${text}%`),
    ]);
    if (rows.length) there.push(name);
  }
  return there;
}

test.each([
  ['auto-entrepreneur', true],
  ['Auto entrepreneure', true],
  ['Micro-entreprise', true],
  ['EI', true],
  ['E.I.R.L.', true],
  ['EIRL', true],
  ['Entreprise individuelle', true],
  ['Profession libérale', true],
  ['SARL', false],
  ['Association loi 1901', false],
  ['SELARL de profession libérale', false],
  ['', false],
])('the form « %s » is a person’s: %s', (form, person) => expect(isSoleTraderForm(form)).toBe(person));

test('who trades under their own name is readable nowhere, and is found by whole name and number', async () => {
  const id = await register(TRADER);
  expect(await readableIn('Okapi', SIREN, 'Tamanoir')).toEqual([]);
  expect(await read(id)).toMatchObject({
    kind: 'sole_trader',
    name: 'Entrepreneur individuel',
    siren: null,
    address: null,
    commune: 'Suresnes (92)',
    contact: { name: NAME, siren: SIREN, address: `${WHERE}, 92150` },
  });
  for (const q of [NAME, '918 273 640', '91827364000018']) expect(await found(q)).toEqual([id]);
});

test('a form that is a person’s is asked back beside the field: nobody decides it', async () => {
  const company: NewDonor = { kind: 'company', name: 'Zébulon Tapir', legalForm: 'Auto-entrepreneur' };
  expect(await broken(register(company))).toBe('intake.form_of_a_person');
  const id = await s.closed('company');
  expect(await broken(s.issue(id, { name: 'Zébulon Tapir', legalForm: 'EI', siren: SIREN, address: WHERE }))).toBe(
    'receipts.form_of_a_person',
  );
  expect(await readableIn('Tapir')).toEqual([]);
});

describe('an enterprise that turns out to be a person', () => {
  const [CALLED, MAIL] = ['Ornella Pangolin', 'ornella@exemple.test'];
  const NUMBER = '918273657';

  /** Known to two organisations, put right once, with a number of its inventory on a device. */
  async function enterprise(): Promise<{ id: string; donation: string }> {
    const id = await register({
      kind: 'company',
      name: 'Pangolin Conseil',
      identifier: NUMBER,
      address: '3 allée du Fourmilier',
      contact: { name: CALLED, email: MAIL },
    });
    await s.work((tx) =>
      s.app
        .get(DonorsService)
        .register(tx, s.leila, { kind: 'company', name: 'Cabinet Pangolin', identifier: NUMBER, legalForm: 'SAS' }),
    );
    const donation = await s.work(async (tx) => {
      const placeId = s.fixtures.organisations.collection.place;
      const made = await s.app.get(DonationsService).create(tx, s.aude, { donorId: id, placeId, arrival: 'received' });
      await s.app
        .get(LoggingService)
        .log(tx, s.aude, made, { category: 'laptop', condition: 'works', assetNumber: 'P-1' });
      return made;
    });
    await s.work((tx) =>
      s.app
        .get(DonorsService)
        .describe(tx, s.aude, id, { name: 'Pangolin et compagnie', address: '3 allée du Fourmilier' }),
    );
    return { id, donation };
  }
  const is = (id: string, kind: 'sole_trader' | 'company' | 'person') =>
    s.work((tx) => s.app.get(DonationCorrections).correctKind(tx, s.aude, id, { kind, reason: 'misheard' }));

  test('its longest name, whom one calls and its longest address are kept whole under seal', async () => {
    const [name, called, address] = ['N'.repeat(200), 'C'.repeat(120), 'A'.repeat(200)];
    const id = await register({
      kind: 'company',
      name,
      identifier: NUMBER,
      address,
      postalCode: '92150',
      contact: { name: called },
    });
    await is(id, 'sole_trader');
    expect((await read(id)).contact).toMatchObject({ name: `${name}, ${called}`, address: `${address}, 92150` });
  });

  test('is sealed as one: each organisation keeps what it wrote, and nothing stays readable', async () => {
    const { id, donation } = await enterprise();
    expect((await readableIn('Pangolin', NUMBER, 'Fourmilier')).length).toBeGreaterThan(3);
    expect(await broken(is(id, 'person'))).toBe('intake.person_is_another_donor');
    await is(id, 'sole_trader');
    expect(await readableIn('Pangolin', NUMBER, 'Fourmilier', MAIL)).toEqual([]);
    const mine = await read(id);
    expect(mine).toMatchObject({
      kind: 'sole_trader',
      name: 'Entrepreneur individuel',
      contact: {
        name: `Pangolin et compagnie, ${CALLED}`,
        email: MAIL,
        address: '3 allée du Fourmilier',
        siren: NUMBER,
      },
    });
    expect(mine.history.find((e) => e.verb === 'correct_kind')?.changes).toEqual([
      { field: 'kind', before: 'company', after: 'sole_trader' },
    ]);
    expect((await read(id, s.leila)).contacts.map((c) => c.name)).toContain('Cabinet Pangolin');
    expect((await s.app.get(DonationQueries).byId(s.aude, donation)).donorKind).toBe('sole_trader');
    // And no organisation again, which would have a name of its own; a person at home they may be.
    expect(await broken(is(id, 'company'))).toBe('intake.person_is_another_donor');
    expect(await broken(is(id, 'person'))).toBe('done');
  });

  test.each([
    `UPDATE intake.donor SET kind = 'sole_trader' WHERE id = $1`,
    `WITH told AS (INSERT INTO intake.donor_event (donor_id, verb, channel) VALUES ($1, 'correct_kind', 'system'))
     UPDATE intake.donor SET kind = 'sole_trader' WHERE id = $1`,
    `INSERT INTO intake.donor (id, kind, name) VALUES ($1, 'sole_trader', 'Zoé Tapir')`,
    `INSERT INTO intake.donor (id, kind, siren) VALUES ($1, 'sole_trader', '918273640')`,
  ])('Postgres refuses one whose name or number is readable: %s', async (sql) => {
    const { id } = await register({ kind: 'company', name: 'Tapir SAS' }).then((made) => ({ id: made }));
    await expect(s.db.query(sql.replace(/VALUES \(\$1, 'sole/, `VALUES (md5($1)::uuid, 'sole`), [id])).rejects.toThrow(
      /donor_person_has_no_name|donor_numbers_fit|no_change_without_history/,
    );
  });

  test('Postgres refuses a name on their card', async () => {
    const id = await register(TRADER);
    await expect(s.db.query(`UPDATE intake.donor_known SET name = 'Zoé' WHERE donor_id = $1`, [id])).rejects.toThrow(
      /a person is named only/,
    );
  });
});

describe('what is made of their gifts', () => {
  const WHO = { name: NAME, address: WHERE, siren: SIREN };

  test('a receipt of businesses bears their name and SIREN, sealed, and goes at its date', async () => {
    const id = await s.closed('sole_trader');
    expect(await broken(s.issue(id, { ...WHO, siren: '' }))).toBe('receipts.siren_missing');
    const { documentId, number } = await s.issue(id, WHO);
    expect(await readableIn('Okapi', SIREN, 'Tamanoir')).toEqual([]);
    const { rows } = await owner.query(
      `SELECT d.type, d.sealed_facts IS NOT NULL AS sealed, d.retention_until IS NOT NULL AS ends, r.kind, r.donor_name
       FROM documents.document d JOIN receipts.receipt r ON r.document_id = d.id WHERE d.id = $1`,
      [documentId],
    );
    expect(rows).toEqual([
      { type: 'tax_receipt_trader', sealed: true, ends: true, kind: 'sole_trader', donor_name: null },
    ]);
    expect(await s.app.get(ReceiptQueries).ofDonation(s.leila, id)).toMatchObject([
      { number, kind: 'sole_trader', donor: 'Entrepreneur individuel' },
    ]);
    const [year] = await s.app.get(ReceiptQueries).years(s.leila);
    expect(year!.persons.count).toBe(0);
    expect(year!.companies.count).toBeGreaterThan(0);
  });

  test('the agreement names nobody, and binds them as whoever decides of data at work', async () => {
    const id = await s.closed('sole_trader');
    const paper = await s.work((tx) => s.app.get(AgreementsService).sign(tx, s.leila, id, SIGNED.password));
    const { rows } = await owner.query('SELECT facts FROM documents.document WHERE id = $1', [paper]);
    expect(rows[0].facts).toMatchObject({ donor: { name: 'Un entrepreneur individuel', siren: null, address: null } });
    expect(rows[0].facts.processor).toBeDefined();
  });

  test('they have no inventory and say their own value', async () => {
    const id = await s.closed('sole_trader');
    expect(await s.app.get(DeclaredValuesService).law({ donorKind: 'sole_trader' })).toMatchObject({
      depreciated: expect.anything(),
    });
    expect(await broken(s.work((tx) => s.app.get(DeclaredValuesService).check(tx, s.leila, id, 'professional')))).toBe(
      'receipts.check_of_persons',
    );
  });
});

test('they are forgotten when they ask, and at the period of those whom one reaches', async () => {
  const left = async (id: string) =>
    (await owner.query('SELECT count(*)::int AS n FROM intake.donor_contact WHERE donor_id = $1', [id])).rows[0].n;
  const [asked, due] = [await register(TRADER), await register(TRADER)];
  await s.work((tx) => s.app.get(DonorContactsService).erase(tx, s.aude, asked));
  await owner.query(
    `UPDATE intake.donor_contact SET updated_at = updated_at - people.kept_for('donor_contact') - interval '1 day' WHERE donor_id = $1`,
    [due],
  );
  await s.work((tx) => s.app.get(Forgetting, { strict: false }).forgetDue(tx));
  expect([await left(asked), await left(due)]).toEqual([0, 0]);
  expect(await read(due)).toMatchObject({ name: 'Entrepreneur individuel', contact: null });
});
