import fc from 'fast-check';
import { cpuMs } from '../../../../../test/support/counting/cpu-time.js';
import { odsParts, odsTable, odsText, zipped } from '../../../../../test/support/sheets/workbook.js';
import { openTable } from '../open-table.js';
import { NotATable } from '../table.js';
import { LONGEST_NOTE } from '../xlsx/xlsx-notes.js';
import { OdsText } from './ods-text.js';

// What is bounded is measured as work of the processor; others may have the machine. Unbounded, each would take hours. Where it takes 4 s alone, a
// process that ran a hundred suites before, its memory nearly full, spends some 55 s, most of them collecting garbage.
jest.setTimeout(300_000);
const BOUND_MS = 120_000;

async function count(content: Uint8Array): Promise<number | string> {
  try {
    const table = await openTable(
      (async function* () {
        yield content;
      })(),
    );
    let rows = 0;
    try {
      for await (const _ of table.rows) rows += 1;
      return rows;
    } finally {
      await table.close();
    }
  } catch (error) {
    if (error instanceof NotATable) return error.reason;
    throw error;
  }
}
const whole = () =>
  odsParts(
    odsTable('A', [
      ['Type', 'Série'],
      ['UC', 'A1'],
    ]),
  );
const sheet = (rows: string) => zipped(odsParts(`<table:table table:name="A">${rows}</table:table>`));

describe('a workbook of OpenDocument that is none', () => {
  it('says what it is', async () => {
    const good = await zipped(whole());
    expect(await count(good)).toBe(2);
    expect(await count(good.subarray(0, good.length - 30))).toBe('broken');
    expect(await count(await zipped(odsParts('')))).toBe('broken');
    expect(await count(await zipped(odsParts(odsTable('A', []))))).toBe('empty');
    expect(await count(await sheet('<table:table-row>'))).toBe('broken');
    const locked =
      '<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>';
    expect(await count(await zipped({ ...whole(), 'META-INF/manifest.xml': locked }))).toBe('protected');
    const { 'content.xml': _, ...rest } = whole();
    expect(await count(await zipped({ ...rest, 'META-INF/manifest.xml': locked, 'encrypted-package': 'x' }))).toBe(
      'protected',
    );
  });

  it('expands no entity, and stops at what is too deep, too long or too large', async () => {
    const entity =
      '<!DOCTYPE x [<!ENTITY p SYSTEM "file:///etc/passwd">]><office:document-content>&p;</office:document-content>';
    expect(await count(await zipped({ ...whole(), 'content.xml': entity }))).toBe('unsafe');
    expect(await count(await sheet('<table:table-row-group>'.repeat(100_000)))).toBe('unsafe');
    expect(await count(await sheet(`<a b="${'x'.repeat(9_000_000)}"/>`))).toBe('too_large');
    expect(await count(await zipped({ ...whole(), 'content.xml': Buffer.alloc(40 * 1024 * 1024) }))).toBe('too_large');
  });
});

// Small files that would keep the server for minutes.
describe('a workbook of OpenDocument forged to be slow', () => {
  it('rows and cells that come a thousand million times', async () => {
    const began = cpuMs();
    const row = (rows: number, columns: number) =>
      `<table:table-row table:number-rows-repeated="${rows}">${odsText('x', ` table:number-columns-repeated="${columns}"`)}</table:table-row>`;
    expect(await count(await sheet(row(999_999_999, 999_999_999)))).toBe(1_048_576);
    expect(await count(await sheet(row(999_999_999, 1).repeat(1000)))).toBe(1_048_576);
    expect(await count(await sheet(row(1, 999_999_999).repeat(100_000)))).toBe('too_large');
    expect(cpuMs() - began).toBeLessThan(BOUND_MS);
  });

  it('a cell far to the right of every row, and cells that cover all below', async () => {
    const began = cpuMs();
    const far = `<table:table-row><table:table-cell table:number-columns-repeated="1999"/>${odsText('x')}</table:table-row>`;
    expect(await count(await sheet(far.repeat(20_000)))).toBe(20_000);
    const tall = `<table:table-row>${odsText('x', ' table:number-rows-spanned="999999999"').repeat(50)}</table:table-row>`;
    expect(await count(await sheet(tall.repeat(2_000)))).toBe(2_000);
    expect(cpuMs() - began).toBeLessThan(BOUND_MS);
  });

  it('a note of paragraphs without end', () => {
    const text = new OdsText(() => null);
    text.open('annotation', {});
    for (let i = 0; i < 100_000; i += 1) {
      text.open('p', {});
      text.close('p');
    }
    expect(text['note'].length).toBeLessThanOrEqual(LONGEST_NOTE);
  });

  it('hundreds of sheets', async () => {
    const sheets = odsTable('A', [['Type'], ['UC']]).repeat(3000);
    expect(await count(await zipped(odsParts(sheets)))).toBe(2);
  });

  it('any change of any byte, and any XML, ends in rows or a reason', async () => {
    const good = await zipped(whole());
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const bad = Buffer.from(good);
          for (const [at, byte] of changes) bad[at] = byte;
          expect(await count(bad)).not.toBe('');
        },
      ),
      { numRuns: 200 },
    );
    const piece = fc.constantFrom(
      '<table:table-row>',
      '</table:table-row>',
      '<table:table-row table:number-rows-repeated="3">',
      '<table:table-cell office:value-type="float" office:value="1e400">',
      '<table:table-cell office:value-type="date" office:date-value="-5">',
      '<table:table-cell>',
      '</table:table-cell>',
      '<table:covered-table-cell/>',
      '<text:p>',
      '</text:p>',
      '<office:annotation>',
      '</office:annotation>',
      '<table:table table:name="B">',
      '</table:table>',
      'texte',
      '&#0;',
      '&x;',
      '😀',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 30 }), async (pieces) => {
        expect(await count(await sheet(pieces.join('')))).not.toBe('');
      }),
      { numRuns: 200 },
    );
  });
});
