import { toCardinal } from 'n2words/fr-FR';
import { canDraw } from './fonts.js';

const NBSP = '\u00a0';

const STREET =
  /\b\d{1,4} (?:(?:bis|ter|quater) )?(?=(?:rue|avenue|boulevard|place|chemin|impasse|allée|quai|cours|route|square|passage|esplanade|villa)\b)/g;

/**
 * A text as it must be set in French: no line may begin with « : ; ! ? » or a unit, apostrophes are curved. Every
 * letter stays what it is: another font draws those that ours lacks (`alphabets.ts`).
 */
export function fr(text: string): string {
  return drawable(
    text
      .replaceAll('\u202f', NBSP)
      .replaceAll('\u2011', '-')
      .replaceAll("'", '’')
      .replace(/« ?/g, `«${NBSP}`)
      .replace(/ ?»/g, `${NBSP}»`)
      .replace(/ ([:;!?%€])/g, `${NBSP}$1`)
      .replace(/\b0\d(?: \d\d){4}\b/g, (phone) => phone.replaceAll(' ', NBSP))
      // A line may end with what parts two facts, and never begins with it.
      .replaceAll(' · ', `${NBSP}· `)
      // The number of a house and its street, a postcode and its town, an article and its number.
      .replace(STREET, (address) => address.replaceAll(' ', NBSP))
      .replace(/\b(\d{5}) (?=\p{Lu})/gu, `$1${NBSP}`)
      .replace(/(\bart\.|\barticles?|\b[LRD]\.) (?=\d|[LRD]\b)/g, `$1${NBSP}`)
      .replace(/(\d) (?=(?:bis|ter|quater)\b)/g, `$1${NBSP}`)
      .replace(/([nN]°) (?=\S)/g, `$1${NBSP}`)
      .replace(/(\d) (?=(?:Go|Mo|To|GHz|mm|cm|kg|jours?|mois|ans?|min|h|\d{3})\b)/g, `$1${NBSP}`),
  );
}

/** Marks that show nothing by themselves; two of them join or part letters of some alphabets. */
const INVISIBLE = /[\p{Cc}\p{Cf}]/u;
const JOINERS = /[\u200c\u200d]/;
const JOINING = /\p{Script=Arabic}|\p{Script=Devanagari}/u;

/** Letters as one each; what stands for others (« ﬁ ») as these; every kind of space as one that our fonts have. */
function drawable(text: string): string {
  let out = '';
  const joins = JOINING.test(text);
  for (const char of text.normalize('NFC')) {
    if (char === '\n' || canDraw(char.codePointAt(0) as number)) out += char;
    else if (/\s/.test(char)) out += ' ';
    else if (INVISIBLE.test(char)) out += joins && JOINERS.test(char) ? char : '';
    else out += standingFor(char);
  }
  return out;
}

/** What a sign stands for, when it is more than a letter with its marks. */
function standingFor(char: string): string {
  const plain = char.normalize('NFKC');
  return plain !== char && [...plain].every((c) => canDraw(c.codePointAt(0) as number)) ? plain : char;
}

/** Making a format costs more than using it a thousand times; a bank has one time zone. */
const formats = new Map<string, Intl.DateTimeFormat>();
const formatOf = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('fr-FR', {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formats.set(timeZone, made);
  return made;
};

/** A clock's own writing, without a zone, as an instant: shown in UTC it reads as it was written. */
const ZONELESS = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?$/;
export const instantOf = (iso: string): string => (ZONELESS.test(iso) ? `${iso}Z` : iso);

const parts = (iso: string, timeZone: string) => {
  const all = formatOf(ZONELESS.test(iso) ? 'UTC' : timeZone).formatToParts(new Date(instantOf(iso)));
  return (type: Intl.DateTimeFormatPartTypes) => all.find((p) => p.type === type)?.value ?? '';
};

/** « 25 novembre 2026 », « 1er janvier 2027 », with the day tied to its month. */
export function day(iso: string, timeZone: string): string {
  const part = parts(iso, timeZone);
  const number = part('day') === '1' ? '1er' : part('day');
  return `${number}${NBSP}${part('month')}${NBSP}${part('year')}`;
}

export function moment(iso: string, timeZone: string): string {
  const part = parts(iso, timeZone);
  return `${day(iso, timeZone)} à ${Number(part('hour'))}${NBSP}h${NBSP}${part('minute')}`;
}

/** A clock's own writing (« 2026/11/20 10:12:33 ») as `moment` writes it; one that is not understood, as it is. No zone is supposed. */
export function clock(written: string): string {
  const [, year, month, date, hour, minute] =
    /^(\d{4})[-/](\d\d)[-/](\d\d)(?:[T ](\d\d):(\d\d))?/.exec(written.trim()) ?? [];
  const iso = `${year}-${month}-${date}T${hour ?? '12'}:${minute ?? '00'}:00Z`;
  if (Number.isNaN(Date.parse(iso))) return written;
  return hour ? moment(iso, 'UTC') : day(iso, 'UTC');
}

/** « 1 240 », with spaces that do not break. */
export const count = (n: number): string => fr(NUMBERS.format(n));
const NUMBERS = new Intl.NumberFormat('fr-FR');

/** « 24 appareils », « 1 appareil »: in French only from two on it is plural. */
export const counted = (n: number, one: string, many = `${one}s`): string => `${count(n)}${NBSP}${n < 2 ? one : many}`;

export const euros = (cents: number): string => fr(EUROS.format(cents / 100));
const EUROS = new Intl.NumberFormat('fr-FR', { style: 'currency', currency: 'EUR' });

/** « 256 Go »: decimal units, as printed on the medium itself. */
export function capacity(bytes: number): string {
  const tera = bytes >= 1e12;
  const value = bytes / (tera ? 1e12 : 1e9);
  return fr(
    `${new Intl.NumberFormat('fr-FR', { maximumFractionDigits: tera ? 1 : 0 }).format(value)} ${tera ? 'To' : 'Go'}`,
  );
}

export const siren = (digits: string): string =>
  digits.replace(/^(\d{3})(\d{3})(\d{3})/, `$1${NBSP}$2${NBSP}$3${NBSP}`).trim();

/** The seven symbols of an asset code, whatever the notation it comes in. */
export const bareCode = (code: string): string =>
  code
    .toUpperCase()
    .replace(/^\s*BN[-\s]?(?=.{7,})/, '')
    .replace(/[^0-9A-Z]/g, '');

export const shownCode = (code: string): string => {
  const bare = bareCode(code);
  return bare.length === 7 ? `BN-${bare.slice(0, 4)}-${bare.slice(4)}` : code;
};

/**
 * As cheques and receipts write it (before the reform of 1990: « soixante et onze », « quatre-vingts », « mille » without s).
 * @param n from 0 to 999 999 999 999 @throws RangeError for anything else
 */
export function inWords(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0 || n >= 1e12) throw new RangeError(`no words for ${n}`);
  return toCardinal(n);
}

/** From integer cents: « mille deux cents euros et cinquante centimes », « un million d'euros ». */
export function eurosInWords(cents: number): string {
  const euros = Math.floor(cents / 100);
  const left = cents % 100;
  const unit = euros < 2 ? 'euro' : 'euros';
  const whole = euros > 0 && euros % 1_000_000 === 0 ? `${inWords(euros)} d'euros` : `${inWords(euros)} ${unit}`;
  const part = `${inWords(left)} ${left < 2 ? 'centime' : 'centimes'}`;
  if (left === 0) return whole;
  return euros === 0 ? part : `${whole} et ${part}`;
}
