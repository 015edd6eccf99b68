import fc from 'fast-check';
import {
  cornerOf,
  gridProblems,
  LABEL_FORMATS,
  type LabelGrid,
  type LabelStock,
  offsetRange,
  paddingOf,
  placesOf,
  SHEET,
  SMALLEST,
} from './label-formats.js';

const FORMATS = Object.entries(LABEL_FORMATS) as [string, LabelStock][];
const mm = (max: number) => fc.integer({ min: 0, max: max * 100 }).map((n) => n / 100);
const anyGrid: fc.Arbitrary<LabelGrid> = fc.record({
  columns: fc.integer({ min: 0, max: 7 }),
  rows: fc.integer({ min: 0, max: 14 }),
  width: mm(90),
  height: mm(50),
  left: mm(40),
  top: mm(60),
  gapX: mm(12),
  gapY: mm(12),
});

describe('a grid of labels', () => {
  it.each(FORMATS.filter(([, f]) => f.feed === 'sheet'))('%s is one', (_, format) => {
    expect(gridProblems(format)).toEqual([]);
  });

  it('that is accepted has every label on the page, whole and beside the others', () => {
    let accepted = 0;
    fc.assert(
      fc.property(anyGrid, (grid) => {
        if (gridProblems(grid).length) return;
        accepted++;
        const corners = Array.from({ length: placesOf(grid) }, (_, place) => cornerOf(grid, place));
        for (const [i, { x, y }] of corners.entries()) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(x + grid.width).toBeLessThanOrEqual(SHEET.width + 0.006);
          expect(y + grid.height).toBeLessThanOrEqual(SHEET.height + 0.006);
          const right = corners[i + 1];
          if (right && (i + 1) % grid.columns) expect(right.x - x).toBeGreaterThanOrEqual(grid.width - 1e-9);
        }
        expect(grid.width).toBeGreaterThanOrEqual(SMALLEST.width);
        expect(grid.height).toBeGreaterThanOrEqual(SMALLEST.height);
      }),
      { numRuns: 3000 },
    );
    expect(accepted).toBeGreaterThan(50);
  });

  it('that is refused says which measure to change', () => {
    const good = LABEL_FORMATS['65'];
    const why = (over: Partial<LabelGrid>) => gridProblems({ ...good, ...over }).map((p) => [p.field, p.why]);
    expect(why({ columns: 6 })).toEqual([['columns', 'too_wide']]);
    expect(why({ rows: 14, columns: 6 })).toEqual([
      ['columns', 'too_wide'],
      ['rows', 'too_high'],
    ]);
    expect(why({ rows: 2.5 })).toEqual([['rows', 'whole']]);
    expect(why({ width: 20 })).toEqual([['width', 'small']]);
    expect(why({ height: Number.NaN, gapX: -1 })).toEqual([
      ['height', 'small'],
      ['gapX', 'negative'],
    ]);
  });

  it.each(FORMATS)('%s: moved as far as allowed, nothing printed leaves the paper', (_, format) => {
    const page = format.feed === 'roll' ? format : SHEET;
    const edge = paddingOf(format);
    const range = offsetRange(format);
    const last = cornerOf(format, placesOf(format) - 1);
    expect(format.left + range.x[0] + edge).toBeGreaterThanOrEqual(-1e-9);
    expect(format.top + range.y[0] + edge).toBeGreaterThanOrEqual(-1e-9);
    expect(last.x + format.width - edge + range.x[1]).toBeLessThanOrEqual(page.width + 1e-9);
    expect(last.y + format.height - edge + range.y[1]).toBeLessThanOrEqual(page.height + 1e-9);
  });
});
