import fc from 'fast-check';
import { readInventory } from '#bank/devices';
import { RuleBroken } from '#platform/kernel';
import { cpuMs } from '../../../../test/support/counting/cpu-time.js';
import { inventoryFiles, REFUSED_IN_JSON } from '../../../../test/support/machines/inventories.js';

/** Reads it or refuses it in the one known way, in bounded time, into something that Postgres can hold. */
function ends(document: string | Uint8Array): void {
  const began = cpuMs();
  try {
    const text = JSON.stringify(readInventory(document));
    expect(text).not.toMatch(REFUSED_IN_JSON);
    expect(text.length).toBeLessThan(2_000_000);
  } catch (error) {
    if (!(error instanceof RuleBroken) || error.code !== 'devices.inventory_unreadable') throw error;
  }
  expect(cpuMs() - began).toBeLessThan(2000);
}

const samples = inventoryFiles.map((f) => [`${f.format}/${f.name}`, f.bytes] as const);
/** Values that break naive readers. */
const ODD = fc.oneof(
  fc.constantFrom(
    null,
    true,
    false,
    0,
    -1,
    1e308,
    2 ** 53,
    '',
    ' ',
    '\0',
    '\ud800',
    '__proto__',
    'constructor',
    '[object Object]',
    '9'.repeat(400),
  ),
  fc.string({ unit: 'binary' }),
  fc.constantFrom([], {}, [[]], [null], { length: -1 }, { toString: null }, [1, 'a', {}]),
);

describe('every format, from its samples', () => {
  it.each(samples)('%s with bytes changed, cut out, doubled', (_name, bytes) => {
    const place = fc.nat({ max: bytes.length });
    const change = fc.record({ at: place, drop: fc.nat({ max: 40 }), put: fc.uint8Array({ maxLength: 12 }) });
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 6 }), (changes) => {
        let document = bytes;
        for (const { at, drop, put } of changes)
          document = Buffer.concat([document.subarray(0, at), put, document.subarray(at + drop)]);
        ends(document);
      }),
      { numRuns: 60 },
    );
    fc.assert(
      fc.property(place, (at) => {
        ends(bytes.subarray(0, at));
      }),
      { numRuns: 25 },
    );
  });

  it.each(samples)('%s with values exchanged', (_name, bytes) => {
    let value: unknown;
    try {
      value = JSON.parse(bytes.toString('utf8'));
    } catch {
      return;
    }
    const places: { node: Record<string, unknown>; key: string }[] = [];
    const walk = (node: unknown): void => {
      if (node === null || typeof node !== 'object') return;
      for (const key of Object.keys(node)) {
        places.push({ node: node as Record<string, unknown>, key });
        walk((node as Record<string, unknown>)[key]);
      }
    };
    const copy = structuredClone(value);
    walk(copy);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: places.length - 1 }), ODD), { minLength: 1, maxLength: 5 }),
        (changes) => {
          const before = changes.map(([at]) => places[at]!.node[places[at]!.key]);
          for (const [at, odd] of changes) places[at]!.node[places[at]!.key] = odd;
          try {
            ends(JSON.stringify(copy));
          } finally {
            for (let i = changes.length - 1; i >= 0; i--) {
              const { node, key } = places[changes[i]![0]]!;
              node[key] = before[i];
            }
          }
        },
      ),
      { numRuns: 80 },
    );
  });

  it('any JSON, any XML, any text', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'binary' }), (text) => {
        ends(text);
      }),
    );
    const tag = fc.constantFrom('REQUEST', 'CONTENT', 'QUERY', 'STORAGES', 'BIOS', 'MEMORIES', 'NAME', 'SERIAL', 'a');
    const piece = fc.oneof(
      tag.map((t) => `<${t}>`),
      tag.map((t) => `</${t}>`),
      fc.constantFrom(
        '<![CDATA[',
        ']]>',
        '&amp;',
        '&x;',
        '<!--',
        '-->',
        '<?xml version="1.0"?>',
        '<!DOCTYPE a>',
        ' a="b"',
        '\0',
      ),
      fc.string({ unit: 'binary', maxLength: 10 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        ends(`<REQUEST>${pieces.join('')}`);
      }),
      { numRuns: 300 },
    );
    const line = fc.oneof(
      fc.constantFrom(
        'Handle 0x0001, DMI type 17, 40 bytes',
        'Memory Device',
        '\tSize: 8 GB',
        '\tSerial Number: ',
        '\t\tx',
        '# dmidecode 3.3',
      ),
      fc.string({ maxLength: 30 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        ends(lines.join('\n'));
      }),
      { numRuns: 300 },
    );
  });

  it('trees made to be deep, lists made to be long', () => {
    const deep = (n: number, open: string, close: string) => open.repeat(n) + close.repeat(n);
    const nested = (n: number) =>
      `${'{"id":"a","class":"disk","claimed":true,"children":['.repeat(n)}${']}'.repeat(n)}`;
    ends(nested(30_000));
    ends(`{"blockdevices":${deep(100_000, '[', ']')}}`);
    ends(`{"type":"Snapshot","device":{},"components":${deep(100_000, '[', ']')}}`);
    ends(`{"type":"Snapshot","data":{"lshw":${JSON.stringify(nested(10_000))}}}`);
    ends(`{"smartctl":${deep(100_000, '{"a":', '}').replace(/\{"a":\}/, '{}')}}`);
    ends(`[${'{"id":"a","class":"disk","claimed":true},'.repeat(100_000)}{}]`);
    ends(`<REQUEST><CONTENT><BIOS/>${'<STORAGES><NAME>sda</NAME></STORAGES>'.repeat(100_000)}</CONTENT></REQUEST>`);
    ends(`Handle 0x0001, DMI type 17, 40 bytes\n${'\tSize: 8 GB\n'.repeat(300_000)}`);
    ends(`{"a":"${'\\"'.repeat(1_000_000)}`);
    ends(`${'{"a":1},'.repeat(200_000)}`);
    ends('"'.repeat(1_000_001));
  });
});
