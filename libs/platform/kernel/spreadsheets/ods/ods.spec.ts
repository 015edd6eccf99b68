import { odsParts, odsTable, odsText, zipped } from '../../../../../test/support/sheets/workbook.js';
import { openTable } from '../open-table.js';

const isHeader = (cells: readonly string[]) => cells.filter((c) => ['Type', 'Série', 'Marque'].includes(c)).length;

async function read(parts: Readonly<Record<string, string | Buffer>>, sheet?: number) {
  const content = await zipped(parts);
  const source = (async function* () {
    yield content;
  })();
  const table = await openTable(source, isHeader, sheet === undefined ? {} : { sheet });
  try {
    const rows: (readonly [number, ...string[]])[] = [];
    const flags: unknown[] = [];
    for await (const { n, cells, ...more } of table.rows) {
      rows.push([n, ...cells]);
      if (Object.keys(more).length) flags.push([n, more]);
    }
    return { rows, flags, sheets: table.sheets, sheet: table.sheet, counts: await table.counts() };
  } finally {
    await table.close();
  }
}
const cell = (attributes: string, text = '') =>
  `<table:table-cell ${attributes}>${text && `<text:p>${text}</text:p>`}</table:table-cell>`;
const rowsOf = (rows: readonly (readonly string[])[]) => read(odsParts(odsTable('A', rows)));

describe('cells of OpenDocument', () => {
  it('come as a workbook of Excel would give them', async () => {
    const typed = (type: string, value: string, text = '') => cell(`office:value-type="${type}" ${value}`, text);
    const { rows, flags } = await rowsOf([
      [
        typed('float', 'office:value="123"', '00123'),
        typed('float', 'office:value="2.5"', '2,50 jours'),
        typed('percentage', 'office:value="0.5"', '50 %'),
        typed('boolean', 'office:boolean-value="true"', 'VRAI'),
        typed('date', 'office:date-value="2021-03-12"', '12/03/21'),
        typed('date', 'office:date-value="2021-03-12T12:30:00"', 'x'),
        typed('date', 'office:date-value="2021-03-12T00:00:00"', 'x'),
        typed('time', 'office:time-value="PT09H05M00S"', 'x'),
      ],
      [
        typed('float', 'office:value="353912100123456"', '3,53912E+14'),
        typed('float', 'office:value="1.23456789012346E+017"', '123456789012346000'),
        typed('float', 'office:value="500000"', '5,00E+05'),
        typed('float', 'office:value="1234570000000"', '1234570000000'),
      ],
      [
        cell('table:formula="of:=SUM([.A1])"'),
        cell('table:formula="of:=&quot;&quot;" office:value-type="string" office:string-value=""'),
        cell('table:formula="of:=1/0" office:value-type="string" office:string-value=""', '#DIV/0!'),
        cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', '2'),
      ],
    ]);
    expect(rows).toEqual([
      [1, '00123', '2.5', '0.5', 'VRAI', '2021-03-12', '2021-03-12 12:30', '2021-03-12', '09:05'],
      [2, '353912100123456', '1.23456789012346E+17', '5E+5', '1234570000000'],
      [3, '=SUM([.A1])', '', '#DIV/0!', '2'],
    ]);
    expect(flags).toEqual([
      [2, { doubts: { 1: 'rounded', 2: 'rounded', 3: 'rounded' } }],
      [3, { doubts: { 0: 'formula' } }],
    ]);
  });

  it('hold their own text: no comment, no drawing, no change that was tracked', async () => {
    const comment = '<office:annotation><dc:date xmlns:dc="d">2020</dc:date><text:p>Non</text:p></office:annotation>';
    const rich = `<table:table-cell office:value-type="string">${comment}<text:p>a<text:s text:c="2"/>b<text:span>c<text:a>d</text:a></text:span></text:p><text:p>e<text:line-break/>f</text:p><draw:frame xmlns:draw="d"><text:p>Non</text:p></draw:frame></table:table-cell>`;
    const changes =
      '<table:tracked-changes><table:table-row><table:table-cell><text:p>Non</text:p></table:table-cell></table:table-row></table:tracked-changes>';
    const links = `<table:dde-links><table:dde-link>${odsTable('Non', [['Non']])}</table:dde-link></table:dde-links>`;
    const parts = odsParts(`${changes}${odsTable('A', [[rich]])}${links}`);
    expect(await read(parts)).toMatchObject({ rows: [[1, 'a  bcd\ne\nf']], sheets: [{ name: 'A', hidden: false }] });
  });

  it('that come again, are covered or cover others', async () => {
    const again = (times: number) => `<table:table-cell table:number-columns-repeated="${times}"/>`;
    const covered = '<table:covered-table-cell/>';
    const { rows, flags } = await rowsOf([
      [odsText('Titre', ' table:number-columns-spanned="3"'), covered, covered, again(16_381)],
      [
        odsText('Portable', ' table:number-rows-spanned="3"'),
        odsText('x', ' table:number-columns-repeated="2"'),
        again(1),
      ],
      [covered, again(1), odsText('y')],
      [covered, odsText('z')],
      [again(2), odsText('w')],
    ]);
    expect(rows).toEqual([
      [1, 'Titre'],
      [2, 'Portable', 'x', 'x'],
      [3, 'Portable', '', 'y'],
      [4, 'Portable', 'z'],
      [5, '', '', 'w'],
    ]);
    expect(flags).toEqual([[1, { spanned: true }]]);
  });

  it('stand in rows that come again, are hidden, filtered or folded away', async () => {
    const row = (attributes: string, text: string) =>
      `<table:table-row ${attributes}>${odsText(text)}</table:table-row>`;
    const { rows, flags, counts } = await read(
      odsParts(
        `<table:table table:name="A"><table:table-header-rows>${row('', 'Type')}</table:table-header-rows>
        <table:table-row table:number-rows-repeated="4"><table:table-cell/></table:table-row>
        <table:table-rows>${row('table:number-rows-repeated="2"', 'a')}${row('table:visibility="filter"', 'b')}</table:table-rows>
        ${row('table:visibility="collapse"', 'c')}
        <table:table-row-group table:display="false"><table:table-row-group>${row('', 'd')}</table:table-row-group></table:table-row-group>${row('', 'e')}
        <table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>`,
      ),
    );
    expect(rows).toEqual([
      [1, 'Type'],
      [6, 'a'],
      [7, 'a'],
      [8, 'b'],
      [9, 'c'],
      [10, 'd'],
      [11, 'e'],
    ]);
    expect(flags).toEqual([8, 9, 10].map((n) => [n, { hidden: true }]));
    expect(counts).toEqual([{ rows: 7, hidden: 3 }]);
  });

  it('of the sheet that looks most like a list; never a hidden one by itself', async () => {
    const styles =
      '<style:style style:name="h" style:family="table"><style:table-properties table:display="false"/></style:style><style:style style:name="v" style:family="table"><style:table-properties table:display="true"/></style:style>';
    const parts = odsParts(
      odsTable('Lisez-moi', [['Bonjour']], 'v') +
        odsTable('Cachée', [['Type', 'Marque', 'Série']], 'h') +
        odsTable(
          'Matériel &amp; co',
          [
            ['Type', 'Série'],
            ['UC', 'A'],
          ],
          'v',
        ) +
        odsTable('Vide', [], 'v'),
      styles,
    );
    const found = await read(parts);
    expect(found).toMatchObject({
      sheet: 2,
      rows: [
        [1, 'Type', 'Série'],
        [2, 'UC', 'A'],
      ],
    });
    expect(found.sheets.map((s) => [s.name, s.hidden])).toEqual([
      ['Lisez-moi', false],
      ['Cachée', true],
      ['Matériel & co', false],
      ['Vide', false],
    ]);
    expect(found.counts.map((c) => c?.rows)).toEqual([1, 1, 2, 0]);
    expect(await read(parts, 1)).toMatchObject({ sheet: 1, rows: [[1, 'Type', 'Marque', 'Série']] });
    expect(await read(parts, 7)).toMatchObject({ sheet: 2 });
  });
});

