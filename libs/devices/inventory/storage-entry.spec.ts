import { readStorage } from './storage-entry.js';

describe('kinds of storage', () => {
  it.each([
    [{ name: 'sda', type: 'disk', description: 'SATA', model: 'ST500LM021-1KJ152', disksize: 500107 }, 'disk'],
    [{ name: 'sda', type: 'disk', description: 'SATA', model: 'Samsung SSD 860 EVO', disksize: 500107 }, 'ssd'],
    [{ name: 'sda', type: 'disk', description: 'SATA', model: 'CT240BX500SSD1', disksize: 240057 }, 'ssd'],
    [
      { name: 'PhysicalDisk0', type: 'SSD', interface: 'SATA', model: 'KINGSTON SA400S37240G', disksize: 240057 },
      'ssd',
    ],
    [
      { name: 'PhysicalDisk0', type: 'SSD', interface: 'NVMe', model: 'SKHynix_HFS256GD9TNI', disksize: 256060 },
      'nvme',
    ],
    [{ name: 'PhysicalDisk0', type: 'HDD', interface: 'SATA', model: 'TOSHIBA MQ01ABF050', disksize: 500107 }, 'disk'],
    [{ name: 'PhysicalDisk0', type: 'SSD', interface: 'MMC', model: 'DF4064', disksize: 62537 }, 'emmc'],
    [{ name: 'mmcblk0', type: 'disk', description: 'MMC', model: 'DF4032', disksize: 31268 }, 'emmc'],
    [{ name: 'mmcblk1', type: 'removable', description: 'MMC', model: 'SD16G', disksize: 15931 }, 'sd'],
    [{ name: 'PhysicalDisk1', type: 'UNKNOWN', interface: 'SD', model: 'SD Card', disksize: 15931 }, 'sd'],
    [{ name: 'sdb', type: 'removable', description: 'USB', model: 'SD/MMC Reader', disksize: 15931 }, 'sd'],
    [{ name: 'sdb', type: 'removable', description: 'SCSI', model: 'Cruzer Blade', disksize: 15931 }, 'usb'],
    [
      {
        name: '\\\\.\\PHYSICALDRIVE1',
        type: 'Removable Media',
        interface: 'USB',
        model: 'SanDisk Cruzer USB Device',
        disksize: 8004,
      },
      'usb',
    ],
    [{ name: 'sda', type: 'removable', description: 'SATA', model: 'WDC WD5000', disksize: 500107 }, 'disk'],
    [{ name: 'D:', type: 'DVD Writer', description: 'Lecteur de CD-ROM', model: 'HL-DT-ST DVDRAM GUE1N' }, 'optical'],
    [{ name: 'sr0', type: 'removable', description: 'SATA', model: 'DVDRAM GUE1N', disksize: 1073 }, 'optical'],
    [{ name: 'sdc', type: 'removable', description: 'USB', model: 'USB2.0-CRW' }, 'empty_reader'],
    [{ name: 'loop0', type: 'disk', disksize: 120 }, 'virtual'],
    [{ name: 'sda', type: 'disk', serial: 'ABCD1234X' }, 'disk'],
    [{}, null],
    [{ firmware: '1' }, null],
  ])('%j is %j', (entry, kind) => {
    const read = readStorage(entry);
    expect(read && ('medium' in read ? read.medium.kind : read.notMedium.why)).toBe(kind);
  });

  it('does not take the identifier of a partition table for a serial', () => {
    const serials = [
      'a1b2c3d4',
      'e2d02a40-829a-44ce-b863-cf765ac2c9eb',
      '1CmGuH-0Vwr-H3O6-dhgy-wEHS-P2jC-NuhuPS',
      '0xa1b2c3d4',
      'S3YKNX0MDEMO01',
    ];
    const read = serials.map((serial) => readStorage({ name: 'sda', type: 'disk', disksize: 1, serial }));
    expect(read.map((r) => r && 'medium' in r && r.medium.serial)).toEqual([
      null,
      null,
      null,
      '0xa1b2c3d4',
      'S3YKNX0MDEMO01',
    ]);
  });
});
