import type { DataSource } from 'typeorm';
import { DataSource as Source } from 'typeorm';
import { type Fixtures } from '#bank/demo';
import {
  DEVICE_LIFECYCLE,
  DeviceList,
  DeviceQueries,
  DevicesService,
  type Inventory,
  InventoryService,
  readInventory,
} from '#bank/devices';
import { ruleFromPg } from '#platform/database';
import { type Actor, NotFound, RuleBroken } from '#platform/kernel';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let db: DataSource;
let fixtures: Fixtures;
let devices: DevicesService;
let queries: DeviceQueries;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(Source);
  devices = t.app.get(DevicesService);
  queries = t.app.get(DeviceQueries);
});
afterAll(() => t.close());

const at = (organisation: keyof Fixtures['organisations']) => ({
  location: { place: fixtures.organisations[organisation].place },
  holder: { organisation: fixtures.organisations[organisation].id },
});
async function logOne(more: object = {}, actor: Actor = fixtures.people.aude): Promise<string> {
  const [id] = await db.transaction((tx) =>
    devices.log(tx, actor, [{ category: 'laptop', make: 'Lenovo', model: 'ThinkPad L480', ...more }], at('collection')),
  );
  return id!;
}
const broken = async (work: Promise<unknown>): Promise<string> => {
  const error = await work.then(
    () => null,
    (e: unknown) => ruleFromPg(e) ?? e,
  );
  return error instanceof RuleBroken ? error.code : error instanceof NotFound ? 'not_found' : String(error);
};

test('the lifecycle in Postgres is the literal table', async () => {
  const rows = await db.query(
    'SELECT verb, from_state AS "from", to_state AS "to" FROM devices.lifecycle ORDER BY 1, 2, 3',
  );
  const key = (r: { verb: string; from: string; to: string }) => `${r.verb} ${r.from} ${r.to}`;
  expect(rows.map(key).sort()).toEqual(DEVICE_LIFECYCLE.rows().map(key).sort());
});

describe('a device', () => {
  test('has a code from its first moment, a place, a holder and one history row', async () => {
    const id = await logOne({ serial: 'PF1ABCDE' });
    const device = await queries.get(fixtures.people.aude, id);
    expect(device).toMatchObject({
      state: 'received',
      holder: 'Point de collecte de Suresnes',
      serial: 'PF1ABCDE',
      dataEpoch: 1,
    });
    const [event] = await queries.timeline(fixtures.people.aude, id);
    expect(event).toMatchObject({ verb: 'log', toState: 'received', operatorName: 'Aude' });
  });

  test('answers to its code in any spelling, its serial, an old number and its label’s address', async () => {
    const id = await logOne({ serial: 'SN-ANSWERS-1' });
    const { code } = await queries.get(fixtures.people.leila, id);
    await db.transaction((tx) => devices.addAlias(tx, id, 'Ville de Suresnes', 'INV 2019/0042'));
    const shown = `bn-${code.slice(0, 4)}-${code.slice(4)}`.toLowerCase();
    for (const typed of [code, shown, 'sn-answers-1', 'INV 2019/0042', `https://banque.example/E/${code}`]) {
      expect(await queries.byIdentifier(fixtures.people.leila, typed)).toMatchObject({ kind: 'one', id });
    }
  });

  test('is found by any part of code, serial, make or model', async () => {
    const id = await logOne({ serial: 'ZZTOP99812', make: 'Dell', model: 'Latitude 5490' });
    const list = t.app.get(DeviceList);
    for (const q of ['top998', 'latitude 549', 'DELL zztop']) {
      const page = await list.page(fixtures.people.leila, { q });
      expect(page.items.map((d) => d.id)).toContain(id);
    }
  });

  test('keeps its serial to itself among the living of its maker; a generic serial is nobody’s', async () => {
    await logOne({ serial: 'UNIQUE-1' });
    expect(await broken(logOne({ serial: 'unique-1' }))).toBe('devices.serial_taken');
    await logOne({ serial: 'To be filled by O.E.M.' });
    await logOne({ serial: 'To be filled by O.E.M.' });
  });
});

describe('who sees a device', () => {
  test('the bank and its holder do, everybody else finds nothing', async () => {
    const id = await logOne();
    const { leila, aude, karim, ines, omar, paul } = fixtures.people;
    for (const actor of [leila, aude]) await expect(queries.get(actor, id)).resolves.toBeDefined();
    for (const actor of [karim, ines, omar, paul, { kind: 'stranger', channel: 'page' } as const]) {
      expect(await broken(queries.get(actor, id))).toBe('not_found');
    }
  });

  test('a past holder keeps the history up to the end of their custody', async () => {
    const id = await logOne();
    await db.transaction(async (tx) => {
      await devices.perform(tx, fixtures.people.aude, 'report_lost', [id], { reason: 'not_found_on_shelf' });
      await devices.perform(tx, fixtures.people.leila, 'find', [id], { ...at('workshop'), reason: 'found_again' });
      await devices.perform(tx, fixtures.people.karim, 'move', [id], { ...at('workshop'), reason: 'tidied' });
    });
    await db.transaction((tx) => devices.addAlias(tx, id, 'Atelier', `APRES-${id}`));
    await db.query(`UPDATE devices.device SET grade = 'B' WHERE id = $1`, [id]);
    const seen = await queries.get(fixtures.people.aude, id);
    expect(seen).toMatchObject({ custodyEnded: true, allowed: [], holder: null, grade: null });
    expect(JSON.stringify(seen.aliases)).not.toContain('APRES');
    const past = await queries.timeline(fixtures.people.aude, id);
    expect(past.map((e) => e.verb)).toEqual(['find', 'report_lost', 'log']);
    expect(past[1]!.operatorName).toBe('Aude');
  });
});

