import { MAKER_WORDS } from '../makers.js';
import { type Token, tokensOf } from '../phrase.js';
import { remembering } from '../reading.js';
import { type Join, KIND_WORDS, type KindWord } from './kind-words.js';
import { lineAt } from './model-lines.js';

/** What a phrase names, as far as it may be a device. */
export type Thing = Exclude<KindWord, { is: 'detail' | 'join' | 'several' }>;

/** What a phrase is made of, in its order. */
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

function partsOf(tokens: readonly Token[]): Parts {
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
      continue;
    }
    if (make && make.length >= longest && word?.entry.is !== 'peripheral') {
      maker ??= make.entry;
      i += make.length;
      continue;
    }
    if (!word) {
      const { text } = tokens[i]!;
      if (/^(?:\d{1,3}x?|x\d{1,2})$/.test(text)) several ||= isCount(tokens, i, things.at(-1)?.thing);
      else if (!/\d/.test(text)) unread.push(text);
      i += 1;
      continue;
    }
    const { entry } = word;
    i += word.length;
    if (entry.is === 'detail') continue;
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
    }
  }
  // Its maker's printers are called so as well.
  if (tokens.some(({ text }) => text === 'envy')) maker ??= 'HP';
  const sized = tokens.some(({ text }) => OF_A_SCREEN.test(text));
  return { things, unread, several, doubt, computer, maker, sized, large: isLarge(tokens) };
}

/** Words that speak of a computer, in a phrase that else might mean a telephone. */
const OF_A_COMPUTER =
  /^(?:pouce|disque|hdd|ssd|sacoche|souri|clavier|window|win\d+|i[3579]|core|azerty|dvd|dock|ubuntu|linux)$/;

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

/** « 2 PC », « 10 x UC », « écran x3 »: a number that counts, not a size or a model. */
function isCount(tokens: readonly Token[], i: number, before: Thing | undefined): boolean {
  const text = tokens[i]!.text;
  const count = Number(text.replaceAll('x', ''));
  if (count < 2 || before?.is === 'line') return false;
  if (text.includes('x') || (before && tokens[i - 1]?.text === '(' && tokens[i + 1]?.text === ')')) return true;
  if (tokens[i + 1]?.text === 'x' || tokens[i - 1]?.text === 'x') return true;
  if (before || i > 0) return false;
  const next = KIND_WORDS.at(tokens, i + 1);
  return next !== null && next.entry.is !== 'detail' && next.entry.is !== 'join';
}

/** A phrase cut into what it is made of. */
export const partsOfText = remembering((text: string): Parts => {
  const tokens = KIND_WORDS.corrected(
    tokensOf(text),
    (t, i) =>
      MAKER_WORDS.at(t, i) !== null ||
      lineAt(
        t
          .slice(i, i + 6)
          .map((x) => x.stem)
          .join(' '),
      ) !== null,
  );
  return partsOf(tokens);
});
