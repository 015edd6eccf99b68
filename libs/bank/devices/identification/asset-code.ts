import { randomInt } from 'node:crypto';
import { isId, NotFound, RuleBroken } from '#platform/kernel';

/** The 31 symbols of a code: digits and capitals that no one confuses when reading aloud (no 0, 1, I, L, O). */
export const CODE_ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
export const CODE_LENGTH = 7;

/** All different and none zero modulo 31 (a prime): a changed symbol, or two that changed places, always change the sum. */
const WEIGHTS = [2, 3, 4, 5, 6, 7, 1] as const;

/** What people type or read instead of a symbol we use: the first guess of "did you mean". */
// biome-ignore format: families of confusions read better packed
const MISREAD: Readonly<Record<string, string>> = {
  '0': 'DQ8C', O: 'DQ8C', '1': '7JT4', I: 'JTY7', L: 'J7E2',
  B: '8DPV', '8': 'B3', '5': 'S6', S: '5F', '2': 'Z', Z: '27', G: '6C', '6': 'G', U: 'V', V: 'UYB', M: 'N', N: 'M',
  D: 'TB', T: 'D7', P: 'BT', F: 'S', Q: 'G', '7': 'T2', K: 'X', X: 'K', '3': '8', '9': 'P', E: 'F', W: 'V', Y: 'V',
};

const rank = (symbol: string): number => CODE_ALPHABET.indexOf(symbol);

function weightedSum(symbols: string): number {
  let sum = 0;
  for (let i = 0; i < symbols.length; i += 1) sum += WEIGHTS[i]! * rank(symbols[i]!);
  return sum % CODE_ALPHABET.length;
}

export function isAssetCode(code: string): boolean {
  if (code.length !== CODE_LENGTH) return false;
  for (const symbol of code) if (rank(symbol) < 0) return false;
  return weightedSum(code) === 0;
}

export function checkSymbol(body: string): string {
  return CODE_ALPHABET[(CODE_ALPHABET.length - weightedSum(body)) % CODE_ALPHABET.length]!;
}

/** A new random code (887 million of them): unguessable in order, unique only once the database said so. */
export function newAssetCode(): string {
  let body = '';
  for (let i = 0; i < CODE_LENGTH - 1; i += 1) body += CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]!;
  return body + checkSymbol(body);
}

export const showAssetCode = (code: string): string => `BN-${code.slice(0, 4)}-${code.slice(4)}`;

/** What somebody read on a device as the label has it; an old number, or what is no code, as it was read. */
export const showLabel = (text: string): string => (isAssetCode(text) ? showAssetCode(text) : text);

/** `marked`: the prefix or the dash says that a code is meant. */
function bare(text: string): { symbols: string; marked: boolean } {
  const joined = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-–—‑_.]+/gu, '');
  const prefixed = joined.length === CODE_LENGTH + 2 && joined.startsWith('BN');
  const dashed = /^\s*\S{4}\s*[-–—‑]\s*\S{3}\s*$/u.test(text);
  return { symbols: prefixed ? joined.slice(2) : joined, marked: prefixed || dashed };
}

const CODE_LIKE = /^[0-9A-Z]{7}$/;
const LOOK_ALIKE = /[01ILO]/;

/**
 * Any case, spaces and dashes anywhere, "BN" or not. @throws RuleBroken `devices.code_malformed` (not seven letters and digits),
 * `devices.code_look_alike` (holds 0, O, 1, I or L; facts `symbols`, `near`), `devices.code_wrong_check` (facts `near`).
 */
export function parseAssetCode(text: string): string {
  const { symbols } = bare(text);
  if (!CODE_LIKE.test(symbols)) throw new RuleBroken('devices.code_malformed', { typed: text.slice(0, 40) }, 'code');
  if (LOOK_ALIKE.test(symbols)) {
    const found = [...new Set(symbols.match(/[01ILO]/g))];
    throw new RuleBroken(
      'devices.code_look_alike',
      { typed: symbols, symbols: found, near: nearCodes(symbols) },
      'code',
    );
  }
  if (!isAssetCode(symbols)) {
    throw new RuleBroken('devices.code_wrong_check', { typed: symbols, near: nearCodes(symbols) }, 'code');
  }
  return symbols;
}

function nearCodes(symbols: string): string[] {
  const near = new Set<string>();
  for (let i = 0; i < symbols.length; i += 1) {
    for (const guess of MISREAD[symbols[i]!] ?? '') near.add(symbols.slice(0, i) + guess + symbols.slice(i + 1));
    if (i > 0) near.add(symbols.slice(0, i - 1) + symbols[i] + symbols[i - 1] + symbols.slice(i + 1));
  }
  return [...near].filter(isAssetCode);
}

/** What one field of any page may hold. `text` is what to look for among aliases and serials. */
export type Identifier =
  | { readonly kind: 'code'; readonly code: string; readonly text: string }
  | {
      readonly kind: 'wrong_check';
      readonly near: readonly string[];
      readonly lookAlike: boolean;
      readonly text: string;
    }
  | { readonly kind: 'other'; readonly text: string };

function codeInAddress(text: string, publicUrl: string | undefined): string | null {
  const address = /^(https?:\/\/[^\s?#]+?)\/E\/([^/?#\s]+)\/?(?:[?#].*)?$/i.exec(text);
  if (!address) return null;
  const ours = publicUrl?.replace(/\/+$/, '').toLowerCase();
  return ours === undefined || address[1]!.toLowerCase() === ours ? decoded(address[2]!) : null;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/**
 * The one field that takes a code, an old inventory number, a serial or a label's address; with `publicUrl`, only addresses of this bank.
 * Seven bare symbols with a wrong check are `other`: many makers' serials look so; with "BN", the dash or our address they are
 * `wrong_check`. One bare serial in 31 is a right code: when no device has the `code`, look for `text` among aliases and serials.
 */
export function readIdentifier(text: string, publicUrl?: string): Identifier {
  const typed = text
    .normalize('NFKC')
    .replace(/\p{Cc}/gu, ' ')
    .trim();
  const inAddress = codeInAddress(typed, publicUrl);
  const { symbols, marked } = bare(inAddress ?? typed);
  // Of a label's address, what stands behind it: an old number may be there too.
  const meant = inAddress ?? typed;
  if (isAssetCode(symbols)) return { kind: 'code', code: symbols, text: meant };
  if (CODE_LIKE.test(symbols) && (marked || inAddress !== null)) {
    return { kind: 'wrong_check', near: nearCodes(symbols), lookAlike: LOOK_ALIKE.test(symbols), text: meant };
  }
  return { kind: 'other', text: meant };
}

/** What an address names a device by. @throws NotFound for anything else. */
export function idOrCode(text: string): string {
  if (isId(text)) return text;
  const identifier = readIdentifier(text);
  if (identifier.kind !== 'code') throw new NotFound('device');
  return identifier.code;
}

/** `R-7K3F9`: random, derived from nothing, short enough for a phone call. Unique only once the database said so. */
export const newReference = (): string =>
  `R-${Array.from({ length: 5 }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('')}`;

/** Any case, spaces and dashes where they please; null when it is none. */
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
