import { type Placed, rowsOfParts, wholesOf } from './figure-tables.js';
import { SMALL } from './small-counts.js';

const placed = (count: number, ...path: string[]): Placed => ({ count, path: path.map((key) => [key, key] as const) });

test('what belongs together is summed, the largest first, and what is not named last', () => {
  const rows = rowsOfParts(
    wholesOf([
      placed(7, 'A', 'a1', 's1'),
      placed(9, 'A', 'a2'),
      placed(8, 'A', 'a1', ''),
      placed(40, ''),
      placed(30, 'B', 'b1', ''),
    ]),
  );
  expect(rows.map((r) => [r.level, r.key, r.count])).toEqual([
    [0, 'B', 30],
    [1, 'b1', 30],
    [0, 'A', 24],
    [1, 'a1', 15],
    [2, 's1', 7],
    [2, '', 8],
    [1, 'a2', 9],
    [0, '', 40],
  ]);
});

test('a whole that is hidden shows none of its parts, and no part of fewer than five is told', () => {
  let seed = 7;
  const random = (n: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return seed % n;
  };
  for (let n = 0; n < 2_000; n += 1) {
    const things = Array.from({ length: 1 + random(8) }, () =>
      placed(1 + random(12), `t${random(3)}`, `c${random(3)}`, random(2) ? `s${random(4)}` : ''),
    );
    const rows = rowsOfParts(wholesOf(things));
    rows.forEach((row, i) => {
      if (row.hidden) expect(rows[i + 1]?.level ?? 0).toBeLessThanOrEqual(row.level);
      else expect(row.count).toBeGreaterThanOrEqual(SMALL);
    });
  }
});
