import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import type { Fixtures, Person } from '#bank/demo';
import { OrganisationKeysService, OrganisationsService, UsersService } from '#bank/people';
import type { OrganisationScope } from '#platform/kernel';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { openDataSource } from '../support/servers/database.js';
import { broken } from '../support/servers/services.js';

let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;
let keys: OrganisationKeysService;
let clock: BankClock;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
  keys = t.app.get(OrganisationKeysService);
  clock = bankClock(t);
});
afterEach(() => clock.back());
afterAll(() => t.close());

const as = (person: Person) => Visitor.as(t, fixtures, person);
/** A key of the organisation of somebody who manages it. */
const keyOf = (person: Person, scopes: readonly OrganisationScope[], name: string = randomUUID()) =>
  db.transaction((tx) => keys.make(tx, fixtures.people[person], { name, contact: 'Accueil', scopes, term: 'year' }));
const program = (secret: string) => Visitor.program(t, secret);
const status = async (secret: string, path = '/api/v1/me') => (await program(secret).api('GET', path)).status;
const secretIn = (page: string) => /bn_[\w-]{43}/.exec(page)![0];
const good = async (name: string): Promise<number> => {
  const [row] = await db.query(
    'SELECT count(*)::int AS n FROM people.machine_credential WHERE name = $1 AND revoked_at IS NULL AND expires_at > platform.now()',
    [name],
  );
  return row.n;
};

test('a manager makes one on a page, where it is shown once, listed, and its access cut', async () => {
  const aude = await as('aude');
  const form = { name: 'Tableur', contact: 'Accueil, 01 00 00 00 00', reads: ['devices', 'transfers'], term: 'year' };
  const shown = (await aude.post('/gestion/cles', form)).text;
  const secret = secretIn(shown);
  expect((await program(secret).api('GET', '/api/v1/me')).json()).toMatchObject({
    organisationKind: 'collection_point',
  });
  const list = (await aude.get('/gestion/cles')).text;
  expect(list).not.toContain(secret);
  for (const words of ['Tableur', 'Accueil, 01 00 00 00 00', 'Lots et caisses', 'Aude']) expect(list).toContain(words);
  const [{ id }] = await db.query(`SELECT id FROM people.machine_credential WHERE name = 'Tableur'`);
  expect((await aude.post(`/gestion/cles/${id}/revocation`)).status).toBe(303);
  expect(await status(secret)).toBe(401);
  const audit = readable(await aude.get('/gestion/journal'));
  for (const words of ['clé de l’organisation', 'lire : Appareils']) expect(audit).toContain(words);
});

test('bad input loses nothing', async () => {
  const aude = await as('aude');
  const form = { name: 'Sans rien', contact: 'Accueil', term: 'year' };
  const nothing = await aude.post('/gestion/cles', form);
  expect([nothing.status, nothing.text.includes('Dites ce que la clé peut faire')]).toEqual([409, true]);
  expect(nothing.text).toContain('Sans rien');
  expect((await aude.post('/gestion/cles', { ...form, reads: ['figures'] })).text).toContain('ne peut pas cela');
  expect((await aude.post('/gestion/cles', { ...form, contact: ' ', reads: ['devices'] })).status).toBe(422);
  expect((await aude.post('/gestion/cles', { ...form, reads: ['devices'], term: 'two_years' })).status).toBe(422);
});

test('it acts as the organisation, under a number that is nobody’s', async () => {
  const { secret } = await keyOf('aude', ['read:donations', 'write:donations'], 'Guichet');
  const body = {
    donor: { kind: 'company', name: 'Société Horizon', identifier: '000000018' },
    placeId: fixtures.organisations.collection.place,
    arrival: 'received',
    expected: [{ category: 'laptop', quantity: 3 }],
  };
  const donation = (await program(secret).api('POST', '/api/v1/donations', body)).json<{ id: string }>();
  const [row] = await db.query(
    `SELECT v.organisation_id, v.channel, v.operator_number, m.user_id, m.active FROM intake.donation_event v
     JOIN people.membership m ON m.operator_number = v.operator_number WHERE v.donation_id = $1`,
    [donation.id],
  );
  expect(row).toMatchObject({
    organisation_id: fixtures.organisations.collection.id,
    channel: 'api',
    user_id: null,
    active: false,
  });
  const aude = await as('aude');
  expect(readable(await aude.get(`/dons/${donation.id}`))).toContain(`opérateur n° ${row.operator_number}`);
  expect(readable(await aude.get('/gestion/cles'))).toContain(`n° ${row.operator_number}`);
  expect((await aude.get('/gestion/membres')).text).not.toContain('Guichet');
});

