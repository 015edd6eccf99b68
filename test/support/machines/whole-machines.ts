import {
  ahci,
  card,
  GLPI,
  type HalfSeen,
  nvme,
  onCard,
  pc,
  sataDisk,
  TOSHIBA,
  xml,
  xmlCard,
  xmlDisk,
} from './half-seen-parts.js';
import { lshw, REPORT, SATA, workbench } from './odd-documents.js';

/** The same machines whole: what must go on to count. */
export const WHOLE: readonly HalfSeen[] = [
  [
    'the agent: a laptop with a drive of NVMe',
    GLPI,
    pc({
      controllers: [
        card('Sunrise Point-LP SATA Controller', '0106', 'ahci'),
        card('NVMe SSD Controller SM951', '0108', 'nvme'),
        card('LPC Controller', '0601'),
      ],
      storages: [nvme],
    }),
  ],
  [
    'the agent: a laptop with an SSD',
    TOSHIBA,
    pc({
      controllers: [card('8 Series SATA Controller 1 [AHCI mode]', '0106', 'ahci')],
      storages: [{ ...SATA, model: 'TOSHIBATHNSNJ25' }],
    }),
  ],
  ['lshw: a desktop with an SSD', 'self', lshw([ahci])],
  [
    'lshw: a tablet with its drive of UFS',
    'self',
    lshw([
      onCard(
        'UFS Controller',
        'ufshcd',
        sataDisk('sda', { description: 'SCSI Disk', product: 'KLUDG8UHDB-B2D1', vendor: 'SAMSUNG' }),
      ),
    ]),
  ],
  ['lshw -C storage -C disk', 'self', JSON.stringify([{ ...ahci, children: undefined }, sataDisk('sda')])],
  [
    'fusioninventory: a disk and what it hangs on',
    'self',
    xml(xmlDisk('WDC WD5000AAKX') + xmlCard('SATA Controller [AHCI mode]', '0106')),
  ],
  [
    'Workbench: lshw and smartctl',
    'self',
    workbench({
      smartctl: [{ ...REPORT, model_name: 'Samsung SSD 850', serial_number: 'S2RBDEMOsda' }],
      lshw: JSON.parse(lshw([ahci])),
    }),
  ],
];
