import { DevicesService } from '#bank/devices';
import { InventoriesModule, ReceivedQueries, ReviewService } from '#bank/inventories';
import type { Actor } from '#platform/kernel';
import { type Arriving, arriving } from '../support/machines/arriving-machines.js';
import { freshMachine, type Says } from '../support/machines/machine-documents.js';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let karim: Actor;
let aude: Actor;
let leila: Actor;
let logged: Arriving['logged'];
let receive: Arriving['receive'];
let wentTo: Arriving['wentTo'];
let mediaOf: Arriving['mediaOf'];
let snapshots: Arriving['snapshots'];

beforeAll(async () => {
  s = await services(InventoriesModule);
  ({ karim, aude, leila } = s.fixtures.people);
  ({ logged, receive, wentTo, mediaOf, snapshots } = arriving(s));
});
afterAll(() => s.close());

describe('a machine finds its device', () => {
  test('by the code in its name, then its tag, then its asset tag', async () => {
    for (const where of ['name', 'tag', 'assetTag'] as const) {
      const device = await logged();
      const machine = freshMachine();
      expect(await wentTo({ ...machine, [where]: device.code })).toBe(device.id);
      expect(await mediaOf(device.id)).toEqual([machine.nvme, machine.sata].sort());
    }
  });

  test('by an old number', async () => {
    const device = await logged({ alias: { issuer: 'Ville de Suresnes', number: 'INV-2041' } });
    expect(await wentTo({ ...freshMachine(), name: 'inv-2041' })).toBe(device.id);
  });

  test('whose host name is not kept, also when it looks like a number', async () => {
    const kept = async (says: Says) => {
      const { id } = await receive({ ...freshMachine(), ...says });
      return (await s.app.get(ReceivedQueries).byId(karim, id)).number;
    };
    expect(await kept({ name: 'PC-0042' })).toBeNull();
    expect(await kept({ name: 'PC-0042', tag: 'INV-2041' })).toBe('INV-2041');
    expect(await kept({ name: '77042' })).toBe('77042');
  });

  test('by its serial and maker, whatever the maker calls itself', async () => {
    const machine = freshMachine();
    const device = await logged({ make: 'Hewlett-Packard', serial: machine.serial });
    expect(await wentTo({ ...machine, make: 'HP' })).toBe(device.id);
  });

  test('by its board in either spelling, when a disk of it was seen before', async () => {
    const machine = { ...freshMachine(), serial: 'Default string' };
    const device = await logged();
    expect(await wentTo({ ...machine, name: device.code })).toBe(device.id);
    const turned = machine.uuid!.replace(/^(..)(..)(..)(..)-(..)(..)-(..)(..)/, '$4$3$2$1-$6$5-$8$7');
    expect(await wentTo({ ...machine, uuid: turned, at: 'later' })).toBe(device.id);
    expect(await wentTo({ ...freshMachine(), serial: 'Default string', uuid: machine.uuid! })).toBe('board_alone');
  });

  test('by its code, also when more machines share its board than are looked at', async () => {
    const machine = freshMachine();
    const others = Array.from({ length: 60 }, () => ({ category: 'laptop' as const, serial: freshMachine().serial! }));
    const { id: organisation, place } = s.fixtures.organisations.workshop;
    const ids = await s.work((tx) =>
      s.app
        .get(DevicesService)
        .log(tx, { kind: 'system', channel: 'system' }, others, { location: { place }, holder: { organisation } }),
    );
    await s.db.query(
      `INSERT INTO devices.snapshot (id, device_id, event_id, source, sha256, has_storage_section, facts, raw)
       SELECT gen_random_uuid(), id, last_event_id, 'glpi_json', repeat('0', 64), false,
         jsonb_build_object('machine', jsonb_build_object('uuid', $2::text)), '{}' FROM devices.device WHERE id = ANY($1)`,
      [ids, machine.uuid],
    );
    const device = await logged({ serial: machine.serial! });
    expect(await wentTo({ ...machine, name: device.code })).toBe(device.id);
  });
});

