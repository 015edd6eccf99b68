import { agent } from './odd-documents.js';

/**
 * Documents of machines, none of which lists all fixed media of its machine: what each is, where its form was seen, the document. Forms are
 * rewritten with invented names and numbers; `self` were written here after the tool's own description.
 */
export type HalfSeen = readonly [what: string, form: string, document: string];

export const GLPI = 'glpi-project/inventory_format examples/computer_1.json';
export const TOSHIBA = 'glpi-project/inventory_format examples/computer_3.json';
export const JC = 'kellyjonbrazil/jc parsers/lsblk.py, lsblk of a guest of VMware';
export const TWO = 'CharlyBr/cookbook pages/admin-linux/harddrive.md, lshw -C disk';

export const card = (name: string, pciclass: string, driver?: string) => ({
  name,
  pciclass,
  ...(driver ? { driver } : {}),
});
export const pc = (content: Record<string, unknown>) =>
  agent({ operatingsystem: { full_name: 'Fedora Linux 40' }, ...content });
export const nvme = {
  name: 'nvme0n1',
  description: 'PCI',
  model: 'PM951 NVMe SAMSUNG 256GB',
  serial: 'S29NDEMO1',
  disksize: 256060,
};
export const xml = (inner: string) =>
  `<?xml version="1.0"?><REQUEST><QUERY>INVENTORY</QUERY><CONTENT><VERSIONCLIENT>FusionInventory-Agent_v2.6</VERSIONCLIENT>${inner}</CONTENT></REQUEST>`;
export const xmlDisk = (model: string, more = '') =>
  `<STORAGES><NAME>sda</NAME><TYPE>disk</TYPE><DESCRIPTION>SATA</DESCRIPTION><MODEL>${model}</MODEL><SERIALNUMBER>X7DEMO1</SERIALNUMBER><DISKSIZE>500107</DISKSIZE>${more}</STORAGES>`;
export const xmlCard = (name: string, pciclass: string) =>
  `<CONTROLLERS><NAME>${name}</NAME><PCICLASS>${pciclass}</PCICLASS></CONTROLLERS>`;

export const sataDisk = (name: string, more: object = {}) => ({
  ...{
    id: 'disk',
    class: 'disk',
    claimed: true,
    description: 'ATA Disk',
    product: 'Samsung SSD 850',
    vendor: 'Samsung',
  },
  ...{
    businfo: 'scsi@0:0.0.0',
    logicalname: `/dev/${name}`,
    serial: `S2RBDEMO${name}`,
    size: 500_107_862_016,
    ...more,
  },
});
export const onCard = (product: string, driver: string, ...children: object[]) => ({
  ...{ id: 'storage', class: 'storage', claimed: true, description: 'Controller', product },
  ...{ configuration: { driver }, children },
});
export const ahci = onCard('Q170 SATA Controller [AHCI Mode]', 'ahci', sataDisk('sda'));
export const block = (name: string, more: object = {}) => ({
  ...{ name, type: 'disk', size: 500_107_862_016, rm: false, rota: true, tran: 'sata', model: 'ST500DM002-1BD142' },
  ...{ serial: `Z3TDEMO${name}`, ...more },
});
export const mirror = { name: 'md0', type: 'raid1', size: 499_971_522_560 };
