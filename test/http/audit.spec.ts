import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
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
const programOf = async (person: Person): Promise<Visitor> => {
  const { membershipId } = fixtures.people[person];
  const { secret } = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, fixtures.people[person], membershipId, 'x'));
  return Visitor.program(t, secret);
};
type Entry = {
  verb: string;
  by: string;
  kind: string;
  operatorName: string | null;
  organisation: string;
  facts: object;
};
const read = async (person: Person, query = ''): Promise<Entry[]> =>
  (await (await programOf(person)).api('GET', `/api/v1/audit${query}`)).json<{ items: Entry[] }>().items;

test('who comes in, and who tries a known account in vain; of an unknown address nothing is kept', async () => {
  await as('karim');
  const tried = (email: string) => Visitor.stranger(t).post('/connexion', { email, password: 'une autre phrase' });
  await tried('karim@demo.example');
  await tried('personne@exemple.fr');
  const [refused, came] = await read('leila', '?sujet=access');
  expect(refused).toMatchObject({ verb: 'sign_in_refused', facts: { by: 'password' }, operatorName: null });
  expect(came).toMatchObject({ verb: 'sign_in', kind: 'session' });
  const page = await (await as('leila')).get('/gestion/journal');
  expect(page.text).toContain('Connexion refusée');
  expect(page.text).not.toContain('exemple.fr');
});

test('a manager reads their own organisation’s, with names; the bank’s administrator all of it, with numbers of others', async () => {
  await as('ines');
  await as('karim');
  const own = await read('ines');
  const organisations = new Set(own.filter((e) => e.by === 'member').map((e) => e.organisation));
  expect([...organisations]).toEqual([fixtures.organisations.structure.name]);
  expect(own.find((e) => e.verb === 'sign_in')?.operatorName).toMatch(/^Inès/);
  const all = await read('leila');
  expect(all.some((e) => e.organisation !== fixtures.organisations.bank.name && e.verb === 'sign_in')).toBe(true);
  expect(all.filter((e) => e.organisation !== fixtures.organisations.bank.name).every((e) => !e.operatorName)).toBe(
    true,
  );
});

test('who manages nothing reads nothing of it', async () => {
  expect((await (await as('karim')).get('/gestion/journal')).status).toBe(403);
  expect((await (await as('paul')).get('/gestion/journal')).status).toBe(403);
  expect((await Visitor.stranger(t).get('/gestion/journal')).location).toMatch(/^\/connexion/);
});

test('a list that is exported is told, the audit’s own too', async () => {
  const leila = await as('leila');
  for (const list of [
    '/appareils/export?format=csv',
    '/chiffres/export?format=csv',
    '/chiffres/presentation.pdf',
    '/registre/export?format=csv',
    '/recus/annee/2026.csv',
    '/gestion/organisations/export?q=ccas',
  ])
    expect((await leila.get(list)).status).toBe(200);
  const file = await leila.get('/gestion/journal/export?format=csv&sujet=exports');
  expect(file.text).toContain('appareils');
  expect(file.text).not.toContain('Leïla');
  expect((await read('leila', '?sujet=exports')).map((e) => e.facts)).toEqual([
    { list: 'journal-de-gestion', format: 'csv' },
    { list: 'organisations', format: 'csv' },
    { list: 'recus-fiscaux-2026', format: 'csv' },
    { list: 'registre', format: 'csv' },
    { list: expect.stringMatching(/^chiffres-\d{4}/), format: 'pdf' },
    { list: expect.stringMatching(/^chiffres-\d{4}/), format: 'csv' },
    { list: 'appareils', format: 'csv' },
  ]);
});

test('a rule is told by the words of the page of rules', async () => {
  const leila = await as('leila');
  const rule = {
    key: 'lock_deadline',
    validFrom: '2044-01-01',
    amount: '90',
    days: '90',
    source: 'Choix de la banque',
  };
  expect((await leila.post('/regles/delais', rule)).status).toBe(303);
  const page = (await leila.get('/gestion/journal?sujet=settings')).text;
  expect(page).toContain('Délais des appareils verrouillés');
  expect(page).not.toContain('lock_deadline');
});

test('a wrong theme or a wrong end of a page is answered in words, or read from the beginning', async () => {
  const leila = await programOf('leila');
  expect((await leila.api('GET', '/api/v1/audit?sujet=x')).status).toBe(422);
  expect((await leila.api('GET', '/api/v1/audit?after=x')).status).toBe(422);
});
