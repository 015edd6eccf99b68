import { clock, plainWords } from '#platform/kernel';
import { ask, type Reading, remembering, sure } from './reading.js';

export interface KnownDate {
  readonly year: number;
  /** 1 to 12; null when only the year is told. */
  readonly month: number | null;
  /** `2021-03-12`; null when no day is told. */
  readonly day: string | null;
}

/** How a column writes dates in digits: `12/03/21` is in March or in December of 2021, or in March of 2012. */
export const DAY_ORDERS = ['day_first', 'month_first', 'year_first'] as const;
export type DayOrder = (typeof DAY_ORDERS)[number];

export const isDayOrder = (text: unknown): text is DayOrder => DAY_ORDERS.includes(text as DayOrder);

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

/**
 * What digits are in each order in which they are a date. A year of two digits may stand in front, and is none that is yet to come: a
 * list tells of what was.
 */
export const dateInEachOrder: (text: string) => ReadonlyMap<DayOrder, KnownDate> = remembering((text) => {
  const [, a = '', b = '', c = ''] = DIGITS.exec(withoutTime(text)) ?? [];
  const found = new Map<DayOrder, KnownDate>();
  const add = (order: DayOrder, year: string, month: string, day: string) => {
    const date = year.length > 1 ? dayOf(year, month, day) : null;
    if (date && (year.length === 4 || date.year <= clock.now().getUTCFullYear())) found.set(order, date);
  };
  add('day_first', c, b, a);
  add('month_first', c, a, b);
  if (c.length === 2) add('year_first', a, b, c);
  return found;
});

const differ = (dates: ReadonlyMap<DayOrder, KnownDate>): boolean =>
  new Set([...dates.values()].map((date) => date.day)).size > 1;

/** Collects how a column writes its dates, cell by cell. */
export class DayOrderOf {
  private cells = 0;
  private readonly fit: Record<DayOrder, number> = { day_first: 0, month_first: 0, year_first: 0 };

  add(cell: string): void {
    const dates = dateInEachOrder(cell);
    // `04/04/2020` is one day in any order, and shows none.
    if (dates.size === 0 || (dates.size > 1 && !differ(dates))) return;
    this.cells += 1;
    for (const order of dates.keys()) this.fit[order] += 1;
  }

  /** One order for the whole column: sure when its cells leave no other, asked when they leave two or contradict each other. */
  get order(): Reading<DayOrder> {
    if (this.cells === 0) return sure('day_first');
    const [order, other] = DAY_ORDERS.filter((o) => this.fit[o] === this.cells);
    if (order) return other ? ask('both_orders', order) : sure(order);
    return ask('contradiction', this.fit.month_first > this.fit.day_first ? 'month_first' : 'day_first');
  }
}

/** What a person, or all cells of a column, say of its order; `unknown`: nobody knows. */
export type StatedOrder = DayOrder | 'unknown';
export const isStatedOrder = (text: unknown): text is StatedOrder => text === 'unknown' || isDayOrder(text);

/** A column of dates while it is read: in the order that its first cells show, until all of them were seen. */
export class DateColumn {
  readonly order: DayOrder | null;
  private readonly all = new DayOrderOf();

  /** @param said what all cells showed when it was read before */
  constructor(first: Iterable<string>, said?: StatedOrder) {
    const seen = new DayOrderOf();
    for (const cell of first) seen.add(cell);
    this.order = said === undefined ? known(seen) : said === 'unknown' ? null : said;
  }

  add(cell: string): void {
    this.all.add(cell);
  }

  /** What all cells show, when that is not what the first did: then it has to be read again. */
  get shownLater(): StatedOrder | null {
    const order = known(this.all);
    return order === this.order ? null : (order ?? 'unknown');
  }
}

const known = ({ order: { meaning, sureness } }: DayOrderOf): DayOrder | null => (sureness === 'sure' ? meaning : null);

/**
 * A day, a month or a year in any form that offices write: `12/03/2021`, `12.03.21`, `2021-03-12`, `12 mars 2021`, `mars 2019`,
 * `03/2021`, `2021`, a spreadsheet's day number. Digits are read in the order of their column; without one, a date that may be
 * two days is asked, with the day first as the guess: `both_orders` of one year, `short_year` where the year itself may be two.
 * `nothing_known` without a meaning when it is no date.
 */
export function readDate(text: string, order: DayOrder | null = null): Reading<KnownDate> {
  return IN_ORDER[order ?? 'unknown'](text);
}

const IN_ORDER = {
  day_first: remembering((text) => read(text, 'day_first')),
  month_first: remembering((text) => read(text, 'month_first')),
  year_first: remembering((text) => read(text, 'year_first')),
  unknown: remembering((text) => read(text, null)),
} satisfies Record<DayOrder | 'unknown', (text: string) => Reading<KnownDate>>;

function read(text: string, order: DayOrder | null): Reading<KnownDate> {
  const typed = withoutTime(text);
  if (typed === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  if (DIGITS.test(typed)) return inDigits(typed, order);
  const found = whole(typed) ?? inWords(typed);
  return found ? sure(found) : ask('nothing_known');
}

function inDigits(typed: string, order: DayOrder | null): Reading<KnownDate> {
  const dates = dateInEachOrder(typed);
  const [guess] = dates.values();
  if (!guess) return ask('nothing_known');
  if (order === null) {
    if (!differ(dates)) return sure(guess);
    const years = new Set([...dates.values()].map((date) => date.year));
    return ask(years.size > 1 ? 'short_year' : 'both_orders', guess);
  }
  const there = dates.get(order);
  // What it can be is not in the order of its column.
  return there ? sure(there) : ask('contradiction', guess);
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
