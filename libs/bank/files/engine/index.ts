export { FilesOfKind } from './files-of-kind.js';
export { ImportsModule } from './imports.module.js';
export { ImportQueries, type ImportRow, type RowFilter, type WrongRow } from './imports.queries.js';
export { ImportsService, type UploadedFile } from './imports.service.js';
export type * from './kind.js';
export { ImportKinds } from './kinds.js';
export { ListKind } from './list.kind.js';
export * from './list.views.js';
export { SEALED_PART, SEALED_SAMPLE } from './sealed.js';
export type { SheetAnswers } from './sheets/choosing.js';
export * from './sheets/open-list.js';
export type * from './sheets/opened-file.js';
export { withoutOwnFacts, withoutOwnWords } from './sheets/opened-file.js';
export { firstRowOf, lineAndSheet, lineOf, type TakenSheets } from './sheets/several-sheets.js';
export type { SheetsFile, SheetsOfBook } from './sheets/sheets.js';
export * from './sheets/titles.js';
export { IMPORT_STATES, type ImportState } from './states.js';
export type { Made } from './steps/created-from-row.js';
export { withSample } from './steps/findings.js';
export type { Withdrawal } from './steps/withdrawing.js';
export {
  ANSWER_SCOPES,
  type AnswerScope,
  type ColumnsBy,
  type FileFormat,
  IMPORTS_LISTS,
  type ImportKindName,
  LEFT_REASONS,
  type LeftReason,
} from './word-lists.js';
export { ImportAnswers, type WordAnswers, type WordView } from './words/answers.service.js';
export { PEOPLE_ANSWERS, type PeopleAnswer, PeopleAsked } from './words/people-asked.js';
export type * from './words/word.js';
export { wordName } from './words/words.js';
