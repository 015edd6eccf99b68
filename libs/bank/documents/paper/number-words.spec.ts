import fc from 'fast-check';
import { eurosInWords, inWords } from './typography.js';

const VALUES: Readonly<Record<string, number>> = {
  un: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
  dix: 10,
  onze: 11,
  douze: 12,
  treize: 13,
  quatorze: 14,
  quinze: 15,
  seize: 16,
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
};

/** Reads words back, by the rules of the language and not by those of the writer. */
function read(words: string): number {
  if (words === 'zéro') return 0;
  let total = 0;
  let group = 0;
  let small = 0;
  for (const word of words.split(/[ -]/)) {
    if (word === 'et') continue;
    if (word === 'cent' || word === 'cents') {
      group += (small || 1) * 100;
      small = 0;
    } else if (word === 'mille') {
      total += (group + small || 1) * 1000;
      group = small = 0;
    } else if (/^mill(ion|iard)s?$/.test(word)) {
      total += (group + small) * (word.startsWith('millia') ? 1e9 : 1e6);
      group = small = 0;
    } else {
      const value = VALUES[word];
      if (value === undefined) throw new Error(`no such word: ${word}`);
      small = value === 20 && small === 4 ? 80 : small + value;
    }
  }
  return total + group + small;
}

const any = fc.oneof(fc.nat({ max: 999 }), fc.nat({ max: 999_999 }), fc.integer({ min: 0, max: 999_999_999_999 }));

describe('a number in words', () => {
  it.each([
    [0, 'zéro'],
    [1, 'un'],
    [17, 'dix-sept'],
    [21, 'vingt et un'],
    [61, 'soixante et un'],
    [70, 'soixante-dix'],
    [71, 'soixante et onze'],
    [77, 'soixante-dix-sept'],
    [80, 'quatre-vingts'],
    [81, 'quatre-vingt-un'],
    [91, 'quatre-vingt-onze'],
    [99, 'quatre-vingt-dix-neuf'],
    [100, 'cent'],
    [101, 'cent un'],
    [180, 'cent quatre-vingts'],
    [200, 'deux cents'],
    [201, 'deux cent un'],
    [280, 'deux cent quatre-vingts'],
    [1000, 'mille'],
    [1001, 'mille un'],
    [2000, 'deux mille'],
    [80_000, 'quatre-vingt mille'],
    [200_000, 'deux cent mille'],
    [1_000_000, 'un million'],
    [80_000_000, 'quatre-vingts millions'],
    [200_000_000, 'deux cents millions'],
    [2_000_000_080, 'deux milliards quatre-vingts'],
    [1_981, 'mille neuf cent quatre-vingt-un'],
  ])('%d is « %s »', (n, words) => expect(inWords(n)).toBe(words));

  it('is read back as the same number', () => {
    fc.assert(fc.property(any, (n) => read(inWords(n)) === n));
  });

  it('writes its marks of the plural only where nothing follows that counts', () => {
    fc.assert(
      fc.property(any, (n) => {
        const words = inWords(n);
        expect(words).not.toMatch(/vingts[- ](?!milli)|cents[- ](?!milli)|milles|vingts mille\b|cents mille\b/);
        expect(words).not.toMatch(/^un (cent|mille)\b|--| {2}|zéro ./);
      }),
    );
  });

  it('is refused when it is none', () => {
    for (const n of [-1, 1.5, 1e12, Number.NaN]) expect(() => inWords(n)).toThrow(RangeError);
  });
});

describe('an amount in words', () => {
  it.each([
    [0, 'zéro euro'],
    [1, 'un centime'],
    [100, 'un euro'],
    [199, 'un euro et quatre-vingt-dix-neuf centimes'],
    [124_050, 'mille deux cent quarante euros et cinquante centimes'],
    [8_000, 'quatre-vingts euros'],
    [100_000_000, "un million d'euros"],
    [200_000_000_00, "deux cents millions d'euros"],
    [100_000_101, 'un million un euros et un centime'],
  ])('%d cents are « %s »', (cents, words) => expect(eurosInWords(cents)).toBe(words));
});
