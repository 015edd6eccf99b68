import { chargeOf } from './amounts.js';
import { readInventory } from './formats.js';

/**
 * What documents of real machines taught, each rule shown by the smallest document of its form. Written after the
 * formats: every serial is invented.
 */
const json = (value: unknown) => readInventory(JSON.stringify(value));
const agent = (content: Record<string, unknown>) => json({ action: 'inventory', content });
const lshw = (system: Record<string, unknown>, children: readonly unknown[] = []) =>
  json({ id: 'host', class: 'system', claimed: true, ...system, children: [{ id: 'core', class: 'bus', children }] });
const dmi = (...structures: readonly string[]) => readInventory(`# dmidecode 3.3\n${structures.join('\n\n')}\n`);

describe('what agents of real machines write', () => {
  it('batteries count in mWh or mAh, old agents in Wh', () => {
    const { batteries } = agent({
      hardware: {},
      batteries: [
        { name: '00HWDEMO', capacity: '23540', real_capacity: '19450' },
        { name: 'OLDDEMO', capacity: '43.7456 Wh', real_capacity: '40.1 Wh' },
        { name: 'EMPTYDEMO', capacity: 0, real_capacity: 1200 },
      ],
    });
    expect(batteries.map((b) => b.healthPercent)).toEqual([83, 92, null]);
    expect(['41 Ah', '3500000 µWh', '12 apples', null].map(chargeOf)).toEqual([41_000, 3500, null, null]);
  });

  it('memory: the slot is not what Windows and macOS caption every module, empty slots have no serial', () => {
    const module = (m: Record<string, unknown>) => agent({ memories: [{ capacity: '2048', ...m }] }).memoryModules[0];
    const french = {
      caption: 'Mémoire physique',
      description: 'Mémoire physique',
      numslots: 1,
      serialnumber: '0000000',
    };
    expect(module(french)).toMatchObject({ slot: '1', serial: null, sizeMb: 2048 });
    expect(module({ caption: 'Status: OK', numslots: '0', serialnumber: '0x00000000' })).toMatchObject({
      slot: '0',
      serial: null,
    });
    expect(module({ caption: 'ChannelA-DIMM0', description: 'SODIMM', numslots: 3 })?.slot).toBe('ChannelA-DIMM0');
    for (const none of ['SerNum02', 'A1_SerNum0', 'NO DIMM', '[Empty]', 'Unknown', '0x0'])
      expect([none, module({ serialnumber: none })?.serial]).toEqual([none, null]);
    expect(module({ serialnumber: '0xD528DEMO' })?.serial).toBe('0xD528DEMO');
    expect(module({ capacity: '4 GB' })?.sizeMb).toBe(4096);
    expect(agent({ memories: [{ capacity: 'No', caption: 'D9' }] }).memoryModules).toEqual([]);
  });

  it('processors: as many cores as are there, one space where firmware pads its name', () => {
    const cpu = { name: 'Intel(R) Celeron(R) CPU  N3050  @ 1.60GHz', core: 1, corecount: 4 };
    expect(agent({ cpus: [cpu] }).processors).toMatchObject([
      { name: 'Intel(R) Celeron(R) CPU N3050 @ 1.60GHz', cores: 4 },
    ]);
  });

  it('a handheld says its IMEI beside its maker', () => {
    const { machine } = agent({
      bios: { imei: '490154203237518', smanufacturer: 'HTC', smodel: 'Touch', type: 'Embedded Terminal' },
    });
    expect(machine).toMatchObject({ category: 'smartphone', imei: ['490154203237518'] });
  });

  it.each([
    [{ smanufacturer: 'ASUS', smodel: 'All Series', mmodel: 'Z87-A' }, 'Z87-A'],
    [{ smanufacturer: 'LENOVO', smodel: '81HN', sversion: 'Lenovo V130-15IKB' }, 'Lenovo V130-15IKB'],
    [{ smanufacturer: 'LENOVO', smodel: '82C5', sversion: 'V15-IIL' }, 'V15-IIL'],
    [{ smanufacturer: 'LENOVO', smodel: '0769EKG', sversion: '3000 N200' }, '3000 N200'],
    [{ smanufacturer: 'LENOVO', smodel: '7220W3T', sversion: 'ThinkCentre M58p' }, 'ThinkCentre M58p'],
    [{ smanufacturer: 'LENOVO', smodel: '10A9004TFR', sversion: 'SDK0E50510 WIN' }, '10A9004TFR'],
    [{ smanufacturer: 'LENOVO', smodel: '6234A1G', sversion: 'Lenovo Product' }, '6234A1G'],
    [{ smanufacturer: 'LENOVO', smodel: '6234A1G', sversion: 'INVALID' }, '6234A1G'],
    [{ smanufacturer: 'Dell Inc.', smodel: 'XPS 13 9350', sversion: 'A 12' }, 'XPS 13 9350'],
  ])('%j is a %s', (bios, model) => {
    expect(agent({ bios }).machine.model).toBe(model);
  });

  it('a server in a tower is a server; a placeholder in angle brackets is none; a board has a serial or none', () => {
    const tower = {
      hardware: { chassis_type: 'Mini Tower' },
      bios: { smodel: 'PowerEdge T20', assettag: '<BAD INDEX>' },
    };
    expect(agent(tower).machine).toMatchObject({ category: 'other', assetTag: null });
    expect(agent({ bios: { msn: '0123456789', mmodel: 'P5Q' } }).machine.boardSerial).toBeNull();
  });

  it('drives: what a remote control lends is none, and a name that says SSD is believed over "rotates"', () => {
    const drive = (s: Record<string, unknown>) => agent({ storages: [{ name: 'sda', type: 'disk', ...s }] });
    expect(drive({ model: 'Virtual Floppy', manufacturer: 'iDRAC' }).notMedia).toMatchObject([{ why: 'virtual' }]);
    expect(drive({ name: 'E:', type: 'UNKNOWN', model: 'hp CDDVDW SU-208FB' }).notMedia).toMatchObject([
      { why: 'optical' },
    ]);
    const old = json({
      type: 'Snapshot',
      device: { type: 'Laptop' },
      components: [
        { type: 'HardDrive', model: 'SAMSUNG MZNTYDEMO', serialNumber: 'S2ZPDEMO1', size: 244198 },
        { type: 'HardDrive', model: 'ST3250318AS', serialNumber: '6VYDEMO1', size: 238475 },
        { type: 'GraphicCard', manufacturer: 'Intel Corporation', model: 'Intel Corporation' },
      ],
    });
    expect(old.media.map((m) => m.kind)).toEqual(['ssd', 'disk']);
    expect(old.graphics).toEqual([]);
    expect(old.media.map((m) => m.sizeBytes)).toEqual([256_060_162_048, 250_059_161_600]);
  });

  it('Workbench 11 from its betas on: sizes in megabytes with fractions, screens measured to the last digit', () => {
    const read = json({
      type: 'Snapshot',
      version: '11.0b9',
      device: { type: 'Laptop', chassis: 'Netbook' },
      components: [
        { type: 'HardDrive', model: 'WDC WD1600BEVT-2', serialNumber: 'WD-WX1DEMO1', size: 160_041.88569599998 },
        { type: 'Display', size: 10.030411318500475, resolutionWidth: 1024, resolutionHeight: 600 },
        { type: 'Battery', size: 2200, actions: [{ type: 'MeasureBattery', size: 641 }] },
      ],
    });
    expect(read.media[0]?.sizeBytes).toBe(160_041_885_696);
    expect(read.screens[0]?.inches).toBe(10);
    expect(read.batteries[0]?.healthPercent).toBe(29);
  });
});

