export * from './evidence/certificate-words.js';
export * from './evidence/classes.js';
export * from './evidence/proofs.js';
export * from './evidence/test-words.js';
export * from './evidence/words.js';
export {
  asSaid,
  DATED_PERIODS,
  type DatedPeriod,
  EMPTIED,
  IN_PLACE,
  PERIOD_UNITS,
  PERIODS,
  type Period,
  type PeriodName,
  type PeriodUnit,
} from './personal-data/periods.js';
export {
  Personal,
  type PersonalColumn,
  type PersonalUse,
  personalColumn,
  personalColumns,
} from './personal-data/personal.js';
export {
  type BasisId,
  type BasisSources,
  BODY_KINDS,
  type BodyKind,
  basisOf,
  PROCESSINGS,
  type Processing,
  type ProcessingText,
} from './personal-data/processings.js';
export { type ReviewedColumn, type ReviewedWhy, reviewedColumns } from './personal-data/reviewed.js';
export * from './rights/actor.js';
export * from './rights/grants.js';
export type { IdentityProvider } from './rights/identity-providers.js';
export {
  BENCH_SCOPES,
  KEY_AREAS,
  KEYS_OF,
  type KeyArea,
  ORGANISATION_SCOPES,
  type OrganisationScope,
  scopesFor,
} from './rights/key-areas.js';
export { networkOf, siteOf, subscriberOf } from './rights/network.js';
export * from './rights/rights.js';
export { clock, isDay } from './rules/clock.js';
export * from './rules/home-parts.js';
export * from './rules/ids.js';
export * from './rules/keyset.js';
export * from './rules/lifecycle.js';
export * from './rules/luhn.js';
export * from './rules/rule-broken.js';
export * from './rules/scale.js';
export * from './secrets/sealer.js';
export { diskOf, freeBytes } from './settings/disk.js';
export * from './settings/package-root.js';
export * from './settings/settings.js';
export { SettingsError } from './settings/settings-error.js';
export { type LeftRow, type ListLayout, whyLeft, whyUnseen } from './spreadsheets/left-rows.js';
export { openTable } from './spreadsheets/open-table.js';
export type { OutCell, OutTable } from './spreadsheets/out/out-cells.js';
export {
  SHEET_FORMATS,
  type SpreadsheetFormat,
  spreadsheetOut,
  withoutDefusing,
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
export { batched, overlapped, prefetch } from './work/async-iterables.js';
export * from './work/long-work.js';
export { serveThread, ThreadEnded, WorkThreads } from './work/work-threads.js';
