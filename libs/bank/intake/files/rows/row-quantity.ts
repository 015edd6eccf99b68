import type { Category } from '#bank/devices';
import { type Answers, type WordReading, wordName } from '#bank/files/engine';
import { readTitle } from '#bank/files/words';
import type { Header } from '../sheet-header.js';
import { SHOWN } from './row-checks.js';

/** Up to these, a row's quantity and a file's devices are taken as they are; beyond, a person says that so many are meant. */
const MOST_OF_A_ROW = 500;
export const MOST_OF_A_FILE = 20_000;
/** More digits are a number of another kind. */
const HIGHEST = 999_999;

/** What may be odd about a quantity; each kind of file says it in a code of its own. */
export type QuantityProblem = 'quantity_unknown' | 'quantity_and_number' | 'quantity_many';

export interface QuantityOf {
  /** The row has a number that only one device can have. */
  readonly numbered: boolean;
  readonly category: Category | null;
  readonly answers: Answers;
  readonly problem: (what: QuantityProblem, facts: Readonly<Record<string, unknown>>) => unknown;
}

export interface Quantity {
  readonly quantity: number;
  readonly word?: WordReading | undefined;
}

/** How many devices a row of a list stands for. A quantity that is hardly meant is asked about, once for all rows that have so many of one kind. */
export function quantityOf(typed: string, { numbered, category, answers, problem }: QuantityOf): Quantity {
  const quantity = readQuantity(typed);
  if (quantity === null) {
    problem('quantity_unknown', { typed: typed.slice(0, SHOWN), max: HIGHEST });
    return { quantity: 1 };
  }
  if (quantity > 1 && numbered) {
    problem('quantity_and_number', { quantity });
    return { quantity };
  }
  if (quantity <= MOST_OF_A_ROW || category === null) return { quantity };
  const word = { key: `${quantity} ${category}`, said: typed };
  const answer = answers.get(wordName('quantity', word.key));
  if (answer) {
    const { meaning, by } = answer;
    const meant = isQuantity(meaning) ? Number(meaning) : 1;
    return { quantity: meant, word: { ...word, meaning, sureness: 'sure', because: 'answered', by } };
  }
  problem('quantity_many', { quantity, category });
  return { quantity, word: { ...word, meaning: null, sureness: 'ask', because: 'many' } };
}

const COUNT = /^\d{1,4}$/;

/**
 * « 3 + 2 » under titles that nobody knows (« Mairie ») or that tell of states, in a list without numbers nor quantities: a person says how many are
 * meant.
 */
export function spreadCounts({ titles, fields, by }: Header, cells: readonly string[]): string {
  if (by !== 'names' || [fields.quantity, fields.serial, fields.assetNumber].some((at) => at !== undefined)) return '';
  const taken = new Set(Object.entries(fields).flatMap(([field, at]) => (field === 'condition' ? [] : [at])));
  const columns = titles.flatMap((title, at) => (!taken.has(at) && mayCount(title) ? [at] : []));
  const counts = columns.map((at) => cells[at]?.trim() ?? '').filter((cell) => COUNT.test(cell));
  const [count] = counts;
  if (counts.length > 1 || count === undefined) return counts.join(' + ');
  const unsure = Number(count) > 1 ? `${count} ?` : '';
  if (columns.some((at) => countsPerhaps(titles[at]!))) return unsure;
  // All of a row may stand under one of them: « OK », « HS » count them, « École » may.
  if (columns.filter((at) => countsStates(titles[at]!)).length > 1) return count;
  return columns.length > 1 ? unsure : '';
}

/** « Qté cédée », « Quantité restante »: a quantity, of which nobody knows whether it is the one that is given. */
const countsPerhaps = (title: string): boolean => {
  const { meaning, sureness } = readTitle(title);
  return sureness === 'ask' && meaning === 'quantity';
};

const countsStates = (title: string): boolean => {
  const { meaning, sureness } = readTitle(title);
  return sureness === 'sure' && (meaning === 'condition' || meaning === 'broken');
};

/** « N° » and « RAM » are known to be something else. */
function mayCount(title: string): boolean {
  const { meaning, sureness } = readTitle(title);
  const known = meaning === 'condition' || meaning === 'broken' || countsPerhaps(title);
  return title.trim() !== '' && (known || (sureness === 'ask' && meaning === null));
}

const IN_WORDS = '- un deux trois quatre cinq six sept huit neuf dix onze douze'.split(' ');

function readQuantity(typed: string): number | null {
  if (typed === '') return 1;
  // « 1.000 » is one to some and a thousand to others.
  const digits = /^(\d{1,6}|\d{1,3} \d{3})(?:[.,]0{1,2})?(?: ?(?:x|unités?|pcs?|pièces?|appareils?))?$/i.exec(
    typed,
  )?.[1];
  const quantity = digits ? Number(digits.replace(' ', '')) : IN_WORDS.indexOf(typed.toLowerCase());
  return quantity >= 1 ? quantity : null;
}

export const isQuantity = (said: string): boolean => /^[1-9]\d{0,5}$/.test(said);
