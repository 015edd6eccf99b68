import { gzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { UsersService } from '#bank/people';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let token: string;

beforeAll(async () => {
  const { fixtures, ...told } = await testAppWith('fixtures');
  t = told.t;
  const { karim } = fixtures.people;
  token = await t.app
    .get(DataSource)
    .transaction(
      async (tx) => (await t.app.get(UsersService).makeToken(tx, karim, karim.membershipId, 'agents')).secret,
    );
});
afterAll(() => t.close());

const PROLOG = '<REQUEST><DEVICEID>pc-2026</DEVICEID><QUERY>PROLOG</QUERY></REQUEST>';
const asAgent = (headers: Record<string, string>) =>
  t.inject({
    method: 'POST',
    url: '/inventory',
    payload: PROLOG,
    headers: {
      'content-type': 'text/plain',
      authorization: `Basic ${Buffer.from(`x:${token}`).toString('base64')}`,
      ...headers,
    },
  });

// A browser in which somebody tried the address goes on sending the token, whoever's page asks for it.
test.each(['cross-site', 'same-site'])('a form of a page elsewhere (%s) is no agent', async (site) => {
  expect((await asAgent({ 'sec-fetch-site': site })).statusCode).toBe(403);
  expect((await asAgent({})).statusCode).toBe(200);
});

test('a large document of nobody known is answered without being held', async () => {
  const payload = Buffer.alloc(19 * 1024 * 1024, 0x20);
  const send = (secret: string) =>
    t.inject({
      method: 'POST',
      url: '/api/v1/inventories',
      payload,
      headers: { 'content-type': 'text/xml', authorization: `Bearer ${secret}` },
    });
  const before = process.memoryUsage().arrayBuffers;
  const answers = await Promise.all(Array.from({ length: 4 }, () => send('bn_nobody')));
  expect(answers.map((a) => a.statusCode)).toEqual([401, 401, 401, 401]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(payload.length);
  // What is held is read, and said to be nothing.
  expect((await send(token)).statusCode).toBe(422);
});

// What unpacked bodies by this header left a connection unread when it could not: the next on it, perhaps behind a proxy, waited for ever.
test('a document is unpacked by what it is, whatever is said of it; any other body that is packed is refused', async () => {
  const encoded = { 'content-encoding': 'gzip' };
  expect((await asAgent(encoded)).statusCode).toBe(200);
  const gzip = (url: string, headers: Record<string, string>) =>
    t.inject({ method: 'POST', url, payload: gzipSync('{}'), headers: { ...headers, ...encoded } });
  const api = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const form = { 'content-type': 'multipart/form-data; boundary=x' };
  expect([(await gzip('/api/v1/donors', api)).statusCode, (await gzip('/connexion', form)).statusCode]).toEqual([
    415, 415,
  ]);
});
