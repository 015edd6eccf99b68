import type { Category } from '#devices';
import type { RowReadings } from './row-words.js';
import type { SpreadsheetProblem } from './sheet-row.js';

const LIMITS = { make: 80, model: 120, serial: 80, assetNumber: 60 } as const;
const MOST_OF_A_ROW = 500;
/** Of what was typed, what is shown again. */
export const SHOWN = 60;

/** Says what is not sure of a row's words. @returns the category, also where it is only a guess. */
export function checkWords(
  { category, condition }: Pick<RowReadings, 'category' | 'condition'>,
  problem: Problem,
  toCheck = false,
): Category | null {
  const typed = category.said.slice(0, SHOWN);
  if (category.meaning === null && typed === '') problem('category', 'intake.row_category_missing', 'error');
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
  if (quantity >= 1 && quantity <= MOST_OF_A_ROW) return quantity;
  problem('quantity', 'intake.row_quantity_unknown', 'error', { typed: typed.slice(0, SHOWN), max: MOST_OF_A_ROW });
  return 1;
}

export function tooLong(field: keyof typeof LIMITS, text: string, problem: Problem): void {
  const limit = LIMITS[field];
  if (text.length > limit) problem(field, 'intake.row_too_long', 'error', { length: text.length, limit });
}
