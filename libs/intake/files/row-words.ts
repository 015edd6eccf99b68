import type { Category, Condition } from '#devices';
import {
  ask,
  type DayOrder,
  type KnownDate,
  makeAndModel,
  type Reading,
  readDate,
  readKindOfRow,
  readStateUnder,
  type SaidReading,
} from '#vocabulary';
import { tidy } from './row-cells.js';
import { isRemark, type SheetField } from './sheet-fields.js';
import type { Header } from './sheet-header.js';

/** What the words of a row mean, each beside what the donor typed: a page asks once about every word that is not sure. */
export interface RowReadings {
  readonly category: SaidReading<Category>;
  readonly make: SaidReading<string>;
  readonly condition: SaidReading<Condition>;
  readonly purchased: SaidReading<KnownDate>;
  readonly serial: SaidReading<string>;
  readonly assetNumber: SaidReading<string>;
}

/** The cells of a row whose words are read. */
export interface Words {
  readonly category: string;
  readonly make: string;
  readonly model: string;
  readonly condition: string;
  readonly purchased: string;
}

/** The cells whose words mean something. */
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

/**
 * What a row says of its device's state: in the column that is read, else in another one that tells of it (a cross under « HS »); where two
 * columns say different things, nobody knows.
 */
function stateOf(
  typed: string,
  { fields, titles, otherStates }: Header,
  cells: readonly string[],
): SaidReading<Condition> {
  const own = said(typed, readStateUnder(titles[fields.condition ?? -1] ?? '', typed));
  if (own.sureness === 'ask' || (typed !== '' && own.meaning === 'unknown')) return own;
  const others = otherStates.flatMap((at): SaidReading<Condition>[] => {
    const text = tidy(cells[at] ?? '');
    const reading = readStateUnder(titles[at] ?? '', text);
    const known = reading.sureness === 'sure' && reading.meaning !== null && reading.meaning !== 'unknown';
    const remark = isRemark(titles[at] ?? '');
    const tells = known && (remark ? reading.meaning === 'faulty' && !SHORT_REMARK.test(text) : true);
    return tells ? [said(`${titles[at]} : ${text}`, reading)] : [];
  });
  const all = typed === '' ? others : [own, ...others];
  const [first = own] = all;
  if (all.every(({ meaning }) => meaning === first.meaning)) return first;
  return said(all.map((one) => one.said).join(' / '), ask('either', first.meaning));
}

const said = <M>(text: string, reading: Reading<M>): SaidReading<M> => ({ said: text, ...reading });

/**
 * Reads the words of a row. Maker and model in one cell (« Marque / Modèle », « Désignation ») are told apart where a known maker
 * comes first.
 * @param order how the column of dates is written; null while nobody knows
 * @returns what they mean, and the model
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
  return {
    readings: {
      category: said(words.category, category ? { meaning: category, sureness: 'sure', because: 'default' } : kind),
      make,
      condition: stateOf(words.condition, header, cells),
      purchased: said(words.purchased, readDate(words.purchased, order)),
    },
    model,
  };
}
