import {
  ahci,
  block,
  card,
  GLPI,
  type HalfSeen,
  JC,
  mirror,
  nvme,
  onCard,
  pc,
  sataDisk,
  TOSHIBA,
  TWO,
  xml,
  xmlCard,
  xmlDisk,
} from './half-seen-parts.js';
import { agent, CONTROLLERS, inxi, lsblk, lshw, NVME, REPORT, SATA, WINDOWS, workbench } from './odd-documents.js';

/** What a hypervisor shows, by the names of its disks. */
const guests: HalfSeen[] = [
  ['VBOX HARDDISK', 'ATA'],
  ['QEMU HARDDISK', 'SCSI'],
  ['VMware Virtual S', 'SCSI'],
  ['VMware Virtual NVMe Disk', 'NVME'],
  ['Parallels Virtual HDD', 'SATA'],
  ['Linux 6.1-0 SSD', 'SATA'],
  ['Msft Virtual Disk', 'SCSI'],
  ['Virtual HD', 'IDE'],
].map(([model, description]) => [
  `a guest’s disk, ${model}, beside a drive that is lent to it`,
  'self',
  pc({ storages: [SATA, { ...SATA, name: 'sdb', serial: 'VGUEST1', description, model }] }),
]);

export const HALF_SEEN: readonly HalfSeen[] = [
  ...guests,
  [
    'lsblk of a guest of VMware',
    JC,
    lsblk(block('sda', { model: 'VMware Virtual S', vendor: 'VMware,', tran: 'spi', serial: null })),
  ],
  [
    'lsblk of a guest with virtio',
    'self',
    lsblk({ name: 'vda', type: 'disk', size: 21_474_836_480 }, { name: 'loop0', type: 'loop', size: 4096 }),
  ],
  [
    'lshw of a guest of VirtualBox',
    'self',
    lshw([
      onCard(
        '82801HM SATA Controller [AHCI mode]',
        'ahci',
        sataDisk('sda', { product: 'VBOX HARDDISK', vendor: 'VirtualBox' }),
      ),
    ]),
  ],
  ['fusioninventory of a guest of VMware', 'self', xml(xmlDisk('VMware Virtual I') + xmlCard('82371AB IDE', '0101'))],
  ['lsblk /dev/sda', 'self', lsblk(block('sda', { children: [{ name: 'sda1', type: 'part' }] }))],
  ['lsblk /dev/nvme0n1', 'self', lsblk(block('nvme0n1', { tran: 'nvme', rota: false, model: 'SAMSUNG MZVLB256HAHQ' }))],
  [
    'lsblk of one member of a mirror',
    'self',
    lsblk(block('sda', { children: [{ name: 'sda1', type: 'part', children: [mirror] }] }), {
      name: 'loop0',
      type: 'loop',
      size: 4096,
    }),
  ],
  [
    'lsblk of one member of stripes without a partition',
    'self',
    lsblk(block('sda', { children: [{ ...mirror, type: 'raid0' }] })),
  ],
  [
    'lsblk of all that somebody’s pattern matched',
    'self',
    lsblk(block('sda'), block('sdb'), { name: 'sda1', type: 'part' }),
  ],
  [
    'lsblk with its loops, without what drives hang on',
    'self',
    lsblk(block('sda'), { name: 'loop0', type: 'loop', size: 4096 }),
  ],
  [
    'lsblk of an eMMC with its boot areas',
    'self',
    lsblk(block('mmcblk0', { tran: 'mmc', model: 'DA4032' }), { name: 'mmcblk0boot0', type: 'disk', size: 4_194_304 }),
  ],
  ['lshw -C disk of two disks', TWO, JSON.stringify([sataDisk('sda'), sataDisk('sdb')])],
  ['lshw -C disk of one disk', 'self', JSON.stringify([sataDisk('sda')])],
  [
    'lshw -C system -C disk',
    'self',
    JSON.stringify([{ id: 'h', class: 'system', claimed: true, serial: 'PF3DEMO8' }, sataDisk('sda')]),
  ],
  ['lshw -C disk of a drive of NVMe', 'self', JSON.stringify([sataDisk('sda'), NVME.children[0]])],
  ['lshw: UFS beside a SATA disk', 'self', lshw([ahci, onCard('Alder Lake-N UFS Controller', 'ufshcd')])],
  [
    'lshw: UFS beside a disk of SCSI',
    'self',
    lshw([
      onCard('SAS3008', 'mpt3sas', sataDisk('sda', { description: 'SCSI Disk', product: 'ST600MM0006' })),
      onCard('UFS Controller', 'ufshcd'),
    ]),
  ],
  [
    'lshw: a card for RAID beside a SATA disk',
    'self',
    lshw([ahci, onCard('MegaRAID SAS-3 3108 [Invader]', 'megaraid_sas')]),
  ],
  [
    'lshw: a second controller of NVMe without its drive',
    'self',
    lshw([
      NVME,
      {
        id: 'nvme',
        class: 'storage',
        claimed: true,
        description: 'NVMe controller',
        configuration: { driver: 'nvme' },
      },
    ]),
  ],
  [
    'the agent: UFS beside a drive of NVMe',
    GLPI,
    pc({
      controllers: [
        card('NVMe SSD Controller SM951', '0108', 'nvme'),
        card('Universal Flash Storage', '0109', 'ufshcd'),
      ],
      storages: [nvme],
    }),
  ],
  [
    'the agent: UFS beside a SATA SSD on no bus',
    TOSHIBA,
    pc({
      controllers: [card('8 Series SATA Controller [AHCI mode]', '0106', 'ahci'), card('UFS', '0109')],
      storages: [{ ...SATA, description: '', model: 'TOSHIBATHNSNJ25' }],
    }),
  ],
  [
    'the agent on Windows: UFS beside a SATA disk',
    'self',
    agent({
      operatingsystem: { full_name: 'Microsoft Windows 11 Pro' },
      controllers: [...CONTROLLERS, { name: 'Universal Flash Storage (UFS) Host Controller' }],
      storages: [{ ...WINDOWS, interface: 'SATA', model: 'ST1000LM035-1RK172', serial: 'ZDEMO1' }],
    }),
  ],
  [
    'the agent: an eMMC beside a disk',
    'self',
    pc({ controllers: [...CONTROLLERS, card('Celeron N3350 eMMC Controller', '0805')], storages: [SATA] }),
  ],
  [
    'the agent: a controller of NVMe that no driver serves',
    GLPI,
    pc({ controllers: [card('AHCI', '0106', 'ahci'), card('NVMe SSD Controller', '0108')], storages: [SATA] }),
  ],
  [
    'the agent: a card for RAID beside a disk',
    'self',
    pc({ controllers: [...CONTROLLERS, card('PERC H330 Mini', '0104', 'megaraid_sas')], storages: [SATA] }),
  ],
  ['the agent: drives without what they hang on', TOSHIBA, pc({ controllers: undefined, storages: [SATA] })],
  [
    'the agent: what hangs on USB alone',
    'self',
    pc({
      controllers: [card('8 Series USB xHCI HC', '0c03', 'xhci_hcd')].map((c) => ({ ...c, type: 'USB controller' })),
      storages: [SATA],
    }),
  ],
  [
    'the agent, of storage alone',
    'self',
    JSON.stringify({
      action: 'inventory',
      partial: true,
      content: { versionclient: 'GLPI-Agent_v1.7', storages: [SATA] },
    }),
  ],
  [
    'fusioninventory: a card for RAID beside a disk',
    'self',
    xml(xmlDisk('WDC WD5000AAKX') + xmlCard('Smart Array P420', '0104')),
  ],
  [
    'fusioninventory: UFS beside a disk',
    'self',
    xml(xmlDisk('WDC WD5000AAKX') + xmlCard('UFS Host Controller', '0109')),
  ],
  ['fusioninventory without its controllers', 'self', xml(xmlDisk('WDC WD5000AAKX'))],
  ['inxi: a disk, without what it hangs on', 'self', inxi('ST500LM021', {})],
  ['inxi of a guest', 'self', inxi('VBOX HARDDISK', {})],
  [
    'DeviceHub: components, which leave the controllers out',
    'self',
    JSON.stringify({
      type: 'Snapshot',
      version: '11.0',
      device: { type: 'Laptop' },
      components: [{ type: 'HardDrive', model: 'ST500LM021', serialNumber: 'W62DEMO1', size: 476_940 }],
    }),
  ],
  [
    'Workbench: what smartctl says of each drive',
    'self',
    workbench({ smartctl: [{ ...REPORT, model_name: 'ST500LM021', serial_number: 'W62DEMO1' }] }),
  ],
  [
    'Workbench: UFS beside what smartctl shows',
    'self',
    workbench({
      smartctl: [{ ...REPORT, model_name: 'ST500LM021', serial_number: 'W62DEMO1' }],
      lshw: JSON.parse(lshw([ahci, onCard('UFS Controller', 'ufshcd')])),
    }),
  ],
  ['smartctl of one drive', 'self', JSON.stringify({ ...REPORT, model_name: 'ST500LM021', serial_number: 'W62DEMO1' })],
];
