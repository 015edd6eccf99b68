import { DataSource } from 'typeorm';
import type { Fixtures } from '#bank/demo';
import { DeviceQueries, DevicesService, InventoryService, readInventory } from '#bank/devices';
import { ruleFromPg } from '#platform/database';
import { RuleBroken } from '#platform/kernel';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let db: DataSource;
let fixtures: Fixtures;
let devices: DevicesService;
let queries: DeviceQueries;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
  devices = t.app.get(DevicesService);
  queries = t.app.get(DeviceQueries);
});
afterAll(() => t.close());

async function logOne(more: object = {}): Promise<string> {
  const { id: organisation, place } = fixtures.organisations.collection;
  const [id] = await db.transaction((tx) =>
    devices.log(tx, fixtures.people.aude, [{ category: 'laptop', make: 'Lenovo', model: 'L480', ...more }], {
      location: { place },
      holder: { organisation },
    }),
  );
  return id!;
}
const correct = (id: string, to: object) => db.transaction((tx) => devices.correct(tx, fixtures.people.aude, id, to));
const changesOf = async (id: string) =>
  (await queries.timeline(fixtures.people.aude, id)).map(({ verb, changes }) => [verb, changes]);

test('what was overwritten in a device stands in its history, field by field, newest first', async () => {
  const id = await logOne({ serial: 'PAST-1' });
  await correct(id, { serial: 'PAST-2', model: 'L490' });
  await correct(id, { serial: null });
  await correct(id, { serial: null });
  expect(await changesOf(id)).toEqual([
    ['correct', [{ field: 'serial', before: 'PAST-2', after: null }]],
    [
      'correct',
      [
        { field: 'model', before: 'L480', after: 'L490' },
        { field: 'serial', before: 'PAST-1', after: 'PAST-2' },
      ],
    ],
    ['log', []],
  ]);
});

test('what an inventory fills in or overwrites stands there too', async () => {
  const id = await logOne({ make: '', model: '' });
  const told = (memory: number) => ({
    bios: { ssn: 'PAST-INV-1' },
    hardware: { memory, uuid: '4c4c4544-0042-3510-8051-b4c04f303132' },
  });
  for (const memory of [8192, 16384]) {
    const document = { deviceid: 'pc-1', action: 'inventory', itemtype: 'Computer', content: told(memory) };
    const inventory = readInventory(Buffer.from(JSON.stringify(document)));
    await db.transaction((tx) =>
      t.app
        .get(InventoryService)
        .attach(tx, fixtures.people.aude, id, { ...inventory, memoryMb: memory }, `${memory}`.padStart(64, '0')),
    );
  }
  const past = await changesOf(id);
  expect(past[0]).toEqual(['take_inventory', [{ field: 'memory_mb', before: '8192', after: '16384' }]]);
  expect(past[1]).toEqual([
    'take_inventory',
    expect.arrayContaining([
      { field: 'serial', before: null, after: 'PAST-INV-1' },
      { field: 'memory_mb', before: null, after: '8192' },
    ]),
  ]);
});

test('who only keeps the past reads what was put right up to the end of their custody', async () => {
  const id = await logOne({ serial: 'PAST-3' });
  await correct(id, { serial: 'PAST-4' });
  const { id: organisation, place } = fixtures.organisations.workshop;
  await db.transaction(async (tx) => {
    await devices.perform(tx, fixtures.people.aude, 'report_lost', [id], { reason: 'not_found_on_shelf' });
    await devices.perform(tx, fixtures.people.leila, 'find', [id], {
      location: { place },
      holder: { organisation },
      reason: 'found_again',
    });
  });
  await db.transaction((tx) => devices.correct(tx, fixtures.people.leila, id, { serial: 'PAST-5' }));
  const told = JSON.stringify(await changesOf(id));
  expect(told).toContain('PAST-4');
  expect(told).not.toContain('PAST-5');
  const since = (who: 'aude' | 'leila') =>
    queries.changedSince(fixtures.people[who], id, ['serial'], new Date('2020-01-01'));
  expect(await since('aude')).toMatchObject([{ before: 'PAST-3', after: 'PAST-4' }]);
  expect(await since('leila')).toMatchObject([{ before: 'PAST-3', after: 'PAST-5' }]);
  // What is again as it was is no change.
  await db.transaction((tx) => devices.correct(tx, fixtures.people.leila, id, { serial: 'PAST-3' }));
  expect(await since('leila')).toEqual([]);
});

test.each([
  ['a serial without history', `UPDATE devices.device SET serial = 'FORGED' WHERE id = $1`],
  ['the key of a serial', `UPDATE devices.device SET serial_key = 'FORGED' WHERE id = $1`],
  ['a model without history', `UPDATE devices.device SET model = 'FORGED' WHERE id = $1`],
  ['a value of the past', `UPDATE devices.former_value SET before = 'FORGED' WHERE device_id = $1`],
  ['a past that goes', 'DELETE FROM devices.former_value WHERE device_id = $1'],
  [
    'a past that was not',
    `INSERT INTO devices.former_value (device_id, event_id, field, before, after) SELECT id, last_event_id, 'serial', 'A', 'B' FROM devices.device WHERE id = $1`,
  ],
])('Postgres refuses %s, to any script', async (_, sql) => {
  const id = await logOne({ serial: `S${Math.random()}` });
  await correct(id, { model: 'X1' });
  const said = await db.query(sql, [id]).then(
    () => 'done',
    (error: unknown) => (ruleFromPg(error) instanceof RuleBroken ? ruleFromPg(error)!.code : String(error)),
  );
  expect(said).toMatch(/no_change_without_history|permission denied|append_only/);
});
