import { bytesOf, mebibytesOf, mhzOf } from './amounts.js';
import { categoryFrom, isVirtual, machineFrom, uuidKey } from './machine.js';
import { readEdid } from './readers/glpi-content.js';

describe('the kind of a machine', () => {
  it.each([
    ['Notebook', null, 'laptop'],
    ['10', null, 'laptop'],
    ['Notebook (0xA)', null, 'laptop'],
    ['Convertible', 'HP EliteBook x360 1030 G2', 'laptop'],
    ['32', 'Surface Pro', 'tablet'],
    ['Laptop', 'Surface Laptop 3', 'laptop'],
    ['Desktop', 'Surface Studio', 'all_in_one'],
    [null, 'Mac14,2', 'laptop'],
    [null, 'Mac14,3', 'desktop'],
    [null, 'Mac16,3', 'all_in_one'],
    [null, 'Mac17,9', null],
    ['Desktop', 'ThinkCentre M92z', 'all_in_one'],
    ['Desktop', 'Veriton Z4640G', 'all_in_one'],
    ['Notebook', 'HP ENVY TouchSmart 15 Notebook PC', 'laptop'],
    ['Tablet', null, 'tablet'],
    ['Low Profile Desktop', 'OptiPlex 7040', 'desktop'],
    ['Mini Tower', 'ESPRIMO P556', 'desktop'],
    ['Space-saving', 'HP Compaq 8200 Elite SFF', 'desktop'],
    ['35', null, 'desktop'],
    ['Mini PC', 'NUC8i5BEH', 'desktop'],
    ['All In One', 'ThinkCentre M810z', 'all_in_one'],
    ['Desktop', 'HP ProOne 400 G3 20.0-in NT AiO', 'all_in_one'],
    ['Other', 'OptiPlex 3050 AIO', 'all_in_one'],
    ['All In One', 'iMac14,4', 'all_in_one'],
    ['Laptop', 'MacBookPro11,1', 'laptop'],
    ['Desktop', 'Macmini7,1', 'desktop'],
    ['Unknown', 'iMac12,1', 'all_in_one'],
    ['Notebook', 'Chromebook 14 G5', 'laptop'],
    [null, 'Raspberry Pi 4 Model B Rev 1.4', 'other'],
    ['Rack Mount Chassis', 'PowerEdge R620', 'other'],
    ['Other', 'ThinkPad T480', 'laptop'],
    [null, null, null],
    ['Unknown', 'A9-XZ', null],
  ])('chassis %j, model %j: %j', (chassis, model, kind) => {
    expect(categoryFrom(chassis, model)).toBe(kind);
  });

  it('a virtual machine is known by its maker or model, real ones are not taken for one', () => {
    for (const words of [
      'QEMU',
      'VirtualBox',
      'innotek GmbH',
      'VMware, Inc.',
      'VMware7,1',
      'Virtual Machine',
      'KVM',
      'HVM domU',
      'Standard PC (Q35 + ICH9, 2009)',
    ])
      expect([words, isVirtual(words)]).toEqual([words, true]);
    for (const words of ['LENOVO', 'Dell Inc.', 'Microsoft Corporation', 'Surface Laptop', 'Xenon 15', null])
      expect([words, isVirtual(words)]).toEqual([words, false]);
  });
});

describe('the machine itself', () => {
  it('is named as it is sold, without placeholders', () => {
    expect(machineFrom({ make: 'LENOVO', model: '20LS', version: 'ThinkPad L480', serial: 'PF3DEMO1' })).toMatchObject({
      model: 'ThinkPad L480',
      category: 'laptop',
    });
    expect(machineFrom({ make: 'IBM', model: 'IBM eServer x226-[8488PCR]-' }).model).toBe('IBM eServer x226');
    expect(
      machineFrom({
        make: 'System manufacturer',
        boardMake: 'ASUSTeK',
        model: 'To be filled by O.E.M.',
        boardModel: 'P5Q',
        serial: 'System Serial Number',
      }),
    ).toMatchObject({
      make: 'ASUSTeK',
      model: 'P5Q',
      serialIsGeneric: true,
    });
    expect(machineFrom({ assetTag: 'Asset-1234567890' }).assetTag).toBeNull();
    expect(machineFrom({ serial: 'To be filled by O.E.M.', chassisSerial: 'CZC0DEMO1' }).serial).toBe('CZC0DEMO1');
    expect(machineFrom({ serial: '<superuser required>' })).toMatchObject({ serial: null });
  });

  it('has one key for the two spellings of its UUID, none for a shared one', () => {
    expect(uuidKey('0022F1AF-654B-DF11-BDB7-BB823DF9FCAD')).toBe(uuidKey('aff12200-4b65-11df-bdb7-bb823df9fcad'));
    for (const none of [
      '03000200-0400-0500-0006-000700080009',
      'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
      'Not Settable',
      '',
      null,
    ])
      expect(uuidKey(none)).toBeNull();
  });
});

it('amounts of every spelling', () => {
  const sizes = [
    '500.1 GB',
    '476.94 GiB',
    '465,8G',
    '160042.0 MB',
    '64 MiB',
    '67108864',
    '1,8T',
    '0B',
    'No Module Installed',
  ];
  expect(sizes.map((s) => bytesOf(s))).toEqual([
    500_100_000_000,
    512_110_425_539,
    500_148_941_619,
    160_042_000_000,
    67_108_864,
    67_108_864,
    1_979_120_929_997,
    null,
    null,
  ]);
  expect(['8 GB', '8192 MB', '8 GiB', '1024.0 mebibyte', 'Unknown'].map(mebibytesOf)).toEqual([
    8192,
    8192,
    8192,
    1024,
    null,
  ]);
  expect(['2.4 GHz', '2400 MT/s', '1.0 gigahertz', 'Unknown', '3300'].map(mhzOf)).toEqual([
    2400,
    2400,
    1000,
    null,
    3300,
  ]);
});

it('a screen that is none, and one without a timing', () => {
  expect(readEdid('AAAA')).toBeNull();
  expect(readEdid(7)).toBeNull();
  const bare = Buffer.alloc(128);
  bare.set([0, 255, 255, 255, 255, 255, 255, 0]);
  bare.set([34, 19], 21);
  expect(readEdid(bare.toString('base64'))).toEqual({ inches: 15.3, resolution: null });
});