describe('what other tools write of real machines', () => {
  it('lsblk: kernel names alone are names, and a drive of two arrays stands in the list twice', () => {
    const disk = {
      kname: 'sda',
      model: 'DRIVE 0',
      size: 1_765_517_033_472,
      rota: true,
      type: 'disk',
      serial: 'SDADEMO1',
    };
    const read = json({
      blockdevices: [disk, { ...disk, serial: null }, { kname: 'dm-0', size: '1765517033472', type: 'mpath' }],
    });
    expect(read.media).toHaveLength(1);
    // On no bus, and « DRIVE 0 » is no model.
    expect(read.mediaUnknown).toBe('name_no_model');
    const paths = ['sda', 'mapper/vg0', 'nbd0', 'md0', 'dm-0'].map((p) => ({
      path: `/dev/${p}`,
      type: 'disk',
      size: 2e9,
    }));
    expect(json({ blockdevices: paths }).media).toHaveLength(1);
  });

  it('lshw and dmidecode: before SMBIOS 2.4 "virtual machine" is noise', () => {
    const firmware = { id: 'firmware', class: 'memory', capabilities: { virtualmachine: 'this is a virtual machine' } };
    const of = (version: string) =>
      lshw({ product: 'X', serial: 'DEMO1', capabilities: { [`smbios-${version}`]: true } }, [firmware]).doubts;
    expect(of('2.2')).toEqual([]);
    expect(of('2.31')).toEqual([]);
    expect(of('2.8')).toEqual(['virtual_machine']);
    const bios = 'Handle 0x0000, DMI type 0, 24 bytes\nBIOS Information\n\tVendor: A\n\t\tSystem is a virtual machine';
    expect(dmi('SMBIOS 2.2 present.', bios).doubts).toEqual([]);
    expect(dmi('SMBIOS 3.0.0 present.', bios).doubts).toEqual(['virtual_machine']);
  });

  it('lshw: a server has several memory controllers, whose modules may have no size', () => {
    const bank = {
      id: 'bank:0',
      class: 'memory',
      description: 'DIMM Synchronous 2133 MHz',
      serial: '101BDEMO',
      slot: 'DIMM_A0',
    };
    const controller = (n: number) => ({ id: `memory:${n}`, class: 'memory', size: 34_359_738_368, children: [bank] });
    expect(lshw({ serial: 'DEMO1' }, [controller(0), controller(1)]).memoryMb).toBe(65_536);
  });

  it.each([
    '00010002-0003-0004-0005-000600070008',
    '02000100-0300-0400-0005-000600070008',
    '00020003-0004-0005-0006-000700080009',
    '78563412-3412-7856-90AB-CDDEEFAABBCC',
    '4C4C4544-0000-2010-8020-80C04F202020',
  ])('a UUID that whole series share names no machine: %s', (uuid) => {
    expect(agent({ hardware: { uuid } }).machine.uuid).toBeNull();
  });

  it('lshw: firmware that does not name the machine was read all the same', () => {
    const blank = { description: 'Desktop Computer', configuration: { uuid: '80C73C32-DB09-E511-AE2C-B8AEED00DE00' } };
    expect(lshw(blank).doubts).toEqual([]);
    expect(lshw({ description: 'Computer' }).doubts).toEqual(['not_run_as_root']);
  });

  it('dmidecode before 2.9, and memory where firmware has no type 17', () => {
    const old = readInventory(
      [
        'SMBIOS 2.3 present.',
        'Handle 0x0100\n\tDMI type 1, 25 bytes.\n\tSystem Information Block\n\t\tVendor: IBM\n\t\tProduct: -[84803DE]-\n\t\tSerial Number: KBKDEMO',
        'Handle 0x0300\n\tDMI type 3, 17 bytes.\n\tChassis Information Block\n\t\tChassis Type: Mini Tower\n\t\t\tLock present',
        'Handle 0x0400\n\tDMI type 4, 32 bytes.\n\tProcessor\n\t\tProcessor Version: Pentium 4      ',
        'Handle 0x0600\n\tDMI type 6, 12 bytes.\n\tMemory Bank\n\t\tSocket: DIMM1\n\t\tType: ECC DIMM SDRAM\n\t\tInstalled Size: 256Mbyte',
        'Handle 0x0601\n\tDMI type 6, 12 bytes.\n\tMemory Bank\n\t\tSocket: DIMM2\n\t\tInstalled Size: Not Installed',
        'Handle 0x1100\n\tDMI type 17, 23 bytes.\n\tMemory Device',
      ].join('\n'),
    );
    expect(old.machine).toMatchObject({ make: 'IBM', model: '84803DE', serial: 'KBKDEMO', category: 'desktop' });
    expect(old.processor).toBe('Pentium 4');
    expect(old.memoryModules).toMatchObject([{ sizeMb: 256, type: 'SDRAM', slot: 'DIMM1' }]);
    // Read in one pass: a search that tries every way to split the blanks would not come back.
    expect(() => readInventory(`Handle 0x0001${'\r\n\t'.repeat(6000)}x`)).toThrow('devices.inventory_unreadable');
    const both = dmi(
      'Handle 0x0016, DMI type 17, 28 bytes\nMemory Device\n\tSize: 1 GB\n\tLocator: DIMM0\n\tType: DDR2',
      'Handle 0x0018, DMI type 6, 12 bytes\nMemory Module Information\n\tInstalled Size: 1024 MB (Single-bank Connection)',
    );
    expect(both.memoryMb).toBe(1024);
  });
});
