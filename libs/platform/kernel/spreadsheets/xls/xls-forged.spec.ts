import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { cpuMs } from '../../../../../test/support/counting/cpu-time.js';
import { openTable } from '../open-table.js';
import { NotATable } from '../table.js';

const fixture = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../../../../test/fixtures/spreadsheets', name));

async function count(content: Uint8Array): Promise<number | string> {
  try {
    const table = await openTable(
      (async function* () {
        yield content;
      })(),
    );
    let rows = 0;
    for await (const _ of table.rows) rows += 1;
    await table.counts();
    await table.close();
    return rows;
  } catch (error) {
    if (error instanceof NotATable) return error.reason;
    throw error;
  }
}

const record = (kind: number, ...data: number[]) =>
  Buffer.from([kind & 255, kind >> 8, data.length & 255, data.length >> 8, ...data]);
const BEGIN = record(0x809, 0, 6, 5, 0);
const END = record(0x0a);
const u32 = (n: number) => [n & 255, (n >> 8) & 255, (n >> 16) & 255, (n >>> 24) & 255];

/** A compound file with one stream. */
function ole(stream: Buffer, name = 'Workbook'): Buffer {
  const sectors = Math.ceil(Math.max(stream.length, 4096) / 512);
  const tables = Math.ceil((sectors + 100) / 127);
  const head = Buffer.alloc(512);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(head);
  head.writeUInt16LE(9, 30);
  head.writeUInt16LE(6, 32);
  head.writeUInt32LE(tables, 44);
  head.writeUInt32LE(tables, 48);
  head.writeUInt32LE(0xfffffffe, 68);
  head.fill(0xff, 76);
  for (let i = 0; i < tables; i += 1) head.writeUInt32LE(i, 76 + i * 4);
  const table = Buffer.alloc(tables * 512, 0xff);
  table.writeUInt32LE(0xfffffffe, tables * 4);
  for (let i = 0; i < sectors; i += 1)
    table.writeUInt32LE(i + 1 === sectors ? 0xfffffffe : tables + 2 + i, (tables + 1 + i) * 4);
  const directory = Buffer.alloc(512);
  directory.write(name, 0, 'utf16le');
  directory.writeUInt16LE(name.length * 2 + 2, 64);
  directory[66] = 2;
  directory.writeUInt32LE(tables + 1, 116);
  directory.writeUInt32LE(Math.max(stream.length, 4096), 120);
  const body = Buffer.alloc(sectors * 512);
  stream.copy(body);
  return Buffer.concat([head, table, directory, body]);
}

/** A workbook whose sheets all begin behind its globals. */
function book(rows: Buffer, sheets = 1): Buffer {
  const at = BEGIN.length + sheets * 13 + END.length;
  const named = Array.from({ length: sheets }, () => record(0x85, ...u32(at), 0, 0, 1, 0, 65));
  return ole(Buffer.concat([BEGIN, ...named, END, BEGIN, rows, END]));
}
const text = (row: number, column: number) =>
  record(0x204, row & 255, row >> 8, column & 255, column >> 8, 0, 0, 2, 0, 0, 65, 66);

