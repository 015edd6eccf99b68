import { driveSerial, euiOf, readStorage } from './storage-entry.js';

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
    // A case is named by its bridge, in one field or the other.
    [
      {
        name: 'sdb',
        type: 'disk',
        description: 'SCSI',
        manufacturer: 'Realtek',
        model: 'RTL9210 NVME',
        disksize: 512110,
      },
      'usb',
    ],
    [{ name: 'sdb', type: 'disk', description: 'SCSI', model: 'JMicron JMS583 NVMe', disksize: 512110 }, 'usb'],
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
    // Windows: the bus of a RAID-mode controller says nothing, the name does; a mounted image is no drive.
    [
      { name: 'PhysicalDisk0', type: 'SSD', interface: 'RAID', model: 'PM981 NVMe Samsung 512GB', disksize: 512110 },
      'nvme',
    ],
    [
      { type: 'Fixed hard disk media', interface: 'SCSI', model: 'NVMe KBG40ZNS256G TOSHIBA', disksize: 256052 },
      'nvme',
    ],
    [{ type: 'Fixed hard disk media', interface: 'RAID', model: 'ST1000LM035-1RK172', disksize: 1000202 }, 'disk'],
    [
      { type: 'Fixed hard disk media', interface: 'SCSI', model: 'Msft Virtual Disk SCSI Disk Device', disksize: 94 },
      'virtual_machine',
    ],
    [{ type: 'Fixed hard disk media', interface: 'RAID', model: 'Intel Raid 1 Volume', disksize: 1000202 }, 'raid'],
    // macOS
    [
      {
        name: 'disk0',
        type: 'Disk drive',
        interface: 'SATA',
        model: 'SSD SD0128F',
        manufacturer: 'Apple',
        description: 'APPLE SSD SD0128F',
        disksize: 115712,
      },
      'ssd',
    ],
    [
      {
        name: 'disk0',
        type: 'Disk drive',
        interface: 'SATA',
        model: 'WDC WD2500AAJS-40VWA1',
        description: 'WDC WD2500AAJS-40VWA1',
        disksize: 238475,
      },
      'disk',
    ],
    [
      { name: 'disk0', type: 'Disk drive', interface: 'PCI-Express', model: 'APPLE SSD AP0256M', disksize: 251000 },
      'nvme',
    ],
    [
      { name: 'OPTIARC DVD RW AD-5630A', type: 'Disk burning', interface: 'ATAPI', model: 'OPTIARC DVD RW AD-5630A' },
      'optical',
    ],
    [{ name: 'spcardreader', type: 'Card reader', model: 'spcardreader', description: 'spcardreader' }, 'empty_reader'],
    [{ name: 'disk2', type: 'SD Card', description: 'SDHC Card', disksize: 15193 }, 'sd'],
    [{ name: 'disk1', type: 'Disk drive', interface: 'USB', model: 'External USB 3.0', disksize: 476940 }, 'usb'],
    [
      {
        name: 'disk2',
        type: 'Disk drive',
        interface: '1394',
        description: 'Target Disk Mode SBP-LUN',
        disksize: 305244,
      },
      'usb',
    ],
    // Servers: a controller's volume, and a drive behind one.
    [
      { name: 'sda', type: 'disk', description: 'SCSI', manufacturer: 'DELL', model: 'PERC H710', disksize: 999653 },
      'raid',
    ],
    [
      { name: 'sda', type: 'disk', description: 'SCSI', manufacturer: 'HP', model: 'LOGICAL VOLUME', disksize: 299966 },
      'raid',
    ],
    [
      {
        name: 'a0d1',
        type: 'disk',
        description: 'SAS',
        manufacturer: 'SEAGATE',
        model: 'ST600MM0006',
        disksize: 600127,
      },
      'disk',
    ],
    // A virtual machine's own drive stays one: the machine itself is doubted.
    [{ name: 'sda', type: 'disk', description: 'SATA', model: 'VBOX HARDDISK', disksize: 40000 }, 'disk'],
    [{}, 'entry_unread'],
    [{ firmware: '1' }, 'entry_unread'],
    [{ name: 'mmcblk0boot0', type: 'disk', description: 'MMC', disksize: 4 }, null],
  ])('%j is %j', (entry, kind) => {
    const read = readStorage(entry);
    const what = read && ('medium' in read ? read.medium.kind : 'unread' in read ? read.unread : read.notMedium.why);
    expect(what).toBe(kind);
  });

  it.each([
    ['W62DEMO1', 'W62DEMO1'],
    ['"S3YKNX0MDEMO01."', 'S3YKNX0MDEMO01'],
    ['  WD-WCC6Y7DEMO01  ', 'WD-WCC6Y7DEMO01'],
    // Windows 7: hexadecimal, pairs turned round.
    ['2020202057202d4443573643375945444f4d3130', 'WD-WCC6Y7DEMO01'],
    ['20202020202020203657325a3131344d32463533', 'W6Z211M4F235'],
    // Windows: the identifier of an NVMe namespace.
    ['0025_3885_81B1_4E6F.', null],
    ['0100_0000_0000_0000_8CE3_8E04_0123_4567.', null],
    ['6177c38f910a83560899e28ee97c6204', '6177c38f910a83560899e28ee97c6204'],
  ])('the serial in %j is %j', (written, serial) => {
    expect(driveSerial(written)).toBe(serial);
  });

  it.each([
    ['0025_3885_81B1_4E6F.', '0025388581b14e6f'],
    ['eui.0025388581b14e6f', '0025388581b14e6f'],
    ['0100_0000_0000_0000_8CE3_8E04_0123_4567.', '01000000000000008ce38e0401234567'],
    ['0000_0000_0000_0000.', null],
    ['S3YKNX0MDEMO01', null],
  ])('the namespace in %j is %j', (written, eui) => {
    expect(euiOf(written)).toBe(eui);
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
