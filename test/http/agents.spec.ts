import { deflateSync, gunzipSync, gzipSync, inflateSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { type Fixtures } from '#bank/demo';
import { UsersService } from '#bank/people';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let token: string;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  const { karim } = fixtures.people;
  token = await t.app
    .get(DataSource)
    .transaction(
      async (tx) => (await t.app.get(UsersService).makeToken(tx, karim, karim.membershipId, 'agents')).secret,
    );
});
afterAll(() => t.close());

const basic = (password: string, user = 'nimporte') => ({
  authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`,
});
const post = (payload: Buffer, headers: Record<string, string> = {}, url = '/inventory') =>
  t.inject({ method: 'POST', url, payload, headers: { 'content-type': 'application/x-compress-zlib', ...headers } });
const PROLOG = deflateSync(
  '<?xml version="1.0" encoding="UTF-8" ?><REQUEST><DEVICEID>pc-2026</DEVICEID><QUERY>PROLOG</QUERY><TOKEN>12345678</TOKEN></REQUEST>',
);
const AGENT = '3a609a2e-947f-4e6a-9af9-32c024ac3944';

describe('an agent signs in', () => {
  test('after being asked for a password, with a realm that its reader understands', async () => {
    const asked = await post(PROLOG);
    expect(asked.statusCode).toBe(401);
    expect(asked.headers['www-authenticate']).toMatch(/^Basic realm="([^"]*)"$/);
    expect(asked.body).toContain('<REPLY><ERROR>');
  });

  test('with any user name and a token of its organisation', async () => {
    const answer = await post(PROLOG, basic(token));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-type']).toBe('application/x-compress-zlib');
    expect(inflateSync(answer.rawPayload).toString()).toContain(
      '<RESPONSE>SEND</RESPONSE><PROLOG_FREQ>24</PROLOG_FREQ>',
    );
  });

  test.each([
    '/front/inventory.php',
    '/plugins/glpiinventory/',
    '/marketplace/glpiinventory/',
    '/plugins/fusioninventory/',
    '/ocsinventory',
  ])('at %s too', async (url) => {
    expect((await post(PROLOG, {}, url)).statusCode).toBe(401);
    expect((await post(PROLOG, basic(token), url)).statusCode).toBe(200);
  });

  test('packed as its message was', async () => {
    const text = inflateSync(PROLOG);
    const zipped = await post(gzipSync(text), { ...basic(token), 'content-type': 'application/x-compress-gzip' });
    expect(gunzipSync(zipped.rawPayload).toString()).toContain('<RESPONSE>SEND');
    const plain = await post(text, { ...basic(token), 'content-type': 'application/xml' });
    expect(plain.headers['content-type']).toBe('application/xml');
    expect(plain.body).toContain('<RESPONSE>SEND');
  });

  test('not with a wrong password, and after sixty of them the address is told to wait', async () => {
    const from = (password: string) =>
      t.inject({
        method: 'POST',
        url: '/inventory',
        payload: PROLOG,
        headers: basic(password),
        remoteAddress: '192.0.2.77',
      });
    expect((await from('bn_wrong')).statusCode).toBe(401);
    for (let i = 1; i < 60; i++) await from(`bn_wrong${i}`);
    expect((await from('bn_wrong')).statusCode).toBe(429);
    expect((await from(token)).statusCode).toBe(200);
  });

  test('asking without a password never counts', async () => {
    for (let i = 0; i < 80; i++)
      await t.inject({ method: 'POST', url: '/inventory', payload: PROLOG, remoteAddress: '192.0.2.78' });
    const wrong = await t.inject({
      method: 'POST',
      url: '/inventory',
      payload: PROLOG,
      headers: basic('x'),
      remoteAddress: '192.0.2.78',
    });
    expect(wrong.statusCode).toBe(401);
  });

  test('a person who opens the address with the token reads that it works', async () => {
    const answer = await t.inject({ url: '/inventory', headers: basic(token) });
    expect(answer.body).toContain('Branchement réussi');
    expect((await t.inject({ url: '/inventory' })).statusCode).toBe(401);
  });
});

describe('a GLPI agent', () => {
  const headers = () => ({ ...basic(token), 'glpi-agent-id': AGENT, 'glpi-request-id': '2E6A9AF1' });
  const json = (message: object, more = {}) => post(deflateSync(JSON.stringify(message)), { ...headers(), ...more });

  test('is answered in JSON to its first message in XML', async () => {
    const answer = await post(PROLOG, headers());
    expect(JSON.parse(inflateSync(answer.rawPayload).toString())).toEqual({ status: 'ok', expiration: 24 });
    expect(answer.headers).toMatchObject({ 'glpi-agent-id': AGENT, 'glpi-request-id': '2E6A9AF1' });
  });

  test('is told on contact that only its inventory is wanted, without what we would throw away', async () => {
    const answer = await json({
      action: 'contact',
      deviceid: 'pc-2026',
      'enabled-tasks': ['deploy', 'inventory', 'netinventory'],
      'installed-tasks': ['deploy', 'inventory', 'netinventory'],
      name: 'GLPI-Agent',
      version: '1.7',
    });
    expect(JSON.parse(inflateSync(answer.rawPayload).toString())).toEqual({
      status: 'ok',
      expiration: 24,
      disabled: ['deploy', 'netinventory'],
      tasks: { inventory: { server: 'glpi', version: '10.0.18', 'no-category': expect.stringContaining('software') } },
    });
  });

  test.each(['netinventory', 'netdiscovery', 'deploy', 'wakeonlan'])(
    'that does %s is told politely',
    async (action) => {
      const answer = await json({ action, deviceid: 'x', content: { a: 1 } });
      expect(answer.statusCode).toBe(400);
      // The agent shows the reason only of this very type, with a length.
      expect(answer.headers['content-type']).toBe('application/json');
      expect(answer.headers['content-length']).toBe(String(answer.rawPayload.length));
      expect(answer.json()).toMatchObject({
        status: 'error',
        expiration: 24,
        message: expect.stringContaining(action),
      });
    },
  );

  test('and whoever sends plain JSON is answered, and refused, in JSON', async () => {
    const as = { ...basic(token), 'content-type': 'application/json' };
    expect((await post(Buffer.from('{"action":"contact","deviceid":"x"}'), as)).json()).toMatchObject({ status: 'ok' });
    expect((await post(Buffer.from('{"action":"inventory"'), as)).json()).toMatchObject({ status: 'error' });
  });

  test('echoes nothing that is not what it claims', async () => {
    const answer = await post(PROLOG, { ...basic(token), 'glpi-request-id': 'x y', 'glpi-cryptokey-id': 'abc' });
    expect(answer.headers['glpi-request-id']).toBeUndefined();
    expect(answer.headers['glpi-cryptokey-id']).toBeUndefined();
  });
});

describe('what is no inventory ends in an answer', () => {
  const bomb = () => deflateSync(Buffer.alloc(200 * 1024 * 1024));
  test.each([
    ['cut in the middle', () => PROLOG.subarray(0, 60), 400],
    ['cut gzip', () => gzipSync('<REQUEST>'.repeat(100)).subarray(0, 30), 400],
    ['a bomb of 200 MB', bomb, 413],
    ['empty', () => Buffer.alloc(0), 400],
    ['noise', () => Buffer.from([1, 2, 3, 250]), 400],
    ['XML of nothing', () => Buffer.from('<a/>'), 400],
    [
      'an entity bomb',
      () => Buffer.from('<!DOCTYPE a [<!ENTITY x "xx"><!ENTITY y "&x;&x;">]><REQUEST>&y;</REQUEST>'),
      400,
    ],
    ['deep JSON', () => Buffer.from('['.repeat(100_000)), 400],
    ['more than 20 MB', () => Buffer.alloc(21 * 1024 * 1024, 65), 413],
  ])('%s', async (_name, payload, status) => {
    const answer = await post(payload(), basic(token));
    expect(answer.statusCode).toBe(status);
    expect(answer.body).toContain('<REPLY><ERROR>');
    const asJson = await post(payload(), { ...basic(token), 'glpi-agent-id': AGENT });
    expect(asJson.json()).toMatchObject({ status: 'error' });
  });
});
