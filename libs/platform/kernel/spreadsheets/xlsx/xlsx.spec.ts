import { addNotes, bookParts, type SheetXml, zipped } from '../../../../../test/support/sheets/workbook.js';
import { openTable } from '../open-table.js';
import { noteText } from './xlsx-notes.js';
import { columnOf, excelDate, numberFormatOf, shownNumber } from './xlsx-values.js';

async function* bytes(content: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
const isHeader = (cells: readonly string[]) => cells.filter((c) => ['Type', 'Série', 'Marque'].includes(c)).length;

async function read(content: Uint8Array, sheet?: number) {
  const table = await openTable(bytes(content), isHeader, sheet === undefined ? {} : { sheet });
  try {
    const rows: (readonly [number, ...string[]])[] = [];
    for await (const row of table.rows) rows.push([row.n, ...row.cells]);
    return { rows, sheets: table.sheets, sheet: table.sheet, sample: table.sample };
  } finally {
    await table.close();
  }
}
const rowsOf = async (rows: string, rest: Partial<SheetXml> & Parameters<typeof bookParts>[1] = {}) =>
  (await read(await zipped(bookParts([{ name: 'A', rows, ...rest }], rest)))).rows;
describe('cells of a workbook', () => {
  it('come as a person reads them', async () => {
    const shared = [
      'Type',
      '<r><t>Sé</t></r><r><rPr><b/></rPr><t xml:space="preserve">rie </t></r><rPh><t>no</t></rPh>',
      'A_x000D_B',
      '_x005F_x000D_',
    ];
    const styles = `<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/><numFmt numFmtId="165" formatCode="00000"/><numFmt numFmtId="166" formatCode="[Red]0.00 &quot;jours&quot;"/></numFmts>
      <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/></cellXfs>`;
    const rows = await rowsOf(
      `<row r="2"><c r="A2" t="s"><v>0</v></c><c r="C2" t="s"><v>1</v></c></row>
       <row r="3"><c r="A3" t="inlineStr"><is><r><t>PC</t></r><r><t> portable</t></r></is></c><c r="B3" s="1"><v>44267</v></c><c r="C3" s="2"><v>44267.5</v></c><c r="D3" s="3"><v>123</v></c><c r="E3" s="4"><v>2.5</v></c></row>
       <row r="4"><c r="A4" t="b"><v>1</v></c><c r="B4" t="e"><v>#N/A</v></c><c r="C4" t="str"><f>CONCAT("a")</f><v>a</v></c><c r="D4"><f>cmd|' /C calc'!A0</f></c><c r="E4" t="d"><v>2021-03-12T00:00:00</v></c></row>
       <row r="5"><c><v>353912100123456</v></c><c><v>3.5391210012345601E+17</v></c><c><v>0.30000000000000004</v></c><c><v>-12</v></c><c t="s"><v>99</v></c><c t="s"><v>2</v></c><c t="s"><v>3</v></c></row>
       <row r="6"/><row r="7"><c r="A7" s="1"/></row>
       <row r="8"><c t="str"><f>IF(A1="","","x")</f><v></v></c><c><f t="shared" si="0"/></c><c t="inlineStr"><is><t> </t></is></c></row>
       <row r="9"><c t="inlineStr"><is><t> </t></is></c></row>`,
      { shared, styles },
    );
    expect(rows).toEqual([
      [2, 'Type', '', 'Série '],
      [3, 'PC portable', '2021-03-12', '2021-03-12 12:00', '00123', '2.5'],
      [4, 'VRAI', '#N/A', 'a', "=cmd|' /C calc'!A0", '2021-03-12'],
      [5, '353912100123456', '3.53912100123456E+17', '0.3', '-12', '', 'A\rB', '_x000D_'],
      [8, '', '=', ' '],
    ]);
  });

  it('with a prefix, in UTF-16, without addresses, or of a calendar that begins in 1904', async () => {
    const parts = bookParts([{ name: 'A', rows: '' }]);
    const sheet =
      '<x:worksheet xmlns:x="y"><x:sheetData><x:row><x:c t="inlineStr"><x:is><x:t>é</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    parts['xl/worksheets/sheet1.xml'] = Buffer.from(`\uFEFF${sheet}`, 'utf16le');
    expect((await read(await zipped(parts))).rows).toEqual([[1, 'é']]);
    const styles = '<cellXfs><xf numFmtId="14"/></cellXfs>';
    expect(await rowsOf('<row><c><v>0</v></c><c><v>42805</v></c></row>', { styles, date1904: true })).toEqual([
      [1, '00:00', '2021-03-12'],
    ]);
  });

  it('that cover others speak for the rows below, not for the columns beside', async () => {
    const cell = (r: string, text: string) => `<c r="${r}" t="inlineStr"><is><t>${text}</t></is></c>`;
    const rows = await rowsOf(
      `<row r="1">${cell('A1', 'Titre')}</row><row r="2">${cell('A2', 'Portable')}${cell('B2', 'x')}</row><row r="3">${cell('B3', 'y')}</row><row r="4">${cell('B4', 'z')}</row><row r="5">${cell('B5', 'w')}</row>`,
      { after: '<mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="A2:A4"/></mergeCells>' },
    );
    expect(rows).toEqual([
      [1, 'Titre'],
      [2, 'Portable', 'x'],
      [3, 'Portable', 'y'],
      [4, 'Portable', 'z'],
      [5, '', 'w'],
    ]);
  });

  it('of the sheet that looks most like a list; never a hidden one by itself', async () => {
    const row = (...cells: string[]) =>
      `<row>${cells.map((c) => `<c t="inlineStr"><is><t>${c}</t></is></c>`).join('')}</row>`;
    const book = await zipped(
      bookParts([
        { name: 'Lisez-moi', rows: row('Bonjour') },
        { name: 'Cachée', rows: row('Type', 'Marque', 'Série'), state: 'hidden' },
        { name: 'Matériel', rows: row('Type', 'Série') + row('UC', 'A') },
      ]),
    );
    expect(await read(book)).toMatchObject({
      sheet: 2,
      rows: [
        [1, 'Type', 'Série'],
        [2, 'UC', 'A'],
      ],
    });
    expect((await read(book)).sheets).toEqual([
      { name: 'Lisez-moi', hidden: false },
      { name: 'Cachée', hidden: true },
      { name: 'Matériel', hidden: false },
    ]);
    expect(await read(book, 1)).toMatchObject({ sheet: 1 });
    expect(await read(book, 7)).toMatchObject({ sheet: 2 });
  });

  it('values', () => {
    expect([excelDate(1), excelDate(59), excelDate(61), excelDate(2_958_465), excelDate(-1), excelDate(3e6)]).toEqual([
      '1900-01-01',
      '1900-02-28',
      '1900-03-01',
      '9999-12-31',
      null,
      null,
    ]);
    expect([
      numberFormatOf(14, undefined),
      numberFormatOf(0, undefined),
      numberFormatOf(9, 'General'),
      numberFormatOf(9, '#,##0.00 "dh"'),
      numberFormatOf(9, '[$-40C]d mmm yyyy;@'),
      numberFormatOf(9, '000'),
    ]).toEqual(['date', null, null, null, 'date', { zeros: 3 }]);
    expect(shownNumber('-3', 'date', false)).toEqual(['-3', null]);
    expect([columnOf('A1'), columnOf('XFD9'), columnOf('ZZZ1'), columnOf('7'), columnOf(undefined)]).toEqual([
      0,
      16_383,
      null,
      null,
      null,
    ]);
  });
});

describe('what a workbook says by its form', () => {
  const styles = `<fonts><font/><font><strike/></font><font><strike val="0"/></font></fonts>
    <fills><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill><fill><patternFill patternType="solid"><fgColor rgb="FFFFFFFF"/></patternFill></fill></fills>
    <dxfs><dxf><font><strike/></font><fill><patternFill patternType="solid"><fgColor rgb="FF00FF00"/></patternFill></fill></dxf></dxfs>
    <cellXfs><xf/><xf fontId="1"/><xf fillId="2"/><xf fillId="3" fontId="2"/></cellXfs>`;
  const cells = (style: number, ...texts: string[]) =>
    texts.map((t) => `<c s="${style}" t="inlineStr"><is>${t.startsWith('<') ? t : `<t>${t}</t>`}</is></c>`).join('');
  const gone = '<r><rPr><strike/></rPr><t>PC</t></r><r><rPr><strike val="true"/></rPr><t> fixe</t></r>';
  const half = '<r><rPr><strike/></rPr><t>PC</t></r><r><t>Portable</t></r>';
  const mended = '<r><rPr><strike/></rPr><t>PC</t></r><r><rPr><b/></rPr><t>Portable</t></r>';
  const rows = `<row>${cells(2, 'Type', 'Série')}</row><row>${cells(1, 'PC', 'S1X')}</row><row>${cells(0, gone)}</row>
    <row>${cells(0, half, 'S2X')}</row><row>${cells(1, 'PC')}${cells(0, 'S3X')}</row><row>${cells(2, 'PC', 'S4X')}</row>
    <row>${cells(3, 'PC')}${cells(2, 'S5X')}</row><row><c t="s"><v>0</v></c></row>
    <row>${cells(1, mended)}<c s="1" t="s"><v>1</v></c></row>`;

  it('is told row by row: all struck through, a part of it, a colour, notes without who wrote them', async () => {
    const book = bookParts([{ name: 'A', rows }], { styles, shared: [gone, mended] });
    const talk = '[Threaded comment]\nYour version of Excel allows you to read this.\n\nComment:\n    à garder';
    addNotes(book, 1, { B2: 'Invented Person:\nécran fendu', A6: talk, Z99: 'loin' });
    const table = await openTable(bytes(await zipped(book)), isHeader);
    const said = [];
    for await (const { n, struck, hidden, marks } of table.rows) said.push([n, struck, hidden, marks]);
    const red = 'FFFF0000';
    expect(said).toEqual([
      [1, undefined, undefined, { fill: red }],
      [2, true, true, { notes: { 1: 'écran fendu' } }],
      [3, true, true, undefined],
      [4, undefined, undefined, undefined],
      [5, undefined, undefined, { strikes: { 0: true, 1: false } }],
      [6, undefined, undefined, { fill: red, notes: { 0: 'à garder' } }],
      [7, undefined, undefined, { fills: { 1: red } }],
      [8, true, true, undefined],
      [9, undefined, undefined, undefined],
    ]);
    const notes = Object.entries(table.notes ?? []);
    expect([notes, (await table.counts())[0]]).toEqual([
      [
        ['0', 1],
        ['1', 1],
        ['25', 1],
      ],
      { rows: 9, hidden: 3 },
    ]);
    await table.close();
  });

  it('is told of each of the tables that stand side by side', async () => {
    const head = cells(0, 'Type', 'Série', '', 'Type', 'Série');
    const left = `${cells(1, 'PC', 'S1X')}${cells(0, '', 'PC', 'S2X')}`;
    const right = `${cells(0, 'PC', 'S3X', '')}${cells(1, 'PC')}${cells(0, 'S4X')}`;
    const both = cells(1, 'PC', 'S5X', '', 'PC', 'S6X');
    const book = bookParts([{ name: 'A', rows: [head, left, right, both].map((r) => `<row>${r}</row>`).join('') }], {
      styles,
    });
    addNotes(book, 1, { B2: 'un', D3: 'deux', G9: 'trois' });
    const content = await zipped(book);
    const titles = (row: readonly string[]) => isHeader([...new Set(row)]);
    const told = async (sheet: number) => {
      const table = await openTable(bytes(content), titles, { sheet, beside: true });
      const said: unknown[] = [];
      for await (const { n, struck, hidden, marks } of table.rows) said.push([n, struck, hidden, marks]);
      const counts = (await table.counts())[sheet];
      await table.close();
      return { said, counts, notes: (table.notes ?? []).reduce((sum, n) => sum + n, 0) };
    };
    expect(await told(0)).toEqual({
      said: [
        [1, undefined, undefined, undefined],
        [2, true, true, { notes: { 1: 'un' } }],
        [3, undefined, undefined, undefined],
        [4, true, true, undefined],
      ],
      counts: { rows: 4, hidden: 2 },
      notes: 1,
    });
    expect(await told(1)).toEqual({
      said: [
        [1, undefined, undefined, undefined],
        [2, undefined, undefined, undefined],
        [3, undefined, undefined, { strikes: { 0: true, 1: false }, notes: { 0: 'deux' } }],
        [4, true, true, undefined],
      ],
      counts: { rows: 4, hidden: 1 },
      notes: 2,
    });
  });

  it('is told of colours that a part of a row has, and of one table of two', async () => {
    const row = (...parts: string[]) => `<row>${parts.join('')}</row>`;
    const sheet = [
      row(cells(0, 'Type', 'Série', '', 'Type', 'Série')),
      row(cells(2, 'PC', 'S1X'), cells(0, '', 'PC', 'S2X')),
      row(cells(0, 'PC'), cells(2, 'S3X'), cells(0, '', 'PC', 'S4X')),
    ];
    const content = await zipped(bookParts([{ name: 'A', rows: sheet.join('') }], { styles }));
    const marks = async (beside: boolean, sheet = 0) => {
      const table = await openTable(bytes(content), (r) => isHeader([...new Set(r)]), { sheet, beside });
      const said: unknown[] = [];
      for await (const row of table.rows) said.push(row.marks);
      await table.close();
      return said.slice(1);
    };
    const red = 'FFFF0000';
    expect(await marks(false)).toEqual([{ fills: { 0: red, 1: red } }, { fills: { 1: red } }]);
    expect(await marks(true)).toEqual([{ fill: red }, { fills: { 1: red } }]);
    expect(await marks(true, 1)).toEqual([undefined, undefined]);
  });

  it('is cut between characters where a note is long', () => {
    expect(noteText(`${'a'.repeat(299)}😀`, '')).toBe(`${'a'.repeat(299)}\uFFFD`);
    expect(noteText('[Commentaire à thread]\n\nVotre version.\n\nCommentaire :\n    écran : fendu', '')).toBe(
      'écran : fendu',
    );
  });
});
