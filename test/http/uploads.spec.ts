import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, utimes } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { acceptUploads, forgetLeftUploads, type Uploaded } from '#platform/http';
import { eventually } from '../support/servers/eventually.js';
import { multipart } from '../support/servers/multipart.js';
import { knownPeople } from '../support/things/known-people.js';

const MB = 1024 * 1024;
type Seen = FastifyRequest & { uploads?: Uploaded[]; uploadDir?: string };
let app: FastifyInstance;
let last: Seen;

beforeAll(async () => {
  app = Fastify({ forceCloseConnections: true });
  app.addHook('onRequest', async (req) => {
    last = req as Seen;
  });
  await acceptUploads(app, knownPeople);
  app.post('/', async (req: Seen) => ({ body: req.body, files: (req.uploads ?? []).map((f) => f.size) }));
  await app.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => app.close());

const signedIn = { cookie: 'bn_session=somebody' };
const send = (what: ReturnType<typeof multipart>, headers: Record<string, string> = {}) =>
  app.inject({ method: 'POST', url: '/', payload: what.payload, headers: { ...what.headers, ...headers } });
const folderGone = () => eventually('the folder to go', async () => last.uploadDir && !existsSync(last.uploadDir));

describe('a form with a file', () => {
  test('has its fields and its file, which is gone after the answer', async () => {
    const answer = await send(multipart('log', 'a.log', Buffer.alloc(10), { name: 'x' }), signedIn);
    expect(answer.json()).toEqual({ body: { name: 'x' }, files: [10] });
    await folderGone();
  });

  test('writes nothing on the disk for a stranger: the fields are read, the file is only measured', async () => {
    const answer = await send(multipart('log', 'a.log', Buffer.alloc(MB), { name: 'x' }));
    expect(answer.json()).toEqual({ body: { name: 'x' }, files: [MB] });
    expect(last.uploadDir).toBeUndefined();
  });

  test('nor for a session that somebody invented', async () => {
    const invented = { cookie: 'bn_session=nobody' };
    const answer = await send(multipart('log', 'a.log', Buffer.alloc(MB), { name: 'x' }), invented);
    expect(answer.json()).toEqual({ body: { name: 'x' }, files: [MB] });
    expect(last.uploadDir).toBeUndefined();
  });

  test('may not bring more than 4 MB of text, however it is cut', async () => {
    const many = Object.fromEntries(Array.from({ length: 5 }, (_, i) => [`f${i}`, 'x'.repeat(MB)]));
    expect((await send(multipart('log', 'a.log', Buffer.alloc(1), many))).statusCode).toBe(413);
  });

  test('more files than a form may bring are refused for that, and not for their size', async () => {
    const one = (i: number) =>
      `--x\r\ncontent-disposition: form-data; name="inventory"; filename="${i}.json"\r\n\r\n{}\r\n`;
    const payload = `${Array.from({ length: 201 }, (_, i) => one(i)).join('')}--x--\r\n`;
    const answer = await send(
      { payload: Buffer.from(payload), headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      signedIn,
    );
    expect([answer.statusCode, answer.json().message]).toEqual([413, 'request.too_many_files']);
    await folderGone();
  });

  test('too large a file is refused and gone', async () => {
    expect((await send(multipart('log', 'a.log', Buffer.alloc(20 * MB + 1)), signedIn)).statusCode).toBe(413);
    await folderGone();
  });

  test.each([20_000, 60_000, 3 * MB])('is answered when a part of %d bytes has no name', async (size) => {
    const { port } = app.server.address() as AddressInfo;
    const body = `--x\r\nbad\r\n\r\n${'a'.repeat(size)}\r\n--x--\r\n`;
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body });
    expect(await answer.json()).toEqual({ body: {}, files: [] });
  });

  test('broken off in the middle leaves nothing', async () => {
    const { payload, headers } = multipart('log', 'a.log', Buffer.alloc(2 * MB));
    const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
    const lines = { host: 'x', ...signedIn, ...headers, 'content-length': String(payload.length) };
    const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
    socket.write(`POST / HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
    socket.write(payload.subarray(0, MB));
    await eventually('the file to begin', async () => last.uploadDir && existsSync(last.uploadDir));
    socket.destroy();
    await folderGone();
  });
});

test('who sends too much of anything hears so: the rest is let by, and the connection stays', async () => {
  const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('utf8').on('data', (text) => {
    heard += text;
  });
  const failed: string[] = [];
  socket.on('error', (error) => failed.push(error.message));
  const length = 3 * MB;
  socket.write(
    `POST / HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n\r\n${'a'.repeat(1000)}`,
  );
  await eventually('the refusal', async () => heard.startsWith('HTTP/1.1 413'));
  socket.write('a'.repeat(length - 1000));
  socket.write('GET /nowhere HTTP/1.1\r\nhost: x\r\n\r\n');
  await eventually('the next answer', async () => failed.length > 0 || heard.includes('HTTP/1.1 404'));
  socket.destroy();
  expect(failed).toEqual([]);
});

test('what a killed process left of uploads goes at the next start; what is being received stays', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'left-'));
  const [left, fresh, other] = ['bn-upload-left', 'bn-upload-fresh', 'bn-sheet-x'].map((name) => join(folder, name));
  for (const path of [left!, fresh!, other!]) await mkdir(path);
  const yesterday = new Date(Date.now() - 24 * 3_600_000);
  await utimes(left!, yesterday, yesterday);
  await utimes(other!, yesterday, yesterday);
  await forgetLeftUploads(folder);
  expect([left, fresh, other].map((path) => existsSync(path!))).toEqual([false, true, true]);
  await rm(folder, { recursive: true });
});