test('it does what it was made for and nothing else, and says so with codes that stay', async () => {
  const { secret } = await keyOf('aude', ['read:devices', 'write:transfers', 'write:inventories']);
  const one = program(secret);
  const codes = async (method: string, path: string, body?: unknown) => {
    const { status: s, json } = await one.api(method, path, body);
    return s >= 400 ? [s, json<{ code: string }>().code] : [s];
  };
  expect(await codes('GET', '/api/v1/devices')).toEqual([200]);
  for (const path of ['transfers', 'donations', 'documents', 'audit', 'signatories', 'corrections'])
    expect([path, ...(await codes('GET', `/api/v1/${path}`))]).toEqual([path, 403, 'request.key_area']);
  expect(await codes('POST', '/api/v1/places', { kind: 'site', name: 'x' })).toEqual([403, 'request.key_area']);
  expect((await one.agent('POST', '/inventory')).status).toBe(200);
  const reader = await keyOf('aude', ['read:devices']);
  expect((await program(reader.secret).api('POST', '/api/v1/transfers', {})).json()).toMatchObject({
    code: 'request.key_scope',
  });
  expect((await program(reader.secret).agent('POST', '/inventory')).status).toBe(403);
});

test('it learns no name, unless it was made for names, and then each look is kept', async () => {
  const { collection } = fixtures.organisations;
  const people = program(
    (
      await db.transaction((tx) =>
        t.app.get(UsersService).makeToken(tx, fixtures.people.aude, fixtures.people.aude.membershipId, 'essai'),
      )
    ).secret,
  );
  const contact = { name: 'Zéphyrine Plantagrume', phone: '06 39 98 00 11' };
  const donor = { kind: 'person', contact };
  const donation = await people.api('POST', '/api/v1/donations', {
    donor,
    placeId: collection.place,
    arrival: 'received',
  });
  expect(donation.status).toBe(201);
  const { id } = donation.json<{ id: string }>();
  const all = async (secret: string) => {
    const texts = await Promise.all(
      ['donations', `donations/${id}`, 'donors', 'collections', 'search?q=Plantagrume', 'search?q=Aude', 'events'].map(
        async (path) => (await program(secret).api('GET', `/api/v1/${path}`)).text,
      ),
    );
    return texts.join('\n');
  };
  const blind = await all((await keyOf('aude', ['read:donations', 'read:devices'])).secret);
  expect(blind).not.toMatch(/Plantagrume|Aude|39 ?98/);
  const seeing = await keyOf('aude', ['read:donations', 'read:devices', 'names']);
  expect(await all(seeing.secret)).toContain('Plantagrume');
  const [looked] = await db.query(
    `SELECT count(*)::int AS n FROM people.identity_look l JOIN people.machine_credential c ON c.membership_id = l.membership_id WHERE c.id = $1`,
    [seeing.id],
  );
  expect(looked.n).toBeGreaterThan(0);
});

test('the committee’s reads its figures only', async () => {
  const paul = await as('paul');
  expect((await paul.get('/')).text).toContain('/gestion/cles');
  expect((await (await as('nora')).get('/gestion/cles')).status).toBe(403);
  const shown = await paul.post('/gestion/cles', {
    name: 'Site public',
    contact: 'Secrétariat',
    reads: ['figures'],
    term: 'year',
  });
  const secret = secretIn(shown.text);
  expect(await status(secret, '/api/v1/figures')).toBe(200);
  for (const path of ['devices', 'requests', 'documents', 'donors'])
    expect(await status(secret, `/api/v1/${path}`)).toBe(403);
  expect(await broken(keyOf('paul', ['read:devices']))).toBe('people.key_scope_elsewhere');
  expect(await broken(keyOf('paul', ['read:figures', 'names']))).toBe('people.key_scope_elsewhere');
});

test('who made it may lose their role, or leave: it goes on', async () => {
  const users = t.app.get(UsersService);
  const { membershipId, roles } = fixtures.people.elise;
  const { secret } = await keyOf('elise', ['read:devices']);
  const change = (to: { roles: typeof roles; active: boolean }) =>
    db.transaction((tx) => users.changeMembership(tx, { kind: 'system', channel: 'system' }, membershipId, to));
  await change({ roles: ['technician'], active: true });
  expect(await status(secret)).toBe(200);
  await change({ roles: ['technician'], active: false });
  expect(await status(secret)).toBe(200);
  await change({ roles, active: true });
});

test('it is nobody who works there: the last manager of people alone counts', async () => {
  const users = t.app.get(UsersService);
  const { membershipId, roles, organisationId } = fixtures.people.omar;
  const { secret } = await keyOf('omar', ['read:devices', 'read:requests']);
  const change = (active: boolean) =>
    db.transaction((tx) =>
      users.changeMembership(tx, { kind: 'system', channel: 'system' }, membershipId, { roles, active }),
    );
  await change(false);
  expect(await status(secret)).toBe(200);
  const organisations = t.app.get(OrganisationsService);
  const view = await organisations.get(organisationId);
  const close = (active: boolean) =>
    db.query('UPDATE people.organisation SET active = $2 WHERE id = $1', [view.id, active]);
  await close(false);
  const refused = await program(secret).api('GET', '/api/v1/me');
  expect([refused.status, refused.json<{ code: string }>().code]).toEqual([403, 'people.key_organisation_closed']);
  expect((await program(secret).agent('POST', '/inventory')).status).toBe(403);
  await close(true);
  expect(await status(secret)).toBe(200);
  await change(true);
});

