import type { HalfSeen } from './half-seen-parts.js';
import { agent, CONTROLLERS, lsblk, lshw } from './odd-documents.js';

const NVME_CARD = {
  name: 'NVMe SSD Controller PM9A1',
  type: 'Non-Volatile memory controller',
  pciclass: '0108',
  driver: 'nvme',
};
const smart = (name: string, serial: string, more: object = {}) => ({
  json_format_version: [1, 0],
  smartctl: { version: [7, 4], argv: ['smartctl', '--json', '-x', name] },
  device: { name, info_name: name, type: 'sat', protocol: 'ATA' },
  model_name: 'TOSHIBA MQ04ABF100',
  serial_number: serial,
  user_capacity: { blocks: 1953525168, bytes: 1000204886016 },
  ...more,
});

/**
 * What other tools, or the same ones asked otherwise, say of a machine; none of it lists all its fixed media. All were written here after each
 * tool's own description (`self`), and no reader was made for them.
 */
export const OTHER_TOOLS: readonly HalfSeen[] = [
  [
    'the agent: a stick that is plugged in, beside a controller without its drive',
    'self',
    agent({
      operatingsystem: { full_name: 'Debian GNU/Linux 12' },
      controllers: [...CONTROLLERS, NVME_CARD],
      storages: [
        {
          name: 'sda',
          type: 'disk',
          description: 'USB',
          model: 'Ultra Fit',
          manufacturer: 'SanDisk',
          serial: '4C53DEMO1',
          disksize: 30752,
        },
      ],
    }),
  ],
  [
    'the agent: an NVMe in a USB case, and nothing else',
    'self',
    agent({
      operatingsystem: { full_name: 'Debian GNU/Linux 12' },
      storages: [
        {
          name: 'sda',
          type: 'disk',
          description: 'USB',
          model: 'RTL9210B-CG',
          manufacturer: 'Realtek',
          serial: '0123DEMO45',
          disksize: 512110,
        },
      ],
    }),
  ],
  [
    'the agent on Windows: a stick that Windows calls fixed',
    'self',
    agent({
      operatingsystem: { full_name: 'Microsoft Windows 10 Pro' },
      storages: [
        {
          name: '\\\\.\\PHYSICALDRIVE1',
          type: 'Fixed hard disk media',
          interface: 'USB',
          model: 'SanDisk Ultra Fit USB Device',
          serial: '4C53DEMO2',
          disksize: 29328,
        },
      ],
    }),
  ],
  [
    'the agent: one member of an array whose card speaks RAID',
    'self',
    agent({
      operatingsystem: { full_name: 'Ubuntu 22.04' },
      controllers: [{ name: 'SAS 9361-8i', type: 'RAID bus controller', pciclass: '0104', driver: 'megaraid_sas' }],
      storages: [
        {
          name: 'sda',
          type: 'disk',
          description: 'SAS',
          model: 'ST600MM0088',
          manufacturer: 'SEAGATE',
          serial: 'W42DEMO1',
          disksize: 600127,
        },
      ],
    }),
  ],
  [
    'lsblk -O of a member of a mirror, its other half pulled out',
    'self',
    lsblk({
      name: 'sda',
      kname: 'sda',
      type: 'disk',
      size: 500107862016,
      rm: false,
      rota: true,
      tran: 'sata',
      model: 'ST500DM002',
      serial: 'Z3TDEMO7',
      children: [
        { name: 'sda1', type: 'part', fstype: 'linux_raid_member', children: [{ name: 'md127', type: 'raid1' }] },
      ],
    }),
  ],
  [
    'lsblk of ChromeOS: an eMMC with its boot areas, and memory',
    'self',
    lsblk(
      { name: 'loop0', type: 'loop', size: 4096 },
      {
        name: 'mmcblk0',
        type: 'disk',
        size: 31268536320,
        rm: false,
        rota: false,
        tran: null,
        model: null,
        serial: '0x1a2bdemo',
      },
      { name: 'mmcblk0boot0', type: 'disk', size: 4194304 },
      { name: 'mmcblk0boot1', type: 'disk', size: 4194304 },
      { name: 'zram0', type: 'disk', size: 5800000000 },
    ),
  ],
  [
    'lsblk of a phone’s storage through a reader',
    'self',
    lsblk({
      name: 'sdb',
      type: 'disk',
      size: 63864569856,
      rm: true,
      tran: 'usb',
      model: 'File-CD Gadget',
      serial: 'R58DEMO',
    }),
  ],
  ['smartctl of one drive', 'self', JSON.stringify(smart('/dev/sda', '89DDEMO1'))],
  [
    'smartctl of two drives, as a list',
    'self',
    JSON.stringify([smart('/dev/sda', '89DDEMO2'), smart('/dev/sdb', '89DDEMO3')]),
  ],
  [
    'smartctl of a drive of NVMe with two namespaces',
    'self',
    JSON.stringify(
      smart('/dev/nvme0n1', 'S64ADEMO1', {
        device: { name: '/dev/nvme0n1', info_name: '/dev/nvme0n1', type: 'nvme', protocol: 'NVMe' },
        model_name: 'SAMSUNG MZVL21T0HCLR',
        nvme_total_capacity: 1024209543168,
        nvme_number_of_namespaces: 2,
        user_capacity: { blocks: 1000000, bytes: 512000000 },
        nvme_namespaces: [
          { id: 1, size: { blocks: 1000000, bytes: 512000000000 } },
          { id: 2, size: { blocks: 1000000, bytes: 512000000000 } },
        ],
      }),
    ),
  ],
  [
    'lshw: UFS beside an NVMe that is seen',
    'self',
    lshw([
      {
        id: 'nvme',
        class: 'storage',
        claimed: true,
        logicalname: '/dev/nvme0',
        serial: 'S466NDEMO8',
        configuration: { driver: 'nvme' },
        children: [{ id: 'namespace', class: 'disk', claimed: true, logicalname: '/dev/nvme0n1', size: 256060514304 }],
      },
      {
        id: 'ufs',
        class: 'storage',
        claimed: true,
        description: 'Universal Flash Storage controller',
        product: 'Alder Lake-P UFS',
        configuration: { driver: 'ufshcd_pci' },
      },
    ]),
  ],
];
