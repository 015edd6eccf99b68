export * from './actor.js';
export { Apart, EndedApart, serveApart } from './apart.js';
export { batched } from './batched.js';
export { isDay } from './days.js';
export * from './delimited.js';
export * from './evidence/index.js';
export * from './grants.js';
export type { IdentityProvider } from './identity-providers.js';
export * from './ids.js';
export * from './keyset.js';
export * from './lean-heap.js';
export * from './lifecycle.js';
export * from './luhn.js';
export * from './name-tokens.js';
export * from './name-words.js';
export { networkOf, siteOf, subscriberOf } from './network.js';
export * from './package-root.js';
export * from './personal-data/index.js';
export * from './plain-words.js';
export { overlapped, prefetch } from './prefetch.js';
export * from './rights.js';
export * from './rule-broken.js';
export * from './scale.js';
export { type ScanMime, scanEnding, scanMime } from './scanned.js';
export * from './sealed-words.js';
export * from './sealer.js';
export * from './search.js';
export * from './settings.js';
export { SettingsError } from './settings-error.js';
export { withoutDefusing } from './spreadsheets/csv-out.js';
export { type LeftRow, type ListLayout, whyLeft, whyUnseen } from './spreadsheets/left-rows.js';
export { openTable } from './spreadsheets/open-table.js';
export type { OutCell, OutTable } from './spreadsheets/out-cells.js';
export { mayBeRounded } from './spreadsheets/rounded.js';
export {
  SHEET_FORMATS,
  type SpreadsheetFormat,
  spreadsheetOut,
} from './spreadsheets/spreadsheet-out.js';
export {
  type CellDoubt,
  type NoTable,
  NotATable,
  type RowMarks,
  type SheetCount,
  type SheetName,
  says,
  type Table,
  type TableRow,
  type Worth,
} from './spreadsheets/table.js';
export type { Encoding, NotText } from './text-encoding.js';
export * from './today.js';
export * from './yield-every.js';
