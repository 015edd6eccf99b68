/** Documents of machines that no sample is of, as each tool writes them. */
/** A whole document shows the controllers of its machine too. */
export const CONTROLLERS = [{ name: 'Q170 SATA Controller [AHCI mode]', type: 'SATA controller', pciclass: '0106' }];
export const agent = (content: Record<string, unknown>): string =>
  JSON.stringify({
    action: 'inventory',
    content: { versionclient: 'GLPI-Agent_v1.7', controllers: CONTROLLERS, ...content },
  });
export const mac = (smodel: string, drive: Record<string, unknown>): string =>
  agent({
    bios: { smanufacturer: 'Apple Inc.', smodel, ssn: 'C02DEMO7' },
    operatingsystem: { name: 'macOS', version: '13.6' },
    storages: [{ type: 'Disk drive', disksize: 500107, ...drive }],
  });
export const lshw = (children: readonly unknown[], processor = 'Intel(R) Core(TM) i5-8500 CPU @ 3.00GHz'): string => {
  const cpu = { id: 'cpu', class: 'processor', product: processor };
  const pci = { id: 'pci', class: 'bridge', claimed: true, description: 'Host bridge' };
  return JSON.stringify({
    id: 'h',
    class: 'system',
    claimed: true,
    serial: 'PF3DEMO8',
    children: [cpu, pci, ...children],
  });
};
export const lsblk = (...blockdevices: unknown[]): string => JSON.stringify({ blockdevices });

export const SATA = {
  name: 'sda',
  type: 'disk',
  description: 'SATA',
  model: 'WDC WD10EZEX',
  serial: 'WD-DEMO1',
  disksize: 1000204,
};
export const WINDOWS = { name: 'PhysicalDisk0', type: 'HDD', disksize: 953864 };
export const RAID_MODE = {
  id: 'raid',
  class: 'storage',
  description: 'RAID bus controller',
  product: '82801 Mobile SATA Controller [RAID mode]',
  vendor: 'Intel Corporation',
  children: [
    { id: 'disk', class: 'disk', description: 'ATA Disk', product: 'ST1000LM035', serial: 'ZDEDEMO', size: 1e12 },
  ],
};
export const NVME = {
  id: 'nvme',
  class: 'storage',
  claimed: true,
  logicalname: '/dev/nvme0',
  serial: 'S466NDEMO',
  configuration: { driver: 'nvme' },
  children: [{ id: 'namespace', class: 'disk', claimed: true, logicalname: '/dev/nvme0n1', size: 256_060_514_304 }],
};
/** inxi numbers its names; the order of printing is theirs. */
export const inxi = (model: string, more: Record<string, Record<string, string>>): string => {
  let at = 0;
  const row = (of: object) =>
    Object.fromEntries(Object.entries(of).map(([k, v]) => [`${String(at++).padStart(3, '0')}#1#1#${k}`, v]));
  const drive = { ID: '/dev/sda', model, size: '465.76 GiB', serial: 'W62DEMO1' };
  const sections = { Machine: { Type: 'Laptop' }, ...more, Drives: { ...more.Drives, ...drive } };
  return JSON.stringify(Object.entries(sections).map(([name, cells]) => row({ [name]: [row(cells)] })));
};
export const workbench = (data: Record<string, unknown>): string =>
  JSON.stringify({ type: 'Snapshot', software: 'workbench-script', data });
export const OLD_NVME = {
  id: 'storage',
  class: 'storage',
  description: 'Non-Volatile memory controller',
  configuration: { driver: 'nvme' },
};
export const REPORT = {
  json_format_version: [1, 0],
  smartctl: { version: [7, 3] },
  device: { name: '/dev/sdb', protocol: 'ATA' },
};

/** What an inventory is called, the document, what it is worth (`known` when it tells of all), and how many media it lists. */
export type Odd = readonly [string, string, string, number];
