import { connect } from 'node:net';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { type KeyScope, type KeyTerm, UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { openDataSource } from '../support/servers/database.js';

let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures', { listen: true }));
  db = t.app.get(DataSource);
});
afterAll(() => t.close());

const moussa = () => fixtures.people.moussa;
const keyFor = async (scopes: readonly KeyScope[], term: KeyTerm = 'year') => {
  const { membershipId } = moussa();
  return db.transaction((tx) =>
    t.app.get(UsersService).makeToken(tx, moussa(), membershipId, 'essai', { scopes, term }),
  );
};
const XML = '<REQUEST><QUERY>PROLOG</QUERY><DEVICEID>essai</DEVICEID></REQUEST>';
/** What a key is answered when it reads, writes, and sends an inventory, by the API and as an agent. */
async function answers(secret: string) {
  const program = Visitor.program(t, secret);
  const upload = { payload: Buffer.from(XML), headers: { 'content-type': 'application/xml' } };
  const seen = {
    read: await program.api('GET', '/api/v1/me'),
    write: await program.api('POST', '/api/v1/places', { kind: 'site', name: crypto.randomUUID() }),
    inventories: await program.send('POST', '/api/v1/inventories', upload),
    agent: await program.agent('POST', '/inventory'),
  };
  return Object.entries(seen).flatMap(([what, { status }]) => (status === 403 ? [] : [what]));
}

test.each([
  [['read'], ['read']],
  [['write'], ['write']],
  [['inventories'], ['inventories', 'agent']],
  [
    ['read', 'write', 'inventories'],
    ['read', 'write', 'inventories', 'agent'],
  ],
] as const)('a key for %j does that and nothing else', async (scopes, does) => {
  const { secret } = await keyFor(scopes);
  expect(await answers(secret)).toEqual(does);
});

test('what it is not for is said, with a code that stays', async () => {
  const { secret } = await keyFor(['read']);
  const refused = await Visitor.program(t, secret).api('POST', '/api/v1/places', { kind: 'site', name: 'Ailleurs' });
  expect(refused.json()).toMatchObject({
    status: 403,
    code: 'request.key_scope',
    title: expect.stringContaining('écrire'),
  });
  const agent = await Visitor.program(t, secret).agent('POST', '/front/inventory.php');
  expect([agent.status, agent.text.includes('inventaires')]).toEqual([403, true]);
});

test('is looked at before a byte of what it sends is read', async () => {
  const { secret } = await keyFor(['read']);
  const port = Number(new URL(t.url).port);
  const answer = await new Promise<string>((said, failed) => {
    const socket = connect(port, '127.0.0.1', () =>
      socket.write(
        `POST /api/v1/inventories HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${secret}\r\nContent-Type: application/xml\r\nContent-Length: 9000000\r\n\r\n`,
      ),
    );
    socket.once('data', (part) => {
      said(String(part));
      // Else the server waits for the rest of the body when it closes.
      socket.destroy();
    });
    socket.once('error', failed);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 403 /);
});

test('it ends at its date, and is no longer asked about', async () => {
  const { id, secret } = await keyFor(['read'], 'quarter');
  const [row] = await db.query(
    `SELECT expires_at BETWEEN now() + interval '90 days' AND now() + interval '92 days' AS soon FROM people.machine_credential WHERE id = $1`,
    [id],
  );
  expect(row.soon).toBe(true);
  expect((await Visitor.program(t, secret).api('GET', '/api/v1/me')).status).toBe(200);
  const owner = await openDataSource(t.database.ownerUrl, {}, 1);
  await owner.query(`UPDATE people.machine_credential SET expires_at = now() - interval '1 second' WHERE id = $1`, [
    id,
  ]);
  await owner.destroy();
  expect((await Visitor.program(t, secret).api('GET', '/api/v1/me')).status).toBe(401);
});

test('a manager says what for and until when, sees everybody’s of the organisation, and ends them', async () => {
  const visitor = await Visitor.signedIn(t, 'moussa@demo.example', DEMO_PASSWORD, moussa().organisationId);
  const { membershipId } = fixtures.people.karim;
  const karims = await db.transaction((tx) =>
    t.app
      .get(UsersService)
      .makeToken(tx, fixtures.people.karim, membershipId, 'Banc de Karim', { term: 'thirteen_months' }),
  );
  const nothing = await visitor.post('/gestion/jetons', { name: 'Tableur', term: 'year' });
  expect([nothing.status, nothing.text.includes('Dites ce que la clé peut faire')]).toEqual([422, true]);
  await visitor.post('/gestion/jetons', { name: 'Tableur', scopes: ['read', 'inventories'], term: 'year' });
  const list = (await visitor.get('/gestion/jetons')).text;
  for (const words of ['Banc de Karim', 'lire, envoyer des inventaires']) expect(list).toContain(words);
  expect((await Visitor.program(t, karims.secret).api('GET', '/api/v1/me')).status).toBe(200);
  await visitor.post(`/gestion/jetons/${karims.id}/revocation`);
  expect((await Visitor.program(t, karims.secret).api('GET', '/api/v1/me')).status).toBe(401);
});
