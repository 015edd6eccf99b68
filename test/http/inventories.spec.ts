import { deflateSync, inflateSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { DeviceQueries } from '#bank/devices';
import { DonationsService } from '#bank/intake';
import { readable, Visitor } from '../support/browser/visitor.js';
import { agentJson, freshMachine } from '../support/machines/machine-documents.js';
import { atTheBench, type Bench } from '../support/machines/machines.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let bench: Bench;
let page: Visitor;
let api: Visitor;

beforeAll(async () => {
  const { fixtures, ...told } = await testAppWith('fixtures');
  t = told.t;
  bench = await atTheBench(t, fixtures, 'aude');
  api = Visitor.program(t, bench.token);
  page = await Visitor.signedIn(t, 'aude@demo.example', 'une phrase de démonstration', bench.actor.organisationId);
});
afterAll(() => t.close());

const db = () => t.app.get(DataSource);
const AGENT = '3a609a2e-947f-4e6a-9af9-32c024ac3944';

/** glpi-agent 1.15 against a server it does not know yet, message by message, after its sources. */
describe('the exchange of glpi-agent', () => {
  const headers = () => ({
    authorization: `Basic ${Buffer.from(`agent:${bench.token}`).toString('base64')}`,
    'content-type': 'application/x-compress-zlib',
    'user-agent': 'GLPI-Agent_v1.15',
    'glpi-agent-id': AGENT,
    'glpi-request-id': '2E6A9AF1',
    pragma: 'no-cache',
  });
  const send = async (message: Buffer | object | string) => {
    const text = Buffer.isBuffer(message) || typeof message === 'string' ? message : JSON.stringify(message);
    const answer = await t.inject({
      method: 'POST',
      url: '/front/inventory.php',
      payload: deflateSync(text),
      headers: headers(),
    });
    return { status: answer.statusCode, said: JSON.parse(inflateSync(answer.rawPayload).toString()) };
  };

  test('prolog, contact, inventory: the device has its machine', async () => {
    const device = await bench.device();
    const machine = freshMachine();
    const prolog =
      '<?xml version="1.0" encoding="UTF-8" ?>\n<REQUEST><DEVICEID>essai-2026-11-25</DEVICEID><QUERY>PROLOG</QUERY><TOKEN>12345678</TOKEN></REQUEST>';
    expect((await send(prolog)).said).toMatchObject({ status: 'ok', expiration: 24 });
    const contact = {
      action: 'contact',
      deviceid: 'essai-2026-11-25',
      'enabled-tasks': ['inventory', 'remoteinventory'],
      'installed-tasks': [
        'collect',
        'deploy',
        'esx',
        'inventory',
        'netdiscovery',
        'netinventory',
        'remoteinventory',
        'wakeonlan',
      ],
      name: 'GLPI-Agent',
      tag: 'SITE-A',
      version: '1.15',
    };
    expect((await send(contact)).said).toMatchObject({ status: 'ok', tasks: { inventory: { server: 'glpi' } } });
    // What `--additional-content` sets stands in hardware.name.
    const { status, said } = await send(agentJson({ ...machine, name: device.code, tag: 'SITE-A' }));
    expect([status, said]).toEqual([200, { status: 'ok', expiration: 24 }]);
    const media = await t.app.get(DeviceQueries).media(device.id);
    expect(media.map((m) => m.serial).sort()).toEqual([machine.nvme, machine.sata].sort());
    // The next day it sends only what changed.
    const partial = agentJson({
      ...machine,
      name: device.code,
      partial: true,
      at: 'next day',
      without: ['storages', 'memories'],
    });
    expect((await send(partial)).status).toBe(200);
    expect(await t.app.get(DeviceQueries).media(device.id)).toHaveLength(2);
  });
});

describe('several files at once', () => {
  const drop = async (files: readonly [string, Buffer][], fields: Record<string, string> = {}) => {
    const form = new FormData();
    for (const [name, value] of Object.entries({ _org: bench.actor.organisationId, ...fields }))
      form.append(name, value);
    for (const [name, bytes] of files) form.append('inventory', new File([new Uint8Array(bytes)], name));
    const body = new Response(form);
    const headers = { 'content-type': body.headers.get('content-type')! };
    return page.send('POST', '/inventaires/envoi', { payload: Buffer.from(await body.arrayBuffer()), headers });
  };

  test('each finds its device or waits; one that cannot be read stops no other; again, nothing is made twice', async () => {
    const device = await bench.device();
    const [known, unknown] = [freshMachine(), freshMachine()];
    const absurd = await bench.device();
    const files: [string, Buffer][] = [
      ['machine-1.json', agentJson({ ...known, name: device.code })],
      ['machine-2.json', agentJson({ ...unknown, name: 'poste' })],
      ['memoire.json', agentJson({ ...freshMachine(), name: absurd.code, memory: [4096.5, 536_870_912] })],
      ['photo.jpg', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
      ['coupe.json', agentJson(freshMachine()).subarray(0, 900)],
    ];
    const seen = readable(await drop(files));
    expect(seen.match(/Rattaché/g)).toHaveLength(2);
    expect(readable(await page.get(`/appareils/${absurd.code}`))).toContain('taille inconnue (dit');
    expect(seen).toContain('Machine inconnue');
    expect(seen.match(/non lu/g)).toHaveLength(2);
    const count = async () => (await db().query('SELECT count(*)::int AS n FROM inventories.received'))[0].n;
    const before = await count();
    await drop(files);
    expect(await count()).toBe(before);
  });

  test('all of one device, when its code is typed', async () => {
    const device = await bench.device();
    const smart = (serial: string) =>
      Buffer.from(
        JSON.stringify({
          json_format_version: [1, 0],
          smartctl: { version: [7, 4] },
          device: { name: '/dev/sda', protocol: 'ATA' },
          model_name: 'WDC WD5000LPCX',
          serial_number: serial,
          user_capacity: { bytes: 500107862016 },
          rotation_rate: 5400,
        }),
      );
    const files: [string, Buffer][] = [
      ['sda.json', smart('WXA1AAAA0001')],
      ['sdb.json', smart('WXA1AAAA0002')],
    ];
    await drop(files, { code: device.code });
    const media = await t.app.get(DeviceQueries).media(device.id);
    expect(media.map((m) => m.serial).sort()).toEqual(['WXA1AAAA0001', 'WXA1AAAA0002']);
  });

  test('as the body of a request to the API', async () => {
    const device = await bench.device();
    for (const [payload, type] of [
      [agentJson({ ...freshMachine(), name: device.code }), 'application/json'],
      [deflateSync(agentJson({ ...freshMachine(), serial: null, name: device.code })), 'application/octet-stream'],
    ] as const) {
      const answer = await api.send('POST', '/api/v1/inventories', {
        payload: Buffer.from(payload),
        headers: { 'content-type': type },
      });
      expect(answer.status).toBe(201);
      expect(answer.json()).toMatchObject({
        items: [{ received: { state: 'attached', deviceCode: device.code }, problem: null }],
      });
    }
    const unread = await api.send('POST', '/api/v1/inventories', {
      payload: Buffer.from('bonjour'),
      headers: { 'content-type': 'text/plain' },
    });
    expect([unread.status, unread.json()]).toMatchObject([
      422,
      { items: [{ received: null, code: 'devices.inventory_unreadable' }] },
    ]);
  });
});

describe('what waits for a person', () => {
  const waits = async (says: object = {}) => {
    const machine = freshMachine();
    await api.send('POST', '/api/v1/inventories', {
      payload: agentJson({ ...machine, name: 'poste-7', ...says }),
      headers: { 'content-type': 'application/json' },
    });
    const [row] = await db().query('SELECT id FROM inventories.received ORDER BY id DESC LIMIT 1');
    return { id: row.id as string, machine };
  };

  test('is counted on the home page, listed, and explained', async () => {
    const { id, machine } = await waits();
    expect(readable(await page.get('/'))).toMatch(/inventaires? à vérifier/);
    expect(readable(await page.get('/inventaires?etat=waiting'))).toContain(machine.serial);
    const shown = readable(await page.get(`/inventaires/${id}`));
    expect(shown).toContain('Machine inconnue');
    expect(shown).toContain(machine.sata);
  });

  test('is attached to the device whose label is scanned', async () => {
    const { id, machine } = await waits();
    const device = await bench.device();
    expect((await page.post(`/inventaires/${id}/rattachement`, { device: 'BN-2222-222' })).status).toBe(409);
    const answer = await page.post(`/inventaires/${id}/rattachement`, { device: device.code });
    expect([answer.status, answer.location]).toEqual([303, `/appareils/${device.code}`]);
    const machinePage = readable(await page.get(`/appareils/${device.code}`));
    for (const part of [
      'i5-8350U',
      '4 Go · DDR4',
      machine.sata!,
      'garde 77 % de sa capacité',
      'UHD Graphics 620',
      'Wi-Fi',
    ])
      expect(machinePage).toContain(part);
  });

  test('is logged into an open donation in the machine’s own words', async () => {
    const { id, machine } = await waits();
    const donation = await db().transaction((tx) =>
      t.app.get(DonationsService).create(tx, bench.actor, {
        donor: { kind: 'company', name: 'Société Essai' },
        placeId: bench.fixtures.organisations.collection.place,
        arrival: 'received',
      }),
    );
    const form = readable(await page.get(`/inventaires/${id}`));
    expect(form).toContain('Société Essai');
    const answer = await page.post(`/inventaires/${id}/enregistrement`, { donation, category: 'laptop' });
    expect(answer.status).toBe(303);
    const device = await api.get(`/api/v1/devices/${answer.location!.split('/').at(-1)}`);
    expect(device.json()).toMatchObject({
      make: 'LENOVO',
      model: '20LS',
      serial: machine.serial,
      donationId: donation,
    });
  });

  test('is set aside with a reason, and what the machine said is not kept', async () => {
    const { id } = await waits();
    expect((await page.post(`/inventaires/${id}/ecart`, {})).status).toBe(422);
    expect((await page.post(`/inventaires/${id}/ecart`, { reason: 'not_ours' })).status).toBe(303);
    const [row] = await db().query('SELECT state, inventory FROM inventories.received WHERE id = $1', [id]);
    expect(row).toEqual({ state: 'discarded', inventory: null });
  });
});
