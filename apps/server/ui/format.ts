/** French dates, numbers and plurals. Spaces that must not break are narrow (U+202F) or plain (U+00A0) no-break spaces. */
const NNBSP = '\u202f';
const NBSP = '\u00a0';
const ZONE = 'Europe/Paris';

const cache = new Map<string, Intl.DateTimeFormat>();
function parts(zone: string, options: Intl.DateTimeFormatOptions, date: Date | string): Record<string, string> {
  const key = zone + JSON.stringify(options);
  let format = cache.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat('fr-FR', { ...options, timeZone: zone });
    cache.set(key, format);
  }
  return Object.fromEntries(format.formatToParts(new Date(date)).map((part) => [part.type, part.value]));
}
const first = (day: string): string => (day === '1' ? '1er' : day);

/** `25 nov. 2026` */
export function formatDate(date: Date | string, zone: string = ZONE): string {
  const p = parts(zone, { day: 'numeric', month: 'short', year: 'numeric' }, date);
  return `${first(p.day!)}${NBSP}${p.month} ${p.year}`;
}

/** `25 nov.` */
export function formatDay(date: Date | string, zone: string = ZONE): string {
  const p = parts(zone, { day: 'numeric', month: 'short' }, date);
  return `${first(p.day!)}${NBSP}${p.month}`;
}

/** `Mercredi 25 novembre` */
export function formatLongDate(date: Date | string, zone: string = ZONE): string {
  const p = parts(zone, { weekday: 'long', day: 'numeric', month: 'long' }, date);
  return `${p.weekday!.charAt(0).toUpperCase()}${p.weekday!.slice(1)} ${first(p.day!)}${NBSP}${p.month}`;
}

/** `15 h 12` */
export function formatTime(date: Date | string, zone: string = ZONE): string {
  const p = parts(zone, { hour: 'numeric', minute: '2-digit', hourCycle: 'h23' }, date);
  return `${Number(p.hour)}${NBSP}h${NBSP}${p.minute!.padStart(2, '0')}`;
}

/** `25 nov. 2026, 15 h 12` */
export const formatDateTime = (date: Date | string, zone: string = ZONE): string =>
  `${formatDate(date, zone)}, ${formatTime(date, zone)}`;

/** `2026-11-25`, the value of a date field. */
export function dateValue(date: Date | string, zone: string = ZONE): string {
  const p = parts(zone, { day: '2-digit', month: '2-digit', year: 'numeric' }, date);
  return `${p.year}-${p.month}-${p.day}`;
}

/** `1 240` */
export const formatNumber = (n: number, digits = 0): string =>
  new Intl.NumberFormat('fr-FR', { maximumFractionDigits: digits }).format(n).replace(/\s/g, NNBSP);

/** `60 %`, from 0.6 */
export const formatPercent = (ratio: number, digits = 0): string => `${formatNumber(ratio * 100, digits)}${NBSP}%`;

/** `1 240,50 €`, from cents */
export const formatEuros = (cents: number): string =>
  `${new Intl.NumberFormat('fr-FR', { minimumFractionDigits: cents % 100 ? 2 : 0, maximumFractionDigits: 2 }).format(cents / 100).replace(/\s/g, NNBSP)}${NBSP}€`;

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
export function formatAgo(date: Date | string, now: Date = new Date(), zone: string = ZONE): string {
  const day = (d: Date | string): number => Date.parse(`${dateValue(d, zone)}T00:00:00Z`) / 86_400_000;
  const days = day(now) - day(date);
  if (days === 0) return 'aujourd’hui';
  if (days === 1) return 'hier';
  if (days === -1) return 'demain';
  return days > 0 ? `il y a ${plural(days, 'jour')}` : `dans ${plural(-days, 'jour')}`;
}

/** Who did something, as this reader may know: a name inside their own organisation, elsewhere the operator's number. */
export function formatWho(e: {
  operatorName?: string | null;
  operatorNumber: number | null;
  organisation?: string | null;
}): string {
  const operator = e.operatorName ?? (e.operatorNumber ? `opérateur n°${NBSP}${e.operatorNumber}` : '');
  return [operator, e.organisation].filter(Boolean).join(', ');
}

/** `+33639980011` as `06 39 98 00 11`; a number of another country as it was given. */
export const formatPhone = (phone: string): string =>
  /^\+33\d{9}$/.test(phone) ? `0${phone.slice(3)}`.replace(/(\d{2})(?=\d)/g, `$1${NBSP}`) : phone;
