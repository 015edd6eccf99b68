import fc from 'fast-check';
import { type Counted, monthsTable, tablesOf } from './figure-tables.js';
import { cutOf, monthsOf, periodsOf } from './periods.js';
import { SMALL } from './small-counts.js';

const YEAR = '2025';
const periods = periodsOf(YEAR, '2026-01');
const [year] = periods;
const NOWHERE = { name: null, type: null, communeCode: null, commune: null, territory: null };
const counted = (subject: Counted['subject'], period: string, key: string, count: number): Counted => ({
  ...NOWHERE,
  subject,
  period,
  key,
  count,
});

/** What is counted of hand-overs by category: `of[i]` in the i-th month. */
function handedOver(of: readonly Readonly<Record<string, number>>[]): Counted[] {
  const cells = of.flatMap((byKey, i) =>
    Object.entries(byKey).map(([key, count]) => ({ month: monthsOf(YEAR)[i]!, key, count })),
  );
  const sum = (by: (c: (typeof cells)[number]) => string) => {
    const sums = new Map<string, number>();
    for (const c of cells) sums.set(by(c), (sums.get(by(c)) ?? 0) + c.count);
    return [...sums].filter(([, count]) => count > 0);
  };
  return [
    ...sum((c) => c.month).map(([key, n]) => counted('handed_over_by_month', YEAR, key, n)),
    ...sum((c) => c.key).map(([key, n]) => counted('handed_over_by_category', YEAR, key, n)),
    ...sum((c) => `${c.month} ${c.key}`).map(([key, n]) =>
      counted('handed_over_by_category', key.split(' ')[0]!, key.split(' ')[1]!, n),
    ),
  ];
}
const categories = (found: readonly Counted[], asked: string) =>
  tablesOf(found, year!, periods.find((p) => p.key === asked)!).find((t) => t.subject === 'handed_over_by_category')!;
const few = fc.array(fc.record({ laptop: fc.nat({ max: 14 }), tablet: fc.nat({ max: 14 }) }), {
  minLength: 12,
  maxLength: 12,
});

test('a quarter is told by category when no quarter of that year has a small count', () => {
  const steady = Array.from({ length: 12 }, () => ({ laptop: 3, tablet: 2 }));
  const table = categories(handedOver(steady), `${YEAR}-T2`);
  expect(table.period).toBe(`${YEAR}-T2`);
  expect(table.rows.map((r) => [r.key, r.count])).toEqual([
    ['laptop', 9],
    ['tablet', 6],
  ]);
  // Its months would be of three and two.
  expect(categories(handedOver(steady), `${YEAR}-05`).period).toBe(YEAR);
  // One quarter of three tablets, and none is told: the year less the three others would say it.
  const once = steady.map((month, i) => (i === 9 || i === 10 ? { ...month, tablet: 0 } : month));
  for (const t of ['T1', 'T2', 'T3', 'T4']) expect(categories(handedOver(once), `${YEAR}-${t}`).period).toBe(YEAR);
  expect(categories(handedOver(once), `${YEAR}-S2`).period).toBe(`${YEAR}-S2`);
});

test('whatever periods are read one after the other, what one has less than another is nobody, or five at least', () => {
  fc.assert(
    fc.property(few, (of) => {
      const found = handedOver(of);
      for (const period of periods) {
        const table = categories(found, period.key);
        if (table.period !== period.key || period.key === YEAR) continue;
        for (const brother of cutOf(period)) {
          const told = categories(found, brother.key);
          expect(told.period).toBe(brother.key);
          for (const row of told.rows) expect(row.count).toBeGreaterThanOrEqual(SMALL);
        }
        expect(categories(found, YEAR).rows.some((r) => r.hidden)).toBe(false);
      }
    }),
  );
});

test('the table by kind of proof adds devices to the weakest proof of each, and hides what is small', () => {
  const of = (...cells: (readonly [key: string, count: number])[]) =>
    tablesOf(
      cells.map(([key, n]) => counted('handed_over_by_proof', YEAR, key, n)),
      year!,
      year!,
    )
      .find((t) => t.subject === 'handed_over_by_proof')!
      .rows.map((r) => [r.key, r.count]);
  expect(of(['passed', 9], ['passed,new', 6], ['passed,stated', 7], ['absent', 8], ['', 5])).toEqual([
    ['log', 15],
    ['no_medium', 8],
    ['declared', 7],
    ['no_need', 5],
  ]);
  expect(of(['passed', 40], ['destroyed', 2], ['absent', 20]).filter(([, count]) => count !== null)).toEqual([
    ['log', 40],
  ]);
});

test('a month, a quarter or a half-year of fewer than five is not told', () => {
  fc.assert(
    fc.property(few, (of) => {
      const { of: told } = monthsTable(handedOver(of), YEAR);
      for (const { count } of told.values()) expect(count === null || count === 0 || count >= SMALL).toBe(true);
    }),
  );
});

test('a type of structure is not told where what is left of it without those that are read elsewhere is small', () => {
  const structure = (key: string, count: number, of: Partial<Counted>): Counted => ({
    ...counted('handed_over_by_structure', YEAR, key, count),
    ...of,
  });
  const ccas = { type: 'ccas', territory: 'Vallée Sud' };
  const found = [
    structure('a', 9, { ...ccas, communeCode: '1', commune: 'Antony' }),
    structure('b', 3, { ...ccas, communeCode: '2', commune: 'Bagneux' }),
    structure('c', 4, { ...ccas, type: 'library', communeCode: '3', commune: 'Clamart' }),
    structure('d', 8, { ...ccas, type: 'library', communeCode: '4', commune: 'Meudon' }),
  ];
  const types = tablesOf(found, year!, year!).find((t) => t.subject === 'handed_over_by_structure_type')!;
  // Antony and Meudon are read by commune: without them three and four are left.
  expect(types.rows.map((r) => r.count)).toEqual([null, null]);
});
