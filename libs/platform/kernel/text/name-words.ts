/** Titles and particles that people leave out or add. */
const LEFT_OUT: ReadonlySet<string> = new Set(
  'm mr mme mlle monsieur madame mademoiselle de du des d la le les l'.split(' '),
);

const lettersOf = (text: string): string[] =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .split(/[^\p{L}]+/u)
    .filter(Boolean);

/** One word of a name: how it is written, alone and with a neighbour (« Jean-Pierre » is « Jeanpierre »), and how each of these sounds. */
export interface NameWord {
  readonly written: readonly string[];
  readonly sounds: readonly string[];
}

/** The significant words of a name, in its order; titles and particles only joined to the next word (« d’Angelo » is « Dangelo »). */
export function nameWords(text: string): NameWord[] {
  const all = lettersOf(text).slice(0, 12);
  return all.flatMap((word, i) => {
    if (LEFT_OUT.has(word) && all.length > 1) return [];
    const before = all[i - 1];
    const after = all[i + 1];
    const written = [word, before ? before + word : '', after ? word + after : ''].filter(Boolean);
    return [{ written, sounds: [...new Set(written.map(soundOf))].filter((sound) => sound.length > 1) }];
  });
}

/**
 * How a French word sounds, so that Lefèvre is Lefebvre and Dupond is Dupont. After Phonex (Frédéric Brouard, 1999,
 * sqlpro.developpez.com/cours/soundex: its rules in their order), with three departures for names: accents are ignored (é is e, s is z), doubled
 * letters are first made one, and mute endings are dropped.
 */
export function soundOf(word: string): string {
  let sound = word.toUpperCase().replace(/([^S])\1+/g, '$1');
  for (const [pattern, by] of SOUNDS) sound = sound.replace(pattern, by);
  sound = [...sound].map((letter) => SAME[letter] ?? letter).join('');
  return sound.replace(/(.)\1+/g, '$1').replace(/(?<=..)[ESTXZ]+$/, '');
}

/** What often differs in one word by two hands: y for i, ph for f, a letter doubled or not. */
const plainly = (word: string): string =>
  word
    .replaceAll('ph', 'f')
    .replaceAll('y', 'i')
    .replace(/(.)\1+/g, '$1');

/** A shorter word with another letter is another name: Luc, Lux. */
const SLIPS_FROM = 4;

/**
 * What two words have in common of which one is written with one wrong, missing, added or swapped letter: the word, and the word without each
 * of its letters in turn (symmetric deletion, Wolf Garbe, 2012). Words that differ by two letters may have some in common: `isSlip` decides.
 */
export function slipsOf(word: string): string[] {
  const plain = plainly(word);
  if (plain.length < SLIPS_FROM) return [plain];
  return [...new Set([plain, ...[...plain].map((_, i) => plain.slice(0, i) + plain.slice(i + 1))])];
}

/** Whether two words are one but for one letter, or two that changed places. */
export function isSlip(one: string, other: string): boolean {
  const [short, long] = [plainly(one), plainly(other)].sort((a, b) => a.length - b.length) as [string, string];
  if (short === long) return true;
  if (long.length < SLIPS_FROM || long.length - short.length > 1) return false;
  let at = 0;
  while (short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  return (
    short.slice(at + 1) === long.slice(at + 1) ||
    (short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2))
  );
}

/** Digits stand for sounds: 1 an/on, 2 oi/oua, 3 ou, 4 in, 5 ch. */
const SOUNDS: readonly (readonly [RegExp, string])[] = [
  [/Y/g, 'I'],
  [/PH/g, 'F'],
  [/(?<![PCS])H/g, ''],
  [/G(?=AI?[NM])/g, 'K'],
  [/[AE]I[NM](?=[AEIOU])/g, 'YN'],
  [/EAU/g, 'O'],
  [/OUA/g, '2'],
  [/[AE]I[NM]/g, '4'],
  [/[AE]I/g, 'Y'],
  [/E(?=[RTZ])/g, 'Y'],
  [/ESS/g, 'YS'],
  [/[AOE][NM](?![AEIOUY1-4])/g, '1'],
  [/IN(?![AEIOUY1-4])/g, '4'],
  [/(?<=[AEIOUY1-4])S(?=[AEIOUY1-4])/g, 'Z'],
  [/OE|EU/g, 'E'],
  [/AU/g, 'O'],
  [/O[IY]/g, '2'],
  [/OU/g, '3'],
  [/SCH|CH|SH/g, '5'],
  [/SS/g, 'S'],
  [/SC?(?=[EIY])/g, 'S'],
  [/C(?=[EIY])/g, 'S'],
  [/GU|QU|Q|C/g, 'K'],
  [/G(?=[AO])/g, 'K'],
];
/** Letters that names take for each other. */
const SAME: Readonly<Record<string, string>> = {
  A: 'O',
  D: 'T',
  P: 'T',
  J: 'G',
  B: 'F',
  V: 'F',
  M: 'N',
  Y: 'E',
  Z: 'S',
};

/** Telephone numbers in what was typed, in one spelling each: ten digits in France, with a plus elsewhere. */
export function phonesIn(text: string): string[] {
  const found = text.match(/(?:\+|00)?\d(?:[\s.\-()/]*\d){7,14}/g) ?? [];
  return [
    ...new Set(
      found.map((typed) => {
        const digits = typed.replace(/[^\d+]/g, '').replace(/^00/, '+');
        const national = /^(?:\+33|33|0)0?([1-9]\d{8})$/.exec(digits)?.[1];
        return national ? `0${national}` : digits;
      }),
    ),
  ];
}
