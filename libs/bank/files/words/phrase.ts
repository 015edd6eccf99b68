export interface Token {
  readonly text: string;
  readonly stem: string;
}

const SIGNS = new Set(['+', '&', ',', '/', '(', ')', '?', '%']);

/** `écrans` and `écran` are one word; short words keep their s (`os`, `hs`). */
export const stemOf = (word: string): string =>
  word.length >= 4 && /[a-z]s$|[aeo]ux$/.test(word) ? word.slice(0, -1) : word;

/**
 * The same without who is named in it, « Mme Lebrun »: one name, as where every word has a capital a second may be anything.
 * @param isWord whether a name is a word of a list, or a slip of one: « Madame Cassé » is none.
 */
export const withoutPersons = (text: string, isWord: (name: string) => boolean): string =>
  text.replace(
    /(?<![\p{L}\d])(?:ex[- ])?(?:M\.|M(?:me|lle|elle|r)\.?|Madame|Monsieur) ?(\p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)*)(?![\p{L}\d])/gu,
    (all, name: string) => (isWord(name) ? all : ' '),
  );

/** Longest text that is looked at: a cell that holds a letter is no word of a list. */
const LONGEST = 160;

/**
 * A phrase in small letters without accents, cut into words and the signs that matter between them. A dash or a slash with
 * spaces around it, a colon and a semicolon separate like a comma; `U.C.` is `uc`, `15,6` is one word.
 */
