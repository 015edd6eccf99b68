import { type Category, isCategory } from '#bank/devices';
import { readMaker } from '../makers.js';
import { ask, type Because, type Reading, remembering, sure } from '../reading.js';
import { isBeside, isOther, judge, kindsOf, namesAnyComputer, UNREADABLE } from './one-thing.js';
import { type Parts, partsOfText, type Thing } from './parts.js';

/** Makers of computers that never made a telephone or a tablet one would call « portable ». */
const OF_COMPUTERS = new Set([
  'HP',
  'Dell',
  'Lenovo',
  'Acer',
  'Toshiba',
  'Fujitsu',
  'MSI',
  'Medion',
  'Packard Bell',
  'eMachines',
  'Gateway',
  'IBM',
]);

/** Their telephones that a number alone names have keys: « Nokia 3310 ». */
const OF_KEYPADS = new Set(['Nokia', 'Doro']);

const OF_TOYS = new Set(['VTech', 'Lexibook']);

function answer(parts: Parts, maker: string | null): Reading<Category> {
  const { thing, why } = judge(parts);
  const guess = thing === null ? null : (kindsOf(thing)[0] ?? null);
  const unsure = (because: Because): Reading<Category> => ask(because, guess, parts.unread);
  if (thing === null) return ask<Category>('nothing_known', null, parts.unread);
  if (why) return unsure(why);
  if (parts.doubt) return unsure('doubt');
  if (parts.several) return unsure('several');
  if (parts.unread.length) return unsure('unknown_words');
  if (isBeside(thing)) return unsure('accessory');
  if (thing.is === 'telephone') return unsure('office_telephone');
  if (thing.is === 'vague') {
    if (thing.among.length === 1 && guess === 'other') return sure(guess);
    // With a processor or a disk, « poste fixe » is no telephone.
    const fixed = guess === 'desktop' && thing.among.includes('all_in_one') && !thing.among.includes('laptop');
    if (fixed && parts.computer) return sure(guess);
    const portable = guess === 'laptop' && thing.among.includes('smartphone');
    if (portable && parts.computer) return sure(guess);
    // « Fixe HP » is hardly a telephone either.
    if (fixed && maker !== null && OF_COMPUTERS.has(maker)) return sure(guess, 'maker_of_computers');
    return portable && maker !== null && OF_COMPUTERS.has(maker) ? sure(guess, 'maker_of_computers') : unsure('vague');
  }
  if (thing.is === 'line') return ofLine(thing);
  if (maker !== null && OF_TOYS.has(maker)) return unsure('vague');
  // « Mobile HP » is hardly a telephone.
  if (guess === 'smartphone' && maker !== null && OF_COMPUTERS.has(maker)) return unsure('contradiction');
  if (thing.is === 'device' && thing.spelt && !parts.computer && !parts.sized) {
    // Canon's and Epson's « tout-en-un » print; HP's and Samsung's do, or are computers.
    if (maker !== null && ONLY_PRINT.has(maker)) return sure('multifunction_printer', 'maker_of_printers');
    if (maker !== null && PRINT_TOO.has(maker) && parts.things.length === 1) return unsure('maker_of_both');
  }
  if (thing.is === 'device' && guess === 'monitor' && parts.large) return unsure('vague');
  return sure(guess!, 'words');
}

const ONLY_PRINT = new Set([
  'Epson',
  'Canon',
  'Brother',
  'Lexmark',
  'Xerox',
  'Ricoh',
  'Kyocera',
  'Konica Minolta',
  'Oki',
  'Sharp',
  'Kodak',
]);
const PRINT_TOO = new Set(['HP', 'Samsung']);

const ofLine = ({ category, either }: Extract<Thing, { is: 'line' }>): Reading<Category> =>
  either ? ask('either', category) : sure(category, 'model_line');

/**
 * The kind of device that a phrase of a donor's list names, read as a whole: what is named first is the device; what comes with
 * it, belongs to it or is missing decides nothing. Two devices in one phrase, a vague word alone and any word that is not known
 * are asked. Ids of ours are understood.
 */
export const readKind = remembering((text: string): Reading<Category> => {
  const id = text.trim().toLowerCase();
  if (isCategory(id)) return sure(id);
  if (id === '') return { meaning: null, sureness: 'sure', because: 'empty' };
  const parts = partsOfText(text);
  return answer(parts, parts.maker);
});

/** What a model's own name says of its kind; null when it says nothing that is known. */
const kindOfModel = remembering((text: string): { thing: Thing | null; two?: boolean } => {
  const parts = partsOfText(text);
  const { thing, why } = judge(parts);
  const first = parts.things[0]?.thing;
  if (why === 'two_things' || why === 'either') return { thing: null, two: true };
  // A model's name may have any words beside its line; what is a charger or a dock is not the machine it is made for.
  if (why === 'accessory' || (first && isOther(first))) return { thing: first && isOther(first) ? first : UNREADABLE };
  return { thing: why || thing === null || thing.is === 'vague' ? null : thing };
});

