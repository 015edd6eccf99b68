import { type AddressInfo, connect } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import { boundReceiving } from '../../apps/server/http/in-flight.js';
import { Refused } from '../../apps/server/http/refusals.js';
import { acceptUploads } from '../../apps/server/http/uploads.js';
import { multipart } from '../support/multipart.js';

const MB = 1024 * 1024;
let app: FastifyInstance;
let release: () => void;

beforeAll(async () => {
  app = Fastify({ forceCloseConnections: true, bodyLimit: 20 * MB });
  app.setErrorHandler((error, _req, reply) =>
    reply.status(error instanceof Refused ? error.status : 500).send({ code: (error as Error).message }),
  );
  boundReceiving(app, { most: 3 * MB, stalledMs: 300 });
  await acceptUploads(app);
  app.post('/', async () => ({ ok: true }));
  const held = new Promise<void>((done) => {
    release = done;
  });
  app.post('/held', async () => {
    await held;
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

test('one sender has no more bytes in flight than the bound; another, and one large file alone, go on', async () => {
  const first = send('/held', 2, 'one');
  // Received and waiting for its answer: it still counts.
  const small = await send('/', 0, 'one');
  expect(small.statusCode).toBe(200);
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
      const size = Math.ceil(payload.length / 6);
      let sent = 0;
      const timer = setInterval(() => {
        if (sent === steps) return clearInterval(timer);
        socket.write(payload.subarray(sent * size, (sent + 1) * size));
        sent += 1;
      }, 120);
    });
  const [stalled, slow] = await Promise.all([ends(2), ends(6)]);
  expect([stalled, slow]).toEqual(['', 'HTTP/1.1 200 OK']);
}, 20_000);