it('a sheet of OpenDocument tells what is struck through, coloured, or noted', async () => {
  const styles = `<style:style style:name="gone" style:family="table-cell"><style:text-properties style:text-line-through-style="solid"/></style:style>
    <style:style style:name="red" style:family="table-cell"><style:table-cell-properties fo:background-color="#ff0000"/></style:style>
    <style:style style:name="T2" style:family="text"><style:text-properties style:text-line-through-style="none"/></style:style>
    <style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-type="single"/></style:style>`;
  const note =
    '<office:annotation><dc:creator>Invented Person</dc:creator><text:p>écran</text:p><text:p>fendu</text:p></office:annotation>';
  const typed = (style: string, inner: string) =>
    `<table:table-cell table:style-name="${style}" office:value-type="string">${inner}</table:table-cell>`;
  const span = '<text:p><text:span text:style-name="T1">PC</text:span></text:p>';
  const { rows, flags } = await read(
    odsParts(
      odsTable('A', [
        ['Type', 'Série'],
        [typed('gone', '<text:p>PC</text:p>'), typed('', span)],
        [typed('gone', '<text:p>PC</text:p>'), 'S2X'],
        [typed('red', `${note}<text:p>PC</text:p>`), typed('red', '<text:p>S3X</text:p>')],
        [
          typed('gone', '<text:p><text:span text:style-name="T2">PC</text:span></text:p>'),
          '<table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>B12</text:p></table:table-cell>',
        ],
        [typed('gone', '<text:p>PC</text:p>'), '<table:covered-table-cell/>'],
      ]),
      styles,
    ),
  );
  expect(rows.slice(1)).toEqual([
    [2, 'PC', 'PC'],
    [3, 'PC', 'S2X'],
    [4, 'PC', 'S3X'],
    [5, 'PC', 'B12'],
    [6, 'PC', 'B12'],
  ]);
  expect(flags).toEqual([
    [2, { hidden: true, struck: true }],
    [3, { marks: { strikes: { 0: true, 1: false } } }],
    [4, { marks: { fill: '#ff0000', notes: { 0: 'écran fendu' } } }],
    [6, { hidden: true, struck: true }],
  ]);
});
