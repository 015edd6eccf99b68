import { clock, joined } from '#platform/kernel';

/** French dates, numbers and plurals. Spaces that must not break are narrow (U+202F) or plain (U+00A0) no-break spaces. */
const NNBSP = '\u202f';
const NBSP = '\u00a0';
const ZONE = 'Europe/Paris';

const names = (options: Intl.DateTimeFormatOptions, days: readonly number[]): string[] => {
  const format = new Intl.DateTimeFormat('fr-FR', { ...options, timeZone: 'UTC' });
  return days.map((day) => format.format(day));
};
const EVERY_MONTH = Array.from({ length: 12 }, (_, month) => Date.UTC(2026, month, 1));
const MONTHS = names({ month: 'long' }, EVERY_MONTH);
const SHORT_MONTHS = names({ month: 'short' }, EVERY_MONTH);
/** From Sunday. */
const WEEKDAYS = names(
  { weekday: 'long' },
  Array.from({ length: 7 }, (_, day) => Date.UTC(2026, 0, 4 + day)),
);
const two = (n: number): string => String(n).padStart(2, '0');
const first = (day: number): string => (day === 1 ? '1er' : String(day));

/** `25 nov. 2026` */
export function formatDate(date: Date | string, zone: string = ZONE): string {
  const t = localTime(date, zone);
  return `${first(t.getUTCDate())}${NBSP}${SHORT_MONTHS[t.getUTCMonth()]} ${t.getUTCFullYear()}`;
}

/** `25 nov.` */
export function formatDay(date: Date | string, zone: string = ZONE): string {
  const t = localTime(date, zone);
  return `${first(t.getUTCDate())}${NBSP}${SHORT_MONTHS[t.getUTCMonth()]}`;
}

/** `Mercredi 25 novembre` */
export function formatLongDate(date: Date | string, zone: string = ZONE): string {
  const t = localTime(date, zone);
  const weekday = WEEKDAYS[t.getUTCDay()]!;
  return `${weekday.charAt(0).toUpperCase()}${weekday.slice(1)} ${first(t.getUTCDate())}${NBSP}${MONTHS[t.getUTCMonth()]}`;
}

/** `15 h 12` */
export function formatTime(date: Date | string, zone: string = ZONE): string {
  const t = localTime(date, zone);
  return `${t.getUTCHours()}${NBSP}h${NBSP}${two(t.getUTCMinutes())}`;
}

/** The hour `09:30` as `9 h 30`. */
export function formatHour(at: string): string {
  const [hours, minutes] = at.split(':');
  return `${Number(hours)}${NBSP}h${NBSP}${minutes}`;
}

/** `25 nov. 2026, 15 h 12` */
export const formatDateTime = (date: Date | string, zone: string = ZONE): string =>
  `${formatDate(date, zone)}, ${formatTime(date, zone)}`;

/** `2026-11-25`, the value of a date field. */
export function dateValue(date: Date | string, zone: string = ZONE): string {
  const t = localTime(date, zone);
  return `${t.getUTCFullYear()}-${two(t.getUTCMonth() + 1)}-${two(t.getUTCDate())}`;
}

const numbers = new Map<string, Intl.NumberFormat>();
function number(n: number, least: number, most: number): string {
  let format = numbers.get(`${least} ${most}`);
  if (!format) {
    format = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: least, maximumFractionDigits: most });
    numbers.set(`${least} ${most}`, format);
  }
  return format.format(n).replace(/\s/g, NNBSP);
}

/** `1 240` */
export const formatNumber = (n: number, digits = 0): string =>
  // Most are small counts, which need no format.
  Number.isInteger(n) && n > 0 && n < 1000 ? String(n) : number(n, 0, digits);

/** `60 %`, from 0.6 */
export const formatPercent = (ratio: number, digits = 0): string => `${formatNumber(ratio * 100, digits)}${NBSP}%`;

/** `1 240,50 €`, from cents */
export const formatEuros = (cents: number): string => `${number(cents / 100, cents % 100 ? 2 : 0, 2)}${NBSP}€`;

