import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { SORTING } from '#bank/faults';
import { FiguresService } from '#bank/figures';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { workOff } from '../support/servers/mail-server.js';
import { handedOverDevice } from '../support/things/handed-over.js';
import { readyDevice } from '../support/things/ready-device.js';

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  const device = await handedOverDevice(t.app, fixtures);
  for (let i = 0; i < 6; i += 1) await readyDevice(t.app, fixtures);
  await Visitor.stranger(t).post('/E', { label: device.code, problem: 'screen' });
  await workOff(t.app, SORTING);
  await t.app.get(FiguresService).refresh();
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

describe('home', () => {
  test.each([
    ['leila', ['Bonjour Leïla', 'Attributions proposées', 'panne à prendre en charge']],
    ['aude', ['Bonjour Aude', 'Enregistrer un don']],
    ['karim', ['Bonjour Karim', 'Scanner un appareil']],
    ['moussa', ['Bonjour Moussa', 'Scanner un appareil']],
    ['ines', ['Bonjour Inès', 'Demander des appareils', 'panne à prendre en charge']],
    ['nora', ['Bonjour Nora', 'ce qui attend les équipes']],
    ['paul', ['Chiffres', 'Appareils, par état', 'moins de 5']],
  ] as const)('of %s is their work', async (person, words) => {
    const page = await (await as(person)).get('/');
    expect(page.status).toBe(200);
    for (const word of words) expect(page.text).toContain(word);
  });

  test('of the instance administrator is organisations, and no operational data', async () => {
    const sacha = await Visitor.signedIn(t, 'sacha@demo.example', DEMO_PASSWORD, 'instance');
    const page = await sacha.get('/');
    expect(page.text).toContain('organisations actives');
    expect(page.text).not.toMatch(/panne|appareil/);
    expect((await sacha.get('/chiffres')).status).toBe(403);
  });

  test('asks a stranger to sign in', async () => {
    expect((await Visitor.stranger(t).get('/')).location).toMatch(/^\/connexion/);
  });
});

describe('the menu', () => {
  test('keeps saying what waits: on a form that is refused, after an act, and on the page that answers one', async () => {
    const aude = await as('aude');
    const menuOf = async (page: { text: string }) => /href="\/lots"[^>]*>(?:(?!<\/a>)[\s\S])*<\/a>/.exec(page.text)![0];
    const lot = (await aude.post('/lots', { toOrganisationId: fixtures.organisations.workshop.id })).location!;
    await aude.get('/');
    const before = await menuOf(await aude.get('/lots'));
    expect(before).toMatch(/>1</);
    const refused = await aude.post(`${lot}/lignes`, { code: 'INCONNU-1' });
    expect([refused.status, await menuOf(refused)]).toEqual([409, before]);
    await aude.post('/lots', { toOrganisationId: fixtures.organisations.workshop.id });
    expect(await menuOf(await aude.get('/lots'))).toMatch(/>2</);
  });
});

describe('figures', () => {
  test('are for the committee and the bank, on the page and through the API alike', async () => {
    for (const person of ['paul', 'leila'] as const)
      expect((await (await as(person)).get('/chiffres')).status).toBe(200);
    for (const person of ['ines', 'aude', 'karim'] as const)
      expect((await (await as(person)).get('/chiffres')).status).toBe(403);
    const { paul } = fixtures.people;
    const { secret } = await t.app
      .get(DataSource)
      .transaction((tx) => t.app.get(UsersService).makeToken(tx, paul, paul.membershipId, 'x'));
    const answer = await Visitor.program(t, secret).api('GET', '/api/v1/figures');
    const { tables } = answer.json<{ tables: { subject: string; rows: { key: string; count: number | null }[] }[] }>();
    // Two states are told and the smaller counts few: of which of them, nothing says.
    const states = tables.find((f) => f.subject === 'devices_by_state')!.rows;
    expect(states).toContainEqual(expect.objectContaining({ key: 'handed_over', count: null, hidden: 'withheld' }));
    expect(answer.text).not.toContain('CCAS de Bagneux');
  });
});
