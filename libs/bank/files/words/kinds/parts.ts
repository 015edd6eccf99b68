import { MAKER_WORDS } from '../makers.js';
import { stemOf, type Token, tokensOf, withoutPersons } from '../phrase.js';
import { remembering } from '../reading.js';
import { type Join, KIND_WORDS, type KindWord } from './kind-words.js';
import { lineAt } from './model-lines.js';

export type Thing = Exclude<KindWord, { is: 'detail' | 'join' | 'several' }>;

export interface Parts {
  readonly things: readonly { readonly thing: Thing; readonly after: Join | 'next' }[];
  readonly unread: readonly string[];
  readonly several: boolean;
  readonly doubt: boolean;
  /** It tells of what only computers have. */
  readonly computer: boolean;
  readonly maker: string | null;
  /** It tells the size of a screen, or a line of computers: « HP 24 tout-en-un ». */
  readonly sized: boolean;
  /** A size that no desk's screen has: « écran 75 pouces ». */
  readonly large: boolean;
}

/** Joins, from the weakest to the strongest: of several between two things the strongest counts. */
const STRENGTH: readonly (Join | 'next')[] = ['next', 'of', 'for', 'list', 'and', 'or'];

function partsOf(tokens: readonly Token[], coded: ReadonlySet<string>): Parts {
  const things: { thing: Thing; after: Join | 'next' }[] = [];
  const unread: string[] = [];
  // « Des écrans ».
  let several = tokens[0]?.text === 'des';
  let doubt = false;
  let computer = false;
  let maker: string | null = null;
  let after: Join | 'next' = 'next';
  /** Behind « sans » everything is what it has not, up to the next part of the list. */
  let without = false;
  let named = 0;
  for (let i = 0; i < tokens.length; ) {
    if (OF_A_COMPUTER.test(tokens[i]!.stem)) computer = true;
    if (tokens[i]!.text === ',') {
      without = false;
      if (things.length && after !== 'and' && after !== 'or') after = 'list';
      i += 1;
      continue;
    }
    const rest = tokens
      .slice(i, i + 6)
      .map((t) => t.stem)
      .join(' ');
    const word = KIND_WORDS.at(tokens, i);
    const line = lineAt(rest);
    const make = MAKER_WORDS.at(tokens, i);
    const longest = Math.max(word?.length ?? 0, line?.length ?? 0, make?.length ?? 0);
    if (line && line.length >= longest && !(word && word.length === longest && word.entry.is === 'device')) {
      if (!without) things.push({ thing: { is: 'line', ...line.line }, after });
      if (!without) after = 'next';
      i += line.length;
      named = i;
      continue;
    }
    if (make && make.length >= longest && word?.entry.is !== 'peripheral') {
      maker ??= make.entry;
      i += make.length;
      continue;
    }
    if (!word) {
      const { text } = tokens[i]!;
      if (/^(?:\d{1,3}x?|x[1-9]\d?)$/.test(text))
        several ||= isCount(tokens, i, things.at(-1)?.thing, named) || (after === 'and' && isLast(tokens, i));
      else if (coded.has(text) && /^\d{3}/.test(tokens[i + 1]?.text ?? '') && things.length) i += 1;
      else if (!/\d/.test(text) || OF_NO_COMPUTER.test(text)) unread.push(text);
      else several ||= isGlued(text);
      i += 1;
      continue;
    }
    const { entry } = word;
    i += word.length;
    if (entry.is === 'detail') {
      // « UC + E » may be a screen.
      if (after === 'and' && tokens[i - 1]!.text === 'e') unread.push('e');
      continue;
    }
    if (entry.is === 'several') several = true;
    else if (entry.is === 'join') {
      if (entry.join === 'doubt') doubt = true;
      else if (entry.join === 'without') without = true;
      else {
        if (entry.join !== 'of' && entry.join !== 'for') without = false;
        if (STRENGTH.indexOf(entry.join) > STRENGTH.indexOf(after)) after = entry.join;
      }
    } else if (entry.is === 'part' && entry.measured && things.length && isMeasured(tokens, i, word.length))
      computer = true;
    else if (things.length && (after === 'next' || after === 'list') && BROKEN.test(tokens[i]?.stem ?? ''))
      after = 'list';
    else if (!without) {
      things.push({ thing: entry, after });
      after = 'next';
      named = i;
    }
  }
  // « PC portable avec » was cut; « Galaxy S10+ » was not.
  const last = tokens.length ? KIND_WORDS.at(tokens, tokens.length - 1)?.entry : undefined;
  const plus = tokens.at(-1)?.text === '+' && /\d/.test(tokens.at(-2)?.text ?? '');
  if (last?.is === 'join' && CUT.has(last.join) && things.length && !plus) unread.push(tokens.at(-1)!.text);
  // Its maker's printers are called so as well.
  if (tokens.some(({ text }) => text === 'envy')) maker ??= 'HP';
  const sized = tokens.some(({ text }) => OF_A_SCREEN.test(text));
  return { things, unread, several, doubt, computer, maker, sized, large: isLarge(tokens) };
}

/** Words that speak of a computer, in a phrase that else might mean a telephone. */
const OF_A_COMPUTER =
  /^(?:pouce|disque|hdd|ssd|sacoche|souri|clavier|window|win\d+|i[3579]|core|azerty|dvd|dock|ubuntu|linux|inspiron|aspire|pavilion|precision|vostro|presario)$/;

