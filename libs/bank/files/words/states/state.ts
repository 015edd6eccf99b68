import { CONDITION_IDS, type Condition } from '#bank/devices';
import { plainWords } from '#platform/kernel';
import { type Token, tokensOf, withoutPersons } from '../phrase.js';
import { ask, type Reading, remembering, sure } from '../reading.js';
import { codeMeaning } from '../titles/title.js';
import { datesAsYears, namesIn, OF_A_FATE, ONCE, plainer } from './context.js';
import { beforeLimit, isWornBattery } from './limits.js';
import { readPhrase } from './phrase.js';
import { STATE_WORDS } from './state-words.js';

/** « N/A », « NC »: whole cells only, as « n'a pas de batterie » begins with the same letters. */
const NOBODY_SAYS = /^\s*n\s*[./]?\s*[acdr]\.?\s*$/i;

/** One state out of several: what is wrong weighs more, and doubt most. */
function oneOf(states: ReadonlySet<Condition>): Condition | null {
  for (const state of ['unknown', 'faulty', 'worn', 'works'] as const) if (states.has(state)) return state;
  return null;
}

/** « Fonctionne mais lent », « OK sauf batterie »: it works, and not as when it was new. Any word that is not known leaves it asked. */
function worksWithin(tokens: readonly Token[], written: readonly Token[], typed: string): boolean {
  const sides = beforeLimit(tokens);
  if (!sides || tokens.some((token, i) => token.stem !== written[i]!.stem)) return false;
  const { states, why, unread } = readPhrase(sides.whole, namesIn(typed));
  const state = oneOf(states);
  return why === null && unread.length === 0 && (state === 'works' || state === 'worn');
}

const isWord = (name: string): boolean =>
  STATE_WORDS.beginsIn(name) || tokensOf(name).some(({ text }) => OF_A_FATE.test(text));

/**
 * The condition that a phrase of a donor's list tells. A negation is read with what it denies, doubt is `unknown` (« pas essayé »)
 * and never `works`, and a phrase that says two things is asked. An empty cell is `unknown`, sure. Ids of ours are understood.
 */
export const readState = remembering((text: string): Reading<Condition> => {
  const typed = text.trim();
  const id = CONDITION_IDS.find((known) => known === typed.toLowerCase());
  if (id) return sure(id);
  const written = STATE_WORDS.undoubled(tokensOf(plainer(datesAsYears(withoutPersons(typed, isWord)))));
  const tokens = STATE_WORDS.corrected(written, () => false);
  // A dash says that nobody said; an asterisk points to a note that is not here.
  if (tokens.every((t) => t.text === ',' || t.text === '/'))
    return /^[-–—_./\s]*$/.test(typed)
      ? { meaning: 'unknown', sureness: 'sure', because: 'empty' }
      : ask('nothing_known');
  if (/^(?:oui|o|non|n|x|yes|y|no|vrai|faux|true|false|\d{1,2}|[abcde])$/.test(tokens.map((t) => t.text).join(' ')))
    return ask('bare_answer');
  if (NOBODY_SAYS.test(typed)) return sure('unknown');
  const { states, why, unread } = readPhrase(tokens, namesIn(typed));
  const state = oneOf(states);
  if ((why !== null || unread.length > 0) && worksWithin(tokens, written, typed)) return sure('worn');
  if (ONCE.test(typed.normalize('NFC').toLowerCase())) return ask('mixed', state, unread);
  // One letter makes « fonctionnant » of « fonctionnait »: a person looks.
  if (tokens.some((token, i) => token.stem !== written[i]!.stem)) return ask('spelling', state, unread);
  if (state === null) return ask<Condition>(why ?? (unread.length ? 'nothing_known' : 'vague'), null, unread);
  if (state === 'unknown') return unread.length ? ask('unknown_words', state, unread) : sure(state);
  if (why) return ask(why, state, unread);
  if (unread.length) return ask('unknown_words', state, unread);
  if (states.has('works') && states.has('faulty')) return ask('mixed', 'faulty');
  return sure(state);
});

const ASKS_IF_IT_WORKS =
  /^(?:est )?(?:ca )?(?:fonctionne|fonctionnement|fonctionnel|fonctionnelle|marche|demarre et fonctionne|en marche|(?:en )?etat de (?:marche|fonctionnement)|operationnel|operationnelle|teste ok|ok|works|working|functional|bon fonctionnement)(?: o n| oui non)?$/;
const ASKS_IF_BROKEN =
  /^(?:est )?(?:en )?(?:hs|panne|hors service|hors d usage|casse|defectueux|a reparer|ko|broken|faulty)(?: o n| oui non)?$/;

/**
 * The condition that a cell tells below the title of its column: « oui » means one thing under « Fonctionne ? » and another
 * under « HS ? ».
 */
export function readStateUnder(title: string, text: string): Reading<Condition> {
  const answer = /^(?:(oui|o|yes|y|x|vrai|true|1|pass)|(non|n|no|faux|false|0|fail))$/.exec(text.trim().toLowerCase());
  const meant = codeMeaning(title, text);
  if (meant !== null) return readState(meant);
  const asks = plainWords(title);
  if (!answer) return ASKS_IF_IT_WORKS.test(asks) ? readState(inWords(text)) : readState(text);
  const yes = answer[1] !== undefined;
  // Not broken is not the same as known to work.
  if (ASKS_IF_BROKEN.test(asks)) return yes ? sure('faulty', 'title') : ask('bare_answer', 'works');
  return ASKS_IF_IT_WORKS.test(asks) ? sure(yes ? 'works' : 'faulty', 'title') : ask('bare_answer');
}

/** Whether a state says of a laptop that its battery is worn, and no more: it is used with its mains. */
export const tellsOfBattery = remembering((text: string): boolean => isWornBattery(tokensOf(text)));

/** « Oui, un peu lent » below « Ça marche ? ». */
const inWords = (text: string): string =>
  text
    .replace(/^\s*oui(?=\s*[,;:(-]?\s*\p{L})[\s,;:(-]*/iu, 'fonctionne, ')
    .replace(/^\s*non\s*[,;:(-]\s*(?=\p{L})/iu, 'ne fonctionne pas, ');
