import { readFileSync } from 'node:fs';
import pg from 'pg';
import { MailsModule } from '#bank/mails';
import { OrganisationKeysService, UsersService } from '#bank/people';
import { Outbox } from '#platform/queue';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { type Services, services } from '../support/servers/services.js';

let s: Services;
let owner: pg.Client;
let clock: BankClock;
const before = { ...process.env };

beforeAll(async () => {
  Object.assign(process.env, { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'bonjour@banque.example.fr' });
  s = await services(MailsModule);
  owner = new pg.Client({ connectionString: s.database.ownerUrl });
  await owner.connect();
  clock = bankClock(s);
});
afterAll(async () => {
  await clock.back();
  await owner.end();
  await s.close();
  process.env = before;
});

const night = async (): Promise<void> => {
  await s.app
    .get(Outbox)
    .schedules.find(({ name }) => name === 'people.announce-key-ends')!
    .run();
};
const told = async (id: string) =>
  (
    await owner.query<{ recipient: string; body: string }>(
      `SELECT recipient, body FROM notifications.mail WHERE kind = 'key_ending' AND cause_id = $1 ORDER BY recipient`,
      [id],
    )
  ).rows;

test('a month before its end, who made a key or manages its organisation is told, once', async () => {
  const { ines, moussa, karim, paul } = s.fixtures.people;
  const keys = s.app.get(OrganisationKeysService);
  const make = (who: typeof ines, name: string, scope: 'read:devices' | 'read:figures', term: 'month' | 'year') =>
    s.work((tx) => keys.make(tx, who, { name, contact: 'Accueil', scopes: [scope], term }));
  const own = await s.work((tx) =>
    s.app.get(UsersService).makeToken(tx, karim, karim.membershipId, 'Banc', { term: 'year' }),
  );
  const ending = await make(ines, 'Tableur', 'read:devices', 'year');
  const committees = await make(paul, 'Site public', 'read:figures', 'year');
  const renewed = await make(moussa, 'Renouvelée', 'read:devices', 'year');
  await make(moussa, 'Un mois', 'read:devices', 'month');
  await night();
  await clock.pass('330 days');
  await s.work((tx) => keys.renew(tx, moussa, renewed.id, 'year'));
  await night();
  expect(await told(ending.id)).toEqual([]);
  await clock.pass('6 days');
  await night();
  await night();
  const [mail, ...more] = await told(ending.id);
  expect([mail?.recipient, more]).toEqual(['ines@demo.example', []]);
  for (const words of ['« Tableur »', '/gestion/cles']) expect(mail?.body).toContain(words);
  expect(await told(own.id)).toMatchObject([{ recipient: 'karim@demo.example' }]);
  expect(await told(committees.id)).toMatchObject([{ recipient: 'paul@demo.example' }]);
  expect(await told(renewed.id)).toEqual([]);
  const { rows } = await owner.query(`SELECT count(*)::int AS n FROM notifications.mail WHERE kind = 'key_ending'`);
  expect(rows[0].n).toBe(3);
});

test('keys of before, without end or with a later one, end thirteen months after the upgrade', async () => {
  const migration = readFileSync('migrations/1070-people-machine-credentials.sql', 'utf8');
  const [statement] = /^UPDATE people\.machine_credential[^;]*;/m.exec(migration)!;
  const { organisationId, membershipId } = s.fixtures.people.ines;
  await owner.query(
    'BEGIN; ALTER TABLE people.machine_credential ALTER expires_at DROP NOT NULL, ALTER made_by DROP NOT NULL; DELETE FROM people.machine_credential',
  );
  const add = (name: string, ends: string, revoked = 'NULL') =>
    owner.query(
      `INSERT INTO people.machine_credential (id, kind, membership_id, organisation_id, name, contact, secret_hash, scopes, expires_at, revoked_at)
       VALUES (gen_random_uuid(), 'person', $1, $2, $3, '', $3, '{read}', ${ends}, ${revoked})`,
      [membershipId, organisationId, name],
    );
  await owner.query('ALTER TABLE people.machine_credential DISABLE TRIGGER credential_fits');
  await add('sans fin', 'NULL');
  await add('deux ans', `platform.now() + interval '2 years'`);
  await add('trois mois', `platform.now() + interval '3 months'`);
  await add('coupée', 'NULL', `platform.now() - interval '1 year'`);
  await owner.query('ALTER TABLE people.machine_credential ENABLE TRIGGER credential_fits');
  await owner.query(statement);
  const { rows } = await owner.query(
    `SELECT name, expires_at = platform.now() + interval '13 months' AS in_thirteen, expires_at = platform.now() + interval '3 months' AS in_three,
       expires_at = revoked_at AS when_cut, made_by = membership_id AS own FROM people.machine_credential ORDER BY name`,
  );
  await owner.query('ROLLBACK');
  const end = { in_thirteen: false, in_three: false, own: true };
  expect(rows).toEqual([
    { ...end, name: 'coupée', when_cut: true },
    { ...end, name: 'deux ans', in_thirteen: true, when_cut: null },
    { ...end, name: 'sans fin', in_thirteen: true, when_cut: null },
    { ...end, name: 'trois mois', in_three: true, when_cut: null },
  ]);
});
