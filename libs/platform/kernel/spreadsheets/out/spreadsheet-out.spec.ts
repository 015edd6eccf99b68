import fc from 'fast-check';
import { openTable } from '../open-table.js';
import { says } from '../table.js';
import type { OutCell } from './out-cells.js';
import { defused, type SpreadsheetFormat, spreadsheetOut, withoutDefusing } from './spreadsheet-out.js';

const timeZone = 'Europe/Paris';
const out = (format: SpreadsheetFormat, header: string[], rows: OutCell[][]) =>
  spreadsheetOut(format, { name: 'Appareils', header, rows, timeZone });

async function back(format: SpreadsheetFormat, header: string[], rows: OutCell[][]) {
  const table = await openTable(out(format, header, rows));
  try {
    const read: (readonly string[])[] = [];
    for await (const row of table.rows) read.push(row.cells);
    return read;
  } finally {
    await table.close();
  }
}

describe('a table that goes out', () => {
  const cell = fc
    .oneof(
      fc.string({ unit: fc.constantFrom(...[...'aé0 ;,\t"\'\n=+-@_xD€🖥️م', '_x000D_', '\r', '<', '&']), maxLength: 10 }),
      fc.string({ unit: 'grapheme', maxLength: 6 }),
    )
    .filter((c) => c.isWellFormed());
  const trimmed = (rows: (readonly string[])[]) =>
    rows.map((cells) => cells.map((c) => withoutDefusing(c)).slice(0, cells.findLastIndex((c) => c !== '') + 1));

  it.each(['csv', 'xlsx'] as const)('comes back the same from %s', async (format) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 6 }), async (rows) => {
        const got = trimmed(await back(format, ['Type', 'Marque', 'Série'], rows));
        const saying = rows.filter((cells) => cells.some(says));
        expect(got).toEqual(trimmed([['Type', 'Marque', 'Série'], ...saying]));
      }),
      { numRuns: 200 },
    );
  });

  it('runs nothing in a spreadsheet; negative numbers and phones stay as they are', async () => {
    const evil = [
      '=1+1',
      "=cmd|' /C calc'!A0",
      '+A1',
      '-2+3',
      '@SUM(A1)',
      '\t=1',
      '\r=1',
      ' =1',
      '＝1',
      '-',
      '+',
      "-cmd|'x'!A0",
      '+33-1',
    ];
    expect(evil.filter((text) => !defused(text).startsWith("'"))).toEqual([]);
    const plain = [
      '-12',
      '-1 234,50',
      '-3,5 €',
      '-12%',
      '+33612345678',
      '+33 6 12 34 56 78',
      '+33 (0)6 12 34 56 78',
      '+1.5',
      '06 12',
      'a=b',
      '',
      '\t',
      '\r ',
    ];
    expect(plain.map(defused)).toEqual(plain);
    expect(evil.map((text) => withoutDefusing(defused(text)))).toEqual(evil);
    expect(defused(`+${'1'.repeat(100_000)}x`)).toMatch(/^'/);
  });

  it('has numbers and dates of the bank where they are numbers and dates', async () => {
    const date = new Date('2026-11-25T23:30:00Z');
    expect(await back('xlsx', ['n', 'd', 't'], [[-3.5, date, '0012']])).toEqual([
      ['n', 'd', 't'],
      ['-3.5', '2026-11-26 00:30', '0012'],
    ]);
    expect(await back('csv', ['n', 'd', 't'], [[-3.5, date, null]])).toEqual([
      ['n', 'd', 't'],
      ['-3,5', '26/11/2026 00:30', ''],
    ]);
  });

  it('asks for no row before it is wanted, and lets go when the reader leaves', async () => {
    let asked = 0;
    let let_go = false;
    async function* rows() {
      try {
        for (;;) yield [`row ${++asked}`, 'x'.repeat(1000), String(Math.random())];
      } finally {
        let_go = true;
      }
    }
    for (const format of ['csv', 'xlsx'] as const) {
      asked = 0;
      let_go = false;
      const stream = spreadsheetOut(format, { name: 'x', header: ['a'], rows: rows(), timeZone });
      await new Promise((read) => stream.once('readable', read));
      expect(asked).toBeLessThan(2_000);
      stream.destroy();
      await new Promise((later) => setImmediate(() => setImmediate(() => setImmediate(later))));
      expect(let_go).toBe(true);
    }
  });

  it('goes on in a second sheet beyond the last row of the first', async () => {
    function* rows() {
      for (let n = 0; n < 1_048_580; n += 1) yield ['x'];
    }
    const table = await openTable(
      spreadsheetOut('xlsx', { name: 'Appareils', header: ['a'], rows: rows(), timeZone }),
      undefined,
      { sheet: 1 },
    );
    expect(table.sheets.map((s) => s.name)).toEqual(['Appareils', 'Appareils 2']);
    expect(table.sample.map((r) => r.cells)).toEqual([['a'], ['x'], ['x'], ['x'], ['x'], ['x']]);
    await table.close();
  });
});
