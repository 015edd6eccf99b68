export { BenchService, type SheetForm } from './bench.service.js';
export {
  type DataEnd,
  DRIVE_ANSWERS,
  type DriveAnswerKind,
  type LogQuestion,
  MEDIUM_LOCATIONS,
  type MediaChange,
  type MediaStatement,
  type MediumLocationKind,
  RESET_CATEGORIES,
  type StatedKind,
} from './codes.js';
export { Countersigning, type ToWitness } from './countersigning.service.js';
export { DataEndQueries, type DataEndView, type OpenEndView } from './data-ends.queries.js';
export { DataEnds, endOf, type LotEnd, URGENT_END } from './data-ends.service.js';
export { DECLARED_LOG_STATEMENT, DeclaredLogs, type OldProof } from './declared-logs.service.js';
export { Docks, type DockView } from './docks.service.js';
export { DriveAnswers, kindOf as kindOfDrive } from './drive-answers.service.js';
export type { UnlistedDrive } from './drives-in-logs.js';
export { ErasureService, type Received } from './erasure.service.js';
export { readGate } from './gate.js';
export { REFURBISHMENT_LISTS } from './lists.js';
export { LogConfirmations } from './log-confirmations.service.js';
export type { Seen } from './meanwhile.js';
export { MediaService } from './media.service.js';
export { meansAMedium, readMediumCode, showMediumCode } from './medium-code.js';
export { MediumPlaces } from './medium-places.service.js';
export { RefurbishmentModule } from './refurbishment.module.js';
export { removedLeftLately } from './removed-left-lately.js';
export {
  type RemovedDetail,
  type RemovedEventView,
  type RemovedFilters,
  RemovedMediaQueries,
  type RemovedView,
} from './removed-media.queries.js';
export { type RemovedInput, RemovedMedia } from './removed-media.service.js';
export * from './removed-medium.lifecycle.js';
export { REMOVED, REMOVED_SORT_NAMES, REMOVED_SORTS, type RemovedSort } from './removed-medium-listing.js';
export { searchRemovedMedia } from './removed-medium-search.js';
export { type SaidOfTests, saidOfTests } from './said-of-tests.js';
export {
  HELP,
  type HelpCode,
  REASON_WORDS,
  REPAIRS,
  type RepairCode,
  STATEMENTS,
  type Statement,
} from './statements.js';
export {
  ANSWERS,
  type Answer,
  type Answers,
  GRADES,
  type Grade,
  pointsAsked,
  SYSTEMS,
  TEMPLATE_VERSION,
  TEST_POINTS,
  type TestPoint,
  verdictOf,
} from './test-points.js';
export * from './views.js';
export type { UndoableStep } from './work-orders.js';
export { WorkshopQueries } from './workshop.queries.js';
