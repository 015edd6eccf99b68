import type { Category } from '#bank/devices';
import { deviceEvidence } from '#platform/kernel';
import { proofCounts } from '../reuse-counts.js';
import { pageCounts } from './donor-outcome.service.js';
import { type DonorCell, handedOverShown } from './handed-over.js';

/** Of a unit of gifts, a year: how many of each kind were given, and who of them is with people, by kind and commune; the others are in stock. */
interface Unit {
  readonly year: number;
  readonly given: Readonly<Partial<Record<Category, number>>>;
  readonly handed: readonly { readonly category: Category; readonly commune: string; readonly n: number }[];
  /** Of those given, by kind: how many came and wait for their proof, and how many were recycled after it. */
  readonly waits?: Readonly<Partial<Record<Category, number>>>;
  readonly recycled?: Readonly<Partial<Record<Category, number>>>;
}

function cellsOf({ year, given, handed, waits = {}, recycled = {} }: Unit): DonorCell[] {
  const about = { year, organisationId: 'a', proofs: ['passed'] as const };
  const with_ = (category: Category) => handed.filter((h) => h.category === category).reduce((t, h) => t + h.n, 0);
  return [
    ...handed.map((h): DonorCell => ({ ...about, ...h, state: 'handed_over' })),
    ...(Object.entries(given) as [Category, number][]).map(
      ([category, n]): DonorCell => ({
        ...{ ...about, category, state: 'in_stock', commune: null },
        n: n - with_(category) - (waits[category] ?? 0) - (recycled[category] ?? 0),
      }),
    ),
    ...(Object.entries(waits) as [Category, number][]).map(
      ([category, n]): DonorCell => ({ ...about, category, state: 'received', commune: null, proofs: ['nothing'], n }),
    ),
    ...(Object.entries(recycled) as [Category, number][]).map(
      ([category, n]): DonorCell => ({ ...about, category, state: 'recycled', commune: null, n }),
    ),
  ].filter((c) => c.n > 0);
}

/** Every way in which `most` devices may be with people, part by part. */
function* ways(most: readonly number[], total = Number.POSITIVE_INFINITY): Generator<number[]> {
  if (!most.length) return void (yield []);
  const [first, ...rest] = most as [number, ...number[]];
  for (let n = 0; n <= Math.min(first, total); n++) for (const more of ways(rest, total - n)) yield [n, ...more];
}

/**
 * All that a reader sees: every number of each paper and page of the donor, and the list of certificates, which has a line a device with its kind.
 * What it was given is known to whoever gave it.
 */
function published(units: readonly Unit[], years: readonly number[]): string {
  const donor = { cells: units.flatMap(cellsOf), years, organisations: [] };
  const certificates = new Map<string, number>();
  for (const { category, proofs, n } of donor.cells)
    if (!['waits', 'no_need'].includes(deviceEvidence(proofs)))
      certificates.set(category, (certificates.get(category) ?? 0) + n);
  return JSON.stringify([
    pageCounts(donor, null),
    years.map((year) => proofCounts(donor, year)),
    [...certificates].sort(),
  ]);
}

/** Every number that may be small: of each unit and of all, in all, by kind and by commune. */
function numbersOf(units: readonly Unit[]): Map<string, number> {
  const numbers = new Map<string, number>();
  const add = (key: string, n: number) => numbers.set(key, (numbers.get(key) ?? 0) + n);
  for (const { year, handed } of units)
    for (const { category, commune, n } of handed)
      for (const when of ['', year]) for (const what of ['', category, commune]) add(`${when} ${what}`, n);
  return numbers;
}

/** Of all that a donor's numbers may be with what everybody knows, which small ones only one value fits. */
function derivable(worlds: Iterable<readonly Unit[]>, years: readonly number[]): string[] {
  const fits = new Map<string, Map<string, Set<number>>>();
  for (const units of worlds) {
    const seen = published(units, years);
    const values = fits.get(seen) ?? new Map<string, Set<number>>();
    for (const [key, n] of numbersOf(units)) values.set(key, (values.get(key) ?? new Set()).add(n));
    fits.set(seen, values);
  }
  return [...fits].flatMap(([seen, values]) =>
    [...values].flatMap(([key, of]) => {
      const [only] = of;
      return of.size === 1 && only! > 0 && only! < 5 ? [`${key} is ${only}: ${seen}`] : [];
    }),
  );
}

const laptops = (year: number, given: number, [a, b, c]: readonly number[]): Unit => ({
  ...{ year, given: { laptop: given } },
  handed: [a, b, c].map((n, i) => ({ category: 'laptop' as const, commune: `${i}`, n: n ?? 0 })),
});
const kinds = (year: number, given: readonly number[], handed: readonly number[]): Unit => {
  const names = ['laptop', 'tablet', 'monitor'] as const;
  return {
    year,
    given: Object.fromEntries(given.map((n, i) => [names[i], n])),
    handed: handed.map((n, i) => ({ category: names[i]!, commune: 'x', n })),
  };
};

