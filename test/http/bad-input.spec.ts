import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Seen } from '../support/browser/visitor.js';
import { eventually } from '../support/servers/eventually.js';
import { multipart } from '../support/servers/multipart.js';
import { World } from '../support/things/world.js';

const MB = 1024 * 1024;
let w: World;
let donation: string;

beforeAll(async () => {
  w = await World.open();
  await w.t.app.listen(0, '127.0.0.1');
  donation = await w.value(
    `SELECT d.id FROM intake.donation d JOIN intake.donor o ON o.id = d.donor_id WHERE o.kind = 'company' AND d.state = 'received'`,
  );
});
afterAll(() => w?.t.close());

const problemOf = (seen: Seen) => seen.json<{ code: string; title: string; facts: Record<string, unknown> }>();
const collector = () => w.kinds.collector.own;
const file = (path: string, field: string, name: string, bytes: Buffer) =>
  collector().api.send('POST', `/api/v1${path}`, multipart(field, name, bytes));

/** 300 MB of one file, sent as fast as it is read; nothing of it is held here. */
async function sendHuge(path: string, headers: Record<string, string>, declared: boolean) {
  const { port } = w.t.app.getHttpServer().address() as AddressInfo;
  const { payload, headers: form } = multipart('sheet', 'liste.csv', Buffer.alloc(0));
  const cut = payload.indexOf('\r\n\r\n') + 4;
  const chunk = Buffer.alloc(MB, 'x');
  let sent = 0;
  const body = Readable.from(
    (function* () {
      yield payload.subarray(0, cut);
      for (; sent < 300; sent += 1) yield chunk;
      yield payload.subarray(cut);
    })(),
    { objectMode: false },
  );
  const length: Record<string, string> = declared ? { 'content-length': String(payload.length + 300 * MB) } : {};
  const req = request({ port, path, method: 'POST', headers: { ...form, ...headers, ...length } });
  const answered = once(req, 'response');
  // A server that has answered may close before it has read all.
  const sending = pipeline(body, req).catch(() => undefined);
  const [res] = (await answered) as [NodeJS.ReadableStream & { statusCode: number }];
  let text = '';
  res.setEncoding('utf8');
  for await (const part of res) text += part;
  body.destroy();
  await sending;
  return { status: res.statusCode, text, sent };
}

describe('a file of 300 MB', () => {
  test.each([true, false])(
    'is a 413 with a sentence on the page, and is not held (its length said: %s)',
    async (said) => {
      const before = process.memoryUsage().rss;
      const seen = await sendHuge(`/dons/${donation}/fichiers`, collector().page.carries(), said);
      expect(seen.status).toBe(413);
      expect(seen.text).toMatch(/trop lourd.: la limite est de 100.Mo/);
      expect(process.memoryUsage().rss - before).toBeLessThan(150 * MB);
    },
  );

  test('is a 413 with a code for a program', async () => {
    const seen = await sendHuge(`/api/v1/donations/${donation}/imports`, collector().api.carries(), false);
    expect([seen.status, JSON.parse(seen.text).code]).toEqual([413, 'request.too_large']);
  });

  test('keeps no connection once it is refused', async () => {
    await sendHuge(`/api/v1/donations/${donation}/imports`, collector().api.carries(), false);
    const server = w.t.app.getHttpServer() as Server;
    const open = () => new Promise<number>((told) => server.getConnections((_, count) => told(count)));
    await eventually('no connection', async () => (await open()) === 0);
  });
});

describe('a code that was mistyped', () => {
  test('says so beside the field, with what was probably meant', async () => {
    const right = w.code('onTheDesk');
    const wrong = right.slice(0, 6) + (right[6] === '2' ? '3' : '2');
    const api = await collector().api.api('POST', `/api/v1/donations/${donation}/devices`, {
      category: 'laptop',
      code: wrong,
    });
    expect([api.status, problemOf(api).code]).toEqual([409, 'devices.code_wrong_check']);
    expect(problemOf(api).title).toMatch(/[.?]$/);
    const page = await collector().page.post(`/dons/${donation}/appareils`, { category: 'laptop', code: wrong });
    expect([page.status, page.text.includes('href="#f-code"'), page.text.includes(wrong)]).toEqual([409, true, true]);
    const list = await collector().page.get(`/appareils?q=BN-${wrong.slice(0, 4)}-${wrong.slice(4)}`);
    const said = await collector().page.get(list.location ?? '/');
    expect([list.status, said.text.includes('Ce code n’est pas juste')]).toEqual([303, true]);
  });

  test('of another organisation is a 404, on the page and in the API, as one that does not exist', async () => {
    const theirs = w.code('onTheShelf');
    for (const code of [theirs, '2222222']) {
      const { page, api } = w.kinds.collector.foreign!;
      expect((await page.get(`/appareils/${code}`)).status).toBe(404);
      expect(problemOf(await api.api('GET', `/api/v1/devices/${code}`)).code).toBe('request.not_found');
    }
  });
});