/** « Samsung » and « T580 », « HP » and « Z240 »: what says nothing alone may with its maker. */
function kindOfRowsModel(make: string, model: string): ReturnType<typeof kindOfModel> {
  const alone = kindOfModel(model);
  return alone.thing !== null || alone.two || make === '' ? alone : kindOfModel(`${make} ${model}`);
}

/**
 * The kind of the device of a row: by the word for its kind, and by its model and maker where that word is vague. A word and a
 * well-known model that contradict each other are asked.
 */
export function readKindOfRow(said: string, make: string, model: string): Reading<Category> {
  return ofRow([said, make, model].map((text) => text.trim()).join('\u0000'));
}

const ofRow = remembering((row: string): Reading<Category> => {
  const [typed = '', make = '', model = ''] = row.split('\u0000');
  const { thing, two } = model === '' ? { thing: null, two: false } : kindOfRowsModel(make, model);
  if (typed === '') return kindByModel(model, thing);
  const byWord = readKind(typed);
  if (two) return byWord.sureness === 'ask' ? byWord : ask('two_things', byWord.meaning);
  // « Desktop » is an English word as well as an id of ours.
  if (isCategory(typed)) return byWord;
  const parts = partsOfText(typed);
  const word = judge(parts).thing;
  if (!word || isBeside(word) || word.is === 'telephone' || parts.unread.length || parts.doubt || parts.several)
    return byWord;
  if (byWord.sureness === 'ask' && byWord.because !== 'vague') return byWord;
  if (thing !== null) {
    if (isOther(word)) return byWord;
    if (thing.is === 'vague' || isOther(thing)) return ask('contradiction', byWord.meaning);
    return joined(byWord, word, thing);
  }
  const maker = make === '' ? parts.maker : readMaker(make).meaning;
  if (byWord.meaning === 'smartphone' && maker !== null && OF_KEYPADS.has(maker) && /^\d{3,4}(?!\d)/.test(model))
    return ask('vague', 'smartphone');
  return answer({ ...parts, sized: parts.sized || partsOfText(model).sized }, maker);
});

function joined(byWord: Reading<Category>, word: Thing, model: Thing): Reading<Category> {
  const [said, named] = [kindsOf(word), kindsOf(model)];
  if (word.is === 'vague')
    return word.among.length === 0 || said.includes(named[0]!) || namesAnyComputer(word, model)
      ? // Asked beside its model, so that the answer reaches no other.
        model.is === 'line' && model.either
        ? ask('contradiction', named[0]!)
        : sure(named[0]!, 'model_line')
      : ask('contradiction', named[0]!);
  // What the word leaves open: a printer may scan, and a screen with a computer in it is « fixe » too.
  if (said[0] === 'printer' && named[0] === 'multifunction_printer') return sure('multifunction_printer', 'model_line');
  if (named.includes(said[0]!)) return byWord;
  if (said[0] === 'desktop' && named[0] === 'all_in_one') return sure('all_in_one', 'model_line');
  return ask('contradiction', named[0]!);
}

function kindByModel(model: string, thing: Thing | null): Reading<Category> {
  if (thing?.is === 'line') return ofLine(thing);
  return model === '' ? { meaning: null, sureness: 'sure', because: 'empty' } : readKind(model);
}

/** Where the number stands: « 3 x écrans », « lot de 4 tablettes », « PC portables : 12 », « écran ×2 », « UC (lot de 5) ». */
const COUNTS = [
  /^\s*(?:lots? de |ensemble de )?(?<count>\d{1,3})\s*(?:[x×*]\s*)?\s(?<kind>\S.*)$/iu,
  /^\s*(?:lots? de |ensemble de )?(?<count>\d{1,3})\s*[x×*]\s*(?<kind>\p{L}.*)$/iu,
  /^(?<kind>.*\S)\s*(?:[x×*]\s*|:\s*|\((?:lot de |par |[x×*]\s*)?)(?<count>\d{1,3})\s*(?:unit[ée]s?|pi[eè]ces?|exemplaires?|ex\.?|pcs)?\)?\s*$/iu,
];

/** How many, and of what: « 12 PC portables »; null where the number counts nothing (« 2 en 1 », « 24 pouces »). */
export const splitCount = remembering((text: string): { readonly count: string; readonly kind: string } | null => {
  if (readKind(text).because !== 'several') return null;
  for (const pattern of COUNTS) {
    const { count, kind } = pattern.exec(text)?.groups ?? {};
    if (count && kind && Number(count) > 1 && readKind(kind).because !== 'several') return { count, kind };
  }
  return null;
});
