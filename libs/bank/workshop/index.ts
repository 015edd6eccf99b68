export { BenchService, type SheetForm } from './bench/bench.service.js';
export type { Seen } from './bench/gate.js';
export { readGate } from './bench/gate.js';
export { QUEUE, type QueueAsked } from './bench/queue-listing.js';
export {
  BENCH_STEPS,
  type BenchStepName,
  type FailureOf,
  kindOfFailure,
  subjectOfFailure,
} from './bench/steps-and-failures.js';
export * from './bench/views.js';
export type { UndoableStep } from './bench/work-orders.js';
export { WorkshopQueries } from './bench/workshop.queries.js';
export {
  BENCH_DRIVE_STATES,
  type BenchDriveState,
  type BenchVerdict,
  type DataEnd,
  type DriveAnswerKind,
  ERASE_METHODS,
  type EraseMethod,
  type LogQuestion,
  type MediaChange,
  type MediaStatement,
  type MediumLocationKind,
  RESET_CATEGORIES,
  type StatedKind,
} from './codes.js';
export { WORKSHOP_RULES } from './dated-rules.js';
export { DECLARED_LOG_STATEMENT, DeclaredLogs, type OldProof } from './erasure/declared-logs.service.js';
export { Docks, type DockView } from './erasure/docks.service.js';
export {
  type CertifiedCause,
  type CertifiedDeviceRow,
  DonationCertificates,
} from './erasure/donation-certificates.service.js';
export { DriveAnswers, kindOf as kindOfDrive } from './erasure/drive-answers.service.js';
export type { UnlistedDrive } from './erasure/drives-in-logs.js';
export { ERASE_TROUBLES } from './erasure/erase-troubles.js';
export { ErasureService, type Received } from './erasure/erasure.service.js';
export { EVIDENCE_FILES, FILE_OUTCOMES } from './erasure/evidence-files.js';
export { ERASURE_FILES, type ErasureFilesAsked } from './erasure/file-listing.js';
export { LogConfirmations } from './erasure/log-confirmations.service.js';
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
} from './grading/test-points.js';
export { type TestStatement, testStatement } from './grading/test-statement.js';
export { Countersigning, type ToWitness } from './media/countersigning.service.js';
export { DataEndQueries, type DataEndView, type OpenEndView } from './media/data-ends.queries.js';
export { DataEnds, endOf, type LotEnd, URGENT_END } from './media/data-ends.service.js';
export { MediaService } from './media/media.service.js';
export { MediumPlaces } from './media/medium-places.service.js';
export {
  type RemovedDetail,
  type RemovedEventView,
  RemovedMediaQueries,
  type RemovedView,
  removedLeftLately,
} from './media/removed-media.queries.js';
export { type RemovedInput, RemovedMedia } from './media/removed-media.service.js';
export * from './media/removed-medium.lifecycle.js';
export { REMOVED, type RemovedAsked, searchRemovedMedia } from './media/removed-medium-listing.js';
export {
  HELP,
  type HelpCode,
  REASON_WORDS,
  REPAIRS,
  type RepairCode,
  STATEMENTS,
  type Statement,
} from './media/statements.js';
export { BenchRunQueries, type BenchRunView } from './runs/bench-runs.queries.js';
export { type Announced, BenchRuns } from './runs/bench-runs.service.js';
export { WORKSHOP_LISTS } from './word-lists.js';
export { WorkshopModule } from './workshop.module.js';
