import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { DataImportService } from '#bank/files/old-register';
import { FilesService } from '#bank/intake';
import { sha256 } from '#platform/kernel';
import { readable, Visitor } from '../support/browser/visitor.js';
import { atTheBench } from '../support/machines/machines.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { glpiFile, glpiRow } from '../support/sheets/data-import.js';

/** What a list left to be looked at, as the device's page and the API say it and take it off. */
let t: TestApp;
let fixtures: Fixtures;
let page: Visitor;
let api: Visitor;
let numbers = 0;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  api = Visitor.program(t, (await atTheBench(t, fixtures, 'leila')).token);
  page = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
});
afterAll(() => t.close());

/** A device of an old register of which type and state were left to be looked at. @returns its code. */
const leftToCheck = (): Promise<string> => {
  const number = `TC-${++numbers}`;
  return takenOver(number, glpiFile(glpiRow({ number, state: 'Zone floue', type: 'Zorglub', model: 'Bidule' })));
};

/** The device with that number after its data import. @returns its code. */
async function takenOver(number: string, text: string): Promise<string> {
  const { leila } = fixtures.people;
  const bytes = Buffer.from(text);
  const service = t.app.get(DataImportService);
  const file = { filename: 'parc.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  const db = t.app.get(DataSource);
  await db.transaction(async (tx) => {
    const id = await service.upload(tx, leila, file, 'GLPI');
    await service.map(tx, leila, id, { rest: true });
    await service.apply(tx, leila, id, 'all');
  });
  const [row] = await db.query(
    'SELECT d.code FROM devices.alias a JOIN devices.device d ON d.id = a.device_id WHERE a.number = $1',
    [number],
  );
  return row.code;
}
const device = async (code: string) =>
  (await api.get(`/api/v1/devices/${code}`)).json<{ toCheck: string[]; allowed: string[] }>();
const text = async (path: string) => readable(await page.get(path));

test('a person says on the page that it is looked at, or that this was a mistake', async () => {
  const code = await leftToCheck();
  expect(await text(`/appareils/${code}`)).toContain('À vérifier sur l’appareil : le type, l’état.');
  expect((await page.post(`/appareils/${code}/actions/verify`, {})).status).toBe(303);
  expect(await text(`/appareils/${code}`)).not.toContain('À vérifier sur l’appareil');
  expect(await device(code)).toMatchObject({ toCheck: [], allowed: expect.arrayContaining(['unverify']) });
  expect((await page.post(`/appareils/${code}/actions/unverify`, {})).status).toBe(303);
  expect(await text(`/appareils/${code}`)).toContain('À vérifier sur l’appareil : le type, l’état.');
});

test('a program says the same, and is refused where nothing is to be checked', async () => {
  const code = await leftToCheck();
  const act = (verb: string) => api.api('POST', `/api/v1/devices/${code}/actions/${verb}`, {});
  expect((await act('unverify')).json()).toMatchObject({ code: 'devices.not_checked' });
  expect((await act('verify')).json()).toMatchObject({ toCheck: [] });
  expect((await act('verify')).json()).toMatchObject({ code: 'devices.nothing_to_check' });
  expect((await act('unverify')).json()).toMatchObject({ toCheck: ['category', 'condition'] });
});

test('the correction of what was in doubt settles it, says so, and leaves the rest to be checked', async () => {
  const code = await leftToCheck();
  expect(await text(`/appareils/${code}/actions/correct`)).toContain(
    'Si vous le corrigez ici, il ne sera plus à vérifier.',
  );
  // What was not in doubt settles nothing.
  await api.api('PATCH', `/api/v1/devices/${code}`, { model: 'Bidule 2' });
  expect((await device(code)).toCheck).toEqual(['category', 'condition']);
  await page.post(`/appareils/${code}/fiche`, {
    category: 'laptop',
    make: 'HP',
    model: 'Bidule 2',
    condition: 'unknown',
  });
  const after = await text(`/appareils/${code}`);
  expect(after).toContain('Fiche corrigée. N’est plus à vérifier : le type.');
  expect(after).toContain('À vérifier sur l’appareil : l’état.');
  expect(await text(`/appareils/${code}/histoire`)).toContain(
    'À vérifier : « le type, l’état » remplacé par « l’état »',
  );
  await api.api('PATCH', `/api/v1/devices/${code}`, { condition: 'works' });
  // Nobody said « vérifié », so that nobody takes it back.
  expect(await device(code)).toMatchObject({
    toCheck: [],
    allowed: expect.not.arrayContaining(['verify', 'unverify']),
  });
});

const REMARK = 'Batterie gonflée, écran rayé, rendu par Mme Durandeau, voir KACIMI';

/** The first page, the bench and the history say what a list remarked, and whom it named stands nowhere. */
async function remarked(code: string): Promise<void> {
  const history = await text(`/appareils/${code}/histoire`);
  expect(history).toContain('« Batterie gonflée, écran rayé »');
  expect(history).not.toMatch(/durandeau|kacimi/i);
  expect((await device(code)).toCheck).toEqual(['battery']);
  const danger = 'Danger : batterie gonflée, d’après la liste qui l’a apporté.';
  expect(await text(`/appareils/${code}`)).toContain(danger);
  expect(await text(`/atelier/${code}`)).toContain(danger);
  const notes = await t.app.get(DataSource).query('SELECT note FROM devices.device_note');
  expect(JSON.stringify(notes)).not.toMatch(/durandeau|kacimi/i);
}

test('the remarks of an old register are the note of its devices, with the danger in them', async () => {
  const titles = 'N° inventaire;Type;Marque;Modèle;Statut;Observations';
  await remarked(
    await takenOver('TC-NOTE', `${titles}\nTC-NOTE;PC portable;HP;EliteBook 840 G5;En stock;"${REMARK}"\n`),
  );
});

test('and so are those of a donor’s list', async () => {
  const placeId = fixtures.organisations.collection.place;
  const donor = { kind: 'company', name: 'Société aux remarques' };
  const made = await api.api('POST', '/api/v1/donations', { donor, placeId, arrival: 'received' });
  const donation = made.json<{ id: string }>().id;
  const bytes = Buffer.from(`Type;Marque;État;Série;Observations\nPC portable;HP;Fonctionne;NOTE00001;"${REMARK}"\n`);
  const files = t.app.get(FilesService);
  const sheet = { filename: 'parc.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  await t.app.get(DataSource).transaction(async (tx) => {
    const id = await files.upload(tx, fixtures.people.leila, donation, sheet);
    await files.apply(tx, fixtures.people.leila, id);
  });
  const [row] = await t.app.get(DataSource).query(`SELECT code FROM devices.device WHERE serial = 'NOTE00001'`);
  await remarked(row.code);
});
