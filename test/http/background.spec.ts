import { DataSource } from 'typeorm';
import { sayAlive, sayGone } from '#database';
import { DEMO_PASSWORD, type Fixtures } from '#demo';
import { lookAtWorkers } from '../../apps/server/http/background.js';
import { type TestApp, testAppWith } from '../support/app.js';
import { Visitor } from '../support/visitor.js';

const WORKER = '01890000-0000-7000-8000-000000000001';
let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;

beforeAll(async () => {
  process.env.PUBLIC_URL ??= 'https://banque.example.fr';
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
});
afterAll(async () => {
  await sayAlive(db, WORKER);
  await lookAtWorkers(db, new Date());
  await t.close();
});

test('a page that waits for a paper says since when nobody makes papers, until somebody does', async () => {
  const aude = await Visitor.signedIn(t, 'aude@demo.example', DEMO_PASSWORD, fixtures.organisations.collection.id);
  const form = { placeId: fixtures.organisations.collection.place, count: '3', format: '62x29', start: '1' };
  const { location } = await aude.post('/dons/etiquettes', form);
  const page = async (address: string): Promise<string> =>
    (await aude.get(address)).text.replace(/[\u00a0\u202f]/g, ' ');
  expect(await page(location!)).not.toContain('Ce travail attend');

  await lookAtWorkers(db, new Date('2026-11-27T09:15:00Z'));
  expect(await page(location!)).toContain('Ce travail attend depuis le 27 nov. 2026, 10 h 15');
  // Where nothing waits, nothing is said.
  expect(await page('/appareils')).not.toContain('Ce travail attend');

  await sayAlive(db, WORKER);
  await lookAtWorkers(db, new Date());
  expect(await page(location!)).not.toContain('Ce travail attend');

  await sayGone(db, WORKER);
  await lookAtWorkers(db, new Date());
  expect(await page(location!)).toContain('Ce travail attend');
});
