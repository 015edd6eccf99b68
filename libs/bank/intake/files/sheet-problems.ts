import type { SheetField } from './sheet-fields.js';

/** What may be wrong with a row, by the code under which a sentence says it. */
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
  | 'intake.row_shifted';

export interface SpreadsheetProblem {
  readonly field: SheetField | 'row';
  readonly code: SheetProblem;
  /** An error keeps the row out; a warning is shown and the row may come in. */
  readonly level: 'error' | 'warning';
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Says one of them. */
export type SayProblem = (
  field: SpreadsheetProblem['field'],
  code: SpreadsheetProblem['code'],
  level: SpreadsheetProblem['level'],
  facts?: Readonly<Record<string, unknown>>,
) => unknown;
