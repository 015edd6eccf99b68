import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { PersonalDataService, RulesService } from '#bank/rules';
import { basisOf, PERIODS, PROCESSINGS, personalColumns } from '#platform/kernel';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let admin: Visitor;
const get = <T>(type: new (...of: never[]) => T): T => t.app.get(type, { strict: false });

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('demo'));
  const { leila } = fixtures.people;
  admin = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, leila.organisationId);
});
afterAll(() => t?.close());

test('every processing holds something, and every period is somebody’s', () => {
  const used = new Set(personalColumns().map((c) => c.processing));
  expect(Object.keys(PROCESSINGS).filter((id) => !used.has(id as never))).toEqual([]);
  const kept = new Set<string>(personalColumns().map((c) => c.kept));
  // The second date of another period is that one's.
  for (const period of Object.values(PERIODS)) {
    if ('atLeast' in period) kept.add(period.atLeast);
    if ('begins' in period) kept.add(period.begins);
  }
  expect(Object.keys(PERIODS).filter((name) => !kept.has(name))).toEqual([]);
});

test('the register says where each datum stands, and how long by the rule in force, which the privacy page repeats', async () => {
  const page = async () => readable(await admin.get('/registre'));
  expect(await page()).toContain('24 mois après le dernier contact');
  expect(await page()).toContain('24 mois après la remise ; d’une vente, au moins 12 mois après la fin de la garantie');
  const { leila } = fixtures.people;
  await t.app.get(DataSource).transaction((tx) =>
    get(RulesService).add(tx, leila, 'conservation', {
      key: 'identity',
      validFrom: today(),
      source: 'Délibération du bureau',
      values: { amount: 13, unit: 'months' },
    }),
  );
  const after = await page();
  expect(after).toContain('13 mois après le dernier contact');
  expect(after).toContain('Délibération du bureau');
  const stranger = Visitor.stranger(t);
  expect(readable(await stranger.get('/donnees-personnelles'))).toContain('13 mois après le dernier contact');
});

test('a period whose text nobody read in itself says so where it stands, and the bank says how sure its own is', async () => {
  expect(readable(await admin.get('/registre'))).toContain(
    'art. 2224 : cinq ans pour agir ; l’empreinte du fichier et ce qui y a été lu restent, lu de seconde main',
  );
  expect(readable(await admin.get('/registre'))).not.toMatch(/CNIL 2021-122[^<]{0,40}lu de seconde main/);
  const { leila } = fixtures.people;
  const rule = {
    key: 'log_file',
    validFrom: today(),
    source: 'Un article lu dans un manuel',
    values: { amount: 6, unit: 'years', second_hand: true },
  };
  await t.app.get(DataSource).transaction((tx) => get(RulesService).add(tx, leila, 'conservation', rule));
  expect(readable(await admin.get('/registre'))).toContain('Un article lu dans un manuel, lu de seconde main');
  expect(readable(await admin.get('/regles/conservation'))).toContain('6 ans (lu de seconde main)');
});

test('the basis is that of the kind of body the bank says it is, and nothing as long as it says none', async () => {
  const seen = readable(await Visitor.stranger(t).get('/donnees-personnelles'));
  expect(seen).toContain('intérêt légitime (RGPD, art. 6.1.f, lu de seconde main)');
  expect(basisOf('accounts', 'public_body', { public_mission: 'Un texte, art. 1' })).toBe(
    'mission d’intérêt public (Un texte, art. 1)',
  );
  expect(basisOf('accounts', null, {})).toContain('à régler');
  expect(basisOf('receipts', null, {})).toContain('obligation légale');
});

test('the register is exported as a file, a line a column', async () => {
  const csv = await admin.get('/registre/export?format=csv');
  expect(csv.text).toContain('Source de la durée');
  expect(csv.text.trim().split('\r\n')).toHaveLength(personalColumns().length + 1);
});

test('the operator sees how much is held, and since when', async () => {
  const held = await get(PersonalDataService).holdings();
  expect(held).toHaveLength(personalColumns().length);
  // Each that holds something says since when, whether its table has a time or only ids.
  expect(held.filter((line) => line.rows > 0 && !line.oldest).map((line) => `${line.table}.${line.column}`)).toEqual(
    [],
  );
  expect(held.filter((line) => line.rows > 0).length).toBeGreaterThan(30);
  const names = held.find((line) => line.table === 'people.app_user' && line.column === 'name')!;
  expect(names.rows).toBeGreaterThan(5);
  expect(names.oldest).toBeInstanceOf(Date);
});

const today = () => new Intl.DateTimeFormat('fr-CA', { timeZone: 'Europe/Paris' }).format(new Date());
