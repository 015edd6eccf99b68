import { CONDITION_IDS, type Condition } from '#devices';
import { plainWords } from '#kernel';
import { type Token, tokensOf } from '../phrase.js';
import { ask, type Because, type Reading, remembering, sure } from '../reading.js';
import { STATE_WORDS, type StateWord } from './state-words.js';

/** « N/A », « NC »: whole cells only, as « n'a pas de batterie » begins with the same letters. */
const NOBODY_SAYS = /^\s*n\s*[./]?\s*[acdr]\.?\s*$/i;

/** What a phrase says, with negations already applied. */
interface Said {
  readonly states: ReadonlySet<Condition>;
  readonly why: Because | null;
  readonly unread: readonly string[];
}

function saidBy(tokens: readonly Token[]): Said {
  const states = new Set<Condition>();
  const unread: string[] = [];
  let why: Because | null = null;
  let before: StateWord | null = null;
  let denied = false;
  let exception = false;
  let lacking = false;
  let excepted = false;
  let ofAPart = false;
  let either = false;
  let bad = false;
  /** Nothing but small words since the last word of a state. */
  let next = false;
  for (let i = 0; i < tokens.length; ) {
    if (tokens[i]!.text === ',') {
      i += 1;
      // « Pas propre, fonctionne ».
      if (denied) why ??= 'mixed';
      denied = false;
      next = false;
      continue;
    }
    const reason = states.has('unknown') ? reasonAt(tokens, i) : 0;
    if (reason > 0) {
      i += reason;
      continue;
    }
    const found = STATE_WORDS.at(tokens, i);
    if (!found && YEAR.test(tokens[i]!.text)) {
      // « Neuf en 2019 » was new then.
      if (tokens.slice(0, i).some((t) => NEW.test(t.stem))) why ??= 'mixed';
      i += 1;
      continue;
    }
    if (!found) {
      unread.push(tokens[i]!.text);
      i += 1;
      continue;
    }
    const word = found.entry;
    i += found.length;
    if (word === 'detail') {
      if (isBetween(tokens, i - found.length, before)) why ??= 'either';
      next &&= !BESIDE.test(partBefore(tokens, i));
      continue;
    }
    if (word === 'not') denied = true;
    else if (word === 'or') either = true;
    else if (word === 'except') exception = true;
    else if (word === 'odd' || word === 'at_times') why ??= 'mixed';
    else if (word === 'bad') bad = true;
    else if (word === 'tested') {
      if (denied) states.add('unknown');
      denied = false;
    } else if (word === 'part') {
      // « Sans disque dur » says what is missing, « sauf batterie » what does not work: neither is a state of the whole.
      if (denied || exception) lacking = true;
      // « Bon aspect », « OK disque »: of the part, as « écran OK » is.
      if (before === 'works' && next) why ??= 'mixed';
      // « Dead battery », « HS batterie ».
      if (before === 'faulty' && next && LIVES_WITHOUT.test(partBefore(tokens, i))) why ??= 'mixed';
    } else if (denied) {
      // « Non neuf », « pas cassé »: what a thing is not does not say what it is.
      why ??= 'mixed';
      denied = false;
    } else {
      // « OK mais coque abîmée » is worn; « OK sauf batterie » stays to be asked.
      if (word === 'worn' && exception) lacking = false;
      excepted ||= exception;
      if (exception && word === 'faulty') why ??= 'mixed';
      if (word === 'faulty' && before === 'part' && LIVES_WITHOUT.test(partBefore(tokens, i - found.length)))
        why ??= 'mixed';
      // « Batterie usée », « carton abîmé »: of what says nothing of the whole.
      if (word === 'worn' && OF_LITTLE.test(partBefore(tokens, i - found.length))) why ??= 'mixed';
      // « Batterie neuve » does not say that the computer works.
      if (word === 'works' && before === 'part') ofAPart = true;
      else states.add(word);
    }
    before = word;
    next = true;
  }
  if (ofAPart && states.size === 0) why ??= 'mixed';
  // « Batterie bloquée, HS » may be of the part alone.
  if (bad && (states.size !== 1 || !states.has('faulty') || tokens.some((t) => LIVES_WITHOUT.test(t.stem))))
    why ??= 'mixed';
  // « HS/panne » says one thing twice.
  if (either && (bad || states.size !== 1)) why ??= 'either';
  // « Fonctionne avec » was cut; « bon + » was not.
  if (/^(?:avec|et)$/.test(tokens.at(-1)?.text ?? '')) why ??= 'mixed';
  return { states, why: (denied || lacking || exception !== excepted) && why === null ? 'mixed' : why, unread };
}

/** How many words say why nobody knows: « faute de temps », « avant don », of which one may be any; 0 where none do. */
function reasonAt(tokens: readonly Token[], at: number): number {
  if (!/^(?:faute|manque|avant)$/.test(tokens[at]!.text) || (STATE_WORDS.at(tokens, at)?.length ?? 1) > 1) return 0;
  let end = at + 1;
  while (end < tokens.length && STATE_WORDS.at(tokens, end)?.entry === 'detail') end += 1;
  const last = tokens[end];
  return last && /^\p{L}+$/u.test(last.text) && !STATE_WORDS.at(tokens, end) ? end + 1 - at : 0;
}

/** Worn, it says little of the device. */
const OF_LITTLE =
  /^(?:batterie|clavier|disque|dur|dd|hdd|ssd|souri|chargeur|alim|alimentation|ventilateur|toner|bac|cable|carton|emballage|blister|battery|charger)$/;

