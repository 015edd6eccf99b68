import { readInventory } from '#bank/devices';
import { inventoryFile } from '../../../../test/support/machines/inventories.js';

describe('what each format tells', () => {
  it.each([
    [
      'agent_xml/fusion-laptop.xml',
      {
        agent: 'FusionInventory-Agent_v2.6',
        receivedName: 'BN-7K3F-92Q',
        tag: 'MAIRIE',
        machine: {
          category: 'laptop',
          make: 'Dell Inc.',
          serial: '5CQDEMO',
          assetTag: 'INV-2019-0042',
          boardSerial: '/5CQDEMO/CN129633B700A6/',
        },
        processors: [{ cores: 2, threads: 4, speedMhz: 2100 }],
        memoryMb: 8192,
        memoryModules: [{ slot: 'DIMM A', type: 'DDR3', speedMhz: 1600, serial: 'CAECDEMO' }],
        // The same drive by its controller's path counts once; the card in the machine's own reader is a medium.
        media: [
          { kind: 'ssd', serial: 'TW0XXM30DEMO1', firmware: 'DM8110D' },
          { kind: 'sd', serial: '0x8a1bdemo' },
        ],
        batteries: [{ healthPercent: 72, cycles: 412 }],
        screens: [{ make: 'Sharp Corporation', serial: null, inches: 13.3, resolution: '1920x1080' }],
        graphics: [{ name: 'Intel HD Graphics 4400', memoryMb: 256 }],
        networks: [{ kind: 'wifi', name: 'Wireless 7260' }],
      },
    ],
    [
      'agent_xml/ocs-windows.xml',
      {
        machine: { category: 'desktop', model: 'HP EliteDesk 800 G2 SFF', assetTag: null },
        processor: 'Intel(R) Core(TM) i5-6500 CPU @ 3.20GHz',
        media: [
          { kind: 'disk', serial: 'W62DEMO1', interface: null },
          { kind: 'nvme', serial: 'S340NX0DEMO2', interface: 'RAID' },
        ],
        notMedia: [{ why: 'empty_reader' }, { why: 'optical' }],
        doubts: [],
      },
    ],
    [
      'lshw_json/netbook-emmc.json',
      {
        machine: { category: 'laptop', serial: 'G6N0DEMO1', boardSerial: null },
        processors: [{ name: 'Intel(R) Atom(TM) x5-Z8350 CPU @ 1.44GHz', cores: 4 }],
        memoryModules: [{ sizeMb: 2048, type: 'LPDDR3', serial: null }],
        media: [{ kind: 'emmc', serial: '1842DEMO', sizeBytes: 31_268_536_320 }],
        notMedia: [{ why: 'usb' }],
        networks: [{ kind: 'wifi', name: 'BCM43341' }],
      },
    ],
    [
      'lshw_json/old-loose-objects.json',
      {
        partial: true,
        media: [{ kind: 'disk', serial: 'WD-WX11DEMO1', sizeBytes: 160_041_885_696 }],
        notMedia: [{ why: 'optical' }],
      },
    ],
    [
      'smartctl_json/sas-and-usb.json',
      {
        partial: true,
        // It names the drives that it was pointed at, not all that the machine holds.
        hasStorageSection: false,
        media: [
          {
            kind: 'disk',
            serial: 'S0M0DEMO0000',
            model: 'SEAGATE ST600MM0006',
            health: { passed: true, hours: 31_245, badSectors: 3 },
          },
          { kind: 'disk', serial: 'Y5ODEMO1T', interface: 'USB', health: { badSectors: 10 } },
          { kind: 'ssd', serial: '50026B77DEMO1', health: { passed: false } },
        ],
      },
    ],
    ['smartctl_json/unknown-usb-bridge.json', { media: [], hasStorageSection: false }],
    [
      'inxi_json/laptop.json',
      {
        machine: { category: 'laptop', serial: '5CQDEMO', uuid: '4c4c4544-0043-5110-8036-b5c04f565931' },
        memoryModules: [{ slot: 'DIMM A', sizeMb: 8192 }],
        media: [{ kind: 'ssd', serial: 'TW0XXM30DEMO1', health: { passed: true, hours: 17_702 } }],
        notMedia: [{ why: 'usb' }, { why: 'optical' }],
        batteries: [{ healthPercent: 73, cycles: 314 }],
        screens: [
          { inches: 12.5, resolution: '1366x768' },
          { serial: 'CNC3DEMO1', inches: 27 },
        ],
        graphics: [{ name: 'Intel Haswell-ULT Integrated Graphics' }],
        networks: [{ kind: 'ethernet' }, { kind: 'wifi' }],
      },
    ],
    [
      'workbench/components-11.json',
      {
        agent: 'Workbench 11.0b9',
        machine: { category: 'laptop', serial: 'LUSEADEMO1', boardSerial: null },
        memoryModules: [{ sizeMb: 1024, type: 'DDR2', speedMhz: 667 }],
        media: [
          {
            kind: 'disk',
            serial: 'WD-WX11DEMO1',
            sizeBytes: 160_042_000_000,
            health: { passed: true, hours: 4675, badSectors: 1 },
          },
        ],
        batteries: [{ name: 'AL10A31', healthPercent: 30 }],
        screens: [{ inches: 10, resolution: '1024x600' }],
        networks: [{ kind: 'wifi' }],
      },
    ],
    [
      'workbench/components-old-numbers.json',
      {
        machine: { category: 'desktop', make: 'Hewlett-Packard' },
        memoryMb: 4096,
        media: [
          { kind: 'disk', sizeBytes: 500_107_837_440, health: { badSectors: 224 } },
          { kind: 'ssd', serial: '13470DEMO1' },
        ],
      },
    ],
    [
      'workbench/script.json',
      {
        agent: 'workbench-script 0.0.1',
        machine: { assetTag: 'BN-DEMO' },
        media: [
          { serial: 'WD-WCC6Y7DEMO01', firmware: '2.5+', health: { passed: true, hours: 1 } },
          { serial: 'S3YKNX0MDEMO01', sizeBytes: 67_108_864, health: { wearPercent: 0 } },
        ],
      },
    ],
    [
      'workbench/android.json',
      {
        tag: 'BN-7K3F-92Q',
        machine: { category: 'smartphone', make: 'Fairphone' },
        memoryMb: 3731,
        hasStorageSection: false,
      },
    ],
    [
      'lsblk_json/old-texts.json',
      {
        media: [
          { kind: 'ssd', serial: '50026B72DEMO2' },
          { kind: 'emmc', serial: '0x1842demo' },
        ],
        notMedia: [
          { why: 'raid' },
          { why: 'virtual' },
          { why: 'virtual' },
          { why: 'empty_reader' },
          { why: 'optical' },
        ],
        doubts: ['raid_hides_drives'],
        // Drives behind a volume were not seen: the list is not the whole.
        hasStorageSection: false,
      },
    ],
    [
      'dmidecode_text/all-in-one.txt',
      {
        machine: { category: 'all_in_one', model: 'ThinkCentre M810z', assetTag: 'INV-0117', boardSerial: null },
        memoryModules: [{ sizeMb: 8192, slot: 'ChannelA-DIMM0', speedMhz: 2133, serial: null }],
        hasStorageSection: false,
      },
    ],
  ] as const)('%s', (path, told) => {
    expect(readInventory(inventoryFile(path))).toMatchObject(told);
  });

  it('a tool that may not see soldered memory and shows no drive says nothing about storage', () => {
    const lshw = JSON.parse(inventoryFile('lshw_json/qemu.json').toString());
    const without = JSON.stringify(lshw, (_key, value) =>
      Array.isArray(value) ? value.filter((n) => !/^(?:\/dev\/)/.test([n?.logicalname].flat()[0] ?? '')) : value,
    );
    expect(readInventory(without)).toMatchObject({
      media: [],
      hasStorageSection: false,
      machine: { serial: 'PF3DEMO1' },
    });
  });

  it('a second core of old lshw is no second processor, a chip of two outputs no second card', () => {
    const node = (id: string, kind: string, more: object) => ({ id, class: kind, claimed: true, ...more });
    const tree = node('debian', 'system', {
      children: [
        node('cpu:0', 'processor', { product: 'Intel(R) Core(TM)2 Duo CPU     E8400  @ 3.00GHz', version: '6.7.10' }),
        node('cpu:1', 'processor', { version: '6.7.10', serial: '0001-067A-0000-0000-0000-0000' }),
        node('display:0', 'display', { product: '4 Series Chipset Integrated Graphics Controller' }),
        node('display:1', 'display', { product: '4 Series Chipset Integrated Graphics Controller' }),
      ],
    });
    const { processors, graphics } = readInventory(JSON.stringify(tree));
    expect(processors.map((p) => p.name)).toEqual(['Intel(R) Core(TM)2 Duo CPU E8400 @ 3.00GHz']);
    expect(graphics).toHaveLength(1);
  });

  it('an agent that found no drive, and one that did not look, are no knowledge', () => {
    const empty = '<REQUEST><QUERY>INVENTORY</QUERY><CONTENT><BIOS/><STORAGES></STORAGES></CONTENT></REQUEST>';
    expect(readInventory(empty)).toMatchObject({ media: [], mediaUnknown: 'no_fixed_medium' });
    expect(readInventory(empty.replace('<STORAGES></STORAGES>', '')).mediaUnknown).toBe('not_told');
  });
});
