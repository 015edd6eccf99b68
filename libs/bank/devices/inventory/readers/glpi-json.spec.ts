import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { RuleBroken } from '#platform/kernel';
import { REFUSED_IN_JSON } from '../../../../../test/support/machines/inventories.js';
import { readInventory } from '../formats.js';

const fixture = (name: string) => readFileSync(join(import.meta.dirname, '../../../../../test/fixtures/glpi', name));
const refusal = (document: string | Uint8Array): unknown => {
  try {
    readInventory(document);
  } catch (error) {
    if (error instanceof RuleBroken && error.code === 'devices.inventory_unreadable') return error.facts.reason;
    throw error;
  }
  return null;
};
const withContent = (content: object, more: object = {}) =>
  readInventory(
    JSON.stringify({ action: 'inventory', deviceid: 'x', ...more, content: { versionclient: 'x', ...content } }),
  );

describe('a GLPI inventory', () => {
  it('of a laptop with two disks', () => {
    const inventory = readInventory(fixture('laptop-two-disks.json'));
    expect(inventory).toMatchObject({
      source: 'glpi_json',
      receivedName: 'pc-compta',
      tag: 'MAIRIE',
      partial: false,
      machine: {
        category: 'laptop',
        make: 'LENOVO',
        model: '20LS',
        serial: 'PF3DEMO1',
        serialIsGeneric: false,
        boardSerial: 'L1HF8DEMO1',
        assetTag: null,
      },
      processor: 'Intel(R) Core(TM) i5-8350U CPU @ 1.70GHz',
      memoryMb: 8192,
      hasStorageSection: true,
      batteries: [{ name: '01AV494', healthPercent: 77 }],
      screens: [{ model: 'B140HAN04.0', serial: null }],
      os: { name: 'Linux Mint 21.3', version: '21.3' },
    });
    expect(inventory.memoryModules).toHaveLength(2);
    expect(inventory.media).toMatchObject([
      {
        kind: 'disk',
        serial: 'WD-WCC6Y7DEMO01',
        serialIsGeneric: false,
        model: 'WDC WD10EZEX',
        sizeBytes: 1_000_204_000_000,
        interface: 'SATA',
      },
      {
        kind: 'nvme',
        serial: 'S3YKNX0MDEMO01',
        serialIsGeneric: false,
        model: 'SAMSUNG MZVLB256HBHQ-000L7',
        sizeBytes: 256_060_000_000,
        interface: 'NVME',
      },
    ]);
    expect(inventory.notMedia).toEqual([{ name: 'sdb', serial: '0019E06B9C8ABE41', why: 'usb' }]);
  });

  it('without a disk, or without a storage section, it says nothing of media', () => {
    const none = readInventory(fixture('desktop-no-disk.json'));
    expect(none).toMatchObject({ hasStorageSection: false, media: [], machine: { category: 'desktop' } });
    expect(none.notMedia.map((n) => n.why)).toEqual(['optical', 'empty_reader']);
    expect(readInventory(fixture('partial-volumes.json'))).toMatchObject({
      partial: true,
      hasStorageSection: false,
      media: [],
    });
    expect(withContent({ storages: [] })).toMatchObject({ mediaUnknown: 'no_fixed_medium', media: [] });
    expect(withContent({ storages: null }).mediaUnknown).toBe('not_told');
  });

  it('of a phone', () => {
    expect(readInventory(fixture('phone.json'))).toMatchObject({
      machine: {
        category: 'smartphone',
        make: 'Fairphone',
        model: 'FP3',
        serial: 'a209demo',
        assetTag: null,
        imei: ['490154203237518'],
      },
      memoryMb: 3730,
      hasStorageSection: false,
      batteries: [{ healthPercent: null }],
    });
  });

  it('keeps nothing of the people who used the machine', () => {
    for (const name of ['laptop-two-disks.json', 'phone.json']) {
      const raw = JSON.stringify(readInventory(fixture(name)).raw);
      expect(raw).not.toMatch(
        /claire|mairie|10\.20\.30|00:00:5e|ssh-|CLE-EXEMPLE|AAAAA-BBBBB|999888777|firefox|Copieur|8933|\+336|pc-compta|etat.?civil/i,
      );
      expect(raw).toContain('bios');
    }
  });

  it('keeps only what is listed: unknown sections and fields are dropped', () => {
    const { raw } = withContent({
      bios: { ssn: 'A1B2C3', owner: 'Claire' },
      diary: [{ text: 'Claire' }],
      cpus: { name: 'i5', user: ['Claire'] },
    });
    expect(raw).toEqual({ bios: { ssn: 'A1B2C3' }, cpus: { name: 'i5' } });
  });

  it('reads one element that an agent wrote without its list', () => {
    expect(
      withContent({ storages: { name: 'sda', type: 'disk', serial: 'ABC12345', disksize: '500107' } }).media,
    ).toMatchObject([{ kind: 'disk', serial: 'ABC12345', sizeBytes: 500_107_000_000 }]);
  });

  it('does not take a shared board number or a placeholder for an identity', () => {
    const { machine } = withContent({
      bios: {
        smanufacturer: 'To Be Filled By O.E.M.',
        mmanufacturer: 'ASRock',
        smodel: 'System Product Name',
        mmodel: 'B450M',
        ssn: 'Default string',
        assettag: 'Default string',
      },
      hardware: { uuid: '03000200-0400-0500-0006-000700080009' },
    });
    expect(machine).toMatchObject({
      make: 'ASRock',
      model: 'B450M',
      serial: 'Default string',
      serialIsGeneric: true,
      uuid: null,
      assetTag: null,
    });
    expect(withContent({ bios: { smanufacturer: 'HP' } }).machine.make).toBe('HP');
  });
});