/** What comes behind it is there as well: « fonctionne avec chargeur », « OK (batterie) ». */
const BESIDE = /^(?:avec|[+&()]|et)$/;

/** « Bon à moyen »: from one state to another. */
function isBetween(tokens: readonly Token[], at: number, before: StateWord | null): boolean {
  if (tokens[at]!.text !== 'a' || before === null) return false;
  const after = STATE_WORDS.at(tokens, at + 1)?.entry;
  return OF_THE_WHOLE.has(before) && after !== undefined && OF_THE_WHOLE.has(after) && after !== before;
}
const OF_THE_WHOLE: ReadonlySet<StateWord> = new Set(['works', 'worn', 'faulty']);

const NEW = /^(?:neuf|neuve|new|neu|nuevo|nieuw)$/;

/** A participle, as far as its accent is typed: it worked once. */
const ONCE = /\b(?:fonctionn|march|démarr)é(?!\p{L})/u;

const MONTH =
  '(?:janvier|janv|février|fevrier|fev|fév|mars|avril|avr|mai|juin|juillet|juil|août|aout|septembre|sept|octobre|oct|novembre|nov|décembre|decembre|dec|déc)';
/** « Testé OK le 12/03/2025 », « vérifié mars 2024 », « en panne depuis 2 ans »: when, of which only the year says something. */
const datesAsYears = (text: string): string =>
  text
    .replace(/(?:\b\d{1,2}[/.-])?\b\d{1,2}[/.-]((?:19|20)\d\d)\b/g, '$1')
    .replace(new RegExp(`(?:\\d{1,2} )?(?<!\\p{L})${MONTH}\\.? ((?:19|20)\\d\\d)`, 'giu'), '$1')
    .replace(/(?<=depuis )\d{1,2} (?:ans?|mois|semaines?|jours?)\b/gi, 'longtemps');

/** « HS depuis 2021 », « depuis longtemps ». */
const YEAR = /^(?:(?:19|20)\d\d|longtemps)$/;

/** Parts without which a device still works: « batterie HS ». */
const LIVES_WITHOUT =
  /^(?:batterie|chargeur|souri|webcam|lecteur|wifi|usb|son|toner|bac|coque|plastique|capot|boitier|pied|touche|bouton|charniere|cable|connecteur|dvd|cd|reseau|touchpad|camera|battery|charger)$/;
const partBefore = (tokens: readonly Token[], at: number): string => tokens[at - 1]?.stem ?? '';

/** One state out of several: what is wrong weighs more, and doubt most. */
function oneOf(states: ReadonlySet<Condition>): Condition | null {
  for (const state of ['unknown', 'faulty', 'worn', 'works'] as const) if (states.has(state)) return state;
  return null;
}

/**
 * The condition that a phrase of a donor's list tells. A negation is read with what it denies, doubt is `unknown` (« pas essayé »)
 * and never `works`, and a phrase that says two things is asked. An empty cell is `unknown`, sure. Ids of ours are understood.
 */
export const readState = remembering((text: string): Reading<Condition> => {
  const typed = text.trim();
  const id = CONDITION_IDS.find((known) => known === typed.toLowerCase());
  if (id) return sure(id);
  const written = tokensOf(datesAsYears(typed));
  const tokens = STATE_WORDS.corrected(written, () => false);
  // A dash says that nobody said; an asterisk points to a note that is not here.
  if (tokens.every((t) => t.text === ',' || t.text === '/'))
    return /^[-–—_./\s]*$/.test(typed)
      ? { meaning: 'unknown', sureness: 'sure', because: 'empty' }
      : ask('nothing_known');
  if (/^(?:oui|o|non|n|x|yes|y|no|vrai|faux|true|false|\d{1,2}|[abcde])$/.test(tokens.map((t) => t.text).join(' ')))
    return ask('bare_answer');
  if (NOBODY_SAYS.test(typed)) return sure('unknown');
  const { states, why, unread } = saidBy(tokens);
  const state = oneOf(states);
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
  /^(?:est )?(?:ca )?(?:fonctionne|fonctionnement|fonctionnel|fonctionnelle|marche|demarre et fonctionne|en marche|(?:en )?etat de (?:marche|fonctionnement)|operationnel|operationnelle|teste ok|ok|works|working|bon fonctionnement)(?: o n| oui non)?$/;
const ASKS_IF_BROKEN =
  /^(?:est )?(?:en )?(?:hs|panne|hors service|hors d usage|casse|defectueux|a reparer|ko|broken|faulty)(?: o n| oui non)?$/;

/**
 * The condition that a cell tells below the title of its column: « oui » means one thing under « Fonctionne ? » and another
 * under « HS ? ».
 */
export function readStateUnder(title: string, text: string): Reading<Condition> {
  const answer = /^(?:(oui|o|yes|y|x|vrai|true|1)|(non|n|no|faux|false|0))$/.exec(text.trim().toLowerCase());
  if (!answer) return readState(text);
  const asks = plainWords(title);
  const yes = answer[1] !== undefined;
  // Not broken is not the same as known to work.
  if (ASKS_IF_BROKEN.test(asks)) return yes ? sure('faulty', 'title') : ask('bare_answer', 'works');
  return ASKS_IF_IT_WORKS.test(asks) ? sure(yes ? 'works' : 'faulty', 'title') : ask('bare_answer');
}
