import { plainWords } from '#kernel';
import { ask, type Reading, remembering, sure } from './reading.js';

/** A date as far as a list tells it. */
export interface KnownDate {
  readonly year: number;
  /** 1 to 12; null when only the year is told. */
  readonly month: number | null;
  /** `2021-03-12`; null when no day is told. */
  readonly day: string | null;
}

/** How a column writes dates in digits: `12/03/2021` is in March, or in December. */
export type DayOrder = 'day_first' | 'month_first';

const MONTHS = ['jan', 'fev', 'mar', 'avr', 'mai', 'juin', 'juil', 'aou', 'sep', 'oct', 'nov', 'dec'] as const;
const ENGLISH: Readonly<Record<string, number>> = { feb: 2, apr: 4, may: 5, jun: 6, jul: 7, aug: 8 };
/** Day numbers of spreadsheets: 1982 to 2064; a year is never that large. */
const SERIALS = [30_000, 60_000] as const;
const SERIAL_EPOCH = Date.UTC(1899, 11, 30);

const DIGITS = /^(\d{1,2})\s*[-/. ]\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})$/;
const withoutTime = (text: string): string =>
  text
    .trim()
    .slice(0, 40)
    .replace(/[T ]+(?:à )?\d{1,2}[:h]\d{2}.*$/i, '');

/** Collects how a column writes its dates, cell by cell. */
export class DayOrderOf {
  private dayFirst = 0;
  private monthFirst = 0;
  private either = 0;

  add(cell: string): void {
    const [, a, b] = DIGITS.exec(withoutTime(cell)) ?? [];
    if (a === undefined || b === undefined) return;
    const [first, second] = [Number(a), Number(b)];
    if (first > 12 && second <= 12) this.dayFirst += 1;
    else if (second > 12 && first <= 12) this.monthFirst += 1;
    else if (first !== second) this.either += 1;
  }

  /** One order for the whole column: sure when cells show it, asked when none does or they contradict each other. */
  get order(): Reading<DayOrder> {
    if (this.dayFirst > 0 && this.monthFirst > 0)
      return ask('contradiction', this.dayFirst >= this.monthFirst ? 'day_first' : 'month_first');
    if (this.monthFirst > 0) return sure('month_first');
    if (this.dayFirst > 0 || this.either === 0) return sure('day_first');
    return ask('both_orders', 'day_first');
  }
}

/**
 * A day, a month or a year in any form that offices write: `12/03/2021`, `12.03.21`, `2021-03-12`, `12 mars 2021`, `mars 2019`,
 * `03/2021`, `2021`, a spreadsheet's day number. Digits are read in the order of their column; without one, a date that may be
 * in two months is asked, with the day first as the guess. `nothing_known` without a meaning when it is no date.
 */
export function readDate(text: string, order: DayOrder | null = null): Reading<KnownDate> {
  return IN_ORDER[order ?? 'unknown'](text);
}

const IN_ORDER = {
  day_first: remembering((text) => read(text, 'day_first')),
  month_first: remembering((text) => read(text, 'month_first')),
  unknown: remembering((text) => read(text, null)),
} satisfies Record<DayOrder | 'unknown', (text: string) => Reading<KnownDate>>;

function read(text: string, order: DayOrder | null): Reading<KnownDate> {
  const typed = withoutTime(text);
  if (typed === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  const digits = DIGITS.exec(typed);
  if (digits) return inDigits(digits[1]!, digits[2]!, digits[3]!, order);
  const found = whole(typed) ?? inWords(typed);
  return found ? sure(found) : ask('nothing_known');
}

function inDigits(a: string, b: string, year: string, order: DayOrder | null): Reading<KnownDate> {
  const dayFirst = dayOf(year, b, a);
  const monthFirst = dayOf(year, a, b);
  if (dayFirst && monthFirst && dayFirst.day !== monthFirst.day)
    return order === null ? ask('both_orders', dayFirst) : sure(order === 'day_first' ? dayFirst : monthFirst);
  const only = dayFirst ?? monthFirst;
  if (!only) return ask('nothing_known');
  // The only date that it can be is not in the order of its column.
  const other = order !== null && (order === 'day_first') !== (dayFirst !== null) && !(dayFirst && monthFirst);
  return other ? ask('contradiction', only) : sure(only);
}

function whole(text: string): KnownDate | null {
  if (/^\d{4}(?:[.,]0*)?$/.test(text)) return yearOnly(Number(text.slice(0, 4)));
  if (/^\d{5}(?:[.,]\d*)?$/.test(text)) {
    const serial = Number.parseInt(text, 10);
    if (serial < SERIALS[0] || serial > SERIALS[1]) return null;
    const day = new Date(SERIAL_EPOCH + serial * 86_400_000).toISOString().slice(0, 10);
    return { year: Number(day.slice(0, 4)), month: Number(day.slice(5, 7)), day };
  }
  const ymd = /^(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})$/.exec(text) ?? /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(text);
  if (ymd) return dayOf(ymd[1]!, ymd[2]!, ymd[3]!);
  const [, month, year] = /^(\d{1,2})[-/. ](\d{4})$/.exec(text) ?? [];
  const [, first, second] = /^(\d{4})[-/. ](\d{1,2})$/.exec(text) ?? [];
  const [y, m] = [Number(year ?? first), Number(month ?? second)];
  return m >= 1 && m <= 12 ? { year: y, month: m, day: null } : null;
}

const yearOnly = (year: number): KnownDate => ({ year, month: null, day: null });

function inWords(text: string): KnownDate | null {
  const words = plainWords(text).replace(/\b1er\b/, '1');
  const alone = /^(?:en |annee |env |environ |vers )?(\d{4})$/.exec(words);
  if (alone) return /^(?:env|environ|vers)/.test(words) ? null : yearOnly(Number(alone[1]));
  const [, day, name, year] =
    /^(?:le |en )?(?:[a-z]{5,8} )?(?:(\d{1,2}) )?([a-z]{3,9}) (\d{4}|\d{2})$/.exec(words) ?? [];
  if (!name || !year) return null;
  const month = MONTHS.findIndex((known) => name.startsWith(known)) + 1 || ENGLISH[name.slice(0, 3)];
  if (!month) return null;
  return day ? dayOf(year, String(month), day) : { year: fullYear(year), month, day: null };
}

const fullYear = (year: string): number =>
  year.length === 4 ? Number(year) : Number(year) + (Number(year) < 70 ? 2000 : 1900);

function dayOf(year: string, month: string, day: string): KnownDate | null {
  const y = fullYear(year);
  const date = new Date(Date.UTC(y, Number(month) - 1, Number(day)));
  const real =
    date.getUTCFullYear() === y && date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
  return real ? { year: y, month: Number(month), day: date.toISOString().slice(0, 10) } : null;
}
