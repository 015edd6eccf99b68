export * from './evidence/index.js';
export * from './personal-data/index.js';
export * from './rights/actor.js';
export * from './rights/grants.js';
export type { IdentityProvider } from './rights/identity-providers.js';
export { networkOf, siteOf, subscriberOf } from './rights/network.js';
export * from './rights/rights.js';
export { clock } from './rules/clock.js';
export { isDay } from './rules/days.js';
export * from './rules/ids.js';
export * from './rules/keyset.js';
export * from './rules/lifecycle.js';
export * from './rules/luhn.js';
export * from './rules/rule-broken.js';
export * from './rules/scale.js';
export * from './rules/today.js';
export * from './secrets/sealed-words.js';
export * from './secrets/sealer.js';
export * from './settings/package-root.js';
export * from './settings/settings.js';
export { SettingsError } from './settings/settings-error.js';
export { type LeftRow, type ListLayout, whyLeft, whyUnseen } from './spreadsheets/left-rows.js';
export { openTable } from './spreadsheets/open-table.js';
export { withoutDefusing } from './spreadsheets/out/csv-out.js';
export type { OutCell, OutTable } from './spreadsheets/out/out-cells.js';
export {
  SHEET_FORMATS,
  type SpreadsheetFormat,
  spreadsheetOut,
} from './spreadsheets/out/spreadsheet-out.js';
export { mayBeRounded } from './spreadsheets/rounded.js';
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
export * from './text/delimited.js';
export * from './text/name-tokens.js';
export * from './text/name-words.js';
export * from './text/plain-words.js';
export { type ScanMime, scanEnding, scanMime } from './text/scanned.js';
export type { Encoding, NotText } from './text/text-encoding.js';
export { batched } from './work/batched.js';
export * from './work/lean-heap.js';
export { overlapped, prefetch } from './work/prefetch.js';
export { serveThread, ThreadEnded, WorkThreads } from './work/work-threads.js';
export * from './work/yield-every.js';
