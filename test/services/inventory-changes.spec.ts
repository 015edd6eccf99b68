import { SnapshotQueries } from '#bank/devices';
import { InventoriesModule, Reception } from '#bank/inventories';
import type { Actor } from '#platform/kernel';
import { type Arriving, arriving } from '../support/machines/arriving-machines.js';
import { agentJson, documentOf, freshMachine } from '../support/machines/machine-documents.js';
import { type Services, services } from '../support/servers/services.js';

let s: Services;
let karim: Actor;
let logged: Arriving['logged'];
let receive: Arriving['receive'];
let mediaOf: Arriving['mediaOf'];

beforeAll(async () => {
  s = await services(InventoriesModule);
  ({ karim } = s.fixtures.people);
  ({ logged, receive, mediaOf } = arriving(s));
});
afterAll(() => s.close());

const demo = async (id: string) => (await s.app.get(SnapshotQueries).demo(id))!;

test('a new disk, memory that went; a partial inventory makes nothing gone', async () => {
  const machine = { ...freshMachine() };
  const device = await logged();
  const says = { ...machine, name: device.code, memory: [4096, 4096] };
  await receive(says);
  expect((await demo(device.id)).changes).toBeNull();
  await receive({ ...says, at: '2', partial: true, without: ['storages', 'memories', 'batteries', 'cpus'] });
  const quiet = await demo(device.id);
  expect(quiet.changes).toBeNull();
  expect(quiet.machine).toMatchObject({ memoryMb: 8192, hasStorageSection: true });
  expect(quiet.machine.media).toHaveLength(2);
  await receive({ ...says, at: '3', sata: 'WD-NEWDISK0001', memory: [4096] });
  expect((await demo(device.id)).changes).toMatchObject({
    mediaNew: [{ serial: 'WD-NEWDISK0001' }],
    mediaGone: [{ serial: machine.sata }],
    memoryWent: [{ sizeMb: 4096 }],
  });
  expect(await mediaOf(device.id)).toEqual([machine.nvme, machine.sata, 'WD-NEWDISK0001'].sort());
});

test('a drive that Linux and Windows each show their way is one; another one of its model is another', async () => {
  const machine = freshMachine();
  const device = await logged();
  const windows = (eui: string) => {
    const says = JSON.parse(agentJson({ ...machine, name: device.code, sata: null, at: eui }).toString());
    const nvme = says.content.storages.find((x: { serial: string }) => x.serial === machine.nvme);
    says.content.storages = [{ ...nvme, name: 'PhysicalDisk0', interface: 'NVMe', type: 'SSD', serial: eui }];
    return s.app.get(Reception).receive(karim, documentOf(Buffer.from(JSON.stringify(says))));
  };
  await windows('0025_3885_81B1_4E6F.');
  expect(await mediaOf(device.id)).toEqual([null]);
  await receive({ ...machine, name: device.code, sata: null });
  expect(await mediaOf(device.id)).toEqual([machine.nvme]);
  await windows('0025_3885_81B1_4E6F.');
  expect(await mediaOf(device.id)).toEqual([machine.nvme]);
  await windows('0025_3885_81B1_FFFF.');
  expect(await mediaOf(device.id)).toEqual([machine.nvme, null]);
});

test('a report of one drive adds it and touches nothing else', async () => {
  const machine = freshMachine();
  const device = await logged();
  await receive({ ...machine, name: device.code });
  const smart = JSON.stringify({
    json_format_version: [1, 0],
    smartctl: { version: [7, 4] },
    device: { name: '/dev/sdb', type: 'sat', protocol: 'ATA' },
    model_name: 'Samsung SSD 860 EVO 500GB',
    serial_number: 'S3Z9NB0K111111',
    user_capacity: { bytes: 500_107_862_016 },
    rotation_rate: 0,
    smart_status: { passed: true },
  });
  const outcome = await s.app.get(Reception).receive(karim, documentOf(Buffer.from(smart), [device.code]));
  expect(outcome).toMatchObject({ kind: 'attached', deviceId: device.id });
  const { machine: now, changes } = await demo(device.id);
  expect(now.media.map((m) => m.serial).sort()).toEqual([machine.nvme, machine.sata, 'S3Z9NB0K111111'].sort());
  expect(now.memoryMb).toBe(8192);
  expect(changes).toMatchObject({ mediaNew: [{ serial: 'S3Z9NB0K111111' }], mediaGone: [] });
});
