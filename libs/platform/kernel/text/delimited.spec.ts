import fc from 'fast-check';
import iconv from 'iconv-lite';
import { cpuMs } from '../../../../test/support/counting/cpu-time.js';
import { LoopHeld } from '../../../../test/support/counting/loop-held.js';
import { openTable } from '../spreadsheets/open-table.js';
import { NotATable } from '../spreadsheets/table.js';
import { openDelimited, SEPARATORS } from './delimited.js';

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(bytes: Uint8Array, size = 65_536, worth?: (cells: readonly string[]) => number) {
  const table = await openDelimited(inPieces(bytes, size), worth);
  const rows: string[][] = [];
  for await (const row of table.rows) rows.push([...row.cells]);
  return { rows, separator: table.separator, encoding: table.encoding() };
}

const FRENCH = [..."abcXYZ019 éèêàçùôîœÉ€’«»°²-/.'()", ' ', ';', ',', '\t', '|', '"', '\n'];
const HEADER = ['N° de série', 'Marque', 'Modèle'];
const isHeader = (cells: readonly string[]) => HEADER.filter((h) => cells.includes(h)).length;

const encodings = {
  'utf-8': (t: string) => Buffer.from(t),
  'utf-8 with mark': (t: string) => Buffer.from(`\uFEFF${t}`),
  'utf-16le': (t: string) => Buffer.from(`\uFEFF${t}`, 'utf16le'),
  'utf-16be': (t: string) => Buffer.from(`\uFEFF${t}`, 'utf16le').swap16(),
  'utf-16le without mark': (t: string) => Buffer.from(t, 'utf16le'),
  'windows-1252': (t: string) => iconv.encode(t, 'win1252'),
} as const;

