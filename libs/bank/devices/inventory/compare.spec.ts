import {
  blankInventory,
  type Comparable,
  compareInventories,
  type Medium,
  nothingChanged,
  readInventory,
} from '#bank/devices';
import { inventoryFile } from '../../../../test/support/machines/inventories.js';

const of = (more: Partial<Comparable>): Comparable => ({
  ...blankInventory('glpi_json'),
  hasStorageSection: true,
  ...more,
});
const drive = (serial: string | null, more: Partial<Medium> = {}): Medium => ({
  kind: 'ssd',
  serial,
  serialIsGeneric: false,
  model: null,
  sizeBytes: 256_060_000_000,
  interface: null,
  ...more,
});
const stick = (sizeMb: number, serial: string | null) => ({ sizeMb, serial, type: 'DDR4' });

describe('what changed between two inventories', () => {
  it('nothing, when another tool says the same', () => {
    const paths = [
      'agent_xml/qemu.xml',
      'inxi_json/qemu.json',
      'lshw_json/qemu.json',
      'workbench/script.json',
      'smartctl_json/sata.json',
    ];
    const read = paths.map((p) => readInventory(inventoryFile(p)));
    for (const before of read.slice(1, 4))
      for (const after of read.slice(1))
        expect(compareInventories(before, after)).toMatchObject({
          mediaNew: [],
          mediaGone: [],
          memoryWent: [],
          processor: null,
        });
    expect(nothingChanged(compareInventories(read[1]!, read[3]!))).toBe(true);
  });

  it('a drive never seen before, and one no longer seen', () => {
    const [a, b, c] = [drive('AAA111'), drive('BBB222'), drive('CCC333')];
    const changes = compareInventories(of({ media: [a, b] }), of({ media: [b, c] }));
    expect(changes).toMatchObject({ mediaNew: [c], mediaGone: [a] });
    expect(nothingChanged(changes)).toBe(false);
    // A report of one drive does not say that the other is gone.
    expect(compareInventories(of({ media: [a, b] }), of({ media: [b], hasStorageSection: false })).mediaGone).toEqual(
      [],
    );
  });

  it('a drive whose serial only one tool could read is the same drive; two without are two', () => {
    expect(
      compareInventories(
        of({ media: [drive(null)] }),
        of({ media: [drive('AAA111', { sizeBytes: 256_052_000_000 })] }),
      ),
    ).toMatchObject({
      mediaNew: [],
      mediaGone: [],
    });
    expect(
      compareInventories(of({ media: [drive(null)] }), of({ media: [drive(null), drive(null)] })).mediaNew,
    ).toHaveLength(1);
    expect(
      compareInventories(of({ media: [drive('0000', { serialIsGeneric: true })] }), of({ media: [drive('AAA111')] }))
        .mediaNew,
    ).toEqual([]);
    expect(compareInventories(of({ media: [drive('WD-WCC1')] }), of({ media: [drive('WCC1')] })).mediaNew).toEqual([]);
    expect(
      compareInventories(of({ media: [drive('AAA111')] }), of({ media: [drive(null, { sizeBytes: 1e12 })] })).mediaNew,
    ).toHaveLength(1);
  });

  it('memory that went and came, by module', () => {
    const before = of({ memoryMb: 16_384, memoryModules: [stick(8192, 'M1'), stick(8192, 'M2')] });
    const after = of({ memoryMb: 12_288, memoryModules: [stick(8192, 'M1'), stick(4096, 'M3')] });
    expect(compareInventories(before, after)).toMatchObject({
      memoryWent: [{ serial: 'M2' }],
      memoryCame: [{ serial: 'M3' }],
      memoryMb: { before: 16_384, after: 12_288 },
    });
    // A tool that only knows the whole, less what graphics took.
    expect(
      compareInventories(of({ memoryMb: 8192, memoryModules: [stick(8192, 'M1')] }), of({ memoryMb: 7822 })),
    ).toMatchObject({ memoryWent: [], memoryMb: null });
    expect(compareInventories(of({ memoryMb: 8192 }), of({ memoryMb: 3900 })).memoryMb).not.toBeNull();
  });

  it('another processor, not the same under another spelling', () => {
    const change = (before: string, after: string) =>
      compareInventories(of({ processor: before }), of({ processor: after })).processor;
    expect(change('Intel(R) Core(TM) i5-8350U CPU @ 1.70GHz', 'Intel Core i5-8350U')).toBeNull();
    expect(change('Intel Core i5-8350U', 'Intel Core i7-8650U')).not.toBeNull();
    expect(compareInventories(of({ processor: 'Intel Core i5-8350U' }), of({})).processor).toBeNull();
  });

  it('a battery that wore out', () => {
    const battery = (healthPercent: number | null) => of({ batteries: [{ name: null, healthPercent }] });
    expect(compareInventories(battery(77), battery(60)).batteryHealth).toEqual({ before: 77, after: 60 });
    expect(compareInventories(battery(77), battery(76)).batteryHealth).toBeNull();
    expect(compareInventories(battery(77), battery(null)).batteryHealth).toBeNull();
  });
});
