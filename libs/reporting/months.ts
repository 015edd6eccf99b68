/** The months of a year (`2026`), `2026-01` first. */
export const monthsOf = (year: string): string[] =>
  Array.from({ length: 12 }, (_, i) => `${year}-${String(i + 1).padStart(2, '0')}`);

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

/** `2026-11` as « novembre 2026 ». */
export function monthLabel(key: string): string {
  const [year, month] = key.split('-');
  return `${NAMES[Number(month) - 1]} ${year}`;
}