export function tokensOf(text: string): Token[] {
  const plain = text
    .slice(0, LONGEST)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/(\d)[.,](\d)/g, '$1d$2')
    .replace(/\b([a-z])\.(?=[a-z]\b)/g, '$1')
    .replace(/(\d) ?(?:["”″]|'{2}|’{2})/g, '$1 pouces ')
    // « 5*PC », « écran ×2 ».
    .replace(/(\d) ?[×*](?= ?[a-z])|[×*](?= ?\d)/g, '$1 x ')
    .replace(/\s[-–—]\s|[;:>|\n\]]|[–—[]/g, ' , ')
    .replace(/[+&,/()?%]/g, ' $& ')
    .replace(/[^\p{L}\p{N}+&,/()?% ]+/gu, ' ');
  return plain
    .split(/ +/)
    .filter((word) => word !== '')
    .map((text) => ({ text, stem: SIGNS.has(text) ? text : stemOf(text) }));
}

/** Each of these before each of those: « ne fonctionne pas », « ne démarre plus ». */
export const each = (...lists: readonly string[]): string =>
  lists
    .map((list) => list.split(/\s*,\s*/))
    .reduce((before, after) => before.flatMap((one) => after.map((other) => `${one} ${other}`)))
    .join(', ');

/** « Case » is no « casse ». */
const SHORTEST_DOUBLED = 5;
const once = (word: string): string => word.replace(/([b-df-hj-np-tv-z])\1+/g, '$1');

/** In shorter words one letter makes another word. */
const SHORTEST_MISSPELT = 6;

/** Phrases of one or several words, each with what it means; the longest that fits is found. */
export class Lexicon<Entry> {
  private readonly byFirst = new Map<string, { words: readonly string[]; entry: Entry }[]>();
  private readonly words = new Set<string>();
  private readonly byLetter = new Map<string, string[]>();
  private readonly byOnce = new Map<string, string[]>();

  /** @param mayBeMisspelt whether a slip of the fingers is looked for in the words of an entry. */
  constructor(private readonly mayBeMisspelt: (entry: Entry) => boolean = () => true) {}

  /** Later entries win over earlier ones of the same words. */
  add(entry: Entry, phrases: string): this {
    for (const phrase of phrases.split(/\s*[,\n]\s*/)) {
      if (phrase === '') continue;
      const words = phrase.trim().split(' ').map(stemOf);
      for (const word of words) this.learn(word, this.mayBeMisspelt(entry));
      const first = words[0]!;
      const list = this.byFirst.get(first) ?? [];
      list.unshift({ words, entry });
      list.sort((a, b) => b.words.length - a.words.length);
      this.byFirst.set(first, list);
    }
    return this;
  }

  private learn(word: string, misspelt: boolean): void {
    this.words.add(word);
    if (!misspelt || word.length < SHORTEST_MISSPELT) return;
    const same = this.byLetter.get(word[0]!) ?? [];
    if (!same.includes(word)) this.byLetter.set(word[0]!, [...same, word]);
  }

  has(word: string): boolean {
    return this.words.has(word);
  }

  knows(words: string): this {
    for (const word of words.split(' ')) this.learn(stemOf(word), true);
    return this;
  }

  /** Words of their own that look like slips of one that is known: « portail » is no « portatil ». */
  notSlips(words: string): this {
    for (const word of words.split(' ')) this.words.add(stemOf(word));
    return this;
  }

  private alone(word: string): Entry | undefined {
    return this.byFirst.get(word)?.find(({ words }) => words.length === 1)?.entry;
  }

  /** Whether a word of a text begins something that is known, or is a slip of what does. */
  beginsIn(text: string): boolean {
    return this.corrected(this.undoubled(tokensOf(text)), () => false).some(({ stem }) => this.byFirst.has(stem));
  }

  private slipsOf(stem: string): readonly string[] {
    return (this.byLetter.get(stem[0]!) ?? []).filter((word) => isOneSlipFrom(stem, word));
  }

  at(tokens: readonly Token[], from: number): { readonly entry: Entry; readonly length: number } | null {
    const found = this.byFirst
      .get(tokens[from]?.stem ?? '')
      ?.find(({ words }) => words.every((word, i) => tokens[from + i]?.stem === word));
    return found ? { entry: found.entry, length: found.words.length } : null;
  }

  undoubled(tokens: readonly Token[]): Token[] {
    if (this.byOnce.size === 0)
      for (const word of this.words) {
        const same = this.byOnce.get(once(word)) ?? [];
        this.byOnce.set(once(word), [...same, word]);
      }
    return tokens.map((token) => {
      if (token.stem.length < SHORTEST_DOUBLED || this.words.has(token.stem)) return token;
      const [stem, other] = this.byOnce.get(once(token.stem)) ?? [];
      return stem !== undefined && other === undefined ? { text: token.text, stem } : token;
    });
  }

  corrected(tokens: readonly Token[], isKnown: (tokens: readonly Token[], at: number) => boolean): Token[] {
    return tokens.map((token, i) => {
      if (
        token.stem.length < SHORTEST_MISSPELT ||
        /\d/.test(token.stem) ||
        this.words.has(token.stem) ||
        isKnown(tokens, i)
      )
        return token;
      const near = this.slipsOf(token.stem);
      const meanings = new Set(near.map((word) => this.alone(word)));
      return near.length === 1 || (near.length > 1 && meanings.size === 1 && !meanings.has(undefined))
        ? { text: token.text, stem: near[0]! }
        : token;
    });
  }

  /** The long word that a token is a slip of the fingers of: one letter too many, missing, changed or moved. */
  near(token: Token): Entry | null {
    const near = token.stem.length < SHORTEST_MISSPELT ? [] : this.slipsOf(token.stem);
    return (near.length === 1 ? this.alone(near[0]!) : undefined) ?? null;
  }
}

/** Damerau's distance of one. The first letter counts: « anormal » is no slip for « normal ». */
function isOneSlipFrom(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b || a[0] !== b[0]) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  const rest = (text: string, from: number) => text.slice(from);
  if (a.length > b.length) return rest(a, i + 1) === rest(b, i);
  if (a.length < b.length) return rest(a, i) === rest(b, i + 1);
  return (
    rest(a, i + 1) === rest(b, i + 1) || (a[i] === b[i + 1] && a[i + 1] === b[i] && rest(a, i + 2) === rest(b, i + 2))
  );
}
