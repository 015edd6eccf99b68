import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { DataImportService } from '#bank/files/old-register';
import { sha256 } from '#platform/kernel';
import { readable, Visitor } from '../support/browser/visitor.js';
import { atTheBench } from '../support/machines/machines.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

/** How a device was bought: in the preview of its file, on its page, by API and in the export, for those who read donations. */
let t: TestApp;
let fixtures: Fixtures;
let bank: Visitor;
let api: Visitor;
let file: string;
let code: string;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  const { leila } = fixtures.people;
  bank = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
  api = Visitor.program(t, (await atTheBench(t, fixtures, 'leila')).token);
  const sheet =
    'N° inventaire;Type;Modèle;Statut;Date d’achat;Coût;Fournisseur;Fin de garantie\r\nPU-1;Portable;Dell Latitude 5490;En stock;25/03/2020;1 234,50 €;LDLC Pro;31/12/2027\r\n';
  const bytes = Buffer.from(sheet);
  const service = t.app.get(DataImportService);
  const work = t.app.get(DataSource);
  const sent = { filename: 'parc.csv', size: bytes.length, sha256: sha256(bytes), source: bytes };
  file = await work.transaction((tx) => service.upload(tx, leila, sent, 'Tableur'));
  await work.transaction((tx) => service.map(tx, leila, file, { rest: true }));
});
afterAll(() => t.close());

test('the preview shows it', async () => {
  const seen = readable(await bank.get(`/reprise/${file}`));
  expect(seen).toMatch(/25\s+mars\s+2020,\s+1\s234,50\s€/);
  expect(seen).toMatch(/LDLC Pro, garanti jusqu’au\s31\sdéc\.\s2027/);
  expect((await api.get(`/api/v1/takeovers/${file}/rows`)).json()).toMatchObject({
    items: [{ purchase: { day: '2020-03-25', costCents: 123_450, supplier: 'LDLC Pro' } }],
  });
});

test('the device’s page, the API and the export show it', async () => {
  const db = t.app.get(DataSource);
  await db.transaction((tx) => t.app.get(DataImportService).apply(tx, fixtures.people.leila, file, 'all'));
  const found = `SELECT d.code FROM devices.alias a JOIN devices.device d ON d.id = a.device_id WHERE a.number = 'PU-1'`;
  code = (await db.query(found))[0].code;
  const page = readable(await bank.get(`/appareils/${code}`));
  for (const fact of [/le\s25\smars\s2020/, /1\s234,50\s€/, /LDLC Pro/, /31\sdéc\.\s2027/]) expect(page).toMatch(fact);
  expect((await api.get(`/api/v1/devices/${code}`)).json()).toMatchObject({
    purchase: {
      year: 2020,
      day: '2020-03-25',
      costCents: 123_450,
      supplier: 'LDLC Pro',
      purchaseWarrantyEnd: '2027-12-31',
    },
  });
  const csv = (await bank.get('/appareils/export?format=csv')).text;
  expect(csv).toContain('Coût d’achat (€)');
  expect(csv).toMatch(/2020-03-25.*1234,5.*LDLC Pro.*2027-12-31/);
});

test('whoever does not read donations reads nothing of it', async () => {
  const theirs = await Visitor.as(t, fixtures, 'moussa');
  expect((await theirs.get('/appareils/export?format=csv')).text).not.toContain('Fournisseur');
});