describe('an old workbook', () => {
  it('that is none says what it is', async () => {
    expect(await count(book(text(0, 0)))).toBe(1);
    expect(await count(book(Buffer.alloc(0)))).toBe('empty');
    expect(await count(ole(BEGIN, 'WordDocument'))).toBe('document');
    expect(await count(ole(BEGIN, 'EncryptedPackage'))).toBe('protected');
    expect(await count(ole(BEGIN, 'Book'))).toBe('xls');
    expect(await count(ole(record(0x809, 0, 5, 5, 0)))).toBe('xls');
    expect(await count(ole(Buffer.concat([BEGIN, record(0x2f, 0, 0), END])))).toBe('protected');
    expect(await count(ole(Buffer.concat([BEGIN, END])))).toBe('broken');
    expect(await count(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]))).toBe('broken');
    expect(await count(fixture('longue-xlwt.xls').subarray(0, 5000))).toEqual(expect.anything());
  });

  it('tells what is struck through, colours, and notes without who wrote them', async () => {
    const font = (flags: number) => record(0x31, 200, 0, flags, 0);
    const style = (font: number, fill: number, colour: number) =>
      record(0xe0, font, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, fill << 2, colour, 0);
    // Font 5 is the fifth.
    const fonts = [font(0), font(0), font(0), font(0), font(8)];
    const styles = Buffer.concat([...fonts, style(0, 0, 0), style(5, 0, 0), style(0, 1, 13), style(0, 1, 9)]);
    const cell = (row: number, column: number, of: number) => record(0x204, row, 0, column, 0, of, 0, 2, 0, 0, 65, 66);
    const rows = [
      cell(0, 0, 0),
      cell(1, 0, 1),
      cell(1, 1, 1),
      cell(2, 0, 1),
      cell(2, 1, 0),
      cell(3, 0, 2),
      cell(4, 0, 3),
      // The words of a note stand in a box, in two pieces, the second in letters of two bytes; of a note without a box only that it is there.
      record(0x5d, 0x15, 0, 0x12, 0, 0x19, 0, 7, 0),
      record(0x1b6, 18, 2, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 16, 0, 0, 0, 0, 0),
      record(0x3c, 0, ...Buffer.from('Luc:\nv')),
      record(0x3c, 1, ...Buffer.from('olé à garder'.slice(0, 10), 'utf16le')),
      record(0x3c, 0, 0, 0, 0, 0, 0, 0, 0, 0),
      record(0x1c, 1, 0, 1, 0, 0, 0, 7, 0, 3, 0, 0, ...Buffer.from('Luc')),
      record(0x1c, 3, 0, 1, 0, 0, 0, 9, 0),
    ];
    const at = BEGIN.length + styles.length + 13 + END.length;
    const sheet = record(0x85, ...u32(at), 0, 0, 1, 0, 65);
    const file = ole(Buffer.concat([BEGIN, styles, sheet, END, BEGIN, ...rows, END]));
    const table = await openTable(
      (async function* () {
        yield file;
      })(),
    );
    const said: unknown[] = [];
    for await (const { n, struck, marks } of table.rows) said.push([n, struck, marks]);
    await table.close();
    expect(Object.entries(table.notes ?? [])).toEqual([['1', 2]]);
    expect(said).toEqual([
      [1, undefined, undefined],
      [2, true, { notes: { 1: 'volé à gard' } }],
      [3, undefined, { strikes: { 0: true, 1: false } }],
      [4, undefined, { fill: '#13' }],
      [5, undefined, undefined],
    ]);
  });

  it('forged to be slow or large is read in seconds, or refused', async () => {
    const began = cpuMs();
    expect(await count(book(Buffer.concat(Array.from({ length: 60_000 }, (_, i) => text(i, 1999)))))).toBe('too_large');
    const rows = Buffer.concat(Array.from({ length: 1_000_000 }, () => record(0x208)));
    expect(await count(book(rows, 400))).toBe('too_large');
    expect(await count(book(Buffer.concat([text(0, 0), rows])))).toBe(1);
    const large = Buffer.alloc(33 * 1024 * 1024);
    ole(BEGIN).copy(large);
    expect(await count(large)).toBe('too_large');
    expect(cpuMs() - began).toBeLessThan(20_000);
  });

  it.each(['mairie-libreoffice.xls', 'longue-xlwt.xls'])(
    '%s, whatever byte of it changes, ends in rows or a reason',
    async (name) => {
      const whole = fixture(name);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
          fc.nat(whole.length),
          async (changes, length) => {
            const bad = Buffer.from(whole.subarray(0, length % 3 === 0 ? length + 4 : undefined));
            for (const [at, byte] of changes) bad[at % bad.length] = byte;
            expect(await count(bad)).not.toBe('');
          },
        ),
        { numRuns: 300 },
      );
    },
  );
});
