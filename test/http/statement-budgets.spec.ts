import { randomUUID } from 'node:crypto';
import type { Seen } from '../support/browser/visitor.js';
import { statementsOf } from '../support/counting/statements.js';
import { eventually } from '../support/servers/eventually.js';
import { World } from '../support/things/world.js';

let w: World;

beforeAll(async () => {
  w = await World.open();
  const { coordinator, technician } = w.kinds;
  for (const { own } of [coordinator, technician]) await own.api.api('GET', '/api/v1/devices');
  await coordinator.own.api.api('GET', `/api/v1/devices/${w.code('inStock')}`);
  await eventually('the settings are kept', async () => !(await statementsOf(() => stranger().get('/E'))).length);
});
afterAll(() => w?.t.close());

const coordinator = () => w.kinds.coordinator.own;
const technician = () => w.kinds.technician.own.page;
const stranger = () => w.kinds.stranger.own.page;

/** A page asked for the second time: the first one in a process may learn what its parts give. */
async function reads(most: number, status: number, ask: () => Promise<Seen>): Promise<void> {
  await ask();
  await costs(most, status, ask);
}

/** Whoever changes a budget says why. Sessions are included; what opens and ends a transaction is not. */
async function costs(most: number, status: number, ask: () => Promise<Seen>): Promise<void> {
  let seen: Seen | undefined;
  const texts = await statementsOf(async () => {
    seen = await ask();
  });
  expect([seen!.status, seen!.status === status ? '' : seen!.text]).toEqual([status, '']);
  expect(texts.length > most ? texts.map((text) => text.replace(/\s+/g, ' ').slice(0, 160)) : []).toEqual([]);
}

describe('a request asks Postgres at most so many times', () => {
  test('a move through the API', async () => {
    const placeId = w.fixtures.organisations.bank.place;
    const path = `/api/v1/devices/${w.code('inStock')}/actions/move`;
    const key = { 'idempotency-key': randomUUID() };
    await costs(4, 200, () => coordinator().api.api('POST', path, { placeId, reason: 'tidied' }, key));
  });
  test('the form of a move, and what it sends', async () => {
    const path = `/appareils/${w.code('inStock')}/actions/move`;
    await reads(4, 200, () => coordinator().page.get(path));
    const placeId = w.fixtures.organisations.bank.place;
    await costs(3, 303, () => coordinator().page.post(path, { placeId, reason: 'tidied' }));
  });
  test('a device through the API, with its history or without', async () => {
    // How it was bought is read of the device that was found, by whom it may be.
    await reads(3, 200, () => coordinator().api.api('GET', `/api/v1/devices/${w.code('toErase')}`));
    await reads(3, 200, () => coordinator().api.api('GET', `/api/v1/devices/${w.code('toErase')}?events=20`));
  });
  test('the list through the API', async () => {
    await reads(2, 200, () => coordinator().api.api('GET', '/api/v1/devices?state=in_stock'));
    await reads(2, 200, () => coordinator().api.api('GET', '/api/v1/devices?q=think'));
  });
  test('the page of the list; a search asks once more', async () => {
    await reads(3, 200, () => coordinator().page.get('/appareils?state=in_stock'));
    await reads(4, 200, () => coordinator().page.get('/appareils?q=think'));
  });
  test('a list in another order asks no more', async () => {
    await reads(2, 200, () => coordinator().api.api('GET', '/api/v1/devices?sort=model'));
    await reads(3, 200, () => coordinator().page.get('/appareils?sort=model'));
    await reads(2, 200, () => coordinator().api.api('GET', '/api/v1/receipts?year=2026&sort=value'));
    await reads(4, 200, () => coordinator().page.get('/recus?sort=value'));
    // Cards and donors say how a person is reached: that it was read is written first, and is the one more.
    await reads(3, 200, () => coordinator().api.api('GET', '/api/v1/sims?sort=carrier'));
    await reads(3, 200, () => coordinator().api.api('GET', '/api/v1/donors?sort=name'));
  });
  test('the page of a device', async () => {
    for (const name of ['inStock', 'toErase', 'onTheShelf', 'first'] as const)
      await reads(4, 200, () => coordinator().page.get(`/appareils/${w.code(name)}`));
    await reads(4, 200, () => technician().get(`/appareils/${w.code('toErase')}`));
  });
  test('the home of a coordinator', () => reads(4, 200, () => coordinator().page.get('/')));
  test('the bench, its scan and its step', async () => {
    await reads(3, 200, () => technician().get('/atelier'));
    await reads(3, 303, () => technician().get(`/atelier/scan?code=${w.serial('toErase')}`));
    // The page of the queue, and the code that was looked for before it.
    await reads(4, 404, () => technician().get('/atelier/scan?code=ce-qui-n-existe-pas'));
    for (const name of ['toErase', 'toTest', 'toGrade'] as const)
      await reads(3, 200, () => technician().get(`/atelier/${w.code(name)}`));
  });
  test('the form of a fault, and what it sends', async () => {
    await reads(0, 200, () => stranger().get(`/E/${w.code('onTheShelf')}`));
    const fault = { label: w.code('onTheShelf'), problem: 'screen', sentence: 'Écran noir', phone: '06 39 98 12 34' };
    await costs(7, 303, () => stranger().post('/E', fault));
  });
});