/** `256 Go`: decimal, as on the label of a disk. */
export function formatBytes(bytes: number): string {
  const units = ['o', 'ko', 'Mo', 'Go', 'To'];
  let value = bytes;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${formatNumber(value, value < 10 && unit > 2 ? 1 : 0)}${NBSP}${units[unit]}`;
}

/** `1 appareil`, `0 appareil`, `12 appareils`: in French, zero and anything under two is singular. */
export const plural = (n: number, one: string, many: string = `${one}s`): string =>
  `${formatNumber(n)}${NBSP}${Math.abs(n) < 2 ? one : many}`;

/** `il y a 3 jours`, `aujourd’hui`, `dans 2 jours`, counted in calendar days. */
export function formatAgo(date: Date | string, now: Date = clock.now(), zone: string = ZONE): string {
  const days = daysSince(date, now, zone);
  if (days === 0) return 'aujourd’hui';
  if (days === 1) return 'hier';
  if (days === -1) return 'demain';
  return days > 0 ? `il y a ${plural(days, 'jour')}` : `dans ${plural(-days, 'jour')}`;
}

const daysSince = (date: Date | string, now: Date, zone: string): number => {
  const day = (d: Date | string): number => Math.floor(localTime(d, zone).getTime() / 86_400_000);
  return day(now) - day(date);
};

/** How long something has waited: `9 jours`, `aujourd’hui`. */
export function formatWait(since: Date | string, now: Date = clock.now(), zone: string = ZONE): string {
  const days = daysSince(since, now, zone);
  return days > 0 ? plural(days, 'jour') : 'aujourd’hui';
}

/** `il reste 31 h sur 48`, `dépassé de 5 h`: of a delay in hours, which no clock that is put forward or back makes longer. */
export function formatHoursLeft(due: Date | string, of: number, now: Date = clock.now()): string {
  const left = new Date(due).getTime() - now.getTime();
  const hours = Math.floor(Math.abs(left) / 3_600_000);
  const long = hours ? `${formatNumber(hours)}${NBSP}h` : 'moins d’une heure';
  return left > 0 ? `il reste ${long} sur ${formatNumber(of)}` : `dépassé de ${long}`;
}

/** Who did something, as this reader may know: a name inside their own organisation, elsewhere the operator's number. */
export function formatWho(e: {
  operatorName?: string | null;
  operatorNumber: number | null;
  organisation?: string | null;
}): string {
  const operator = e.operatorName ?? (e.operatorNumber ? `opérateur n°${NBSP}${e.operatorNumber}` : '');
  return joined(', ', operator, e.organisation);
}

/** « « A » remplacé par « B » »; null: nothing before, or nothing after. */
export function replacedWords(before: string | null, after: string | null): string {
  if (before === null) return `« ${after} » ajouté`;
  return after === null ? `« ${before} » retiré` : `« ${before} » remplacé par « ${after} »`;
}

/** `+33639980011` as `06 39 98 00 11`; a number of another country as it was given. */
export const formatPhone = (phone: string): string =>
  /^\+33\d{9}$/.test(phone) ? `0${phone.slice(3)}`.replace(/(\d{2})(?=\d)/g, `$1${NBSP}`) : phone;

const DAY = 86_400_000;

/** Offsets in milliseconds, by zone and day of UTC; null for a day on which the offset changes. */
const known = new Map<string, Map<number, number | null>>();
const MOST = 4_000;

/**
 * A moment as the clocks of a zone show it: a date whose UTC fields are the local ones. `Intl` is asked once for each day: it takes longer than all
 * else that a row of a list needs.
 * @throws RangeError for an invalid date or zone
 */
export function localTime(at: Date | string, zone: string): Date {
  const moment = new Date(at).getTime();
  const days = known.get(zone) ?? new Map<number, number | null>();
  known.set(zone, days);
  const day = Math.floor(moment / DAY);
  let offset = days.get(day);
  if (offset === undefined) {
    const [first, last] = [offsetAt(day * DAY, zone), offsetAt((day + 1) * DAY - 1000, zone)];
    offset = first === last ? first : null;
    if (days.size >= MOST) days.clear();
    days.set(day, offset);
  }
  return new Date(moment + (offset ?? offsetAt(moment, zone)));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function offsetAt(moment: number, zone: string): number {
  let format = formats.get(zone);
  if (!format) {
    const numbers = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;
    format = new Intl.DateTimeFormat('en-GB', { ...numbers, second: 'numeric', hourCycle: 'h23', timeZone: zone });
    formats.set(zone, format);
  }
  const p = Object.fromEntries(format.formatToParts(moment).map((part) => [part.type, Number(part.value)]));
  const shown = Date.UTC(p['year']!, p['month']! - 1, p['day']!, p['hour']!, p['minute']!, p['second']!);
  return shown - Math.floor(moment / 1000) * 1000;
}
