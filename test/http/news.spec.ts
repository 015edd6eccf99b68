import { DataSource, type EntityManager } from 'typeorm';
import { QuotasService, RequestAnswersService, RequestsService } from '#bank/allocation';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { eventsSettled } from '../support/servers/events-settled.js';

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

const db = () => t.app.get(DataSource);
const work = <T>(run: (tx: EntityManager) => Promise<T>): Promise<T> => db().transaction(run);
const NEW = 'Depuis votre dernière connexion';
/** The home of somebody who signs in now. */
const home = async (who: 'leila' | 'ines' | 'omar'): Promise<string> => {
  await eventsSettled(db());
  const visitor = await Visitor.signedIn(t, `${who}@demo.example`, DEMO_PASSWORD, fixtures.people[who].organisationId);
  return (await visitor.get('/')).text.replaceAll('\u00a0', ' ');
};

test('a home tells what others did since one signed in before, to whom it concerns, with links and no name', async () => {
  const { leila, ines } = fixtures.people;
  const { structure } = fixtures.organisations;
  for (const who of ['leila', 'ines', 'omar'] as const) expect(await home(who)).not.toContain(NEW);
  const input = { category: 'laptop', startsOn: '2020-01-01', endsOn: '2099-12-31', allowed: 9 };
  await work((tx) => t.app.get(QuotasService).set(tx, leila, { structureId: structure.id, ...input }));
  const lines = [{ category: 'laptop', quantity: 1, needs: [] }];
  const requests = t.app.get(RequestsService);
  const sent = async () => {
    const id = await work((tx) => requests.draft(tx, ines, { placeId: structure.place, lines }));
    await work((tx) => requests.submit(tx, ines, id));
    return id;
  };
  const request = await sent();
  const told = await home('leila');
  expect(told).toContain(NEW);
  expect(told).toContain(`href="/demandes/${request}"`);
  expect(told).toContain('1 demande envoyée');
  expect(told.slice(told.indexOf(NEW), told.indexOf(NEW) + 400)).not.toContain('Ines');
  // One's own acts are no news, and another structure hears nothing.
  expect(await home('ines')).not.toContain(NEW);
  expect(await home('omar')).not.toContain(NEW);

  await work((tx) => t.app.get(RequestAnswersService).approve(tx, leila, request));
  await sent();
  await sent();
  expect(await home('ines')).toContain('1 demande acceptée');
  const two = await home('leila');
  expect(two).toContain('2 demandes envoyées');
  expect(two).toContain('href="/demandes"');
  expect(two).not.toContain('1 demande acceptée');
  // What was there to see the last time is not new any more.
  expect(await home('leila')).not.toContain(NEW);
});