describe('a person has to say, and nothing is merged', () => {
  test('when the serial means nothing, or the machine is unknown', async () => {
    expect(await wentTo({ ...freshMachine(), serial: 'To be filled by O.E.M.' })).toBe('generic_serial');
    expect(await wentTo(freshMachine())).toBe('unknown_machine');
  });

  test('when two makers’ devices have the serial, two owners the number, or code and serial differ', async () => {
    const { serial } = freshMachine();
    const [one] = [await logged({ make: 'Acer', serial: serial! }), await logged({ make: '', serial: serial! })];
    expect(await wentTo({ ...freshMachine(), serial, make: 'Acer' })).toBe('several_devices');
    await logged({ alias: { issuer: 'Mairie A', number: '77001' } });
    await logged({ alias: { issuer: 'Mairie B', number: '77001' } });
    expect(await wentTo({ ...freshMachine(), name: '77001' })).toBe('ambiguous_number');
    const other = await logged({ make: 'Dell', serial: 'DELL4711' });
    expect(await wentTo({ ...freshMachine(), name: one.code, serial: 'DELL4711', make: 'Dell Inc.' })).toBe(
      'number_and_serial_differ',
    );
    for (const d of [one, other]) expect(await snapshots(d.id)).toBe(0);
  });

  test('when another organisation holds the device: to its own people the machine is unknown, the bank sees it', async () => {
    const device = await logged({}, 'workshop');
    const outcome = await receive({ ...freshMachine(), name: device.code }, aude);
    expect(outcome).toMatchObject({ kind: 'waiting', reason: 'not_yours' });
    const queries = s.app.get(ReceivedQueries);
    expect(await queries.byId(aude, outcome.id)).toMatchObject({ reason: 'unknown_machine', candidates: [] });
    expect(await queries.byId(leila, outcome.id)).toMatchObject({
      reason: 'not_yours',
      candidates: [{ id: device.id }],
    });
    expect(await broken(queries.byId(karim, outcome.id))).toBe('not_found');
    expect(await snapshots(device.id)).toBe(0);
  });
});

describe('sent again, and at the same time', () => {
  test('the same document makes nothing twice, also twenty at once', async () => {
    const device = await logged();
    const says = { ...freshMachine(), name: device.code };
    const all = await Promise.all(Array.from({ length: 20 }, () => receive(says)));
    expect(new Set(all.map((o) => o.id)).size).toBe(1);
    expect(all.filter((o) => !o.again)).toHaveLength(1);
    expect(await snapshots(device.id)).toBe(1);
    expect((await receive(says)).again).toBe(true);
  });

  test('twenty documents of one machine: twenty snapshots of one device, each disk once', async () => {
    const machine = freshMachine();
    const device = await logged({ make: 'LENOVO', serial: machine.serial });
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => receive({ ...machine, at: `${i}` })));
    expect(new Set(all.map((o) => (o.kind === 'attached' ? o.deviceId : o.kind)))).toEqual(new Set([device.id]));
    expect(await snapshots(device.id)).toBe(20);
    expect(await mediaOf(device.id)).toEqual([machine.nvme, machine.sata].sort());
  });

  test('twenty documents of one unknown machine ask one question', async () => {
    const machine = freshMachine();
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => receive({ ...machine, at: `${i}` })));
    expect(all.every((o) => o.kind === 'waiting')).toBe(true);
    const rows = await s.db.query(
      'SELECT state, inventory IS NOT NULL AS kept FROM inventories.received WHERE serial = $1',
      [machine.serial],
    );
    expect(rows.filter((r: { state: string }) => r.state === 'waiting')).toEqual([{ state: 'waiting', kept: true }]);
    expect(rows.filter((r: { kept: boolean }) => r.kept)).toHaveLength(1);
  });
});

describe('a person decides', () => {
  test('which device it is: the snapshot is there, and the question closed', async () => {
    const machine = freshMachine();
    const outcome = await receive(machine);
    const device = await logged();
    const review = s.app.get(ReviewService);
    await s.work((tx) => review.attach(tx, karim, outcome.id, device.code));
    expect(await mediaOf(device.id)).toEqual([machine.nvme, machine.sata].sort());
    expect(await broken(s.work((tx) => review.attach(tx, karim, outcome.id, device.code)))).toBe(
      'inventories.already_decided',
    );
    expect(await s.app.get(ReceivedQueries).byId(karim, outcome.id)).toMatchObject({
      state: 'attached',
      inventory: null,
    });
    // The machine is known from now on.
    expect(await wentTo({ ...machine, at: 'later' })).toBe(device.id);
  });

  test('that it is not ours; another organisation cannot', async () => {
    const outcome = await receive(freshMachine());
    const review = s.app.get(ReviewService);
    expect(await broken(s.work((tx) => review.discard(tx, aude, outcome.id, 'trial')))).toBe('not_found');
    expect(await broken(s.work((tx) => review.discard(tx, karim, outcome.id, 'whatever')))).toBe(
      'inventories.reason_missing',
    );
    await s.work((tx) => review.discard(tx, karim, outcome.id, 'not_ours'));
    expect((await receive({ ...freshMachine() })).kind).toBe('waiting');
  });

  test('a question is answered by the machine itself, once its device is logged', async () => {
    const machine = freshMachine();
    const question = await receive(machine);
    const device = await logged({ make: 'Lenovo', serial: machine.serial });
    expect(await wentTo({ ...machine, at: 'later' })).toBe(device.id);
    expect(await s.app.get(ReceivedQueries).byId(karim, question.id)).toMatchObject({
      state: 'replaced',
      inventory: null,
    });
  });
});
