import { agent, inxi, lsblk, lshw, NVME, type Odd, REPORT, SATA, WINDOWS, workbench } from './odd-documents.js';

/** Drives that may be volumes or none at all, and lists that speak of more than they show. */
export const ODD_DRIVES: readonly Odd[] = [
  ...[
    'H10',
    'M.2',
    'Disque 1',
    'Samsung',
    'WD',
    'Kingston SSD',
    'SPCC Solid State Disk',
    'Backup2019',
    'IFT DS 1000',
  ].map(
    (model): Odd => [
      `a disk of Windows’ IDE called ${model}`,
      agent({ storages: [{ ...WINDOWS, interface: 'IDE', model }] }),
      model === 'H10' ? 'half_of_hybrid' : 'name_no_model',
      1,
    ],
  ),
  ...[
    'ST3160815AS ATA Device',
    'TEAM T253X1240G',
    'OCZ-AGILITY3',
    'MTFDDAK256MAM-1K12',
    'HTS541010A9E680',
    'SSD 256GB',
  ].map(
    (model): Odd => [
      `a drive on Windows’ IDE, ${model}`,
      agent({ storages: [{ ...WINDOWS, interface: 'IDE', model }] }),
      'known',
      1,
    ],
  ),
  ...(
    [
      ['NETAPP', 'LUN C-Mode'],
      ['HITACHI', 'DF600F'],
      ['IBM', '2145'],
      ['HP', 'MSA 2040 SAN'],
      ['IFT', 'DS 1000 Series'],
      ['INTEL', 'RMS25CB080'],
      ['SanDisk', 'Ultra'],
    ] as const
  ).flatMap(([vendor, model]): Odd[] => [
    [
      `on SCSI, ${vendor} ${model}`,
      agent({ storages: [{ ...SATA, description: 'SCSI', manufacturer: vendor, model }] }),
      'name_no_model',
      1,
    ],
    [
      `on no bus, ${vendor} ${model}`,
      lsblk({ name: 'sda', size: 1e12, type: 'disk', rm: false, vendor, model }),
      'name_no_model',
      1,
    ],
  ]),
  [
    'lsblk without the columns that tell of a stick',
    lsblk({ name: 'sda', size: '28.7G', rm: false, type: 'disk' }),
    'name_no_model',
    1,
  ],
  [
    'the same of a drive of NVMe, of which nobody knows whether it was asked for alone',
    lsblk({ name: 'nvme0n1', size: '476.9G', rm: false, type: 'disk' }),
    'controllers_untold',
    1,
  ],
  ...['fc', 'iscsi'].map(
    (tran): Odd => [
      `a disk by ${tran}`,
      lsblk({ name: 'sda', size: 1e12, type: 'disk', model: 'ST1000LM035', tran }),
      'no_fixed_medium',
      0,
    ],
  ),
  ...(['rbd0', 'drbd0', 'zd0', 'bcache0', 'nullb0', 'etherd!e0.0'] as const).map(
    (name): Odd => [
      `a block that is put together, ${name}`,
      lsblk({ name, size: 1e12, type: 'disk' }),
      'no_fixed_medium',
      0,
    ],
  ),
  ['a volume of an old Smart Array', lsblk({ name: 'cciss!c0d0', size: 1e12, type: 'disk' }), 'raid_hides_drives', 0],
  [
    'a list that begins with the second disk',
    lsblk({ name: 'sdb', size: 1e12, type: 'disk', tran: 'sata', model: 'ST1000LM035' }),
    'some_drives_only',
    1,
  ],
  [
    'a cache of Optane without its drive',
    lsblk({ name: 'nvme0n1', size: 29e9, type: 'disk', tran: 'nvme', model: 'INTEL MEMPEK1J032GA' }),
    'half_of_hybrid',
    1,
  ],
  [
    'a partition on a disk that is not listed',
    agent({ storages: [SATA], drives: [{ volumn: '/dev/sda1' }, { volumn: '/dev/nvme0n1p1' }] }),
    'entry_unread',
    1,
  ],
  ['two drives in one entry', agent({ storages: [{ ...SATA, serial: ['WD-DEMO1', 'WD-DEMO2'] }] }), 'entry_unread', 1],
  ['a virtual machine', agent({ hardware: { vmsystem: 'VirtualBox' }, storages: [SATA] }), 'virtual_machine', 1],
  [
    'lshw: a controller that no driver serves',
    lshw([NVME, { id: 'sata', class: 'storage', description: 'SATA controller', product: 'Q170 [AHCI Mode]' }]),
    'controller_without_drive',
    1,
  ],
  ['lshw: a child that is none', lshw([NVME, 'sdb']), 'entry_unread', 1],
  [
    'lshw of disks alone, and only of those that anybody is shown',
    JSON.stringify([NVME.children[0]]),
    'not_run_as_root',
    1,
  ],
  [
    'inxi: a controller that takes drives of NVMe away',
    inxi('ST500LM021', { RAID: { Hardware: 'Intel Volume Management Device NVMe RAID Controller' } }),
    'controller_without_drive',
    1,
  ],
  [
    'inxi: more storage than drives',
    inxi('ST500LM021', { Drives: { 'Local Storage': '', total: '1.36 TiB' } }),
    'entry_unread',
    1,
  ],
  ['inxi: a partition elsewhere', inxi('ST500LM021', { Partition: { ID: '/', dev: '/dev/sdb1' } }), 'entry_unread', 1],
  ['inxi: a store of the network', inxi('2145', {}), 'name_no_model', 1],
  ...[null, {}, 'failed'].map(
    (failed): Odd => [
      `Workbench: a report that is ${JSON.stringify(failed)}`,
      workbench({ smartctl: [{ ...REPORT, model_name: 'ST1', serial_number: 'Z9DEMO' }, failed] }),
      'drive_not_opened',
      1,
    ],
  ),
  [
    'Workbench: two disks that only lshw sees, as large as the one of smartctl',
    workbench({
      smartctl: [{ ...REPORT, model_name: 'ST1', serial_number: 'Z9DEMO', user_capacity: { bytes: 1e12 } }],
      lshw: JSON.parse(
        lshw(['', ''].map(() => ({ id: 'disk', class: 'disk', description: 'ATA Disk', product: 'ST1', size: 1e12 }))),
      ),
    }),
    'known',
    2,
  ],
  [
    'a card that no slot names',
    agent({ storages: [{ name: 'mmcblk0', model: 'GB1QT', type: 'disk', disksize: 31914 }] }),
    'no_fixed_medium',
    1,
  ],
  [
    'a namespace that the network lends',
    lsblk({ name: 'nvme0n1', size: 1e11, type: 'disk', model: 'SAMSUNG MZVLB256', tran: 'tcp' }),
    'no_fixed_medium',
    0,
  ],
  [
    'a boot area of UFS',
    lsblk(
      { name: 'sdb', size: 4096, type: 'disk', model: 'KLUDG4UHDC-B0E1', tran: 'ufs' },
      { name: 'sda', size: 4096, type: 'disk', model: 'KLUDG4UHDC-B0E1', tran: 'ufs' },
    ),
    'no_fixed_medium',
    2,
  ],
  [
    'a disk on a cable',
    agent({
      storages: [
        {
          ...SATA,
          description: '',
          name: '\\\\.\\PHYSICALDRIVE0',
          interface: 'SCSI',
          type: 'External hard disk media',
        },
      ],
    }),
    'entry_unread',
    1,
  ],
  [
    'a drive that may be pulled out at the back, beside another',
    agent({
      storages: [
        { ...SATA, interface: 'IDE' },
        {
          ...SATA,
          description: '',
          name: '\\\\.\\PHYSICALDRIVE1',
          serial: 'WD-DEMO2',
          interface: 'SCSI',
          type: 'External hard disk media',
        },
      ],
    }),
    'entry_unread',
    2,
  ],
  [
    'Windows before the driver of VMD',
    agent({
      operatingsystem: { name: 'Windows PE' },
      controllers: [{ name: 'Intel RST VMD Controller 9A0B' }],
      storages: [{ ...SATA, interface: 'IDE' }],
    }),
    'controller_without_drive',
    1,
  ],
  [
    'a disk, and a controller of UFS without its drive',
    lshw([
      {
        id: 'sata',
        class: 'storage',
        claimed: true,
        children: [
          {
            id: 'disk',
            class: 'disk',
            description: 'ATA Disk',
            product: 'SAMSUNG MZ7LN256',
            serial: 'S3DEMO1',
            logicalname: '/dev/sda',
            size: 256060514304,
          },
        ],
      },
      { id: 'ufs', class: 'storage', claimed: true, product: 'Alder Lake UFS', configuration: { driver: 'ufshcd' } },
    ]),
    'controller_without_drive',
    1,
  ],
];
