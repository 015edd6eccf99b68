export { ImportAnswers, type SaidOfWords, type WordView } from './answers.service.js';
export { COLUMN_LIMIT, type Said, signatureOf } from './choosing.js';
export { columnName } from './column-name.js';
export { ImportsModule } from './imports.module.js';
export { ImportQueries, type ImportRow, type RowFilter, type WrongRow } from './imports.queries.js';
export { ImportsService, type UploadedFile } from './imports.service.js';
export type * from './kind.js';
export { ImportKinds } from './kinds.js';
export { ListKind } from './list.kind.js';
export type * from './list.views.js';
export { LIST_COLUMNS } from './list-columns.js';
export {
  ANSWER_SCOPES,
  type AnswerScope,
  type ColumnsBy,
  type FileFormat,
  IMPORTS_LISTS,
  type ImportKindName,
  LEFT_REASONS,
  type LeftReason,
} from './lists.js';
export type { Made } from './made.js';
export { openSheet, saying } from './open-sheet.js';
export type * from './opened-file.js';
export { withoutOwnFacts, withoutOwnWords } from './own-words.js';
export { withSample } from './sample.js';
export { SEALED_PART, SEALED_SAMPLE } from './sealed.js';
export type { SheetsFile, SheetsOfBook } from './sheets.js';
export { ImportSheets } from './sheets.service.js';
export { IMPORT_STATES, type ImportState } from './states.js';
export { firstRowOf, lineAndSheet, lineOf, rowsTogether, type TakenSheets } from './together.js';
export type { Withdrawal } from './withdrawing.js';
export type * from './word.js';
export { wordName } from './words.js';
