import { ODD_CARDS } from '../sheets/odd-cards.js';
import { agent, lsblk, lshw, mac, type Odd, OLD_NVME, RAID_MODE, REPORT, SATA, WINDOWS } from './odd-documents.js';
import { ODD_DRIVES } from './odd-drives.js';

/** Inventories of a kind that no sample has: what each is, and what it is worth as knowledge of the machine's media. */
export const ODD_MACHINES: readonly Odd[] = [
  ...ODD_DRIVES,
  ...ODD_CARDS,
  [
    'a reader without a card',
    agent({ storages: [{ name: 'sdb', type: 'removable', description: 'USB', model: 'Multi-Card Reader' }] }),
    'no_fixed_medium',
    0,
  ],
  [
    'an optical drive and an image',
    agent({
      storages: [
        { name: 'sr0', type: 'removable', model: 'DVDRAM' },
        { name: 'loop0', type: 'disk', disksize: 120 },
      ],
    }),
    'no_fixed_medium',
    0,
  ],
  [
    'a disk, and two controllers of NVMe with one drive',
    agent({
      controllers: [
        { name: 'NVMe A', pciclass: '0108' },
        { name: 'NVMe B', pciclass: '0108' },
      ],
      storages: [
        SATA,
        { name: 'nvme0n1', description: 'NVME', model: 'Samsung SSD 970', serial: 'S1DEMO5', disksize: 500107 },
      ],
    }),
    'controller_without_drive',
    2,
  ],
  [
    'old lshw: a disk, and an NVMe controller without a child',
    lshw([
      OLD_NVME,
      { id: 'disk', class: 'disk', description: 'ATA Disk', product: 'ST500', serial: 'Z1DEMO', size: 5e11 },
    ]),
    'controller_without_drive',
    1,
  ],
  ['a controller in RAID mode, read by Linux', lshw([RAID_MODE]), 'controller_without_drive', 1],
  [
    'the same of a machine that is too old to hide NVMe',
    lshw([RAID_MODE], 'Intel(R) Core(TM) i5-4590 CPU @ 3.30GHz'),
    'known',
    1,
  ],
  [
    'the same by the agent on Linux',
    agent({
      operatingsystem: { name: 'Debian GNU/Linux 12' },
      controllers: [{ name: 'SATA Controller [RAID mode]' }],
      storages: [SATA],
    }),
    'controller_without_drive',
    1,
  ],
  [
    'the same by the agent on Windows, which has the driver',
    agent({
      operatingsystem: { name: 'Windows 10 Pro' },
      controllers: [{ name: 'SATA Controller [RAID mode]' }],
      storages: [SATA],
    }),
    'known',
    1,
  ],
  [
    'a volume that somebody named, as Windows’ SCSI disk',
    agent({ storages: [{ ...WINDOWS, interface: 'SCSI', model: 'SYSTEME SCSI Disk Device' }] }),
    'raid_hides_drives',
    0,
  ],
  [
    'a drive as Windows’ SCSI disk',
    agent({ storages: [{ ...WINDOWS, interface: 'SCSI', model: 'ST1000LM035-1RK172 SCSI Disk Device' }] }),
    'known',
    1,
  ],
  ...['SSD', 'Samsung', 'INTEL_VOL', 'WD 1'].map(
    (model): Odd => [
      `a volume that somebody called ${model}`,
      agent({ storages: [{ ...WINDOWS, interface: 'RAID', model }] }),
      'raid_hides_drives',
      0,
    ],
  ),
  ...['Data', 'ExpressCache', 'NVIDIA SPAN', 'Adaptec LogicalDrv 0', 'AMCC 9650SE-2LP DISK'].map(
    (model): Odd => [
      `a disk of Windows’ IDE called ${model}`,
      agent({ storages: [{ ...WINDOWS, interface: 'IDE', model }] }),
      'raid_hides_drives',
      0,
    ],
  ),
  [
    'a disk whose case speaks for it, beside nothing',
    lsblk({ name: 'sda', size: 1e12, type: 'disk', vendor: 'ASMT', model: '2115' }),
    'no_fixed_medium',
    0,
  ],
  [
    'a Mac that never had a bus of SATA, with a disk on it',
    mac('MacBookAir8,1', { name: 'disk2', interface: 'SATA', model: 'Samsung SSD 860 EVO' }),
    'mac_drive_unseen',
    1,
  ],
  [
    'a volume whose name has numbers',
    agent({ storages: [{ ...WINDOWS, interface: 'RAID', model: 'R1_01' }] }),
    'raid_hides_drives',
    0,
  ],
  [
    'a volume of a server, as udev writes it',
    lsblk({ name: 'sda', size: 1e12, type: 'disk', vendor: 'DELL', model: 'PERC_H730_Mini' }),
    'raid_hides_drives',
    0,
  ],
  [
    'a disk of the network',
    agent({ storages: [{ ...WINDOWS, interface: 'iSCSI', model: 'LIO-ORG disk' }] }),
    'no_fixed_medium',
    0,
  ],
  [
    'a Mac with an SSD on Thunderbolt',
    mac('MacBookPro15,1', { name: 'disk2', interface: 'PCI-Express', model: 'Samsung SSD 970 EVO' }),
    'mac_drive_unseen',
    1,
  ],
  [
    'a Mac with an image',
    mac('MacBookPro15,1', { name: 'disk3', interface: 'Disk Image', model: 'Disk Image' }),
    'mac_drive_unseen',
    0,
  ],
  [
    'a Mac with a card',
    mac('iMac19,1', { name: 'disk4', type: 'SD Card', description: 'SDXC Card' }),
    'mac_drive_unseen',
    1,
  ],
  [
    'a Mac with its own drive',
    mac('MacBookPro15,1', { name: 'disk0', interface: 'PCI-Express', model: 'APPLE SSD AP0512N' }),
    'known',
    1,
  ],
  [
    'the hard disk of an iMac of 2017',
    mac('iMac18,2', { name: 'disk1', interface: 'SATA', model: 'APPLE HDD ST1000DM003' }),
    'half_of_hybrid',
    1,
  ],
  [
    'an eMMC with its boot partitions',
    lsblk(
      ...['', 'boot0', 'boot1', 'rpmb'].map((part) => ({ name: `mmcblk0${part}`, size: 31_268_536_320, type: 'disk' })),
    ),
    'controllers_untold',
    1,
  ],
  [
    'boot partitions without their eMMC',
    lsblk({ name: 'mmcblk0boot0', size: 4194304, type: 'disk' }),
    'no_fixed_medium',
    0,
  ],
  [
    'memory, an empty network block and an optical drive',
    lsblk(
      { name: 'zram0', size: 4e9, type: 'disk' },
      { name: 'nbd0', size: 0, type: 'disk' },
      { name: 'sr0', size: 1e9, type: 'rom' },
    ),
    'no_fixed_medium',
    0,
  ],
  ['a name without a size', lsblk({ name: 'sda', size: null, type: 'disk' }), 'no_fixed_medium', 1],
  ['entries under numbers', agent({ storages: { 0: SATA } }), 'entry_unread', 0],
  [
    'a report that failed beside one that did not',
    JSON.stringify([REPORT, { ...REPORT, model_name: 'ST1', serial_number: 'Z9DEMO' }]),
    'drive_not_opened',
    1,
  ],
  ['partitions and no drive', agent({ drives: [{ letter: 'C:', total: 500000 }] }), 'not_told', 0],
];

