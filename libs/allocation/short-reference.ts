import { randomInt } from 'node:crypto';
import { CODE_ALPHABET } from '#devices';

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

/** A reference that was begun: its first three or four symbols, with « R- » or without. Null for anything else. */
export function readBeginning(text: string): string | null {
  const typed = text.normalize('NFKC').trim().toUpperCase();
  const [, body] = /^(?:R ?[-–—. ] ?)?([2-9A-HJKMNP-Z]{3,4})$/.exec(typed) ?? [];
  return body ? `R-${body}` : null;
}
