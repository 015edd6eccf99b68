import { fingerprint, fingerprints, keyring, type SecretKeyring } from '../secrets/sealer.js';
import { nameWords, phonesIn, slipsOf } from './name-words.js';

// Sealed names are found by keyed hashes of their words, of how these sound, and of telephones (docs/adr/0036). A hashed text begins with a scope and
// its kind: the same name in two scopes has nothing in common.

const short = (hash: string): string => hash.slice(0, 32);

/** What is hashed of a name: each word as it is written, alone and with a neighbour, and as it sounds. */
export const nameTexts = (name: string): string[] => nameWords(name).flatMap(textsOfWord);

const textsOfWord = (word: ReturnType<typeof nameWords>[number]): string[] => [
  ...word.written.map((text) => `written:${text}`),
  ...word.sounds.map((text) => `sound:${text}`),
];

/** What is hashed besides of a name that is found with one letter wrong (`slipsOf`). */
export const slipTexts = (name: string): string[] =>
  nameWords(name).flatMap(({ written: [word] }) => slipsOf(word!).map((text) => `slip:${text}`));

/** The same of each word of a name that is looked for; of a telephone, nothing. */
export const slipsAsked = (typed: string): string[][] =>
  isName(typed) ? nameWords(typed).map(({ written: [word] }) => slipsOf(word!).map((text) => `slip:${text}`)) : [];

/** Whether what was typed is looked for as a name: whatever has a digit is a telephone, or nothing. */
export const isName = (typed: string): boolean => !/\d/.test(typed);

export const phoneTexts = (text: string): string[] => phonesIn(text).map((phone) => `phone:${phone}`);

/** The hashes of these texts under the ring's current key, each once. */
export const tokensOf = (scope: string, texts: readonly string[], ring: SecretKeyring = keyring()): string[] =>
  [...new Set(texts)].map((text) => short(fingerprint(`${scope}:${text}`, ring)));

/** Hashes under every key of the ring: of each word, at least one must be found. */
export interface NameAsked {
  readonly words: number;
  /** The nth token is of the nth word here. */
  readonly ofWord: readonly number[];
  readonly tokens: readonly string[];
}

/** The same of a name that may be written with a slip. */
export interface NearNameAsked extends NameAsked {
  /** Whether the nth token is found in a word with a slip too. */
  readonly ofSlip: readonly boolean[];
}

/** Digits that make a telephone rather than a guess. */
const ENOUGH_DIGITS = 9;
const ENOUGH_LETTERS = 3;

/** A typed telephone, or a name of whole words: for each word the texts of which one is enough; null when it is not exact enough. */
export function textsAsked(typed: string): string[][] | null {
  const phones = phonesIn(typed);
  if (phones.length === 1 && phones[0]!.replace(/\D/g, '').length >= ENOUGH_DIGITS) return [phoneTexts(typed)];
  if (!isName(typed)) return null;
  const words = nameWords(typed);
  const letters = words.reduce((n, word) => n + word.written[0]!.length, 0);
  if (!words.length || letters < ENOUGH_LETTERS) return null;
  return words.map(textsOfWord);
}

/** The hashes by which to look for what was asked. @param slips for each word, by which it is found written with a slip */
export function tokensAsked(
  scope: string,
  asked: readonly (readonly string[])[] | null,
  slips: readonly (readonly string[])[] = [],
): NearNameAsked | null {
  if (!asked) return null;
  const hashed = (words: readonly (readonly string[])[], slip: boolean) =>
    words.flatMap((texts, word) =>
      [...new Set(texts)].flatMap((text) =>
        fingerprints(`${scope}:${text}`).map((hash) => ({ word, token: short(hash), slip })),
      ),
    );
  const found = [...hashed(asked, false), ...hashed(slips, true)];
  return {
    words: asked.length,
    ofWord: found.map(({ word }) => word),
    tokens: found.map(({ token }) => token),
    ofSlip: found.map(({ slip }) => slip),
  };
}