describe('what is not an inventory', () => {
  it('is refused with a reason', () => {
    expect(refusal('')).toBe('empty');
    expect(refusal(' \n\0')).toBe('empty');
    expect(refusal('{"action":"inventory","content":{"hard')).toBe('not_json');
    expect(refusal('<?xml version="1.0"?><REQUEST/>')).toBe('not_an_inventory');
    expect(refusal(Buffer.from([0x78, 0x9c, 1, 2, 3]))).toBe('not_json');
    expect(refusal('null')).toBe('not_json');
    expect(refusal('[]')).toBe('not_an_inventory');
    expect(refusal('{"name":"paquet","content":{"a":1}}')).toBe('not_an_inventory');
    expect(refusal('{"action":"contact","deviceid":"x","content":{"versionclient":"x"}}')).toBe('not_an_inventory');
    expect(refusal('{"action":"netinventory","content":{"versionclient":"x","network_device":{}}}')).toBe(
      'not_an_inventory',
    );
    expect(refusal(Buffer.alloc(21 * 1024 * 1024, 32))).toBe('too_large');
  });

  it('nested 100,000 deep does not crash', () => {
    const deep = (n: number, open: string, close: string) => open.repeat(n) + close.repeat(n);
    expect(refusal(deep(100_000, '[', ']'))).toBe('too_deep');
    expect(refusal(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`)).toBe('too_deep');
    expect(refusal('['.repeat(100_000))).toBe('too_deep');
    const around = (n: number) =>
      `{"content":{"versionclient":"x","bios":{"ssn":${deep(n, '[', ']')}},"storages":${deep(n, '[', ']')}}}`;
    expect(refusal(around(100_000))).toBe('too_deep');
    const inside = readInventory(around(900));
    expect(inside.media).toEqual([]);
    expect(JSON.stringify(inside.raw).length).toBeLessThan(1000);
  });

  it('any JSON and any field of any type end in an answer', () => {
    fc.assert(
      fc.property(fc.json(), (json) => {
        refusal(json);
      }),
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.integer(),
      fc.double(),
      fc.constant(null),
      fc.boolean(),
      fc.array(fc.string()),
      fc.object(),
    );
    const section = fc.dictionary(
      fc.constantFrom(
        'name',
        'type',
        'model',
        'serial',
        'disksize',
        'description',
        'interface',
        'capacity',
        'real_capacity',
        'ssn',
        'uuid',
        'imei',
        'memory',
      ),
      value,
    );
    const content = fc.dictionary(
      fc.constantFrom(
        'storages',
        'bios',
        'hardware',
        'memories',
        'batteries',
        'monitors',
        'cpus',
        'modems',
        'operatingsystem',
        '__proto__',
      ),
      fc.oneof(section, fc.array(section), value),
    );
    fc.assert(
      fc.property(content, (c) => {
        // Refused in the one known way, or read.
        if (refusal(JSON.stringify({ action: 'inventory', content: { versionclient: 'x', ...c } })) !== null) return;
        expect(JSON.stringify(withContent(c))).not.toMatch(REFUSED_IN_JSON);
      }),
      { numRuns: 500, examples: [[{ hardware: [{ memory: ['\\udA'] }] }], [{ bios: { ssn: 'A\ud83d' } }]] },
    );
  });
});
