import { randomInt } from 'node:crypto';
import { CODE_ALPHABET } from './asset-code.js';

/** `R-7K3F9`: random, derived from nothing, short enough for a phone call. Unique only once the database said so. */
export const newReference = (): string =>
  `R-${Array.from({ length: 5 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('')}`;

/** What somebody typed as a reference: any case, spaces and dashes where they please; null when it is none. */
export function readReference(text: string): string | null {
  const symbols = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  const body = symbols.length === 6 && symbols.startsWith('R') ? symbols.slice(1) : symbols;
  return /^[2-9A-HJKMNP-Z]{5}$/.test(body) ? `R-${body}` : null;
}

/**
 * What is legible of a reference: three or four of its symbols. After « R- » they begin it, after dots or a dash they end it, alone
 * they may do either. Null for anything else.
 */
export function readPart(text: string): { begins: string | null; ends: string | null } | null {
  const typed = text.normalize('NFKC').trim().toUpperCase();
  const [, before = '', symbols] = /^(R ?[-–—. ] ?|[-–—. ]+)?([2-9A-HJKMNP-Z]{3,4})$/.exec(typed) ?? [];
  if (!symbols) return null;
  return {
    begins: before && !before.startsWith('R') ? null : `R-${symbols}`,
    ends: before.startsWith('R') ? null : symbols,
  };
}
