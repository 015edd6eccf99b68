import { randomInt } from 'node:crypto';
import { CODE_ALPHABET } from '#bank/devices';

const LENGTH = 6;

/** A new random number of six symbols of the codes' alphabet: 887 million, so that guessing one finds nothing. */
export const newTicketNumber = (): string =>
  Array.from({ length: LENGTH }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');

/** `7K3F92` as people read it by phone: `P-7K3F-92`. */
export const showTicketNumber = (number: string): string => `P-${number.slice(0, 4)}-${number.slice(4)}`;

/** A number as typed, in any case and with any dashes or spaces; null when it cannot be one. */
export function readTicketNumber(text: string): string | null {
  const symbols = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  const bare = symbols.length === LENGTH + 1 && symbols.startsWith('P') ? symbols.slice(1) : symbols;
  return bare.length === LENGTH && [...bare].every((s) => CODE_ALPHABET.includes(s)) ? bare : null;
}
