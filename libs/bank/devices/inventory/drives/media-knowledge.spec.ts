import fc from 'fast-check';
import { RuleBroken } from '#platform/kernel';
import { inventoryFile } from '../../../../../test/support/machines/inventories.js';
import { cutInventories } from '../../../../../test/support/machines/inventory-parts.js';
import { agent as document } from '../../../../../test/support/machines/odd-documents.js';
import { readInventory } from '../formats.js';
import { blankInventory, type Inventory, type Medium } from '../inventory.js';
import { mediaUnknown } from './media-knowledge.js';

const agent = (content: Record<string, unknown>): Inventory => readInventory(document(content));
const told = (i: Inventory) => (i.mediaUnknown === null ? 'known' : i.mediaUnknown);
const SATA = {
  name: 'sda',
  type: 'disk',
  description: 'SATA',
  model: 'WDC WD10EZEX',
  serial: 'WD-DEMO1',
  disksize: 1000204,
};

describe('nothing seen is not nothing there', () => {
  it.each([
    ['glpi_json/laptop-two-disks.json', 'known'],
    ['glpi_json/desktop-no-disk.json', 'no_fixed_medium'],
    ['glpi_json/reader-and-stick-only.json', 'no_fixed_medium'],
    ['glpi_json/entry-without-words.json', 'entry_unread'],
    ['glpi_json/nvme-controller-alone.json', 'controller_without_drive'],
    ['glpi_json/mac-usb-disk-only.json', 'mac_drive_unseen'],
    ['glpi_json/mac-fusion-half.json', 'half_of_hybrid'],
    ['glpi_json/windows-optane-volume.json', 'raid_hides_drives'],
    ['glpi_json/phone.json', 'not_told'],
    ['agent_xml/ocs-boss-volume.xml', 'raid_hides_drives'],
    ['lshw_json/old-nvme-controller.json', 'controller_without_drive'],
    ['smartctl_json/not-opened.json', 'drive_not_opened'],
    ['smartctl_json/sata.json', 'some_drives_only'],
    ['lsblk_json/readers-and-loops.json', 'no_fixed_medium'],
    ['inxi_json/stick-only.json', 'mac_drive_unseen'],
    ['workbench/one-not-opened.json', 'drive_not_opened'],
    ['dmidecode_text/all-in-one.txt', 'not_told'],
  ])('%s: %s', (path, why) => {
    const read = readInventory(inventoryFile(path));
    expect(told(read)).toBe(why);
    expect(read.hasStorageSection).toBe(why === 'known');
  });

  it.each([
    ['an empty list', [], 'no_fixed_medium'],
    ['an empty entry', [{}], 'entry_unread'],
    ['what is no entry', ['sda'], 'entry_unread'],
    ['a text for a list', 'sda', 'entry_unread'],
    ['a name and nothing else', [{ name: 'sda' }], 'no_fixed_medium'],
    ['a drive', [SATA], 'known'],
    ['a drive and a null', [SATA, null], 'entry_unread'],
    [
      'more entries than are looked at',
      Array.from({ length: 300 }, (_, i) => ({ ...SATA, serial: `WD-DEMO${i}` })),
      'entry_unread',
    ],
  ])('%s', (_what, storages, why) => {
    expect(told(agent({ storages }))).toBe(why);
  });

  it.each([
    'Intel Raid 0 Volume',
    'Intel Optane+477GBSSD',
    'Volume1',
    'NVIDIA  MIRROR  465.76G',
    'NVIDIA  STRIPE',
    'AMD-RAID Array 1',
    'AMD 1+0 Stripe/RAID0 SCSI Disk Device',
    'JMicron H/W RAID0',
    'DELLBOSS VD',
    'DELL BOSS-N1 VD',
    'PERC H730P Mini',
    'MR9271-8i',
    'LOGICAL VOLUME',
    'Marvell Raid VD 0',
    'ThinkSystem M.2 VD',
    'Microsoft Storage Space Device',
    'Promise 1X2 Mirror/RAID1',
    'Intel RAID 1 Volume',
    'Fusion Drive',
  ])('%s hides its members', (model) => {
    expect(told(agent({ storages: [SATA, { ...SATA, name: 'sdb', serial: 'X1DEMO99', model }] }))).toBe(
      'raid_hides_drives',
    );
  });

  it('a volume bears any name, a drive of the same controller its model', () => {
    const raid = { name: 'PhysicalDisk0', type: 'HDD', interface: 'RAID', disksize: 1000204, serial: 'X1DEMO98' };
    expect(told(agent({ storages: [{ ...raid, model: 'Systeme' }] }))).toBe('raid_hides_drives');
    expect(told(agent({ storages: [{ ...raid, model: 'ST1000LM035-1RK172' }] }))).toBe('known');
  });

  it.each([
    [
      'an SSD of a Fusion Drive',
      'iMac17,1',
      [{ ...SATA, model: 'APPLE SSD SM0024G', disksize: 24001 }],
      'half_of_hybrid',
    ],
    [
      'both halves',
      'iMac17,1',
      [
        { ...SATA, model: 'APPLE SSD SM0024G', disksize: 24001 },
        { ...SATA, serial: 'Z4YDEMO', model: 'APPLE HDD ST1000DM003' },
      ],
      'known',
    ],
    ['an old iMac’s hard disk', 'iMac11,3', [{ ...SATA, model: 'WDC WD1001FALS-40Y6A0' }], 'known'],
    ['an SSD of Apple’s', 'MacBookPro11,1', [{ ...SATA, model: 'APPLE SSD SM0256F', disksize: 251000 }], 'known'],
    [
      'a disk on no bus',
      'MacBookPro14,1',
      [{ name: 'disk2', type: 'Disk drive', model: 'SAMSUNG HM641JI', disksize: 640135 }],
      'mac_drive_unseen',
    ],
    [
      'an external SSD',
      'MacBookAir9,1',
      [
        {
          name: 'disk4',
          type: 'Disk drive',
          interface: 'PCI-Express',
          model: 'SanDisk Extreme Portable SSD',
          disksize: 500107,
        },
      ],
      'mac_drive_unseen',
    ],
  ])('a Mac: %s', (_what, smodel, storages, why) => {
    const bios = { smanufacturer: 'Apple Inc.', smodel, ssn: 'C02DEMO7' };
    expect(told(agent({ bios, operatingsystem: { name: 'macOS' }, storages }))).toBe(why);
  });

  it('half of a drive with its own cache', () => {
    const half = { ...SATA, name: 'nvme0n1', description: 'NVME', model: 'INTEL HBRPEKNX0202AH', disksize: 512110 };
    expect(told(agent({ storages: [half] }))).toBe('half_of_hybrid');
    const cache = { ...half, name: 'nvme1n1', serial: 'BTDEMOO', model: 'INTEL HBRPEKNX0202AHO', disksize: 29260 };
    expect(told(agent({ storages: [half, cache] }))).toBe('known');
  });

  it('lshw without root does not ask its SATA drives', () => {
    const nvme = {
      id: 'nvme0',
      class: 'storage',
      logicalname: '/dev/nvme0',
      configuration: { driver: 'nvme' },
      children: [{ id: 'namespace', class: 'disk', logicalname: '/dev/nvme0n1', size: 256_060_514_304 }],
    };
    const lshw = (more: object) =>
      readInventory(JSON.stringify({ id: 'h', class: 'system', claimed: true, ...more, children: [nvme] }));
    expect(told(lshw({}))).toBe('not_run_as_root');
    expect(told(lshw({ serial: 'PF3DEMO8' }))).toBe('known');
    // Run as root on a board whose firmware says nothing.
    const opened = { ...nvme.children[0], configuration: { logicalsectorsize: '512', sectorsize: '512' } };
    const asRoot = { id: 'h', class: 'system', claimed: true, children: [{ ...nvme, children: [opened] }] };
    expect(told(readInventory(JSON.stringify(asRoot)))).toBe('known');
  });
});