test('after its end it is refused with the day, by the API and as an agent', async () => {
  const { secret } = await keyOf('moussa', ['read:devices', 'write:inventories']);
  await clock.pass('10 months');
  expect(await status(secret)).toBe(200);
  const page = (await (await as('moussa')).get('/gestion/cles')).text;
  expect(page).not.toContain('Bientôt finie');
  await clock.pass('40 days');
  expect((await (await as('moussa')).get('/gestion/cles')).text).toContain('Bientôt finie');
  await clock.pass('30 days');
  const refused = await program(secret).api('GET', '/api/v1/me');
  expect(refused.json()).toMatchObject({
    status: 401,
    code: 'people.key_ended',
    title: expect.stringMatching(/a fini le \d+/),
  });
  const agent = await program(secret).agent('POST', '/inventory');
  expect([agent.status, agent.text.includes('a fini le')]).toEqual([401, true]);
});

test('it is renewed beside itself, by two managers at once too, and never thrice', async () => {
  const first = await keyOf('leila', ['read:devices'], 'Tournante');
  const leila = await as('leila');
  const asked = await leila.get(`/gestion/cles/${first.id}/renouvellement`);
  expect([asked.status, asked.text.includes('Renouveler Tournante')]).toEqual([200, true]);
  const both = await Promise.all(
    [1, 2, 3].map(() => leila.post(`/gestion/cles/${first.id}/renouvellement`, { term: 'year' })),
  );
  expect(both.map((s) => s.status).sort()).toEqual([200, 409, 409]);
  expect(await good('Tournante')).toBe(2);
  const second = secretIn(both.find((s) => s.status === 200)!.text);
  const page = (await leila.get('/gestion/cles')).text;
  for (const secret of [first.secret, second]) {
    expect(page).toContain(`Se termine par ${secret.slice(-4)}.`);
    expect(page).toContain(`Couper l’accès de Tournante (…${secret.slice(-4)})`);
  }
  expect([await status(first.secret), await status(second)]).toEqual([200, 200]);
  expect((await program(second).api('GET', '/api/v1/me')).json()).toEqual(
    (await program(first.secret).api('GET', '/api/v1/me')).json(),
  );
  await leila.post(`/gestion/cles/${first.id}/revocation`);
  expect([await status(first.secret), await status(second)]).toEqual([401, 200]);
  expect(await broken(db.transaction((tx) => keys.renew(tx, fixtures.people.leila, first.id, 'year')))).toBe(
    'people.key_over',
  );
});

test('two who make one of the same name at once make one', async () => {
  const all = await Promise.all([1, 2, 3].map(() => broken(keyOf('aude', ['read:devices'], 'Jumelle'))));
  expect(all.filter((code) => code === 'people.key_name_taken')).toHaveLength(2);
  expect(await good('Jumelle')).toBe(1);
});

test('another organisation’s does not exist', async () => {
  const { id, secret } = await keyOf('moussa', ['read:devices']);
  const elise = await as('elise');
  expect((await elise.get(`/gestion/cles/${id}/renouvellement`)).status).toBe(404);
  expect((await elise.post(`/gestion/cles/${id}/renouvellement`, { term: 'year' })).status).toBe(404);
  expect((await elise.post(`/gestion/cles/${id}/revocation`)).status).toBe(404);
  expect((await (await as('moussa')).post(`/gestion/jetons/${id}/revocation`)).status).toBe(404);
  expect(await status(secret)).toBe(200);
});

test('Postgres holds it for every kind: an end, within thirteen months, and as whom it acts', async () => {
  const { membershipId, organisationId } = fixtures.people.aude;
  const insert = (kind: string, until: string) =>
    db.query(
      `INSERT INTO people.machine_credential (id, kind, membership_id, made_by, organisation_id, name, contact, secret_hash, scopes, expires_at)
       VALUES (gen_random_uuid(), $1, $2, $2, $3, 'x', '', gen_random_uuid()::text, ARRAY['read'], ${until})`,
      [kind, membershipId, organisationId],
    );
  expect(await broken(insert('person', `platform.now() + interval '14 months'`))).toBe('people.key_too_long');
  await expect(insert('person', 'NULL')).rejects.toThrow(/not-null/);
  await expect(insert('organisation', `platform.now() + interval '1 month'`)).rejects.toThrow(/another membership/);
  const owner = await openDataSource(t.database.ownerUrl, {}, 1);
  await expect(owner.query(`UPDATE people.membership SET active = true WHERE user_id IS NULL`)).rejects.toThrow(
    /membership_of_nobody/,
  );
  await owner.destroy();
});
