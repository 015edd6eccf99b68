import type { Category, Condition } from '#bank/devices';
import {
  ask,
  type DayOrder,
  type KnownDate,
  makeAndModel,
  type Reading,
  readDate,
  readKindOfRow,
  readStateUnder,
  type ShownReading,
  tellsOfBattery,
} from '#bank/files/words';
import { plainWords } from '#platform/kernel';
import { isFault, isRemark, type SheetField } from '../sheet-fields.js';
import type { Header } from '../sheet-header.js';
import { tidy, unnamed } from './row-cells.js';

/** What the words of a row mean, each beside what the donor typed: a page asks once about every word that is not sure. */
export interface RowReadings {
  readonly category: ShownReading<Category>;
  readonly make: ShownReading<string>;
  readonly condition: ShownReading<Condition>;
  readonly purchased: ShownReading<KnownDate>;
  readonly serial: ShownReading<string>;
  readonly assetNumber: ShownReading<string>;
}

export interface Words {
  readonly category: string;
  readonly make: string;
  readonly model: string;
  readonly condition: string;
  readonly purchased: string;
}

export const typedWords = (cell: (field: SheetField) => string): Words => ({
  category: cell('category'),
  make: cell('make'),
  model: cell('model'),
  condition: cell('condition'),
  purchased: cell('purchased'),
});

/** « Portable HP ProBook 450 » under « Type » names a maker, where no cell does. */
function named(words: Words, { fields }: Header): ReturnType<typeof makeAndModel> {
  const own = makeAndModel(words, fields.make !== undefined);
  if (words.make !== '' || own.make.meaning) return own;
  const inKind = makeAndModel({ make: '', model: words.category }, false);
  return inKind.make.meaning ? { make: inKind.make, model: own.model || inKind.model } : own;
}

/** In a column of states it says that a device is broken; alone in a remark it may be anything. */
const SHORT_REMARK = /^(?:.|pi[eè]ces?)$/i;

/** What a cell beside the state says: of the device, or only that somebody doubts it, which takes nothing from what is known to be broken. */
interface Beside {
  readonly reading: ShownReading<Condition>;
  readonly doubt?: true;
}

/** A cell of a remark that says that there is nothing to say. */
const NO_REMARK = /^(?:n\s*[./]?\s*[acdr]\.?|[-–—_./\s]*)$/i;

/** The whole of a remark that tells of a part without which a device still works. */
const LIVES_WITHOUT =
  /^(?:l[ae]s? )?(?:batterie|chargeur|souris|webcam|lecteur(?: dvd| cd)?|cable|sacoche|housse)s? (?:est |sont )?(?:hs|morte?s?|cassee?s?|usee?s?|en panne|defectueux|defectueuses?)$/;

/** A remark tells that a device is broken, or a doubt: of that one its words are not kept, as they may name somebody. */
function inRemark(title: string, text: string): Beside[] {
  const reading = readStateUnder(title, text);
  const { meaning, sureness } = reading;
  if (NO_REMARK.test(text)) return [];
  if (meaning === 'faulty' && sureness === 'sure')
    return SHORT_REMARK.test(text) ? [] : [{ reading: said(`${title} : ${text}`, reading) }];
  const doubts = meaning === 'unknown' || meaning === 'faulty';
  if (LIVES_WITHOUT.test(plainWords(text))) return [];
  return doubts ? [{ reading: said(`${title} : …`, DOUBTED), doubt: true }] : [];
}
const DOUBTED: Reading<Condition> = { meaning: 'unknown', sureness: 'sure', because: 'words' };

/** « Panne : non »: what is not said to be broken is not said to work either. */
const NO_FAULT =
  /^(?:non|no|n|0|faux|false|aucune?s?|ras|r a s|neant|rien|rien a signaler|(?:aucune?|pas de) (?:panne|probleme|defaut)s?)?$/;

