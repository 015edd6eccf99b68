/** The `count` months that end with `now` (`2026-11`), oldest first. */
export function lastMonths(now: string, count: number): string[] {
  const [year = 0, month = 1] = now.split('-').map(Number);
  return Array.from({ length: count }, (_, i) => {
    const n = year * 12 + (month - 1) - (count - 1 - i);
    return `${Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}`;
  });
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

/** `2026-11` as « novembre 2026 »; the empty key is everything before. */
export function monthLabel(key: string): string {
  const [year, month] = key.split('-');
  return month ? `${NAMES[Number(month) - 1]} ${year}` : 'Avant';
}
