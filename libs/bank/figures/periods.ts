/** A calendar year, or a part of one that never crosses another: `2026`, `2026-S1`, `2026-T3`, `2026-11`. */
export interface Period {
  readonly key: string;
  readonly label: string;
  readonly months: readonly string[];
}

const NAMES = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

export const monthsOf = (year: string): string[] =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);

export function monthLabel(key: string): string {
  const [year, month] = key.split('-');
  return `${NAMES[Number(month) - 1]} ${year}`;
}

const nth = (n: number): string => (n === 1 ? '1er' : `${n}e`);

/** The ways to cut a year, coarse first: each cut is within the one before. */
function cutsOf(year: string): Period[][] {
  const months = monthsOf(year);
  const parts = (count: number, key: (n: number) => string, label: (n: number) => string): Period[] =>
    Array.from({ length: count }, (_, i) => ({
      key: `${year}-${key(i + 1)}`,
      label: `${label(i + 1)} ${year}`,
      months: months.slice((i * 12) / count, ((i + 1) * 12) / count),
    }));
  return [
    [{ key: year, label: year, months }],
    parts(
      2,
      (n) => `S${n}`,
      (n) => `${nth(n)} semestre`,
    ),
    parts(
      4,
      (n) => `T${n}`,
      (n) => `${nth(n)} trimestre`,
    ),
    months.map((key) => ({ key, label: monthLabel(key), months: [key] })),
  ];
}

export const periodsOf = (year: string, now: string): Period[] =>
  cutsOf(year)
    .flat()
    .filter(({ months }) => months[0]! <= now);

/** All the periods of a year that are as long as this one, itself included. */
export const cutOf = (period: Period): Period[] =>
  cutsOf(period.key.slice(0, 4)).find((cut) => cut.some(({ key }) => key === period.key)) ?? [period];

/** Half-years, quarters and months of a year, each with what it is made of. */
export function treeOf(year: string): { key: string; parts: { key: string; parts: { key: string }[] }[] }[] {
  const [, halves, quarters] = cutsOf(year);
  const within = (of: readonly Period[], whole: Period) => of.filter(({ months }) => whole.months.includes(months[0]!));
  return halves!.map((half) => ({
    key: half.key,
    parts: within(quarters!, half).map(({ key, months }) => ({ key, parts: months.map((month) => ({ key: month })) })),
  }));
}