/** Below « Panne » stands what is wrong: whatever words nobody knows, it is not that the device works. */
function underFault(title: string, text: string): Beside[] {
  if (NO_FAULT.test(text.length > 30 || text === '?' ? text : plainWords(text))) return [];
  const reading = readStateUnder(title, text);
  const asked = reading.meaning === 'works' ? ask<Condition>('contradiction') : reading;
  const doubts = asked.sureness === 'ask' || asked.meaning === 'unknown';
  return [{ reading: said(`${title} : ${text}`, asked), doubt: doubts ? true : undefined }];
}

function beside(title: string, text: string): Beside[] {
  if (text === '') return [];
  if (isRemark(title)) return inRemark(title, text);
  if (isFault(title)) return underFault(title, text);
  const reading = readStateUnder(title, text);
  return reading.because === 'empty' ? [] : [{ reading: said(`${title} : ${text}`, reading) }];
}

/** What a row says of its device's state: in the column that is read, else in another (a cross under « HS »); unknown where two differ. */
function stateOf(
  typed: string,
  { fields, titles, otherStates }: Header,
  cells: readonly string[],
): ShownReading<Condition> {
  const own = said(typed, readStateUnder(titles[fields.condition ?? -1] ?? '', typed));
  if (own.sureness === 'ask' || (typed !== '' && own.meaning === 'unknown')) return own;
  const others = otherStates
    .flatMap((at) => beside(titles[at] ?? '', tidy(cells[at] ?? '')))
    .filter(({ doubt }) => !(doubt && own.meaning === 'faulty'))
    .map(({ reading }) => reading);
  if (typed === '' && others.every(isCount)) return own;
  const all = typed === '' ? others : [own, ...others];
  const [first = own] = all;
  const asked = all.find(({ sureness }) => sureness === 'ask');
  const together = all.map((one) => one.said).join(' / ');
  if (asked) return { ...asked, said: together };
  if (all.every(({ meaning }) => meaning === first.meaning)) return first;
  if (all.some(({ meaning }) => meaning === 'unknown')) return said(together, DOUBTED);
  return said(together, ask('either', first.meaning));
}

/** « Batterie HS » is asked of a telephone or a UPS; a laptop whose battery alone is worn works on with its mains. */
const ofLaptop = (kind: Category | null, typed: string, state: ShownReading<Condition>): ShownReading<Condition> =>
  kind === 'laptop' && state.sureness === 'ask' && state.said === typed && tellsOfBattery(typed)
    ? { said: `${typed} (PC portable)`, meaning: 'worn', sureness: 'sure', because: 'words' }
    : state;

/** « 5 » under « HS »: how many, which is no state. */
const isCount = ({ sureness, said }: ShownReading<Condition>): boolean => sureness === 'ask' && / : \d+$/.test(said);

const said = <M>(text: string, reading: Reading<M>): ShownReading<M> => ({ said: text, ...reading });

/**
 * Reads the words of a row. Maker and model in one cell (« Désignation ») are told apart where a known maker comes first.
 * @param order how the column of dates is written; null while nobody knows
 */
export function readWords(
  words: Words,
  header: Header,
  order: DayOrder | null,
  cells: readonly string[],
): {
  readonly readings: Omit<RowReadings, 'serial' | 'assetNumber'>;
  readonly model: string;
} {
  const { make, model } = named(words, header);
  const kind = readKindOfRow(words.category, words.make, words.model || words.make);
  const byDefault = words.category === '' && kind.sureness === 'ask' ? header.category : undefined;
  const nothing = words.category === '' && kind.meaning === null ? header.category : undefined;
  const category = byDefault ?? nothing;
  const state = ofLaptop(kind.meaning, words.condition, stateOf(words.condition, header, cells));
  return {
    readings: {
      category: said(words.category, category ? { meaning: category, sureness: 'sure', because: 'default' } : kind),
      make,
      condition: { ...state, said: unnamed('condition', state.said) },
      purchased: said(words.purchased, readDate(words.purchased, order)),
    },
    model,
  };
}
