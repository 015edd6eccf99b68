import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { openTable } from './open-table.js';
import type { TableRow } from './table.js';

const TITLES = ['Type', 'Marque', 'Modèle', 'N° de série', 'N° inventaire', "Date d'achat", 'Quantité'];
const worth = (cells: readonly string[]) => cells.filter((c) => TITLES.includes(c)).length;

async function read(name: string, sheet?: number) {
  const source = createReadStream(join(import.meta.dirname, '../../../../test/fixtures/spreadsheets', name));
  const table = await openTable(source, worth, sheet === undefined ? {} : { sheet });
  try {
    const before = await table.counts();
    const rows: TableRow[] = [];
    for await (const row of table.rows) rows.push(row);
    expect(await table.counts()).toEqual(before);
    expect(before[table.sheet]).toEqual({ rows: rows.length, hidden: rows.filter((r) => r.hidden).length });
    return { format: table.format, sheets: table.sheets, sheet: table.sheet, counts: before, rows };
  } finally {
    await table.close();
  }
}

describe.each(['mairie-openpyxl.xlsx', 'mairie-libreoffice.xlsx', 'mairie-libreoffice.ods', 'mairie-libreoffice.xls'])(
  '%s',
  (name) => {
    it('lists every sheet with its rows', async () => {
      const { sheets, counts } = await read(name);
      expect(sheets.map((s, i) => [s.name, s.hidden, counts[i]])).toEqual([
        ['Lisez-moi', false, { rows: 1, hidden: 0 }],
        ['Ordinateurs', false, { rows: 15, hidden: 2 }],
        ['Écrans', false, { rows: 10, hidden: 1 }],
        ['Archive', true, { rows: 2, hidden: 0 }],
      ]);
    });

    it('tells hidden rows, titles over the whole width, and numbers that are no serials', async () => {
      const { rows, sheet } = await read(name);
      expect(sheet).toBe(1);
      expect(rows.filter((r) => r.hidden).map((r) => [r.n, r.cells[3]])).toEqual([
        [11, 'SN-A-007'],
        [12, 'SN-A-008'],
      ]);
      expect(rows.filter((r) => r.spanned).map((r) => r.n)).toEqual([1, 4]);
      const by = new Map(rows.map((r) => [r.n, r]));
      expect(by.get(6)!.cells).toEqual(['UC', 'HP', 'EliteDesk 800', 'SN-A-002', '00042', '2019-03-12', '1']);
      expect([7, 8, 9].map((n) => [by.get(n)!.cells[3], by.get(n)!.doubts?.[3]])).toEqual([
        [expect.stringMatching(/^1\.2345678901234\d*E\+17$/), 'rounded'],
        ['5E+11', 'rounded'],
        ['353912100123456', undefined],
      ]);
      expect((await read(name, 2)).rows.map((r) => r.n)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
  },
);

it.each(['ods', 'xls'])('a workbook says the same as .%s', async (format) => {
  for (const sheet of [0, 1, 2, 3]) {
    const xlsx = await read('mairie-libreoffice.xlsx', sheet);
    const other = await read(`mairie-libreoffice.${format}`, sheet);
    const rounded = (rows: TableRow[]) =>
      rows.map((r) => ({ ...r, cells: r.cells.map((c) => c.replace(/^1\.2345678901234\d*E/, '1.2345678901234E')) }));
    expect(rounded(other.rows)).toEqual(rounded(xlsx.rows));
    expect([other.format, other.sheets, other.counts]).toEqual([format, xlsx.sheets, xlsx.counts]);
  }
});

describe('formulas', () => {
  it('without a result are told, whoever saved them', async () => {
    const { rows } = await read('mairie-openpyxl.xlsx');
    const by = new Map(rows.map((r) => [r.n, r]));
    expect([by.get(10)!.cells[3], by.get(10)!.doubts]).toEqual(['=CONCATENATE("SN-A-","006")', { 3: 'formula' }]);
    expect([by.get(15)!.cells[6], by.get(15)!.doubts]).toEqual(['=SUM(G5:G14)', { 6: 'formula' }]);
    const exported = await read('export-xlsxwriter.xlsx');
    expect(exported.rows.map((r) => [r.cells, r.doubts, r.hidden])).toEqual([
      [['Type', 'N° de série', 'Quantité'], undefined, undefined],
      [['UC', '="SN"&"1"', '0'], { 1: 'formula' }, undefined],
      [['UC', 'SN2', '=1+1'], { 2: 'formula' }, true],
    ]);
  });

  it('of a workbook of xlwt, with more texts than a record holds', async () => {
    const { rows } = await read('longue-xlwt.xls');
    expect(rows).toHaveLength(401);
    expect(rows[0]!.cells).toEqual(['Type', 'Marque', 'N° de série', 'Date', 'Quantité']);
    for (let i = 1; i <= 400; i += 1) {
      const accent = i % 3 === 0 ? '€' : 'é';
      expect([rows[i]!.n, ...rows[i]!.cells]).toEqual([
        i + 1,
        `Portable n° ${i} ${accent.repeat(i % 90)}`,
        'Dell',
        `SN-${i}`,
        '2019-03-12',
        String(i * 1.5),
      ]);
      expect(rows[i]!.hidden).toBe(i % 50 === 0 ? true : undefined);
    }
  });

  it('with one are what they gave, an empty text too', async () => {
    for (const name of ['mairie-libreoffice.xlsx', 'mairie-libreoffice.ods', 'mairie-libreoffice.xls']) {
      const { rows } = await read(name);
      const by = new Map(rows.map((r) => [r.n, r]));
      expect([by.get(10)!.cells[3], by.get(10)!.doubts]).toEqual(['SN-A-006', undefined]);
    }
  });
});
