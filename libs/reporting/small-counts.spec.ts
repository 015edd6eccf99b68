import fc from 'fast-check';
import { type Cell, hideSmall, type ShownCell, SMALL, showTotal } from './small-counts.js';

const cells = (counts: readonly number[]): Cell[] => counts.map((count, i) => ({ key: String(i), count }));
const hide = (...counts: number[]) => hideSmall(cells(counts)).map((c) => c.count ?? c.hidden);

/** Every table a reader can imagine behind what is shown, given its total. */
function behind(shown: readonly ShownCell[], sum: number): number[][] {
  const [head, ...rest] = shown;
  if (!head) return sum === 0 ? [[]] : [];
  const all = shown.every((c) => c.hidden === 'withheld');
  const low = head.hidden === 'small' ? 1 : head.hidden === 'withheld' ? (all ? 0 : SMALL) : head.count!;
  const high = head.hidden === 'small' ? SMALL - 1 : head.hidden === 'withheld' ? sum : head.count!;
  const found: number[][] = [];
  for (let n = low; n <= Math.min(high, sum); n += 1) {
    for (const tail of behind(rest, sum - n)) found.push([n, ...tail]);
  }
  return found;
}

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
      [12, 'small', 'small', 30],
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

  it('leaves every small count at least two possible values, also for who adds and subtracts', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 8 }), { minLength: 1, maxLength: 4 }), (counts) => {
        const table = cells(counts);
        const sum = showTotal(table);
        if (sum.count === null) return;
        const shown = hideSmall(table);
        const possible = behind(shown, sum.count);
        expect(possible).toContainEqual(counts);
        table.forEach((c, i) => {
          if (c.count > 0 && c.count < SMALL) expect(new Set(possible.map((p) => p[i])).size).toBeGreaterThan(1);
        });
      }),
      { numRuns: 500 },
    );
  });
});
