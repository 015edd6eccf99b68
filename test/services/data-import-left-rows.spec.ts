import fc from 'fast-check';
import { DataImport } from '../support/sheets/data-import.js';
import { bookParts, escapeXml, zipped } from '../support/sheets/workbook.js';

let t: DataImport;
beforeAll(async () => {
  t = await DataImport.open();
});
afterAll(() => t.s.close());

const file = (id: string) => t.queries.byId(t.leila, id);
const left = async (id: string) =>
  (await t.queries.rows(t.leila, id, { only: 'left', limit: 100 })).items.map((r) => [r.line, r.left]);
const told = async (id: string) =>
  (await t.queries.rows(t.leila, id, { only: 'told' })).items.flatMap((r) => r.problems.map((p) => [r.line, p.code]));

interface Line {
  readonly cells: readonly string[];
  readonly hidden?: boolean;
}
const book = (lines: readonly Line[]) =>
  zipped(
    bookParts([
      {
        name: 'Parc',
        rows: lines
          .map(({ cells, hidden }, n) => {
            const texts = cells.map((c) =>
              c.startsWith('<c') ? c : `<c t="inlineStr"><is><t>${escapeXml(c)}</t></is></c>`,
            );
            return `<row r="${n + 1}"${hidden ? ' hidden="1"' : ''}>${texts.join('')}</row>`;
          })
          .join(''),
      },
    ]),
  );
const TITLES = ['Ancien numéro', 'Type', 'Marque', 'Situation', 'Utilisateur', 'N° de série'];
const row = (number: string, more: Partial<Record<number, string>> = {}): string[] =>
  [number, 'PC portable', 'Dell', 'En stock', 'Jeanne Martin', ''].map((cell, i) => more[i] ?? cell);

describe('rows of another tool’s file that are no devices', () => {
  test('are left and listed with the reason, none of them asks about a word; hidden ones come when they are wanted', async () => {
    const id = await t.upload(
      await book([
        { cells: TITLES },
        { cells: row('L-1') },
        { cells: row('L-2', { 3: 'Au fond du couloir' }), hidden: true },
        { cells: ['', 'Salle 2'] },
        { cells: TITLES },
        { cells: row('L-3') },
        { cells: ['', '', '', '', 'Paul Durand', ''] },
        { cells: ['Total', '', '', '3'] },
        { cells: ['Page 1 / 3'] },
      ]),
    );
    expect(await left(id)).toEqual([
      [3, 'hidden'],
      [4, 'section'],
      [5, 'titles_again'],
      [7, 'section'],
      [8, 'total'],
      [9, 'footer'],
    ]);
    expect(await file(id)).toMatchObject({ rowsRead: 8, rowsSkipped: 6, rowsWrong: 0, hiddenRows: false });
    expect((await t.queries.values(t.leila, id)).map((v) => v.value)).not.toContain('Au fond du couloir');
    const said = await t.s.db.query('SELECT cells FROM imports.row WHERE file_id = $1', [id]);
    expect(JSON.stringify(said)).not.toMatch(/Durand|Martin/);

    const columns = { number: 0, category: 1, make: 2, state: 3, serial: 5 };
    await t.s.work((tx) => t.service.chooseColumns(tx, t.leila, id, columns, { hiddenRows: true }));
    expect(await file(id)).toMatchObject({ rowsSkipped: 5, hiddenRows: true });
    await t.map(id, { 'Au fond du couloir': 'lost' });
    await t.apply(id);
    expect(await t.device('L-2')).toMatchObject({ state: 'lost' });
    expect(await file(id)).toMatchObject({ state: 'applied', rowsMade: 3 });
  });

  test('a number that the spreadsheet rounded and a formula without its result are wrong rows', async () => {
    const id = await t.upload(
      await book([
        { cells: TITLES },
        { cells: row('R-1', { 5: '<c><v>123456789012346000</v></c>' }) },
        { cells: row('R-2', { 2: '<c><f>VLOOKUP(A2,B:C,2)</f></c>' }) },
      ]),
    );
    expect(await told(id)).toEqual([
      [2, 'data_import.row_serial_rounded'],
      [3, 'data_import.row_cell_formula'],
    ]);
  });
});

