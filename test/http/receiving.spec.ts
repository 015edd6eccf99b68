import { type AddressInfo, connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { boundReceiving } from '../../apps/server/http/in-flight.js';
import { Refused } from '../../apps/server/http/refusals.js';
import { acceptUploads } from '../../apps/server/http/uploads.js';
import { knownPeople } from '../support/known-people.js';
import { multipart } from '../support/multipart.js';

const MB = 1024 * 1024;
const people = knownPeople;
let app: FastifyInstance;
let hold: Promise<void>;
let release: () => void;

beforeAll(async () => {
  app = Fastify({ forceCloseConnections: true, bodyLimit: 20 * MB });
  app.setErrorHandler((error, _req, reply) =>
    reply.status(error instanceof Refused ? error.status : 500).send({ code: (error as Error).message }),
  );
  boundReceiving(app, people, { person: 3 * MB, organisation: 5 * MB, everybody: 9 * MB, stalledMs: 700 });
  await acceptUploads(app, people);
  app.post('/', async () => ({ ok: true }));
  hold = new Promise<void>((done) => {
    release = done;
  });
  app.post('/held', async () => {
    await hold;
    return { ok: true };
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

const file = (mb: number) => multipart('log', 'a.log', Buffer.alloc(mb * MB));
const send = (url: string, mb: number, who: string) => {
  const { payload, headers } = file(mb);
  return app.inject({ method: 'POST', url, payload, headers: { ...headers, cookie: `bn_session=${who}` } });
};

/** What was sent before this is being received. */
const othersBegan = () => send('/', 0, 'somebody');

test('one sender has no more bytes in flight than the bound; another, and one large file alone, go on', async () => {
  const first = send('/held', 2, 'one');
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
  let free = (): void => undefined;
  hold = new Promise<void>((done) => {
    free = done;
  });
  const held = [send('/held', 2, 'ana@town'), send('/held', 2, 'ben@town')];
  await othersBegan();
  expect((await send('/', 2, 'cy@town')).statusCode).toBe(429);
  held.push(send('/held', 3, 'dan@county'));
  await othersBegan();
  // 7 MB are held; 3 more would be too much for anybody.
  const refused = await send('/', 3, 'eva@village');
  expect([refused.statusCode, refused.json(), refused.headers['retry-after']]).toEqual([
    503,
    { code: 'request.busy' },
    '10',
  ]);
  free();
  expect((await Promise.all(held)).map((answer) => answer.statusCode)).toEqual([200, 200, 200]);
});

test('an invented session counts for the address it comes from, whatever it invents next', async () => {
  let free = (): void => undefined;
  hold = new Promise<void>((done) => {
    free = done;
  });
  const first = send('/held', 2, 'nobody');
  await othersBegan();
  expect((await send('/', 2, 'nobody')).statusCode).toBe(429);
  free();
  expect((await first).statusCode).toBe(200);
});

test('a body that stands still is given up; a slow one that moves is not', async () => {
  const { payload, headers } = file(1);
  const head = (path: string) =>
    `POST ${path} HTTP/1.1\r\n${Object.entries({
      host: 'x',
      ...headers,
      'content-length': String(payload.length),
      connection: 'close',
    })
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')}\r\n\r\n`;
  const ends = (steps: number) =>
    new Promise<string>((resolve) => {
      const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      socket.on('error', () => undefined);
      socket.on('close', () => resolve(answer.split('\r\n')[0]!));
      socket.write(head('/'));
      const size = Math.ceil(payload.length / 8);
      let sent = 0;
      const timer = setInterval(() => {
        if (sent === steps) return clearInterval(timer);
        socket.write(payload.subarray(sent * size, (sent + 1) * size));
        sent += 1;
      }, 150);
    });
  const [stalled, slow] = await Promise.all([ends(2), ends(8)]);
  expect([stalled, slow]).toEqual(['', 'HTTP/1.1 200 OK']);
}, 20_000);
