export { ImportsModule } from './imports.module.js';
export {
  type ImportListRowView,
  type ImportListView,
  ImportQueries,
  type ImportRow,
  LIST_COLUMNS,
  listRow,
  type RowFilter,
  type WrongRow,
} from './imports.queries.js';
export { FilesOfKind, ImportsService, type UploadedFile } from './imports.service.js';
export type * from './kind.js';
export { ImportKinds, ListKind } from './kind.js';
export { SEALED_PART, SEALED_SAMPLE } from './sealed.js';
export type { SheetAnswers } from './sheets/choosing.js';
export * from './sheets/open-list.js';
export type * from './sheets/opened-file.js';
export { withoutOwnFacts, withoutOwnWords } from './sheets/opened-file.js';
export {
  firstRowOf,
  lineAndSheet,
  lineOf,
  type SheetsFile,
  type SheetsOfBook,
  type TakenSheets,
} from './sheets/sheets.js';
export * from './sheets/titles.js';
export { IMPORT_STATES, type ImportState } from './states.js';
export type { Withdrawal } from './steps/applying.js';
export { withSample } from './steps/findings.js';
export type { Made } from './steps/rows.js';
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
export { type Answers, type WordAnswer, type WordReading, wordName } from './words/words.js';
