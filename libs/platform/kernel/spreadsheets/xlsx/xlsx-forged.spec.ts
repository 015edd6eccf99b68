import { cpuMs } from '../../../../../test/support/counting/cpu-time.js';
import { bookParts, zipped } from '../../../../../test/support/sheets/workbook.js';
import { findMerges, withMerges } from '../merged-cells.js';
import { openTable } from '../open-table.js';

async function read(content: Uint8Array): Promise<(readonly string[])[]> {
  const table = await openTable(
    (async function* () {
      yield content;
    })(),
  );
  const rows: (readonly string[])[] = [];
  for await (const row of table.rows) rows.push(row.cells);
  await table.close();
  return rows;
}

const HEADER = '<row><c t="inlineStr"><is><t>Type</t></is></c></row>';

// Small files that kept the server for minutes.
describe('a workbook forged to be slow', () => {
  it('rows that are wide for one cell at their end', async () => {
    const rows = `${HEADER}${'<row><c r="XFD1"><v>1</v></c></row>'.repeat(30_000)}<row><c r="A9"><v>7</v></c></row>`;
    const began = cpuMs();
    expect(await read(await zipped(bookParts([{ name: 'A', rows }])))).toEqual([['Type'], ['7']]);
    expect(cpuMs() - began).toBeLessThan(5000);
  });

  it('thousands of merges over the same rows', async () => {
    const merge = '<mergeCell ref="B2:B9999999"/>'.repeat(50_000);
    const rows = Array.from({ length: 20_000 }, (_, i) => `<row r="${i + 2}"><c r="A${i + 2}"><v>${i}</v></c></row>`);
    const sheet = `<worksheet><sheetData>${HEADER}${rows.join('')}</sheetData><mergeCells>${merge}</mergeCells></worksheet>`;
    const began = cpuMs();
    const book = bookParts([{ name: 'A', rows: '' }]);
    expect(await read(await zipped({ ...book, 'xl/worksheets/sheet1.xml': sheet }))).toHaveLength(20_001);
    expect(cpuMs() - began).toBeLessThan(10_000);
  });

  it('a merge that begins thousands of times and never ends', async () => {
    const piece = Buffer.from(`${'<mergeCell '.repeat(5900)}>`);
    const began = cpuMs();
    const found = await findMerges(
      (async function* () {
        for (let i = 0; i < 40; i += 1) yield piece;
      })(),
    );
    expect(found).toEqual({ tall: [], wide: new Set() });
    expect(cpuMs() - began).toBeLessThan(3000);
  });

  it('notes, more than are kept, that look like conversations', async () => {
    const book = bookParts([{ name: 'A', rows: HEADER }]);
    book['xl/worksheets/_rels/sheet1.xml.rels'] =
      '<Relationships><Relationship Id="r" Type="http://x/comments" Target="../comments1.xml"/></Relationships>';
    const talk = `[aaaaaa] ${'\n'.repeat(400)}${' '.repeat(480)}x`;
    const note = `<comment ref="A1"><text><t>${talk}</t></text></comment>`.repeat(20_500);
    book['xl/comments1.xml'] = `<comments><commentList>${note}</commentList></comments>`;
    const content = await zipped(book);
    const began = cpuMs();
    const table = await openTable(
      (async function* () {
        yield content;
      })(),
    );
    expect([table.notes, table.sample[0]?.marks]).toEqual([[20_500], { notes: { 0: '[aaaaaa] x' } }]);
    await table.close();
    expect(cpuMs() - began).toBeLessThan(5000);
  });

  it('merges one after the other in a column still fill it', async () => {
    const rows = [
      ['a', 'one'],
      ['b', ''],
      ['c', 'two'],
      ['d', ''],
      ['e', ''],
    ].map((cells, i) => ({ n: i + 1, cells }));
    const filled: (readonly string[])[] = [];
    const tall = [
      { column: 1, from: 1, to: 2 },
      { column: 1, from: 3, to: 4 },
    ];
    for await (const row of withMerges(
      (async function* () {
        yield* rows;
      })(),
      { tall, wide: new Set() },
    ))
      filled.push(row.cells);
    expect(filled.map((cells) => cells[1])).toEqual(['one', 'one', 'two', 'two', '']);
  });
});
