import fc from 'fast-check';
import { type Cell, hiddenLast, hideSmall, SMALL, showTotal } from './small-counts.js';

const cells = (counts: readonly number[]): Cell[] => counts.map((count, i) => ({ key: String(i), count }));
const hide = (...counts: number[]) => hideSmall(cells(counts)).map((c) => c.count ?? c.hidden);

describe('small counts', () => {
  it.each([
    [
      [12, 7, 30],
      [12, 7, 30],
    ],
    [
      [12, 0, 30],
      [12, 0, 30],
    ],
    [
      [12, 3, 30],
      ['withheld', 'small', 30],
    ],
    [
      [12, 3, 2, 30],
      ['withheld', 'small', 'small', 30],
    ],
    [
      [12, 1, 1, 30],
      ['withheld', 'small', 'small', 30],
    ],
    [
      [3, 0],
      ['small', 0],
    ],
    [
      [1, 5],
      ['withheld', 'withheld'],
    ],
    [[], []],
  ])('%j becomes %j', (counts, expected) => {
    expect(hide(...counts)).toEqual(expected);
  });

  it('sacrifices the rest before anything that has a name', () => {
    const shown = hideSmall(
      [
        { key: 'a', count: 6 },
        { key: 'b', count: 2 },
        { key: '', count: 40 },
      ],
      '',
    );
    expect(shown.map((c) => c.hidden)).toEqual([null, 'small', 'withheld']);
  });

  it('never shows a count from 1 to 4', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 12 }), { maxLength: 8 }), (counts) => {
        for (const c of hideSmall(cells(counts)))
          expect(c.count === null || c.count === 0 || c.count >= SMALL).toBe(true);
      }),
    );
  });

  it.each([2, 3, 4])(
    'leaves every small count of %i at least two possible values, also for whoever has read this program and sees the order of rows',
    (n) => {
      // Every table there may be, by what is published of it: what those that look alike have in common is known.
      const alike = new Map<string, { values: Set<number>[]; one: number[] }>();
      const walk = (counts: number[]): void => {
        if (counts.length < n) for (let i = 0; i <= (n === 4 ? 13 : 30); i += 1) walk([...counts, i]);
        else {
          const largestFirst = cells(counts).sort((a, b) => b.count - a.count);
          const rows = hiddenLast(hideSmall(largestFirst, '').map((c) => ({ ...c, label: c.key })));
          const published = JSON.stringify([rows, showTotal(largestFirst)]);
          const known = alike.get(published) ?? { values: counts.map(() => new Set<number>()), one: counts };
          for (const [i, count] of counts.entries()) known.values[i]!.add(count);
          alike.set(published, known);
        }
      };
      walk([]);
      const given = [...alike.values()].filter(
        ({ values, one }) =>
          one.reduce((a, b) => a + b) >= SMALL && one.some((c, i) => c > 0 && c < SMALL && values[i]!.size === 1),
      );
      expect(given.map(({ one }) => one)).toEqual([]);
    },
  );
});
