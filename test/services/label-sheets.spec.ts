import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { LABEL_FORMATS, type LabelFormat, type LabelGrid, placesOf } from '#bank/documents';
import { cutLabels, saysCode, scan, sheetFacts, sheetPdf } from '../support/papers/label-sheet.js';
import { needs, programOf } from '../support/runner/tools.js';

const FORMATS = Object.keys(LABEL_FORMATS) as LabelFormat[];
const LONG = 'Communauté d’agglomération de Saint-Quentin-en-Yvelines, point de collecte intercommunal du matériel';
const all = (grid: LabelGrid) => Array.from({ length: placesOf(grid) }, (_, i) => i);

/** How often a name is copied out of a file, wherever its lines end. */
function copies(pdf: Buffer, name: string): number {
  const letters = (text: string) => text.normalize('NFKC').replace(/[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '');
  const text = execFileSync(programOf('pdftotext')!, ['-', '-'], { input: pdf, encoding: 'utf8' });
  return letters(text).split(letters(name)).length - 1;
}

needs(['zbarimg', 'pdftoppm', 'pdftotext'], 'labels read by a scanner', () => {
  it.each(FORMATS)(
    'format %s: the QR and the bars of every label of a full page, where the grid has it, with a long name',
    async (format) => {
      const stock = LABEL_FORMATS[format];
      const facts = sheetFacts({ format, organisation: LONG, roll: 'RO-2026-0042' }, placesOf(stock));
      const numbered = { ...facts, numbers: facts.codes.map((_, i) => i + 9_900) };
      const labels = await cutLabels(await sheetPdf(numbered), stock, all(stock));
      expect(scan(labels)).toEqual(facts.codes.map(saysCode));
    },
  );

  it.each(['40', '65'] as const)(
    'format %s: every code of a full page beside names in other letters, each copied as it was typed',
    async (format) => {
      const stock = LABEL_FORMATS[format];
      for (const name of ['Nguyễn Đặng', 'Ștefan Żółć', 'Արամ გიორგი', 'שלום', 'محمد']) {
        const facts = sheetFacts({ format, organisation: name }, placesOf(stock));
        const pdf = await sheetPdf(facts);
        expect(scan(await cutLabels(pdf, stock, all(stock)))).toEqual(facts.codes.map(saysCode));
        expect(copies(pdf, name)).toBe(placesOf(stock));
      }
    },
  );

  it('a roll has one label a page', async () => {
    const facts = sheetFacts({ format: '50x25' }, 3);
    const pdf = await sheetPdf(facts);
    for (const [i, code] of facts.codes.entries())
      expect(scan(await cutLabels(pdf, LABEL_FORMATS['50x25'], [0], { page: i + 1 }))).toEqual([saysCode(code)]);
  });

  it('a begun sheet is used up from the place that was said, the next one from its first', async () => {
    const stock = LABEL_FORMATS['40'];
    const facts = sheetFacts({ format: '40', start: 38 }, 5);
    const pdf = await sheetPdf(facts);
    expect(scan(await cutLabels(pdf, stock, [36, 37, 38, 39]))).toEqual([[], ...facts.codes.slice(0, 3).map(saysCode)]);
    expect(scan(await cutLabels(pdf, stock, [0, 1, 2], { page: 2 }))).toEqual([
      ...facts.codes.slice(3).map(saysCode),
      [],
    ]);
  });

  it('what the printer shifts is made good: every label moves by as much', async () => {
    const stock = LABEL_FORMATS['65'];
    const offset = { x: 3.5, y: -4 };
    const facts = sheetFacts({ format: '65', offset }, placesOf(stock));
    const pdf = await sheetPdf(facts);
    const some = [0, 4, 60, 64];
    const read = scan(await cutLabels(pdf, stock, some, { shift: offset }));
    expect(read).toEqual(some.map((place) => saysCode(facts.codes[place]!)));
    expect(scan(await cutLabels(pdf, stock, some))).not.toEqual(read);
  });

  it('any grid that is accepted gives labels that can be read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .record({
            columns: fc.integer({ min: 1, max: 7 }),
            rows: fc.integer({ min: 1, max: 19 }),
            spread: fc.record({
              x: fc.double({ min: 0, max: 1, noNaN: true }),
              y: fc.double({ min: 0, max: 1, noNaN: true }),
            }),
          })
          .map(({ columns, rows, spread }): LabelGrid => {
            // As large as the page lets them be, or as small as a label may be, or between.
            const width = Math.floor((28 + spread.x * (210 / columns - 28)) * 100) / 100;
            const height = Math.floor((15 + spread.y * (297 / rows - 15)) * 100) / 100;
            const left = Math.floor(((210 - columns * width) / 2) * 100) / 100;
            const top = Math.floor(((297 - rows * height) / 2) * 100) / 100;
            return { columns, rows, width, height, left, top, gapX: 0, gapY: 0 };
          }),
        async (grid) => {
          const places = [0, placesOf(grid) - 1];
          const facts = sheetFacts({ grid }, placesOf(grid));
          const read = scan(await cutLabels(await sheetPdf(facts), grid, places));
          expect(read).toEqual(places.map((place) => saysCode(facts.codes[place]!)));
        },
      ),
      { numRuns: 5 },
    );
  });
});

it('tells how far it is, up to the end', async () => {
  const heard: { done: number; total: number }[] = [];
  await sheetPdf(sheetFacts({ format: '24' }, 100), (progress) => void heard.push(progress));
  expect(heard.map((h) => h.done)).toEqual([24, 48, 72, 96, 100]);
  expect(new Set(heard.map((h) => h.total))).toEqual(new Set([100]));
});
