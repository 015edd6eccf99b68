import { type Category, DEVICE_FIELDS } from '#bank/devices';
import { saysRetained } from '#bank/files/words';
import type { SheetField } from '../sheet-fields.js';
import type { RowReadings } from './row-words.js';

type SheetProblem =
  | 'intake.row_category_missing'
  | 'intake.row_category_unknown'
  | 'intake.row_category_unsure'
  | 'intake.row_category_to_check'
  | 'intake.row_serial_missing'
  | 'intake.row_serial_generic'
  | 'intake.row_serial_duplicate'
  | 'intake.row_serial_maybe_duplicate'
  | 'intake.row_serial_rounded'
  | 'intake.row_two_serials'
  | 'intake.row_asset_number_duplicate'
  | 'intake.row_asset_number_rounded'
  | 'intake.row_condition_unknown'
  | 'intake.row_given_unsure'
  | 'intake.row_quantity_unknown'
  | 'intake.row_quantity_and_number'
  | 'intake.row_quantity_many'
  | 'intake.row_purchase_unknown'
  | 'intake.row_cell_error'
  | 'intake.row_cell_formula'
  | 'intake.row_too_long'
  | 'intake.row_swollen_battery'
  | 'intake.row_remark_left_out'
  | 'intake.row_shifted';

export interface SpreadsheetProblem {
  readonly field: SheetField | 'row';
  readonly code: SheetProblem;
  readonly level: 'error' | 'warning';
  readonly facts: Readonly<Record<string, unknown>>;
}

export type SayProblem = (
  field: SpreadsheetProblem['field'],
  code: SpreadsheetProblem['code'],
  level: SpreadsheetProblem['level'],
  facts?: Readonly<Record<string, unknown>>,
) => unknown;

const { make, model, serial } = DEVICE_FIELDS;
const LIMITS = {
  make: make.max,
  model: model.max,
  serial: serial.max,
  screenSerial: serial.max,
  imei: 60,
  assetNumber: 60,
};
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
  if (condition.sureness === 'ask' && saysRetained(condition.said) !== null)
    problem('condition', 'intake.row_given_unsure', 'error', { typed: condition.said.slice(0, SHOWN) });
  else if (condition.sureness === 'ask')
    problem('condition', 'intake.row_condition_unknown', 'warning', { typed: condition.said.slice(0, SHOWN) });
  return category.meaning;
}

export type Problem = (
  field: SpreadsheetProblem['field'],
  code: SpreadsheetProblem['code'],
  level: SpreadsheetProblem['level'],
  facts?: Record<string, unknown>,
) => unknown;

export function tooLongOf(texts: Readonly<Partial<Record<keyof typeof LIMITS, string>>>, problem: Problem): void {
  for (const [field, limit] of Object.entries(LIMITS) as [keyof typeof LIMITS, number][]) {
    const length = texts[field]?.length ?? 0;
    if (length > limit) problem(field, 'intake.row_too_long', 'error', { length, limit });
  }
}
