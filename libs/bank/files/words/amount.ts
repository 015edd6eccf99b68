import { ask, type Reading, remembering, sure } from './reading.js';

const CURRENCY = '(?:€|eur(?:os?)?)';
const WITH_CURRENCY = new RegExp(`^(?:${CURRENCY} ?)?(.+?)(?: ?${CURRENCY})?(?: ?(?:ht|ttc))?$`, 'i');
/** Digits, in thousands or not, then the cents: each way leaves one meaning. Computed prices have four decimals or more. */
const WRITTEN: readonly RegExp[] = [
  /^(?<whole>\d{1,9})(?:[.,](?<part>\d{1,2}|\d{4,}))?$/,
  /^(?<whole>\d{4,9})[.,](?<part>\d{3})$/,
  /^(?<whole>\d{1,3}(?:[ '’]\d{3})+)(?:[.,](?<part>\d+))?$/,
  /^(?<whole>\d{1,3}(?:\.\d{3})+),(?<part>\d+)$/,
  /^(?<whole>\d{1,3}(?:,\d{3})+)\.(?<part>\d+)$/,
  /^(?<whole>\d{1,3}(?:\.\d{3}){2,}|\d{1,3}(?:,\d{3}){2,})$/,
];

/**
 * A price in euros as offices and tools write it, in cents: `1 234,50 €`, `1.234,50`, `1,234.50`, `EUR 499`, GLPI's `499.0000`.
 * `1.234` may be a thousand or one: `either`, without a meaning. Another currency, a negative one, a date or a word: `nothing_known`.
 */
export const readEuros = remembering((cell: string): Reading<number> => {
  const typed = cell
    .slice(0, 60)
    .replace(/[\s\u00A0\u202F]+/g, ' ')
    .trim();
  if (typed === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  const amount = WITH_CURRENCY.exec(typed)?.[1] ?? '';
  const found = WRITTEN.map((way) => way.exec(amount)?.groups).find(Boolean);
  if (!found) return ask(/^\d{1,3}[.,]\d{3}$/.test(amount) ? 'either' : 'nothing_known');
  const whole = found['whole']!.replace(/\D/g, '');
  return sure(Math.round(Number(`${whole}.${found['part'] ?? '0'}`) * 100));
});