describe('a serial that says nothing', () => {
  test('is kept at the desk for as many devices as have it, and found for none', async () => {
    const generic = { category: 'desktop', serial: 'To Be Filled By O.E.M.' };
    for (const n of [1, 2])
      expect([n, (await collector().api.api('POST', `/api/v1/donations/${donation}/devices`, generic)).status]).toEqual(
        [n, 201],
      );
  });

  test('is told in a spreadsheet, and so is a number that is there twice', async () => {
    const sheet = 'Type;N° série\nPortable;System Serial Number\nPortable;DBL-77\nPortable;DBL-77\n';
    const sent = (await file(`/donations/${donation}/imports`, 'sheet', 'x.csv', Buffer.from(sheet))).json<{
      id: string;
    }>();
    const rows = await collector().api.api('GET', `/api/v1/donations/${donation}/imports/${sent.id}/rows?only=told`);
    expect(rows.text).toContain('row_serial_generic');
    expect(rows.text).toContain('row_serial_duplicate');
    await collector().api.api('POST', `/api/v1/donations/${donation}/imports/${sent.id}/refuse`, {});
  });
});

test('a spreadsheet that is an image says what it is, and what to ask for', async () => {
  const image = readFileSync('test/fixtures/spreadsheets/image-renommee.csv');
  const seen = await file(`/donations/${donation}/imports`, 'sheet', 'liste.csv', image);
  expect([seen.status, problemOf(seen).code, problemOf(seen).facts['kind']]).toEqual([
    409,
    'intake.sheet_not_text',
    'image',
  ]);
  expect(problemOf(seen).title).toContain('Demandez au donateur la liste dans un tableur');
});

test('an inventory that saw no disk, and one that did not look, leave the disks to be found: why, and how to read better', async () => {
  const { api, page } = w.kinds.technician.own;
  const looked = readFileSync('test/fixtures/glpi/desktop-no-disk.json', 'utf8');
  const didNotLook = JSON.parse(looked.replaceAll('5DEM0R2', w.serial('justArrived')));
  delete didNotLook.content.storages;
  const gateAfter = async (code: string, inventory: string) => {
    const form = multipart('inventory', 'i.json', Buffer.from(inventory));
    expect((await api.send('POST', `/api/v1/devices/${code}/inventories`, form)).status).toBe(201);
    return (await api.api('GET', `/api/v1/devices/${code}/gate`)).json<object>();
  };
  expect(await gateAfter(w.code('needsHelp'), looked)).toMatchObject({
    knowledge: null,
    mediaUnknown: 'no_fixed_medium',
    media: [],
    next: 'media',
  });
  const said = 'L’inventaire ne voit aucun disque';
  expect((await page.get(`/appareils/${w.code('needsHelp')}`)).text).toContain(said);
  const bench = (await page.get(`/atelier/${w.code('needsHelp')}`)).text;
  expect(bench).toContain(said);
  expect(bench.indexOf('Mieux lire, sous Linux')).toBeGreaterThan(0);
  expect(bench.indexOf('Mieux lire, sous Linux')).toBeLessThan(bench.indexOf('Écrire la liste des disques'));
  expect(await gateAfter(w.code('justArrived'), JSON.stringify(didNotLook))).toMatchObject({
    open: false,
    knowledge: null,
    mediaUnknown: 'not_told',
    failures: expect.arrayContaining(['no_media_knowledge']),
    next: 'media',
  });
  expect((await page.get(`/atelier/${w.code('justArrived')}`)).text).toContain('Il n’y a aucun disque');
});

test('an inventory that is none of a machine has a code and a sentence', async () => {
  const path = `/devices/${w.code('onTheDesk')}/inventories`;
  for (const bytes of ['{}', 'pas du JSON']) {
    const seen = await file(path, 'inventory', 'i.json', Buffer.from(bytes));
    expect([bytes, seen.status]).toEqual([bytes, 409]);
    expect(problemOf(seen).code).toMatch(/^devices\.inventory_/);
  }
});

test('a session that ends before a form with a file: what was written comes back, the file is to be chosen again', async () => {
  const form = multipart('sheet', 'liste.csv', Buffer.from('Type\nÉcran\n'), { note: 'Trois écrans “neufs”' });
  const seen = await w.kinds.stranger.own.page.send('POST', `/dons/${donation}/fichiers`, form);
  expect(seen.status).toBe(401);
  expect(seen.text).toContain('Trois écrans “neufs”');
  expect(seen.text).toContain('seront à choisir de nouveau');
});
