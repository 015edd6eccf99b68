import { agent, lshw } from '../../../../test/support/machines/odd-documents.js';
import { OTHER_TOOLS } from '../../../../test/support/machines/other-tools-documents.js';
import { DMIDECODE_ALONE, NOT_READ } from '../../../../test/support/machines/unread-documents.js';
import { readInventory } from './formats.js';

test.each(OTHER_TOOLS)('is no list of all fixed media: %s (%s)', (_what, _form, document) => {
  const read = readInventory(document);
  expect([read.hasStorageSection, read.mediaUnknown !== null]).toEqual([false, true]);
});

test.each(NOT_READ)('is no inventory: %s', (_what, document) => {
  expect(() => readInventory(document)).toThrow('devices.inventory_unreadable');
});

test('dmidecode alone says nothing of storage', () => {
  expect(readInventory(DMIDECODE_ALONE)).toMatchObject({
    hasStorageSection: false,
    media: [],
    mediaUnknown: 'not_told',
  });
});

/** One drive, two namespaces: whoever erases one of them has erased half of it. */
const HALF = 512_110_190_592;
const namespaced = [
  [
    'the agent',
    agent({
      operatingsystem: { full_name: 'Fedora Linux 40' },
      controllers: [{ name: 'NVMe SSD Controller PM9A1', pciclass: '0108', driver: 'nvme' }],
      storages: ['nvme0n1', 'nvme0n2'].map((name) => ({
        name,
        description: 'PCI',
        model: 'SAMSUNG MZVL21T0HCLR',
        serial: 'S64ADEMO2',
        disksize: Math.round(HALF / 1e6),
      })),
    }),
  ],
  [
    'lshw',
    lshw([
      {
        id: 'nvme',
        class: 'storage',
        claimed: true,
        logicalname: '/dev/nvme0',
        product: 'SAMSUNG MZVL21T0HCLR',
        serial: 'S64ADEMO2',
        configuration: { driver: 'nvme' },
        children: ['nvme0n1', 'nvme0n2'].map((name) => ({
          id: 'namespace',
          class: 'disk',
          claimed: true,
          logicalname: `/dev/${name}`,
          size: HALF,
        })),
      },
    ]),
  ],
] as const;

test.each(namespaced)('a drive is as large as all its namespaces, by %s', (_tool, document) => {
  const { media } = readInventory(document);
  expect(media.map((m) => m.serial)).toEqual(['S64ADEMO2']);
  expect(media[0]!.sizeBytes! / HALF).toBeCloseTo(2, 1);
});

test('of a drive with more namespaces than one, smartctl tells the whole', () => {
  const [, , document] = OTHER_TOOLS.find(([what]) => what.includes('two namespaces'))!;
  expect(readInventory(document).media[0]!.sizeBytes).toBe(1_024_209_543_168);
});
