import fc from 'fast-check';
import { bookParts, escapeXml, odsParts, odsText, zipped } from '../../../../../test/support/sheets/workbook.js';
import { readDeviceSheet } from '../device-sheet.js';
import type { SheetRow } from '../sheet-row.js';
import { packDevice, unpackDevice } from './packed-device.js';

const TITLES = ['Type', 'Marque', 'Modèle', 'N° de série', 'Quantité'];

interface Made {
  readonly cells: readonly string[];
  readonly hidden: boolean;
}

const xlsx = (rows: readonly Made[]) =>
  zipped(
    bookParts([
      {
        name: 'A',
        rows: rows
          .map(({ cells, hidden }, i) => {
            const inline = cells.map(
              (c) => `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(c)}</t></is></c>`,
            );
            return `<row r="${i + 1}"${hidden ? ' hidden="1"' : ''}>${inline.join('')}</row>`;
          })
          .join(''),
      },
    ]),
  );
const ods = (rows: readonly Made[]) => {
  const row = ({ cells, hidden }: Made) =>
    `<table:table-row${hidden ? ' table:visibility="filter"' : ''}>${cells.map((c) => odsText(c)).join('')}</table:table-row>`;
  return zipped(odsParts(`<table:table table:name="A">${rows.map(row).join('')}</table:table>`));
};

async function read(bytes: Uint8Array, hiddenRows: boolean) {
  const source = (async function* () {
    yield bytes;
  })();
  const sheet = await readDeviceSheet(source, { choices: { hiddenRows } });
  const rows: SheetRow[] = [];
  for await (const row of sheet.rows) rows.push(row);
  const [count] = await sheet.counts();
  await sheet.close();
  return { header: sheet.header, rows, count };
}

const words = fc.constantFrom(
  '',
  '',
  'UC',
  'Portable',
  'Dell',
  'Total',
  'Page 1',
  'NB : à voir',
  'Salle 2',
  '12',
  ' ',
  ...TITLES,
);
const anyRow = fc.array(fc.oneof(words, fc.string({ unit: 'grapheme-ascii', maxLength: 6 })), {
  minLength: 5,
  maxLength: 5,
});
const oneCell = fc.tuple(fc.nat(4), words).map(([at, text]) => TITLES.map((_, i) => (i === at ? text : '')));
const device = fc.nat(1e6).map((n) => ['UC', 'Dell', 'OptiPlex 3050', `SN-${n}-X`, '1']);
const made = fc.record({ cells: fc.oneof(anyRow, oneCell, device), hidden: fc.boolean() });

describe.each([
  ['xlsx', xlsx],
  ['ods', ods],
])('every row of a workbook, .%s', (_, write) => {
  it('is a device, wrong, or left with a reason; nothing is lost, nothing comes twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(made, { maxLength: 12 }), fc.boolean(), async (rows, hiddenRows) => {
        const all = [{ cells: ['Parc'], hidden: false }, { cells: TITLES, hidden: false }, ...rows];
        const got = await read(await write(all), hiddenRows);
        fc.pre(got.header.row === 2);
        const saying = all.flatMap(({ cells, hidden }, i) =>
          cells.some((c) => c.trim()) ? [{ n: i + 1, hidden }] : [],
        );
        expect(got.count).toEqual({ rows: saying.length, hidden: saying.filter((r) => r.hidden).length });
        expect(got.rows.map((r) => r.n)).toEqual(saying.map((r) => r.n).filter((n) => n > 2));
        for (const row of got.rows) {
          const wrong = row.problems.some((p) => p.level === 'error');
          expect([row.left !== undefined, row.meaning !== undefined, wrong].filter(Boolean)).toHaveLength(1);
          const { hidden, cells } = all[row.n - 1]!;
          if (hidden && !hiddenRows) expect(row.left).toBeDefined();
          if (!hidden && cells[3]!.startsWith('SN-')) expect(row.left).toBeUndefined();
        }
      }),
      { numRuns: 150 },
    );
  });
});

test('a good row comes out of its file’s parts as it went in, whatever it has', () => {
  const text = fc.string({ maxLength: 12 });
  const device = fc.record(
    {
      category: fc.constant('laptop' as const),
      make: text,
      model: text,
      serial: fc.option(text),
      condition: fc.constant('works' as const),
      assetNumber: fc.option(text),
      quantity: fc.integer({ min: 1, max: 500 }),
      purchase: fc.option(fc.record({ year: fc.integer({ min: 1990, max: 2026 }), day: fc.option(text) })),
      sameSerial: fc.constantFrom('same' as const, 'other' as const),
      screen: fc.record({ serial: text }),
      imei: text,
    },
    { requiredKeys: ['category', 'make', 'model', 'serial', 'condition', 'assetNumber', 'quantity', 'purchase'] },
  );
  fc.assert(
    fc.property(device, (row) => {
      expect(unpackDevice(JSON.parse(JSON.stringify(packDevice(row))))).toEqual(row);
    }),
  );
});
