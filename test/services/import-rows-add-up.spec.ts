import fc from 'fast-check';
import { FileQueries, FilesService } from '#bank/intake';
import { type Member, sha256 } from '#platform/kernel';
import { bookParts, escapeXml, zipped } from '../support/sheets/workbook.js';
import { type IntakeFixtures, intakeFixtures } from '../support/things/intake.js';

let s: IntakeFixtures;
let aude: Member;

beforeAll(async () => {
  s = await intakeFixtures();
  ({ aude } = s);
});
afterAll(() => s.close());

const TITLES = ['Type', 'Marque', 'Série', 'Quantité'];
const cell = fc.constantFrom(
  '',
  '',
  'UC',
  'Zorglub',
  'HP',
  'Total',
  'Étage 1',
  'AB1234',
  '3',
  '5000',
  '#N/A',
  ...TITLES,
);
const line = fc.record({ cells: fc.array(cell, { minLength: 4, maxLength: 5 }), hidden: fc.boolean() });
const sheets = fc.array(fc.array(line, { maxLength: 8 }), { minLength: 1, maxLength: 3 });
const choice = fc.record({
  sheet: fc.nat(2),
  hiddenRows: fc.boolean(),
  category: fc.constantFrom(undefined, 'laptop'),
  meaning: fc.constantFrom('other', '5000', '1'),
  rest: fc.boolean(),
});

test('for any workbook and any choice, rows of devices, wrong rows and left rows are the rows seen', async () => {
  await fc.assert(
    fc.asyncProperty(sheets, choice, async (lists, { sheet: wanted, hiddenRows, category, meaning, rest }) => {
      const own = [['UC', 'Dell', '', '2']];
      const pages = lists.map((lines) => [
        { cells: TITLES, hidden: false },
        ...own.map((cells) => ({ cells, hidden: false })),
        ...lines,
      ]);
      const bytes = await zipped(
        bookParts(
          pages.map((lines, i) => ({
            name: `F${i}`,
            rows: lines
              .map(({ cells, hidden }, n) => {
                const texts = cells.map((c) => `<c t="inlineStr"><is><t>${escapeXml(c)}</t></is></c>`);
                return `<row r="${n + 1}"${hidden ? ' hidden="1"' : ''}>${texts.join('')}</row>`;
              })
              .join(''),
          })),
        ),
      );
      const sheet = wanted % pages.length;
      const files = s.app.get(FilesService);
      const source = { filename: 'a.xlsx', size: bytes.length, sha256: sha256(bytes), source: bytes };
      const donation = await s.donation();
      const id = await s.work((tx) => files.upload(tx, aude, donation, source));
      await s.work((tx) => files.choose(tx, aude, id, { sheet, headerRow: 1, hiddenRows, category }));
      const asked = (await s.app.get(FileQueries).words(aude, id)).filter((w) => w.sureness === 'ask');
      const words = asked.flatMap(({ field, key }) =>
        (field === 'quantity') === /^\d/.test(meaning) &&
        field !== 'make' &&
        field !== 'condition' &&
        field !== 'serial'
          ? [{ field, key, meaning }]
          : [],
      );
      await s.work((tx) => files.answer(tx, aude, id, { words, rest }));
      const [n] = await s.db.query(
        'SELECT sheet, header_row, rows_seen, rows_good, rows_wrong, rows_left FROM imports.file WHERE id = $1',
        [id],
      );
      fc.pre(n.sheet === sheet && n.header_row === 1);
      const below = pages[sheet]!.slice(1).filter(({ cells }) => cells.some((c) => c.trim() !== ''));
      expect(n.rows_seen).toBe(below.length);
      expect(n.rows_good + n.rows_wrong + n.rows_left).toBe(below.length);
      const page = async (only: 'good' | 'left') =>
        (await s.app.get(FileQueries).rows(aude, id, { only, limit: 100 })).items.map((r) => r.line);
      expect(await page('left')).toHaveLength(n.rows_left);
      if (!hiddenRows) for (const at of await page('good')) expect(pages[sheet]![at - 1]!.hidden).toBe(false);
    }),
    { numRuns: 30 },
  );
});
