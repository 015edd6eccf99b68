import { plainWords } from '#kernel';

/** When a device was bought, as far as it is known. */
export interface Purchase {
  readonly year: number;
  /** `2021-03-12`. */
  readonly day: string | null;
}

const MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec'] as const;
const ENGLISH: Readonly<Record<string, number>> = { feb: 2, apr: 4, may: 5, jun: 6, jul: 7, aug: 8 };
/** Day numbers of spreadsheets: 1982 to 2064; a year is never that large. */
const SERIALS = [30_000, 60_000] as const;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);
const FIRST_YEAR = 1970;

/**
 * A day or a year in any form that offices write: `12/03/2021`, `12.03.21`, `2021-03-12`, `12 mars 2021`, `mars 2021`,
 * `03/2021`, `2021`, a spreadsheet's day number. Day before month, as in France, unless that is no date. Null when it is
 * none, before 1970, or in the future.
 */
export function readPurchase(text: string, now = new Date()): Purchase | null {
  const trimmed = text.trim().slice(0, 40);
  const found = inDigits(trimmed) ?? inWords(trimmed);
  return found && found.year >= FIRST_YEAR && found.year <= now.getUTCFullYear() ? found : null;
}

function inDigits(text: string): Purchase | null {
  const bare = text.replace(/[T ]\d{1,2}[:h]\d{2}.*$/, '');
  if (/^\d{4}$/.test(bare)) return { year: Number(bare), day: null };
  if (/^\d{5}(?:[.,]0*)?$/.test(bare)) {
    const serial = Number.parseInt(bare, 10);
    if (serial < SERIALS[0] || serial > SERIALS[1]) return null;
    const day = new Date(SERIAL_EPOCH + serial * 86_400_000).toISOString().slice(0, 10);
    return { year: Number(day.slice(0, 4)), day };
  }
  const ymd = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(bare);
  if (ymd) return dayOf(ymd[1]!, ymd[2]!, ymd[3]!);
  const dmy = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$/.exec(bare);
  if (dmy) return dayOf(dmy[3]!, dmy[2]!, dmy[1]!) ?? dayOf(dmy[3]!, dmy[1]!, dmy[2]!);
  const my = /^(\d{1,2})[-/. ](\d{4})$/.exec(bare) ?? /^(\d{4})[-/. ](\d{1,2})$/.exec(bare)?.reverse();
  if (my) {
    const [month, year] = [my.find((part) => part.length < 3), my.find((part) => part.length === 4)].map(Number);
    return month && year && month <= 12 ? { year, day: null } : null;
  }
  return null;
}

function inWords(text: string): Purchase | null {
  const words = plainWords(text).replace(/\b1er\b/, '1');
  const [, day, name, year] = /^(?:[a-z]{5,8} )?(?:(\d{1,2}) )?([a-z]{3,9}) (\d{4}|\d{2})$/.exec(words) ?? [];
  if (!name || !year) return null;
  const month = MONTHS.findIndex((known) => name.startsWith(known)) + 1 || ENGLISH[name.slice(0, 3)];
  if (!month) return null;
  return day ? dayOf(year, String(month), day) : { year: fullYear(year), day: null };
}

const fullYear = (year: string): number =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900);

function dayOf(year: string, month: string, day: string): Purchase | null {
  const y = fullYear(year);
  const date = new Date(Date.UTC(y, Number(month) - 1, Number(day)));
  const real =
    date.getUTCFullYear() === y && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real ? { year: y, day: date.toISOString().slice(0, 10) } : null;
}