describe('Postgres refuses, also to a script of the application’s role', () => {
  test.each([
    ['a change of state without history', `UPDATE devices.device SET state = 'returned' WHERE id = $1`],
    [
      'a change of holder without history',
      `UPDATE devices.device SET holder_org_id = (SELECT id FROM people.organisation WHERE kind = 'bank') WHERE id = $1`,
    ],
    ['another code', `UPDATE devices.device SET code = '2345678' WHERE id = $1`],
    ['forgetting', 'DELETE FROM devices.device_event WHERE device_id = $1'],
    ['rewriting history', `UPDATE devices.device_event SET reason = 'x' WHERE device_id = $1`],
    ['taking a device away', 'DELETE FROM devices.device WHERE id = $1'],
    [
      'history that no device followed',
      `INSERT INTO devices.device_event (device_id, verb, from_state, to_state, channel) VALUES ($1, 'find', 'lost', 'received', 'page')`,
    ],
    [
      'a way that the table does not know',
      `INSERT INTO devices.device_event (device_id, verb, from_state, to_state, channel) VALUES ($1, 'hand_over', 'received', 'handed_over', 'page')`,
    ],
  ])('%s', async (_what, sql) => {
    const id = await logOne();
    await expect(db.query(sql, [id])).rejects.toThrow();
  });

  test('an old epoch: it is counted, never written', async () => {
    const id = await logOne();
    await db.query('UPDATE devices.device SET data_epoch = 9 WHERE id = $1', [id]);
    expect((await queries.get(fixtures.people.leila, id)).dataEpoch).toBe(1);
  });

  test('another moment since which it waits: only a change of state says one', async () => {
    const id = await logOne();
    const { leila, aude } = fixtures.people;
    const since = async () => (await queries.get(leila, id)).waitingSince;
    const logged = await since();
    expect(logged).not.toBeNull();
    await db.query(`UPDATE devices.device SET state_since = '2020-01-01' WHERE id = $1`, [id]);
    const perform = (verb: 'move' | 'report_lost' | 'find', how: object) =>
      db.transaction((tx) => devices.perform(tx, verb === 'find' ? leila : aude, verb, [id], how));
    await perform('move', { ...at('collection'), reason: 'tidied' });
    expect(await since()).toEqual(logged);
    await perform('report_lost', { reason: 'not_found_on_shelf' });
    expect(await since()).toBeNull();
    await perform('find', { ...at('collection'), reason: 'found_again' });
    expect(new Date((await since())!).getTime()).toBeGreaterThan(new Date(logged!).getTime());
  });
});

describe('an inventory', () => {
  const machine = (media: object[]): Inventory =>
    readInventory(
      JSON.stringify({
        action: 'inventory',
        deviceid: 'x',
        itemtype: 'Computer',
        content: {
          versionclient: 'GLPI-Agent_v1.15',
          hardware: { name: 'x', chassis_type: 'Laptop', memory: 8000 },
          bios: { smanufacturer: 'LENOVO', smodel: '20LS', ssn: `PF${media.length}INVENT` },
          storages: media,
        },
      }),
    );

  test('adds media never seen before and forgets none', async () => {
    const id = await logOne({ make: '', model: '' });
    const inventory = t.app.get(InventoryService);
    const one = {
      name: 'sda',
      type: 'disk',
      serialnumber: 'WD-ONE',
      serial: 'WD-ONE',
      model: 'WDC',
      disksize: 500_000,
      interface: 'SATA',
    };
    const first = machine([one]);
    await db.transaction((tx) => inventory.attach(tx, fixtures.people.aude, id, first, 'a'.repeat(64)));
    const second = { ...machine([{ ...one, serialnumber: 'WD-TWO', serial: 'WD-TWO' }]), machine: first.machine };
    await db.transaction((tx) => inventory.attach(tx, fixtures.people.aude, id, second, 'b'.repeat(64)));
    const media = await queries.media(id);
    expect(media.map((m) => m.serial).sort()).toEqual(['WD-ONE', 'WD-TWO']);
    expect(await queries.get(fixtures.people.aude, id)).toMatchObject({
      make: 'LENOVO',
      serial: 'PF1INVENT',
      memoryMb: 8000,
    });
  });

  test('of another machine is refused', async () => {
    const id = await logOne({ serial: 'PFOTHER1' });
    const attach = db.transaction((tx) =>
      t.app.get(InventoryService).attach(tx, fixtures.people.aude, id, machine([]), 'c'.repeat(64)),
    );
    expect(await broken(attach)).toBe('devices.inventory_of_another');
  });
});
