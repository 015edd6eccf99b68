import type { AddressInfo } from 'node:net';
import Fastify, { type FastifyInstance } from 'fastify';
import {
  acceptUploads,
  boundReceiving,
  type Pots,
  type ReceivingBounds,
  Refused,
  StrangersBodies,
} from '#platform/http';
import { RawSender } from '../support/faults/raw-sender.js';
import { eventually } from '../support/servers/eventually.js';
import { multipart } from '../support/servers/multipart.js';
import { knownPeople } from '../support/things/known-people.js';

const MB = 1024 * 1024;
const FORM = 'multipart/form-data; boundary=x';
const opened: FastifyInstance[] = [];
const senders: RawSender[] = [];
afterEach(async () => {
  for (const sender of senders.splice(0)) sender.leave();
  for (const app of opened.splice(0)) await app.close();
});

/** A server behind one proxy, which says by `x-forwarded-for` who comes. */
async function server(bounds: ReceivingBounds = {}) {
  const app = Fastify({
    forceCloseConnections: true,
    bodyLimit: 20 * MB,
    trustProxy: (_address: string, hop: number) => hop === 0,
  });
  opened.push(app);
  app.setErrorHandler((error, _req, reply) =>
    reply.status(error instanceof Refused ? error.status : 500).send({ code: (error as Error).message }),
  );
  const pots: Pots = boundReceiving(app, knownPeople, bounds);
  await acceptUploads(app, knownPeople);
  for (const path of ['/', '/V/:ref']) app.post(path, async () => ({ ok: true }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  const stranger = (from: string, path: string, headers: Record<string, string>) => {
    const sender = new RawSender(port).begin(path, { 'x-forwarded-for': from, 'content-type': FORM, ...headers });
    senders.push(sender);
    return sender;
  };
  const whole = async (mb: number, headers: Record<string, string>, path = '/'): Promise<number> => {
    const form = multipart('fichier', 'a.pdf', Buffer.alloc(mb * MB));
    const url = `http://127.0.0.1:${port}${path}`;
    return (await fetch(url, { method: 'POST', body: form.payload, headers: { ...form.headers, ...headers } })).status;
  };
  return {
    pots,
    port,
    stranger,
    member: (mb: number, who: string) => whole(mb, { cookie: `bn_session=${who}` }),
    visitor: (mb: number, from: string, path?: string) => whole(mb, { 'x-forwarded-for': from }, path),
    connections: (n: number) =>
      eventually(
        `${n} connections`,
        () => new Promise<boolean>((told) => app.server.getConnections((_, open) => told(open >= n))),
      ),
  };
}
const networks = (n: number): string[] => Array.from({ length: n }, (_, i) => `203.0.113.${i}`);
const PART = '--x\r\ncontent-disposition: form-data; name="fichier"; filename="a.pdf"\r\n\r\n';

test('what is announced reserves nothing: six connections that announce 600 MB stop no member', async () => {
  const s = await server();
  for (const from of networks(6)) await s.stranger(from, '/V/P-1', { 'content-length': String(100 * MB) }).send(PART);
  await s.connections(6);
  const members = await Promise.all(['ana@town', 'ben@county', 'cy@village'].map((who) => s.member(2, who)));
  expect(members).toEqual([200, 200, 200]);
});

test('nor do bodies that tell no length', async () => {
  const s = await server();
  for (const from of networks(40))
    await s.stranger(from, '/V/P-1', { 'transfer-encoding': 'chunked' }).send(`9\r\n--x\r\ncont\r\n`);
  await s.connections(40);
  expect(await s.member(2, 'ana@town')).toBe(200);
  expect(await s.visitor(2, '198.51.100.1', '/V/P-1')).toBe(200);
});

test('a pot of strangers that is full refuses strangers; forms, and members, pass; what is broken off gives back its room', async () => {
  const bodies = new StrangersBodies();
  const s = await server({ strangers: 6 * MB, network: 3 * MB, bodies });
  const slow = networks(3).map((from) => s.stranger(from, '/V/P-1', { 'content-length': String(5 * MB) }));
  for (const sender of slow) await sender.send(PART);
  await eventually('the three to begin', async () => bodies.size === 3);
  for (const sender of slow) await sender.send(Buffer.alloc(1.9 * MB));
  await eventually('what they sent to arrive', async () => s.pots.held('strangers') > 5 * MB);
  expect(await s.visitor(2, '198.51.100.1', '/V/P-1')).toBe(503);
  expect(await s.visitor(0, '198.51.100.1')).toBe(200);
  expect(await s.member(8, 'ana@town')).toBe(200);
  for (const sender of slow) sender.leave();
  await eventually('the room to be given back', async () => s.pots.held('strangers') === 0);
  expect(await s.visitor(2, '198.51.100.1', '/V/P-1')).toBe(200);
});

test('a network has one share, whatever it writes in the header before the proxy does; of IPv6, 56 bits', async () => {
  const bodies = new StrangersBodies();
  const s = await server({ network: 3 * MB, bodies });
  const first = s.stranger('192.0.2.1, 203.0.113.1', '/V/P-1', { 'content-length': String(5 * MB) });
  const sixth = s.stranger('2001:db8:1:100::1', '/V/P-1', { 'content-length': String(5 * MB) });
  for (const sender of [first, sixth]) await sender.send(PART);
  await eventually('both to begin', async () => bodies.size === 2);
  for (const sender of [first, sixth]) await sender.send(Buffer.alloc(2 * MB));
  await eventually('what they sent to arrive', async () => s.pots.held('strangers') > 3.8 * MB);
  expect(await s.visitor(2, '192.0.2.9, 203.0.113.1', '/V/P-1')).toBe(429);
  expect(await s.visitor(2, '203.0.113.2', '/V/P-1')).toBe(200);
  expect(await s.visitor(2, '2001:db8:1:1ff::9', '/V/P-1')).toBe(429);
  expect(await s.visitor(2, '2001:db8:1:200::9', '/V/P-1')).toBe(200);
});

test('of two that come to too much together, the one that began last is refused in the middle', async () => {
  const bodies = new StrangersBodies();
  const s = await server({ network: 2.5 * MB, bodies });
  const both: RawSender[] = [];
  for (const ref of ['P-1', 'P-2']) {
    const headers = { 'content-length': String(2 * MB + PART.length + 9) };
    both.push(s.stranger('203.0.113.1', `/V/${ref}`, headers));
    await both.at(-1)!.send(PART);
    await eventually('it to begin', async () => bodies.size === both.length);
  }
  for (const sender of both) await sender.send(Buffer.alloc(MB));
  await eventually('both to be half here', async () => s.pots.held('strangers') > 1.8 * MB);
  const [first, last] = both;
  await first!.send(Buffer.alloc(MB));
  expect(await last!.status()).toBe(429);
  await first!.send('\r\n--x--\r\n');
  expect(await first!.status()).toBe(200);
});

describe('above 1 MB', () => {
  test('nothing of a stranger is read, but the one comparison of a paper', async () => {
    const s = await server();
    const headers = { 'content-type': 'application/json', 'content-length': String(2 * MB) };
    expect(await s.stranger('203.0.113.1', '/', headers).status()).toBe(413);
    expect(await s.visitor(2, '203.0.113.1', '/V/P-1')).toBe(200);
    expect(await s.visitor(22, '203.0.113.1', '/V/P-1')).toBe(413);
    expect(await s.member(3, 'ana@town')).toBe(200);
  });

  test('also without a length', async () => {
    const s = await server();
    const headers = { 'content-type': 'application/json', 'transfer-encoding': 'chunked' };
    const sender = s.stranger('203.0.113.1', '/', headers);
    await sender.send(`${(2 * MB).toString(16)}\r\n`);
    await sender.send(' '.repeat(2 * MB));
    expect(await sender.status()).toBe(413);
  });
});

test('a stranger’s body that trickles is given up; a member’s may take its time', async () => {
  const s = await server({ slow: { bytes: 1_000, ms: 50 } });
  const form = multipart('fichier', 'a.pdf', Buffer.alloc(MB));
  const headers = { ...form.headers, 'content-length': String(form.payload.length) };
  const member = s.stranger('203.0.113.1', '/', { ...headers, cookie: 'bn_session=ana@town' });
  await member.send(form.payload.subarray(0, 1_000));
  const stranger = s.stranger('203.0.113.1', '/', headers);
  const trickle = setInterval(() => stranger.socket.write('a'), 10);
  expect(await stranger.ended()).toBe('');
  clearInterval(trickle);
  await member.send(form.payload.subarray(1_000));
  expect(await member.status()).toBe(200);
});

test('who holds connections of a network keeps nobody of it out: the ones that began first are given up', async () => {
  const bodies = new StrangersBodies({ network: 3, everybody: 5, latelyMs: 0 });
  const s = await server({ bodies });
  const held = async (from: string) => {
    const before = bodies.size;
    const sender = s.stranger(from, '/', { 'content-length': '1000' });
    await sender.send(PART);
    await eventually('the body to begin', async () => bodies.size > before || before === 5 || sender.socket.destroyed);
    return sender;
  };
  const [first, second] = [await held('203.0.113.1'), await held('203.0.113.1')];
  await held('203.0.113.1');
  expect(await s.visitor(0, '203.0.113.1')).toBe(200);
  expect(await first.ended()).toBe('');
  // Of all networks together: the one that has most of them gives one up.
  await held('203.0.113.1');
  await held('203.0.113.2');
  await held('203.0.113.3');
  expect(await s.visitor(0, '203.0.113.4')).toBe(200);
  expect(await second.ended()).toBe('');
  expect(bodies.size).toBeLessThanOrEqual(5);
});