describe('one serial with the maker on one side only', () => {
  const value = async (id: string) => (await t.queries.values(t.leila, id)).find((v) => v.field === 'serial');

  test('is asked before anything comes in; the same machine comes once, another one comes too', async () => {
    const lines = [
      { cells: TITLES },
      { cells: row('Q-1', { 5: 'QSER00771' }) },
      { cells: row('Q-2', { 2: '', 5: 'QSER00771' }) },
    ];
    const id = await t.upload(await book(lines));
    expect(await value(id)).toMatchObject({ value: 'QSER00771', count: 1, target: null });
    await expect(t.map(id)).rejects.toMatchObject({ code: 'data_import.value_unmapped' });
    await t.map(id, { QSER00771: 'same' });
    expect(await told(id)).toEqual([[3, 'data_import.row_serial_duplicate']]);
    await t.s.work((tx) => t.service.remap(tx, t.leila, id));
    await t.map(id, { QSER00771: 'other' });
    expect(await told(id)).toEqual([]);
    await t.apply(id, 'all');
    expect(await file(id)).toMatchObject({ rowsMade: 2 });
  });

  test('is asked against a device that is there, and nobody’s answer is taken for the next file', async () => {
    const one = [{ cells: TITLES }, { cells: row('T-1', { 5: 'QSER00772' }) }];
    const first = await t.upload(await book(one));
    await t.map(first);
    await t.apply(first);
    const bare = (number: string) =>
      book([{ cells: TITLES }, { cells: row(number, { 2: '', 5: 'QSER00772' }) }, { cells: row(`${number}b`) }]);
    const id = await t.upload(await bare('T-2'));
    expect(await told(id)).toEqual([[2, 'data_import.row_serial_maybe_known']]);
    await t.map(id, { QSER00772: 'same' });
    expect(await told(id)).toEqual([[2, 'data_import.row_serial_known']]);
    const next = await t.upload(await bare('T-3'));
    expect(await value(next)).toMatchObject({ target: null });
    await t.map(next, { QSER00772: 'other' });
    await t.apply(next, 'all');
    expect(await t.device('T-3')).toMatchObject({ serial: 'QSER00772', make: '' });
  });

  test('beyond thirty questions the rest may be left: no machine comes twice', async () => {
    const serials = Array.from({ length: 40 }, (_, i) => `MANY${1000 + i}`);
    const lines = [
      { cells: TITLES },
      ...serials.map((serial, i) => ({ cells: row(`M-${i}`, { 5: serial }) })),
      ...serials.map((serial, i) => ({ cells: row(`N-${i}`, { 2: '', 5: serial }) })),
    ];
    const id = await t.upload(await book(lines));
    await t.s.work((tx) => t.service.map(tx, t.leila, id, { rest: true }));
    expect(await file(id)).toMatchObject({ state: 'ready', rowsWrong: 40 });
  });
});

test('for any sheet and any choice, rows of devices, wrong rows and left rows are the rows seen', async () => {
  const cell = fc.constantFrom('', '', 'PC portable', 'Zorglub', 'HP', 'Total', 'Étage 1', 'AB1234', 'Remis', 'Page 2');
  // Some titles with a gap among them would be another table beside: a sheet of its own.
  const cells = fc.oneof(
    { weight: 5, arbitrary: fc.array(cell, { minLength: 6, maxLength: 7 }) },
    { weight: 1, arbitrary: fc.constant(TITLES) },
  );
  const line = fc.record({ cells, hidden: fc.boolean() });
  let n = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.boolean(), async (lines, hiddenRows) => {
      n += 1;
      const all = [{ cells: TITLES, hidden: false }, { cells: row(`P-${n}`), hidden: false }, ...lines];
      const id = await t.upload(await book(all));
      const columns = { number: 0, category: 1, make: 2, state: 3, serial: 5 };
      await t.s.work((tx) => t.service.chooseColumns(tx, t.leila, id, columns, { hiddenRows }));
      await t.s.work((tx) => t.service.map(tx, t.leila, id, { rest: true }));
      const f = await file(id);
      const below = all.slice(1).filter(({ cells }) => cells.some((c) => c.trim() !== ''));
      expect(f.rowsRead).toBe(below.length);
      const lines_ = async (only: 'good' | 'left') =>
        (await t.queries.rows(t.leila, id, { only, limit: 100 })).items.map((r) => r.line);
      const good = await lines_('good');
      expect(good.length + f.rowsWrong + (await lines_('left')).length).toBe(below.length);
      if (!hiddenRows) for (const at of good) expect(all[at - 1]!.hidden).toBe(false);
    }),
    { numRuns: 25 },
  );
});