describe('no number of 1 to 4 can be worked out from all that a donor reads together', () => {
  test.each([1, 2, 4, 5, 6, 9, 14])('%i devices, over three communes', (given) => {
    const worlds = [...ways([given, given, given], given)].map((w) => [laptops(2026, given, w)]);
    expect(derivable(worlds, [])).toEqual([]);
    expect(derivable(worlds, [2026])).toEqual([]);
  });

  test.each([[[1, 9]], [[2, 10]], [[4, 4]], [[5, 20]], [[9, 20]], [[3, 3, 12]], [[6, 7, 8]], [[1, 1, 1]]])(
    'kinds of %j devices',
    (given) => {
      expect(
        derivable(
          [...ways(given)].map((w) => [kinds(2026, given, w)]),
          [],
        ),
      ).toEqual([]);
    },
  );

  test.each([
    [6, 9],
    [3, 12],
    [5, 5],
  ])('gifts of two years, %i and %i devices, with a proof of each or of one', (one, two) => {
    const worlds = [...ways([one, one], one)].flatMap((a) =>
      [...ways([two, two], two)].map((b) => [laptops(2025, one, a), laptops(2026, two, b)]),
    );
    expect(derivable(worlds, [2025, 2026])).toEqual([]);
    expect(derivable(worlds, [2025])).toEqual([]);
  });

  test('kinds of two years', () => {
    const worlds = [...ways([5, 3])].flatMap((a) =>
      [...ways([6, 7])].map((b) => [kinds(2025, [5, 3], a), kinds(2026, [6, 7], b)]),
    );
    expect(derivable(worlds, [2025, 2026])).toEqual([]);
  });

  /** Each way in which so many of a kind are with people, wait, were recycled; the others are in stock. */
  const lives = (category: Category, given: number): Partial<Unit>[] =>
    [...ways([given, given, given], given)].map(([handed, waits, recycled]) => ({
      given: { [category]: given },
      handed: [{ category, commune: 'x', n: handed! }],
      waits: { [category]: waits! },
      recycled: { [category]: recycled! },
    }));
  const both = (a: Partial<Unit>, b: Partial<Unit>): Unit => ({
    ...{ year: 2026, given: { ...a.given, ...b.given }, handed: [...a.handed!, ...b.handed!] },
    ...{ waits: { ...a.waits, ...b.waits }, recycled: { ...a.recycled, ...b.recycled } },
  });

  test.each([1, 5, 6, 10, 13])(
    '%i devices, of which the counts of proof say how many cannot be with people',
    (given) => {
      const worlds = lives('laptop', given).map((life) => [both(life, { handed: [] })]);
      expect(derivable(worlds, [])).toEqual([]);
      expect(derivable(worlds, [2026])).toEqual([]);
    },
  );

  test.each([
    [1, 7],
    [2, 6],
    [5, 5],
    [3, 8],
  ])('kinds of %i and %i devices, whose certificates say which may be with people', (one, two) => {
    const worlds = lives('laptop', one).flatMap((a) => lives('tablet', two).map((b) => [both(a, b)]));
    expect(derivable(worlds, [])).toEqual([]);
    expect(derivable(worlds, [2026])).toEqual([]);
  });

  test('two years, with a proof of each or of one', () => {
    const worlds = lives('laptop', 6).flatMap((a) =>
      lives('laptop', 7).map((b) => [both(a, { handed: [] }), { ...both(b, { handed: [] }), year: 2025 }]),
    );
    expect(derivable(worlds, [2025, 2026])).toEqual([]);
    expect(derivable(worlds, [2025])).toEqual([]);
  });

  test('how many came back from somebody is not told apart from those that were never out', () => {
    const at = (state: DonorCell['state'], n: number): DonorCell => ({
      ...{ year: 2026, organisationId: 'a', category: 'laptop', proofs: ['passed'] as const, commune: null },
      ...{ state, n },
    });
    const with_ = [...cellsOf(laptops(2026, 20, [9])), at('at_workshop', 6)];
    const seen = (...more: DonorCell[]) => {
      const donor = { cells: [...with_, ...more], years: [], organisations: [] };
      return JSON.stringify([pageCounts(donor, null), proofCounts(donor, 2026)]);
    };
    expect(seen(at('in_maintenance', 2), at('returned', 1))).toBe(seen(at('at_workshop', 3)));
  });

  test('a total of four is hidden with its only commune; of twelve both are told', () => {
    const of = (n: number) => {
      const cells = cellsOf(laptops(2026, 18, [n]));
      return handedOverShown({ cells, years: [], organisations: [] }, {});
    };
    expect(of(4)).toEqual({ total: null, byCategory: null, communes: null });
    expect(of(12)).toMatchObject({ total: 12, communes: [{ key: '0', count: 12 }] });
    expect(of(12).byCategory!.get('laptop')).toBe(12);
  });
});

test('what waits for its donor’s decision is told as in deposit, and with what may be in use where that is not told', () => {
  const about = { year: 2026, organisationId: 'a', category: 'laptop', proofs: ['passed'] } as const;
  const cells = (handed: number): DonorCell[] => [
    { ...about, state: 'handed_over', commune: 'Bagneux', n: handed },
    { ...about, state: 'in_stock', commune: null, n: 9 },
    { ...about, state: 'in_stock', commune: null, inDeposit: true, n: 7 },
    { ...about, state: 'at_workshop', commune: null, inDeposit: true, n: 6 },
  ];
  const told = (handed: number) => pageCounts({ cells: cells(handed), years: [], organisations: [] }, null).fates;
  expect(told(12)).toEqual([
    { fate: 'in_use', devices: 12 },
    { fate: 'ready', devices: 9 },
    { fate: 'deposit', devices: 7 },
    { fate: 'preparing', devices: 6 },
  ]);
  expect(told(2)).toEqual([{ fate: 'under_way_or_deposit', devices: 24 }]);
});
