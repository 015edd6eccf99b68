import type { Category } from '#devices';
import { type Answers, type WordReading, wordName } from '#imports';
import type { RowReadings } from './row-words.js';
import type { SpreadsheetProblem } from './sheet-row.js';

const LIMITS = { make: 80, model: 120, serial: 80, screenSerial: 80, imei: 60, assetNumber: 60 } as const;
/** Up to these, a row's quantity and a file's devices are taken as they are; beyond, a person says that so many are meant. */
const MOST_OF_A_ROW = 500;
export const MOST_OF_A_FILE = 20_000;
/** More digits are a number of another kind. */
const HIGHEST = 999_999;
/** Of what was typed, what is shown again. */
export const SHOWN = 60;

/** Says what is not sure of a row's words. @returns the category, also where it is only a guess. */
export function checkWords(
  { category, condition }: Pick<RowReadings, 'category' | 'condition'>,
  model: string,
  problem: Problem,
  toCheck = false,
): Category | null {
  const typed = (category.said || model).slice(0, SHOWN);
  if (category.meaning === null && category.said === '') problem('category', 'intake.row_category_missing', 'error');
  else if (category.meaning === null) problem('category', 'intake.row_category_unknown', 'error', { typed });
  else if (category.sureness === 'ask')
    problem('category', 'intake.row_category_unsure', 'warning', {
      typed,
      guess: category.meaning,
      because: category.because,
    });
  if (toCheck) problem('category', 'intake.row_category_to_check', 'warning', { typed });
  if (condition.sureness === 'ask')
    problem('condition', 'intake.row_condition_unknown', 'warning', { typed: condition.said.slice(0, SHOWN) });
  return category.meaning;
}

/** Says that something is wrong or odd with a row. */
export type Problem = (
  field: SpreadsheetProblem['field'],
  code: SpreadsheetProblem['code'],
  level: SpreadsheetProblem['level'],
  facts?: Record<string, unknown>,
) => unknown;

export function readQuantity(typed: string, problem: Problem): number {
  if (typed === '') return 1;
  const digits = /^(\d{1,6})(?:[.,]0+)?(?: ?(?:x|unités?|pcs?|pièces?|appareils?))?$/i.exec(typed)?.[1];
  const quantity = Number(digits ?? 0);
  if (quantity >= 1) return quantity;
  problem('quantity', 'intake.row_quantity_unknown', 'error', { typed: typed.slice(0, SHOWN), max: HIGHEST });
  return 1;
}

/**
 * A quantity that is hardly meant is asked about, once for all rows that have so many of one kind; such a row makes nothing before.
 * @returns how many devices the row stands for, and the question or its answer
 */
export function sureQuantity(
  typed: string,
  quantity: number,
  category: Category | null,
  answers: Answers,
  problem: Problem,
): { readonly quantity: number; readonly word?: WordReading } {
  if (quantity <= MOST_OF_A_ROW || category === null) return { quantity };
  const word = { key: `${quantity} ${category}`, said: typed };
  const answer = answers.get(wordName('quantity', word.key));
  if (answer) {
    const { meaning, by } = answer;
    return { quantity: Number(meaning), word: { ...word, meaning, sureness: 'sure', because: 'answered', by } };
  }
  problem('quantity', 'intake.row_quantity_many', 'error', { quantity, category });
  return { quantity, word: { ...word, meaning: null, sureness: 'ask', because: 'many' } };
}

/** Whether an answer is a quantity. */
export const isQuantity = (said: string): boolean => /^[1-9]\d{0,5}$/.test(said);

/** Says of each text that it is longer than its column takes. */
export function tooLongOf(texts: Readonly<Partial<Record<keyof typeof LIMITS, string>>>, problem: Problem): void {
  for (const [field, limit] of Object.entries(LIMITS) as [keyof typeof LIMITS, number][]) {
    const length = texts[field]?.length ?? 0;
    if (length > limit) problem(field, 'intake.row_too_long', 'error', { length, limit });
  }
}