const isLarge = (tokens: readonly Token[]): boolean =>
  tokens.some(
    ({ text }, i) => /^(?:5[0-9]|[6-9]\d)$/.test(text) && /^(?:pouce|p|po|inch)$/.test(tokens[i + 1]?.stem ?? ''),
  ) || tokens.some(({ text }) => /^(?:5[0-9]|[6-9]\d)(?:p|po|pouces|inch)$/.test(text));

const OF_A_SCREEN = /^(?:1[7-9]|2\d|3[0-4])(?:d\d)?$|^g\d{1,2}$|^(?:pavilion|elite|inspiron|gaming)$/;

/** Behind a part it makes a remark of it: « PC portable écran cassé », « smartphone (vitre fissurée) ». */
const BROKEN =
  /^(?:hs|casse|cassee|fissure|fissuree|fele|felee|fendu|fendue|brise|brisee|defectueux|defectueuse|abime|abimee|raye|rayee|manquant|manquante|absent|absente|neuf|neuve|remplace|remplacee|d usage)$/;

/** A size stands beside it: « SSD 256 Go », « 8 Go de RAM ». */
const isMeasured = (tokens: readonly Token[], end: number, length: number): boolean =>
  tokens.slice(Math.max(0, end - length - 3), end + 2).some((t) => /\d/.test(t.text));

const CUT: ReadonlySet<Join> = new Set(['and', 'or', 'for', 'without']);

/** Metres, kilograms and litres: « tour de 1m80 » is no computer. */
const OF_NO_COMPUTER = /^\d+(?:d\d+)?(?:m|kg|l)\d*$/;
const COUNTED = /^(?:unites?|exemplaires?|ex|pieces?|pcs)$/;

/** « 12pc portables », « 3écrans ». */
function isGlued(text: string): boolean {
  const [, count, word] = /^(\d{1,3})([a-z]{2,})$/.exec(text) ?? [];
  if (!word || Number(count) < 2) return false;
  const named = KIND_WORDS.at([{ text: word, stem: stemOf(word) }], 0)?.entry.is;
  return named === 'device' || named === 'vague';
}

/** « 2 PC », « 10 x UC », « écran x3 »: a number that counts, not a size or a model. */
function isCount(tokens: readonly Token[], i: number, before: Thing | undefined, named: number): boolean {
  const text = tokens[i]!.text;
  const count = Number(text.replaceAll('x', ''));
  if (count === 1 || before?.is === 'line') return false;
  if (COUNTED.test(tokens[i + 1]?.text ?? '') || (before && tokens[i - 1]?.text === 'par')) return true;
  // « PC portables : 12 »; a size would say of what.
  const said = tokens[named - 1];
  const follows = named === (tokens[i - 1]?.text === ',' ? i - 1 : i);
  if (before && follows && said && said.text !== said.stem && (i + 1 === tokens.length || tokens[i + 1]!.text === ','))
    return true;
  if (text.includes('x') || (before && tokens[i - 1]?.text === '(' && tokens[i + 1]?.text === ')')) return true;
  if (tokens[i + 1]?.text === 'x' || tokens[i - 1]?.text === 'x') return true;
  const next = KIND_WORDS.at(tokens, i + 1);
  // « Classe mobile 15 PC », « Écran 2 PC »; of « iPhone 8 smartphone » the number is the model's.
  if (before) {
    const again = before.is === 'device' && next?.entry.is === 'device' && next.entry.category === before.category;
    const one = again && tokens[i + 1]!.text === tokens[i + 1]!.stem;
    return (
      (before.is === 'vague' || (before.is === 'device' && before.category !== 'other' && !one)) &&
      (next?.entry.is === 'device' || next?.entry.is === 'vague')
    );
  }
  if (i > 0) return false;
  return next !== null && next.entry.is !== 'detail' && next.entry.is !== 'join';
}

/** « PC portable n° 12 et 13 ». */
const isLast = (tokens: readonly Token[], i: number): boolean => /^[,)]?$/.test(tokens[i + 1]?.text ?? '');

const isNamed = (name: string): boolean =>
  KIND_WORDS.beginsIn(name) || MAKER_WORDS.beginsIn(name) || lineAt(stemOf(name.toLowerCase())) !== null;

/** « FI » of « FI-7160 »: behind what a thing is, the letters of a model's number say nothing. */
const codesIn = (text: string): ReadonlySet<string> =>
  new Set(
    Array.from(text.matchAll(/(?<![\p{L}\d-])([A-Z]{1,3})-(?=\d{3,5}[A-Z]{0,2}(?![\p{L}\d]))/gu), ([, letters]) =>
      letters!.toLowerCase(),
    ),
  );

export const partsOfText = remembering((text: string): Parts => {
  const tokens = KIND_WORDS.corrected(
    tokensOf(withoutPersons(text, isNamed)),
    (t, i) =>
      MAKER_WORDS.at(t, i) !== null ||
      lineAt(
        t
          .slice(i, i + 6)
          .map((x) => x.stem)
          .join(' '),
      ) !== null,
  );
  return partsOf(tokens, codesIn(text));
});