const XML = (serial: string): string =>
  `<?xml version="1.0"?>\n<REQUEST><QUERY>INVENTORY</QUERY><CONTENT><BIOS><SSN>${serial}</SSN></BIOS></CONTENT></REQUEST>\n`;

/** Files of several documents, and the tools that wrote them. */
export const ODD_FILES: readonly (readonly [string, string | Buffer, readonly string[]])[] = [
  [
    'a message of two contents',
    XML('5DEM0R2').replace('</CONTENT>', '</CONTENT><CONTENT><BIOS><SSN>7DEM0R3</SSN></BIOS></CONTENT>'),
    ['agent_xml', 'agent_xml'],
  ],
  ['lists of newer lshw one after another', `[${lshw([])}]\n[${lshw([])}]`, ['lshw_json', 'lshw_json']],
  ['documents of XML one after another', XML('5DEM0R2') + XML('7DEM0R3'), ['agent_xml', 'agent_xml']],
  [
    'outputs of lsblk one after another',
    `${lsblk({ name: 'sda' })}\n${lsblk({ name: 'sda' })}`,
    ['lsblk_json', 'lsblk_json'],
  ],
  [
    'marked as UTF-8 though it is Latin',
    Buffer.from(`\xef\xbb\xbf${XML('5DEM0R2').replace('<SSN>', '<SMODEL>\xc9cran</SMODEL><SSN>')}`, 'latin1'),
    ['agent_xml'],
  ],
  ['of a terminal that asked for a password', `[sudo] Mot de passe de marie : \n${lshw([])}`, ['lshw_json']],
  ['of lshw and the agent', `${lshw([])}\n${agent({ storages: [] })}`, ['lshw_json', 'glpi_json']],
  [
    'of lshw and smartctl',
    `${lshw([])}\n${JSON.stringify({ ...REPORT, model_name: 'ST1', serial_number: 'Z9DEMO' })}`,
    ['lshw_json', 'smartctl_json'],
  ],
];