describe('a card for RAID hides what no volume was made of, whatever else is shown', () => {
  it.each([
    ['Adaptec Smart Storage PQI 12G SAS/PCIe 3', 'controller_without_drive'],
    ['Microsemi SmartRAID 3101-4i', 'controller_without_drive'],
    ['Adaptec Series 8 12G SAS/PCIe 3', 'controller_without_drive'],
    ['Dell PowerEdge Expandable RAID controller 5', 'controller_without_drive'],
    ['C600/X79 series chipset 6-Port SATA AHCI Controller', 'known'],
  ])('an agent, %s', (name, why) => {
    expect(told(agent({ storages: [SATA], controllers: [{ name, caption: name }] }))).toBe(why);
  });

  const onBus = (businfo: string, of: object, disk: object) => ({
    ...{ id: 'c', class: 'storage', claimed: true, businfo, ...of },
    children: [{ id: 'disk', class: 'disk', claimed: true, size: 1_000_204_886_016, serial: 'WD-DEMO4', ...disk }],
  });
  const sata = onBus(
    'pci@0000:00:1f.2',
    { product: 'C600/X79 series chipset 6-Port SATA AHCI Controller', configuration: { driver: 'ahci' } },
    { description: 'ATA Disk', product: 'WDC WD10EZEX-08W', logicalname: '/dev/sda' },
  );
  const stick = onBus(
    'usb@1:1.2',
    { id: 'scsi6', configuration: { driver: 'usb-storage' } },
    { description: 'SCSI Disk', product: 'Cruzer Blade', logicalname: '/dev/sdb', size: 15_931_539_456 },
  );
  const card = (product: string, driver: string) => ({
    ...{ id: 'raid', class: 'storage', claimed: true, description: 'RAID bus controller' },
    ...{ businfo: 'pci@0000:03:00.0', product, configuration: { driver } },
  });

  it.each([
    ['no card', [], 'known'],
    ['one by its name', [card('MegaRAID SAS 2008 [Falcon]', '')], 'controller_without_drive'],
    ['one by its driver', [card('SAS2008', 'megaraid_sas')], 'controller_without_drive'],
    ['one of UFS', [card('UFS Host Controller', 'ufshcd')], 'controller_without_drive'],
  ])('lshw of a machine with one SATA disk, run from a stick: %s', (_what, cards, why) => {
    const lshw = { id: 'h', class: 'system', claimed: true, serial: 'CZCDEMO9', children: [...cards, sata, stick] };
    expect(told(readInventory(JSON.stringify(lshw)))).toBe(why);
  });
});

describe('whatever is taken out of any inventory', () => {
  const isBuiltIn = (m: Medium) => m.kind !== 'sd' && (m.serial !== null || m.model !== null || m.sizeBytes !== null);

  it('knowledge always has a medium that is built in', () => {
    let read = 0;
    fc.assert(
      fc.property(cutInventories, (document) => {
        try {
          const inventory = readInventory(document);
          read += 1;
          if (inventory.mediaUnknown === null) expect(inventory.media.some(isBuiltIn)).toBe(true);
          expect(inventory.hasStorageSection).toBe(inventory.mediaUnknown === null);
        } catch (error) {
          if (!(error instanceof RuleBroken)) throw error;
        }
      }),
      { numRuns: 3000 },
    );
    expect(read).toBeGreaterThan(1000);
  });

  it('an inventory that claims to know without a medium does not', () => {
    expect(mediaUnknown({ ...blankInventory('glpi_json'), hasStorageSection: true })).toBe('no_fixed_medium');
  });
});
