import { Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { sayAlive, sayGone } from '#platform/database';
import { lookAtWorkers, readiness } from '#platform/http';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

const WORKER = '01890000-0000-7000-8000-000000000001';
let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;

beforeAll(async () => {
  process.env.PUBLIC_URL ??= 'https://banque.example.fr';
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await sayAlive(db, WORKER);
  await lookAtWorkers(db, new Date());
  await t.close();
});

test('who asks whether people may be sent here is told that nobody empties the queue; they may', async () => {
  await sayGone(db, WORKER);
  expect(await readiness(db)).toMatchObject({ status: 'ready', database: true, queue: false });
  await sayAlive(db, WORKER);
  expect(await readiness(db)).toMatchObject({ status: 'ready', queue: true });
  await sayGone(db, WORKER);
});

test('a page that waits for a paper says since when nobody makes papers, until somebody does', async () => {
  const aude = await Visitor.signedIn(t, 'aude@demo.example', DEMO_PASSWORD, fixtures.organisations.collection.id);
  const form = { placeId: fixtures.organisations.collection.place, count: '3', format: '62x29', start: '1' };
  const { location } = await aude.post('/dons/etiquettes', form);
  const page = async (address: string): Promise<string> =>
    (await aude.get(address)).text.replace(/[\u00a0\u202f]/g, ' ');
  expect(await page(location!)).not.toContain('Ce travail attend');

  const told = jest.spyOn(Logger.prototype, 'error').mockImplementation();
  jest.spyOn(Logger.prototype, 'warn').mockImplementation();
  await lookAtWorkers(db, new Date('2026-11-27T09:15:00Z'));
  await lookAtWorkers(db, new Date('2026-11-27T09:15:00Z'));
  // The operator too, once.
  expect(told.mock.calls).toEqual([[expect.stringContaining('no worker is alive since 2026-11-27T09:15')]]);
  expect(await page(location!)).toContain('Ce travail attend depuis le 27 nov. 2026, 10 h 15');
  // The same where a paper is one of several things of a page.
  expect(await page('/documents')).toContain('Ce travail attend depuis le 27 nov. 2026, 10 h 15');
  expect(await page('/dons/etiquettes')).toContain('à l’arrêt depuis le 27 nov. 2026, 10 h 15');
  // Where nothing waits, nothing is said.
  expect(await page('/appareils')).not.toContain('Ce travail attend');

  await sayAlive(db, WORKER);
  await lookAtWorkers(db, new Date());
  expect(await page(location!)).not.toContain('Ce travail attend');

  await sayGone(db, WORKER);
  await lookAtWorkers(db, new Date());
  expect(await page(location!)).toContain('Ce travail attend');
});
