import { DataSource } from 'typeorm';
import type { Fixtures, Person } from '#bank/demo';
import { AccountClosingService } from '#bank/people';
import { readable, Visitor } from '../support/browser/visitor.js';
import { statementsOf } from '../support/counting/statements.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
});
afterAll(() => t?.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);
const URGENT = { name: 'À voir le lundi', list: '/demandes', query: 'etat=submitted&sort=waiting&q=Dupont&apres=xyz' };
const savedOf = (person: Person) =>
  db.query('SELECT id, list, query, name FROM people.saved_filter WHERE user_id = $1', [
    fixtures.people[person].userId,
  ]);

test('a filter is named from its list, chosen from its head, by its person alone; words searched for are not kept', async () => {
  const [leila, ines] = [await as('leila'), await as('ines')];
  const asked = '/filtres?liste=%2Fdemandes&filtre=etat%3Dsubmitted';
  expect((await leila.get('/demandes?etat=submitted&q=Dupont')).text).toContain(
    `href="${asked.replace('&', '&amp;')}"`,
  );
  expect((await leila.get('/appareils?state=received&q=Dell')).text).toContain(
    'href="/filtres?liste=%2Fappareils&amp;filtre=state%3Dreceived"',
  );
  expect(readable(await leila.get(asked))).toContain('Enregistrer ce filtre');
  const saved = await leila.post('/filtres', URGENT);
  expect(saved.location).toBe('/demandes?etat=submitted&sort=waiting');
  const link = '<a href="/demandes?etat=submitted&amp;sort=waiting">À voir le lundi</a>';
  expect((await leila.get('/demandes')).text).toContain(link);
  expect((await leila.get('/pannes')).text).not.toContain('À voir le lundi');
  expect((await ines.get('/demandes')).text).not.toContain('À voir le lundi');
  expect((await ines.get('/filtres')).text).not.toContain('À voir le lundi');
  expect(await savedOf('leila')).toMatchObject([{ query: 'etat=submitted&sort=waiting' }]);
});

test('they are read for the page of a list alone, in the statement that says who asks', async () => {
  const leila = await as('leila');
  const reading = async (path: string) =>
    (await statementsOf(() => leila.get(path))).filter((text) => text.includes('people.saved_filter'));
  for (const list of ['/demandes', '/pannes', '/sim', '/gestion/journal'])
    expect([list, (await reading(list)).map((text) => text.includes('people.session'))]).toEqual([list, [true]]);
  for (const other of ['/', '/compte', '/demandes/nouvelle', '/recherche?q=x'])
    expect([other, await reading(other)]).toEqual([other, []]);
});

test('the same name replaces it; without a name, or with nothing to keep, its page says why; an address is no list', async () => {
  const leila = await as('leila');
  await leila.post('/filtres', { ...URGENT, query: 'etat=approved' });
  expect(await savedOf('leila')).toMatchObject([{ query: 'etat=approved' }]);
  const nameless = await leila.post('/filtres', { ...URGENT, name: ' ' });
  expect([nameless.status, nameless.text.includes('Donnez-lui un nom')]).toEqual([422, true]);
  const nothing = [{ query: 'q=Dupont' }, { query: 'apres=xyz' }, { list: '/sim', query: 'operateur=Dupont' }];
  for (const wrong of [...nothing, { list: '//ailleurs.example' }])
    expect((await leila.post('/filtres', { ...URGENT, ...wrong })).status).toBe(409);
  expect(readable(await leila.get('/filtres?liste=%2Fdemandes&filtre=q%3DDupont'))).toContain('que des mots cherchés');
  for (const { list = '/demandes', query } of nothing)
    expect((await leila.get(`${list}?${query}`)).text).not.toContain('Enregistrer ce filtre');
});

test('is removed by its person, and ends with the account', async () => {
  const [leila, ines] = [await as('leila'), await as('ines')];
  const [{ id }] = await savedOf('leila');
  expect((await ines.post('/filtres/retrait', { id })).status).toBe(404);
  expect((await leila.post('/filtres/retrait')).status).toBe(422);
  expect((await leila.post('/filtres/retrait', { id })).location).toBe('/demandes');
  expect(await savedOf('leila')).toEqual([]);
  await ines.post('/filtres', URGENT);
  const { userId } = fixtures.people.ines;
  const { leila: administrator } = fixtures.people;
  await db.query(
    `INSERT INTO people.membership (id, user_id, organisation_id, roles, active)
     SELECT gen_random_uuid(), $1, organisation_id, roles, true FROM people.membership WHERE id = $2`,
    [fixtures.people.omar.userId, fixtures.people.ines.membershipId],
  );
  await db.transaction((tx) => t.app.get(AccountClosingService).close(tx, administrator, userId));
  expect(await savedOf('ines')).toEqual([]);
});
