import pg from 'pg';
import { DocumentsModule } from '#bank/documents';
import { endWords, forgetKeyNames, SignatoriesService, UsersService } from '#bank/people';
import { timePasses } from '../support/counting/traces.js';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let owner: pg.Client;
let bank: string;

beforeAll(async () => {
  s = await services(DocumentsModule);
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
  bank = s.fixtures.organisations.bank.id;
});
afterAll(async () => {
  await owner.end();
  await s.close();
});

const authorise = (name: string, until: string | null, acts: ('agreement' | 'receipt')[] = ['agreement']) =>
  s.work((tx) =>
    s.app.get(SignatoriesService).add(tx, s.fixtures.people.leila, bank, {
      name,
      quality: 'Présidente',
      acts,
      from: '2026-01-05',
      until,
    }),
  );
const names = async (): Promise<string[]> =>
  (await owner.query('SELECT name FROM people.signatory WHERE organisation_id = $1', [bank])).rows.map(
    ({ name }) => name,
  );

test('who was authorised and signed nothing goes two years later, and not before; whose name is on a paper stays', async () => {
  const [early] = [
    await authorise('Zéphyrine Plantagrume', '2026-02-01'),
    await authorise('Signe "Vraiment"', '2026-02-01'),
  ];
  await owner.query(
    `INSERT INTO documents.document (id, type, title, number, facts, facts_sha256, cause_kind, cause_id, secret, state, retention_class)
     VALUES (gen_random_uuid(), 'donation_agreement', 'Essai', 'ESSAI-1', $1, repeat('0', 64), 'donation', gen_random_uuid(), repeat('A', 24), 'requested', 'permanent')`,
    [JSON.stringify({ signedBy: { name: 'Signe "Vraiment"' } })],
  );
  const forget = () => s.work((tx) => s.app.get(SignatoriesService).forgetUnsigned(tx));
  await forget();
  expect(await names()).toEqual(expect.arrayContaining(['Zéphyrine Plantagrume', 'Signe "Vraiment"']));
  expect(await broken(s.work((tx) => tx.query('DELETE FROM people.signatory WHERE id = $1', [early])))).toBe(
    'people.signatory_stays',
  );
  await timePasses(owner, '36 months');
  await forget();
  expect(await names()).toContain('Signe "Vraiment"');
  expect(await names()).not.toContain('Zéphyrine Plantagrume');
});

test('whoever signed a receipt goes once its own words have ended, ten years later, and not before', async () => {
  await authorise('Zélie Plantagrume', '2026-02-01', ['receipt']);
  await owner.query(
    `BEGIN; SET LOCAL session_replication_role = replica;
     INSERT INTO receipts.receipt (id, year, n, number, kind, donation_id, value_id, value_cents, devices, document_id, issued_at, membership_id, operator_number, signatory_id)
     SELECT gen_random_uuid(), 2026, 1, 'R-2026-1', 'person', gen_random_uuid(), gen_random_uuid(), 100, 1, gen_random_uuid(), now(), gen_random_uuid(), 1,
       id FROM people.signatory WHERE name = 'Zélie Plantagrume';
     COMMIT`,
  );
  const forget = () => s.work((tx) => s.app.get(SignatoriesService).forgetUnsigned(tx));
  for (const [passed, stays] of [
    ['9 years', true],
    ['18 months', false],
  ] as const) {
    await timePasses(owner, passed);
    await endWords(s.db);
    await forget();
    expect([passed, (await names()).includes('Zélie Plantagrume')]).toEqual([passed, stays]);
  }
});

test('the name of a key goes a year after the key is over, and Postgres lets it change to nothing else', async () => {
  const { ines } = s.fixtures.people;
  const users = s.app.get(UsersService);
  const make = (name: string) => s.work((tx) => users.makeToken(tx, ines, ines.membershipId, name));
  const [over, inUse] = [await make('Clé de Zéphyrine Plantagrume'), await make('Bornes')];
  await s.work((tx) => users.revokeToken(tx, ines, ines.organisationId, over.id));
  expect(await forgetKeyNames(s.db)).toBe(0);
  await timePasses(owner, '13 months');
  expect(await forgetKeyNames(s.db)).toBe(1);
  const { rows } = await owner.query('SELECT id, name FROM people.machine_credential WHERE id = ANY ($1)', [
    [over.id, inUse.id],
  ]);
  expect(new Map(rows.map(({ id, name }) => [id, name]))).toEqual(
    new Map([
      [over.id, 'Clé finie'],
      [inUse.id, 'Bornes'],
    ]),
  );
  expect(
    await broken(s.work((tx) => tx.query(`UPDATE people.machine_credential SET name = 'x' WHERE id = $1`, [inUse.id]))),
  ).toBe('people.key_name_stays');
});
