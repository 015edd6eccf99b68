import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { UsersService } from '#bank/people';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let admin: Visitor;
let program: Visitor;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  const { leila } = fixtures.people;
  admin = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, leila.organisationId);
  const { secret } = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, leila, leila.membershipId, 'règles'));
  program = Visitor.program(t, secret);
});
afterAll(() => t?.close());

const RULE = { key: 'lock_reminder', validFrom: '2045-01-01', source: 'Décision du bureau' };
const coming = async () => (await admin.get('/regles/delais')).text.includes('Décision du bureau');

test('a rule is added by its form, seen by a program, and taken back by the form', async () => {
  const added = await admin.post('/regles/delais', { ...RULE, days: '20' });
  expect([added.status, added.location]).toEqual([303, '/regles/delais']);
  expect(await coming()).toBe(true);
  const { items } = (await program.api('GET', '/api/v1/rules')).json<{ items: { table: string; rules: object[] }[] }>();
  const { key, validFrom, source } = RULE;
  expect(items.find((i) => i.table === 'delais')!.rules).toContainEqual(
    expect.objectContaining({ key, validFrom, source, values: { days: 20 }, standing: 'coming' }),
  );
  const gone = await admin.post('/regles/delais/retrait', { key, validFrom });
  expect([gone.status, gone.location, await coming()]).toEqual([303, '/regles/delais', false]);
});

test('a program adds one and takes it back by its day and key', async () => {
  const added = await program.api('POST', '/api/v1/rules/delais', { ...RULE, values: { days: 21 } });
  expect([added.status, await coming()]).toEqual([201, true]);
  const gone = await program.api('DELETE', '/api/v1/rules/delais/2045-01-01?key=lock_reminder');
  expect([gone.status, gone.json<{ table: string }>().table, await coming()]).toEqual([200, 'delais', false]);
  expect((await program.api('DELETE', '/api/v1/rules/delais/2045-01-01?key=lock_reminder')).status).toBe(404);
  expect((await program.api('DELETE', '/api/v1/rules/delais/2045-01-01')).json<{ code: string }>().code).toBe(
    'rules.key_missing',
  );
});

test.each([
  [{ days: 'beaucoup' }, 'un nombre de jours'],
  [{ source: '' }, 'Écrivez d’où vient la règle'],
  [{ source: 'x'.repeat(301) }, '300 caractères au plus'],
  [{ validFrom: '2020-01-01' }, 'on ne change pas le passé'],
])('a form that is wrong says why, and adds nothing: %j', async (over, sentence) => {
  const again = await admin.post('/regles/delais', { ...RULE, days: '20', ...over });
  expect([again.status >= 400 && again.status < 500, readable(again).includes(sentence)]).toEqual([true, true]);
  expect(await coming()).toBe(false);
});

test('a table that does not exist is not found', async () => {
  for (const path of ['/regles/autre', '/regles/autre/nouvelle']) expect((await admin.get(path)).status).toBe(404);
  expect((await admin.post('/regles/autre', RULE)).status).toBe(404);
  expect((await program.api('POST', '/api/v1/rules/autre', { ...RULE, values: {} })).status).toBe(404);
});