const write = (
  rows: readonly string[][],
  separator: string,
  quoteAll: boolean,
  end: string,
  lastEnd: boolean,
): string =>
  rows
    .map((row) =>
      row
        .map((c) => (quoteAll || /["\r\n]/.test(c) || c.includes(separator) ? `"${c.replaceAll('"', '""')}"` : c))
        .join(separator),
    )
    .join(end) + (lastEnd ? end : '');

describe('delimited text', () => {
  it('any encoding × separator × quoting × line end, in pieces of any size, gives back the same table', async () => {
    const cell = fc.string({ unit: fc.constantFrom(...FRENCH), maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(...(Object.keys(encodings) as (keyof typeof encodings)[])),
        fc.constantFrom(...SEPARATORS),
        fc.boolean(),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.integer({ min: 1, max: 40 }),
        async (body, encoding, separator, quoteAll, end, lastEnd, size) => {
          const rows = [HEADER, ...body].filter((row) => row.some((c) => c.trim() !== ''));
          const got = await read(
            encodings[encoding](write([HEADER, ...body], separator, quoteAll, end, lastEnd)),
            size,
            isHeader,
          );
          expect(got.separator).toBe(separator);
          expect(got.rows).toEqual(rows);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('names the encoding it met, also when the first accent comes late', async () => {
    const late = `Type;Marque\n${'PC;Dell\n'.repeat(20_000)}Écran;Eizo\n`;
    expect(await read(Buffer.from(late))).toMatchObject({ encoding: 'utf-8' });
    const old = await read(iconv.encode(late, 'win1252'), 1000);
    expect(old.encoding).toBe('windows-1252');
    expect(old.rows.at(-1)).toEqual(['Écran', 'Eizo']);
  });

  it('reads what an old Mac, DOS, or two conversions made of French titles', async () => {
    const text = 'N° de série;Marque;Modèle\nA1;Dell;Prêté à l’école, créée\n';
    const twice = Buffer.from(iconv.decode(Buffer.from(text), 'win1252'));
    for (const bytes of [iconv.encode(text, 'macintosh'), iconv.encode(text.replace('’', "'"), 'cp850'), twice]) {
      for (const size of [7, 8, 9, 10, 11, 12, 13, 1000]) {
        const { rows } = await read(bytes, size);
        expect(rows.map((cells) => cells.join(';').replace('’', "'"))).toEqual(
          text.replace('’', "'").trim().split('\n'),
        );
      }
    }
  });

  it('reads windows-1252 that was pasted into UTF-8', async () => {
    const bytes = Buffer.concat([Buffer.from('Modèle;État;Réf\n'), Buffer.from([0x65, 0xe9, 0x3b, 0x80, 0x0a])]);
    expect((await read(bytes, 4)).rows).toEqual([
      ['Modèle', 'État', 'Réf'],
      ['eé', '€'],
    ]);
  });

  it('keeps a quote in the middle of a cell, as spreadsheets do', async () => {
    expect((await read(Buffer.from('a;14" large;c\n'))).rows).toEqual([['a', '14" large', 'c']]);
    expect((await read(Buffer.from('a;"x"y;c'))).rows).toEqual([['a', 'xy', 'c']]);
  });

  it('counts rows as a spreadsheet does, empty ones too', async () => {
    const { rows } = await openDelimited(inPieces(Buffer.from('a;b\n\n; \n"c\nd";e'), 3));
    const got: unknown[] = [];
    for await (const row of rows) got.push([row.n, ...row.cells]);
    expect(got).toEqual([
      [1, 'a', 'b'],
      [4, 'c\nd', 'e'],
    ]);
  });

  it('obeys the line by which Excel is told what separates', async () => {
    expect(await read(Buffer.from('sep=,\r\na;b,c\r\nd;e,f'))).toMatchObject({
      separator: ',',
      rows: [
        ['sep=', ''],
        ['a;b', 'c'],
        ['d;e', 'f'],
      ],
    });
  });
});

describe('what is no table', () => {
  const reason = async (bytes: Uint8Array, size?: number): Promise<string> => {
    try {
      await read(bytes, size);
    } catch (error) {
      if (error instanceof NotATable) return error.reason;
      throw error;
    }
    return 'read';
  };

  it.each([
    ['image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['image', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 0x10])],
    ['pdf', Buffer.from('%PDF-1.7\n')],
    ['zip', Buffer.from('PK\u0003\u0004rest')],
    ['xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1])],
    ['binary', Buffer.from('a;b\nc\0;d\n')],
    ['empty', Buffer.from('')],
    ['empty', Buffer.from('\uFEFF \n\r\n')],
    ['quote_not_closed', Buffer.from(`a;b\n"c;${'d;e\n'.repeat(20_000)}`)],
    ['quote_not_closed', Buffer.from('a;b\n"c;d\n')],
    ['row_too_long', Buffer.from(';'.repeat(200_000))],
    ['row_too_long', Buffer.from(`a;b\nc;${'x'.repeat(1_000_000)}\n`)],
    ['markup', Buffer.from('<html><table><tr><td>Type</td></tr></table>')],
    ['markup', Buffer.from('<?xml version="1.0"?><Workbook/>')],
  ])('%s', async (expected, bytes) => {
    expect(await reason(bytes)).toBe(expected);
  });

  it('a zero byte far inside is met', async () => {
    expect(await reason(Buffer.from(`${'a;b\n'.repeat(50_000)}\0`), 1000)).toBe('binary');
  });

  it('any bytes end in rows or a reason', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.integer({ min: 1, max: 64 }), async (bytes, size) => {
        expect(await reason(bytes, size)).not.toBe('');
      }),
      { numRuns: 500 },
    );
  });

  it('lets go of the file when the reader stops early', async () => {
    let closed = false;
    async function* source() {
      try {
        for (;;) yield Buffer.from('a;b\n'.repeat(20_000));
      } finally {
        closed = true;
      }
    }
    for await (const row of (await openDelimited(source())).rows) if (row.n > 5) break;
    expect(closed).toBe(true);
  });
});

describe('a file of nothing', () => {
  it.each([
    [100, 'line breaks', '\n'],
    [20, 'line breaks of Windows', '\r\n'],
    [20, 'empty cells', ';;;\n'],
    [20, 'spaces', '  \n'],
  ])('%i MB of %s take seconds, and let others have their turn', async (mb, _, line) => {
    const piece = Buffer.from(line.repeat(1_000_000 / line.length));
    async function* source() {
      yield Buffer.from('Type;Série\nUC;A1\n');
      for (let i = 0; i < mb; i += 1) yield piece;
      yield Buffer.from('UC;A2');
    }
    const held = new LoopHeld();
    const began = cpuMs();
    const rows: number[] = [];
    await held.during('reading', Number.POSITIVE_INFINITY, async () => {
      for await (const row of (await openTable(source(), isHeader)).rows) rows.push(row.n);
    });
    expect(rows).toEqual([1, 2, 2 + (mb * piece.length) / line.length + 1]);
    expect(cpuMs() - began).toBeLessThan(10_000);
    // Its own work between two turns: a loop that never waits is found, however busy the machine.
    expect(held.worst[0]![1]).toBeLessThan(1_000);
  });
});
