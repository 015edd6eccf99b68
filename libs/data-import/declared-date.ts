/**
 * A day as offices and tools write it: `04/03/2025`, `4-3-25`, `2025-03-04 10:12`, `4 mars 2025`, or the number a spreadsheet
 * counts days by. Null for anything else, and for a day that does not exist.
 * @returns `YYYY-MM-DD`.
 */
export function readDay(text: string): string | null {
  const typed = text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[ t]\d{1,2}[:h]\d{2}.*$/, '');
  let m = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(typed);
  if (m) return day(Number(m[1]), Number(m[2]), Number(m[3]));
  m = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})$/.exec(typed);
  if (m) return day(century(m[3]!), Number(m[2]), Number(m[1]));
  m = /^(?:le )?(\d{1,2})(?:er)? ([a-zéûô]+)\.? (\d{4})$/.exec(typed);
  if (m) return day(Number(m[3]), monthOf(m[2]!), Number(m[1]));
  // Days since 30 December 1899, from 2000 to 2100.
  if (/^\d{5}(?:\.\d+)?$/.test(typed) && Number(typed) >= 36_526 && Number(typed) < 73_051)
    return new Date(Date.UTC(1899, 11, 30) + Math.floor(Number(typed)) * 86_400_000).toISOString().slice(0, 10);
  return null;
}

const MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec'];
const monthOf = (word: string): number =>
  MONTHS.findIndex((m) => word.normalize('NFD').replace(/\p{M}/gu, '').startsWith(m)) + 1;

const century = (year: string): number => (year.length === 4 ? Number(year) : 2000 + Number(year));

function day(year: number, month: number, date: number): string | null {
  const made = new Date(Date.UTC(year, month - 1, date));
  return year >= 1990 && year < 2100 && made.getUTCMonth() === month - 1 && made.getUTCDate() === date
    ? made.toISOString().slice(0, 10)
    : null;
}
