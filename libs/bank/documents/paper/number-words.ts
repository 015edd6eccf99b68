import { toCardinal } from 'n2words/fr-FR';

/**
 * A whole number in French words, as cheques and receipts write it (before the reform of 1990: hyphens below a hundred
 * only, « soixante et onze », « quatre-vingts », « deux cents », « mille » without s).
 *
 * @param n from 0 to 999 999 999 999
 * @throws RangeError for anything else
 */
export function inWords(n: number): string {
  if (!Number.isSafeInteger(n) || n < 0 || n >= 1e12) throw new RangeError(`no words for ${n}`);
  return toCardinal(n);
}

/** An amount in words from integer cents: « mille deux cents euros et cinquante centimes », « un million d'euros ». */
export function eurosInWords(cents: number): string {
  const euros = Math.floor(cents / 100);
  const left = cents % 100;
  const unit = euros < 2 ? 'euro' : 'euros';
  const whole = euros > 0 && euros % 1_000_000 === 0 ? `${inWords(euros)} d'euros` : `${inWords(euros)} ${unit}`;
  const part = `${inWords(left)} ${left < 2 ? 'centime' : 'centimes'}`;
  if (left === 0) return whole;
  return euros === 0 ? part : `${whole} et ${part}`;
}
