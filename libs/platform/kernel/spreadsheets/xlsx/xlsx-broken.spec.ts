import fc from 'fast-check';
import { bookParts, simpleBook, zipped } from '../../../../../test/support/sheets/workbook.js';
import { openTable } from '../open-table.js';
import { NotATable } from '../table.js';

async function read(content: Uint8Array) {
  const table = await openTable(
    (async function* () {
      yield content;
    })(),
  );
  try {
    const rows: (readonly string[])[] = [];
    for await (const row of table.rows) rows.push(row.cells);
    return rows;
  } finally {
    await table.close();
  }
}
const reason = async (content: Uint8Array): Promise<string> => {
  try {
    await read(content);
    return 'read';
  } catch (error) {
    if (error instanceof NotATable) return error.reason;
    throw error;
  }
};

describe('a workbook that is none', () => {
  const book = () => bookParts([{ name: 'A', rows: '<row><c t="inlineStr"><is><t>Type</t></is></c></row>' }]);
  const with_ = (over: Record<string, string | Buffer>) => zipped({ ...book(), ...over });

  it('says what it is', async () => {
    const whole = await zipped(book());
    expect(await reason(whole)).toBe('read');
    expect(await reason(whole.subarray(0, whole.length - 30))).toBe('broken');
    expect(await reason(Buffer.concat([whole.subarray(0, 100), whole.subarray(200)]))).toBe('broken');
    const text = 'application/vnd.oasis.opendocument.text';
    expect(await reason(await zipped({ mimetype: text, 'content.xml': '<a/>' }))).toBe('document');
    expect(await reason(await zipped({ 'Index/Document.iwa': 'x' }))).toBe('numbers');
    expect(await reason(await zipped({ 'word/document.xml': '<a/>' }))).toBe('document');
    expect(await reason(await zipped({ 'photo.jpg': 'x' }))).toBe('zip');
    expect(await reason(await zipped(bookParts([{ name: 'A', rows: '' }])))).toBe('empty');
    const binary = {
      '_rels/.rels': String(book()['_rels/.rels']).replace('workbook.xml', 'workbook.bin'),
      'xl/workbook.bin': 'x',
    };
    expect(await reason(await with_(binary))).toBe('xlsb');
    expect(await reason(await with_({ 'xl/workbook.xml': '<workbook><sheets>' }))).toBe('broken');
    expect(await reason(await with_({ 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row></c>' }))).toBe('broken');
  });

  it('expands no entity and reads nothing from outside', async () => {
    const lol = `<!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa">${'bcdefghij'
      .split('')
      .map((x, i) => `<!ENTITY ${x} "${`&${'abcdefghij'[i]};`.repeat(10)}">`)
      .join('')}]>`;
    expect(
      await reason(
        await with_({ 'xl/sharedStrings.xml': `<?xml version="1.0"?>${lol}<sst><si><t>&j;</t></si></sst>` }),
      ),
    ).toBe('unsafe');
    expect(
      await reason(
        await with_({
          'xl/worksheets/sheet1.xml':
            '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]><worksheet><sheetData><row><c><v>&p;</v></c></row></sheetData></worksheet>',
        }),
      ),
    ).toBe('unsafe');
    expect(await reason(await with_({ 'xl/worksheets/sheet1.xml': `${'<a>'.repeat(100_000)}` }))).toBe('unsafe');
    const outside = String(book()['xl/_rels/workbook.xml.rels']).replace(
      'worksheets/sheet1.xml"',
      '../../../../etc/passwd"',
    );
    expect(await reason(await with_({ 'xl/_rels/workbook.xml.rels': outside }))).toBe('broken');
  });

  it('stops at a text without an end and at what inflates too far', async () => {
    expect(await reason(await with_({ 'xl/worksheets/sheet1.xml': `<worksheet a="${'x'.repeat(9_000_000)}"/>` }))).toBe(
      'too_large',
    );
    expect(await reason(await with_({ 'xl/worksheets/sheet1.xml': Buffer.alloc(40 * 1024 * 1024) }))).toBe('too_large');
    const long = `<worksheet><sheetData><row><c t="inlineStr"><is><t>${'x'.repeat(2_000_000)}</t></is></c></row></sheetData></worksheet>`;
    expect((await read(await with_({ 'xl/worksheets/sheet1.xml': long })))[0]![0]!.length).toBeLessThan(70_000);
  });

  it('a header that lies about its size is stopped at that size', async () => {
    const lying = await zipped({ ...book(), 'xl/worksheets/sheet1.xml': Buffer.alloc(3_000_000, 0x20) });
    // The size is told in the entry and in the directory at the end; the directory is believed.
    for (
      let at = lying.indexOf(Buffer.from([0xc0, 0xc6, 0x2d, 0]));
      at >= 0;
      at = lying.indexOf(Buffer.from([0xc0, 0xc6, 0x2d, 0]))
    )
      lying.writeUInt32LE(1000, at);
    expect(await reason(lying)).toBe('broken');
  });

  it('any change of any byte ends in rows or a reason', async () => {
    const whole = await simpleBook([['Type', 'Série'], ...Array.from({ length: 30 }, (_, i) => ['UC', `S${i}`])]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        fc.nat(whole.length),
        async (changes, length) => {
          const bad = Buffer.from(whole.subarray(0, length > 100 ? undefined : length + 4));
          for (const [at, byte] of changes) bad[at % bad.length] = byte;
          expect(await reason(bad)).not.toBe('');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('any XML ends in rows or a reason', async () => {
    const piece = fc.constantFrom(
      '<row>',
      '<row r="5">',
      '<row r="1048577">',
      '</row>',
      '<c>',
      '<c r="XFD1" t="s">',
      '<c t="inlineStr"><is><t>',
      '</t></is></c>',
      '</c>',
      '<v>',
      '</v>',
      '1e400',
      '-5',
      '<f>',
      '</f>',
      '&#0;',
      '&lt;',
      '&x;',
      '<![CDATA[x]]>',
      '<!-- -->',
      '<?a b?>',
      '\uD800',
      '😀',
      '‮',
      '</sheetData>',
      '<mergeCell ref="A1:A9"/>',
      '<',
      '"',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
        const sheet = `<worksheet><sheetData>${pieces.join('')}</sheetData></worksheet>`;
        expect(await reason(await with_({ 'xl/worksheets/sheet1.xml': sheet }))).not.toBe('');
      }),
      { numRuns: 300 },
    );
  });
});
