import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);
const sacha = (): Promise<Visitor> => Visitor.signedIn(t, 'sacha@demo.example', DEMO_PASSWORD, 'instance');

describe('a form', () => {
  test('sent twice by a double click makes one thing', async () => {
    const leila = await as('leila');
    const twice = { kind: 'site', name: 'Entrepôt double clic', _key: '01900000-0000-7000-8000-00000000d0d0' };
    const answers = await Promise.all([leila.post('/gestion/lieux', twice), leila.post('/gestion/lieux', twice)]);
    expect(answers.map((a) => a.status)).toEqual([303, 303]);
    const [{ n }] = await t.app
      .get(DataSource)
      .query(`SELECT count(*)::int AS n FROM people.place WHERE name = 'Entrepôt double clic'`);
    expect(n).toBe(1);
  });

  test('with a key longer than any of ours is a form like another', async () => {
    const leila = await as('leila');
    const form = { kind: 'site', name: 'Entrepôt à longue clé', _key: 'k'.repeat(500) };
    expect((await leila.post('/gestion/lieux', form)).status).toBe(303);
  });

  test('from another site is refused', async () => {
    const leila = await as('leila');
    const answer = await leila.send('POST', '/gestion/lieux', {
      form: { kind: 'site', name: 'Pirate' },
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status).toBe(403);
  });

  test('from another site is not carried through signing in, nor is signing in itself', async () => {
    const stranger = Visitor.stranger(t);
    const headers = { 'sec-fetch-site': 'cross-site' };
    const form = { kind: 'site', name: 'Pirate' };
    const posted = await stranger.send('POST', '/gestion/lieux', { form, headers });
    expect(posted.status).toBe(403);
    expect(posted.text).not.toContain('Pirate');
    const resume = JSON.stringify({ action: '/gestion/lieux', fields: Object.entries(form), filesLost: false });
    expect((await stranger.send('POST', '/connexion', { form: { resume }, headers })).status).toBe(403);
  });

  test('from a tab left in another organisation is refused with a sentence', async () => {
    const leila = await as('leila');
    const answer = await leila.post('/gestion/lieux', {
      kind: 'site',
      name: 'Ailleurs',
      _org: fixtures.organisations.structure.id,
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('changé d’organisation');
  });

  test('says what is wrong beside the field and keeps what was typed', async () => {
    const leila = await as('leila');
    const answer = await leila.post('/gestion/lieux', { kind: 'room', name: 'Salle 3' });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('value="Salle 3"');
    expect(answer.text).toContain('href="#f-parentId"');
  });
});

describe('the instance administrator', () => {
  test('adds an organisation and a person, and gives a link that works once', async () => {
    const admin = await sacha();
    const made = await admin.post('/gestion/organisations', {
      kind: 'structure',
      name: 'France Services Antony',
      commune: 'Antony',
    });
    const added = await admin.post(`${made.location}/membres`, {
      name: 'Chloé',
      email: 'chloe@demo.example',
      roles: 'structure_agent',
    });
    const secret = /mot-de-passe\/([\w-]+)/.exec(added.text)![1]!;
    const chloe = Visitor.stranger(t);
    const short = await chloe.post(`/mot-de-passe/${secret}`, { password: 'court', again: 'court' });
    expect(short.text).toContain('au moins 12 caractères');
    const set = await chloe.post(`/mot-de-passe/${secret}`, {
      password: 'quatre mots bien choisis',
      again: 'quatre mots bien choisis',
    });
    // Whoever chose a password needs not type it again.
    expect(set.location).toBe('/');
    expect((await chloe.get('/')).text).toContain('France Services Antony');
    expect(
      (
        await chloe.post(`/mot-de-passe/${secret}`, {
          password: 'une autre phrase longue',
          again: 'une autre phrase longue',
        })
      ).status,
    ).toBe(409);
    expect(
      (await chloe.post('/connexion', { email: 'chloe@demo.example', password: 'quatre mots bien choisis' })).status,
    ).toBe(303);
  });

  test('sees no operational data', async () => {
    const admin = await sacha();
    for (const path of ['/appareils', '/gestion/banque', '/gestion/jetons'])
      expect((await admin.get(path)).status).toBe(403);
  });

  test('cannot give a role that does not fit the organisation', async () => {
    const admin = await sacha();
    const answer = await admin.post(`/gestion/organisations/${fixtures.organisations.workshop.id}/membres`, {
      name: 'X',
      email: 'x@demo.example',
      roles: 'coordinator',
    });
    expect(answer.status).toBe(409);
    expect(answer.text).toContain('Ce rôle n’existe pas');
  });
});

test('a closed membership ends its sessions at once', async () => {
  const omar = await as('omar');
  expect((await omar.get('/appareils')).status).toBe(200);
  const users = t.app.get(UsersService);
  await t.app.get(DataSource).transaction((tx) =>
    users.changeMembership(tx, { kind: 'system', channel: 'system' }, fixtures.people.omar.membershipId, {
      roles: ['structure_manager'],
      active: false,
    }),
  );
  expect((await omar.get('/appareils')).location).toContain('/connexion');
});

describe('a name that was wrong', () => {
  test('of a place: renamed, closed and opened again from its page; closed, it is in no list', async () => {
    const aude = await as('aude');
    await aude.post('/gestion/lieux', { kind: 'site', name: 'Reserve' });
    const href = /href="(\/gestion\/lieux\/[0-9a-f-]{36})">Reserve</.exec((await aude.get('/gestion/lieux')).text)![1]!;
    expect((await aude.post(`${href}/nom`, { name: 'Réserve' })).text).toContain('Dites pourquoi le nom change.');
    expect((await aude.post(`${href}/nom`, { name: 'Réserve', nameReason: 'mistyped' })).location).toBe(href);
    const page = (await aude.get(href)).text;
    for (const words of ['Noms d’avant', 'Reserve, jusqu’au', 'Renommé le']) expect(page).toContain(words);
    expect((await aude.post(`${href}/fermeture`)).location).toBe(href);
    expect((await aude.get('/gestion/lieux')).text).toMatch(/Lieux fermés[\s\S]*Réserve/);
    expect((await aude.post(`${href}/reouverture`)).location).toBe(href);
    expect((await (await as('ines')).get(href)).status).toBe(404);
  });

  test('of an organisation and of a member, by the instance’s administrator; one that holds devices is not closed', async () => {
    const admin = await sacha();
    const href = `/gestion/organisations/${fixtures.organisations.otherStructure.id}`;
    const { name } = (
      await t.app
        .get(DataSource)
        .query('SELECT name FROM people.organisation WHERE id = $1', [fixtures.organisations.otherStructure.id])
    )[0];
    expect((await admin.post(href, { name: `${name} (Sud)` })).text).toContain('Dites pourquoi le nom change.');
    expect((await admin.post(href, { name: `${name} (Sud)`, nameReason: 'renamed' })).status).toBe(303);
    expect((await admin.get(href)).text).toContain(`${name}, jusqu’au`);
    const member = `/gestion/membres/${fixtures.people.omar.membershipId}`;
    const wrong = await admin.post(`${member}/identite`, {
      name: 'Omar',
      email: 'aude@demo.example',
      nameReason: 'mistyped',
    });
    expect(wrong.text).toContain('Une personne a déjà cette adresse mail');
    expect(
      (
        await admin.post(`${member}/identite`, {
          name: 'Omar B.',
          email: 'omar.b@demo.example',
          nameReason: 'mistyped',
        })
      ).location,
    ).toBe(member);
    expect((await admin.get(member)).text).toContain('Omar B.');
    expect((await (await as('aude')).post(`${member}/identite`, {})).status).toBe(404);
    expect((await (await as('karim')).post(`${member}/identite`, {})).status).toBe(403);
  });
});

test('a manager says where and when their organisation is reached; who administers the bank may put its address right, and empty it', async () => {
  const { id } = fixtures.organisations.structure;
  const said = async () =>
    (await t.app.get(DataSource).query('SELECT address FROM people.organisation WHERE id = $1', [id]))[0].address;
  const ines = await as('ines');
  expect((await ines.post('/gestion/adresse', { address: '' })).text).toContain('Écrivez l’adresse postale.');
  const reach = { address: ' 3 rue des Essais, 92220 Bagneux ', openingHours: 'Le mardi matin', onPapers: 'oui' };
  expect((await ines.post('/gestion/adresse', reach)).location).toBe('/gestion');
  expect(await said()).toBe('3 rue des Essais, 92220 Bagneux');
  const own = (await ines.get('/gestion/adresse')).text;
  expect(own).toContain('value="3 rue des Essais, 92220 Bagneux"');
  expect(own).toContain('value="Le mardi matin"');
  expect(own).toMatch(/name="onPapers"[^>]*checked/);
  expect((await (await as('karim')).get('/gestion/adresse')).status).toBe(403);
  const admin = await sacha();
  const page = await admin.get(`/gestion/organisations/${id}`);
  expect(page.text).toContain('value="3 rue des Essais, 92220 Bagneux"');
  const { name } = (await t.app.get(DataSource).query('SELECT name FROM people.organisation WHERE id = $1', [id]))[0];
  await admin.post(`/gestion/organisations/${id}`, { name, address: '4 rue des Essais, 92220 Bagneux' });
  expect(await said()).toBe('4 rue des Essais, 92220 Bagneux');
  expect((await admin.get('/gestion/organisations/export?format=csv')).text).toContain('4 rue des Essais');
  await admin.post(`/gestion/organisations/${id}`, { name });
  expect(await said()).toBe('');
});
