import type { Category, Condition } from '#devices';
import {
  type DayOrder,
  type KnownDate,
  makeAndModel,
  type Reading,
  readDate,
  readKindOfRow,
  readStateUnder,
  type SaidReading,
} from '#vocabulary';
import type { SheetField } from './sheet-fields.js';
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
): {
  readonly readings: Omit<RowReadings, 'serial' | 'assetNumber'>;
  readonly model: string;
} {
  const { make, model } = named(words, header);
  const kind = readKindOfRow(words.category, words.make, words.model || words.make);
  const byDefault = words.category === '' && kind.sureness === 'ask' ? header.category : undefined;
  const nothing = words.category === '' && kind.meaning === null ? header.category : undefined;
  const category = byDefault ?? nothing;
  const { condition } = header.fields;
  return {
    readings: {
      category: said(words.category, category ? { meaning: category, sureness: 'sure', because: 'default' } : kind),
      make,
      condition: said(
        words.condition,
        readStateUnder(condition === undefined ? '' : (header.titles[condition] ?? ''), words.condition),
      ),
      purchased: said(words.purchased, readDate(words.purchased, order)),
    },
    model,
  };
}
