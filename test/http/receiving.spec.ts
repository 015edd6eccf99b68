import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { acceptUploads, boundReceiving, Refused } from '#platform/http';
import { RawSender } from '../support/faults/raw-sender.js';
import { eventually } from '../support/servers/eventually.js';
import { multipart } from '../support/servers/multipart.js';
import { knownPeople } from '../support/things/known-people.js';

const MB = 1024 * 1024;
const people = knownPeople;
let app: FastifyInstance;
/** Those whose form has come wholly, and waits for its answer. */
let held = 0;
let release: () => void = () => undefined;
let hold: Promise<void>;

beforeAll(async () => {
  app = Fastify({ forceCloseConnections: true, bodyLimit: 20 * MB });
  app.setErrorHandler((error, _req, reply) =>
    reply.status(error instanceof Refused ? error.status : 500).send({ code: (error as Error).message }),
  );
  boundReceiving(app, people, { person: 3 * MB, organisation: 5 * MB, everybody: 9 * MB });
  await acceptUploads(app, people);
  app.post('/', async () => ({ ok: true }));
  app.post('/held', async () => {
    held += 1;
    await hold;
    return { ok: true };
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
});
beforeEach(() => {
  held = 0;
  hold = new Promise<void>((done) => {
    release = done;
  });
});
afterAll(() => app.close());

const file = (mb: number) => multipart('log', 'a.log', Buffer.alloc(mb * MB));
const send = (url: string, mb: number, who: string) => {
  const { payload, headers } = file(mb);
  return app.inject({ method: 'POST', url, payload, headers: { ...headers, cookie: `bn_session=${who}` } });
};

/** So many have been received, and wait for their answer. */
const received = (n: number) => eventually(`${n} to be received`, async () => held === n);

test('one sender has no more bytes in flight than the bound; another, and one large file alone, go on', async () => {
  const first = send('/held', 2, 'one');
  await received(1);
  // Received and waiting for its answer: it still counts.
  expect((await send('/', 0, 'one')).statusCode).toBe(200);
  const second = await send('/', 2, 'one');
  expect([second.statusCode, second.json(), second.headers['retry-after']]).toEqual([
    429,
    { code: 'request.too_much_at_once' },
    '10',
  ]);
  expect((await send('/', 2, 'other')).statusCode).toBe(200);
  expect((await send('/', 5, 'third')).statusCode).toBe(200);
  release();
  expect((await first).statusCode).toBe(200);
  expect((await send('/', 2, 'one')).statusCode).toBe(200);
});

test('an organisation has a bound above that of each of its members, and the process one above that of all', async () => {
  const first = [send('/held', 2, 'ana@town'), send('/held', 2, 'ben@town')];
  await received(2);
  expect((await send('/', 2, 'cy@town')).statusCode).toBe(429);
  first.push(send('/held', 3, 'dan@county'));
  await received(3);
  // 7 MB are held; 3 more would be too much for anybody.
  const refused = await send('/', 3, 'eva@village');
  expect([refused.statusCode, refused.json(), refused.headers['retry-after']]).toEqual([
    503,
    { code: 'request.busy' },
    '10',
  ]);
  release();
  expect((await Promise.all(first)).map((answer) => answer.statusCode)).toEqual([200, 200, 200]);
});

test('an invented session counts for the address it comes from, whatever it invents next', async () => {
  expect((await send('/', 2, 'nobody')).statusCode).toBe(413);
  expect((await send('/', 2, 'one')).statusCode).toBe(200);
});

test('a body that stands still is given up', async () => {
  const bounded = Fastify({ forceCloseConnections: true });
  boundReceiving(bounded, people, { stalledMs: 50 });
  bounded.post('/', async () => ({ ok: true }));
  await bounded.listen({ port: 0, host: '127.0.0.1' });
  const { port } = bounded.server.address() as AddressInfo;
  const still = new RawSender(port).begin('/', { 'content-type': 'application/json', 'content-length': '2' });
  await still.send('{');
  expect(await still.ended()).toBe('');
  await bounded.close();
});
