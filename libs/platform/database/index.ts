export { type ClockSeen, markTrial, moveClock, readClock, withPastClock } from './bank-clock.js';
export { KEEP_ALIVE } from './connections/keep-alive.js';
export { Listening } from './connections/listening.js';
export { asJob, asRequest, asWork, MARGIN_MS } from './connections/patience.js';
export { hasNoSpace, isRetryable, isTransient, pgErrorOf } from './connections/pg-error.js';
export { type ConnectionsInUse, connectionsOf } from './connections/pools.js';
export type { PlannedPerCall } from './connections/preparing-client.js';
export { schemaIsThere } from './connections/readiness.js';
export { noSpaceSeen } from './connections/space.js';
export { NoAnswer, WatchedClient } from './connections/watched-client.js';
export { withClient } from './connections/with-client.js';
export * from './data-source.js';
export * from './database.module.js';
export { freePort } from './embedded/embedded-cluster.js';
export * from './embedded/embedded-error.js';
export type { Addresses, Carried, Move } from './embedded/embedded-move.js';
export { removeOlderData } from './embedded/embedded-older-data.js';
export * from './embedded/embedded-postgres.js';
export { entities } from './entities.js';
export * from './migrating/migrate.js';
export { Migration } from './migrating/migration.js';
export { applicationRights, type Rights } from './migrating/rights.js';
export * from './migrating/schema-error.js';
export type { Lists } from './migrating/word-lists.js';
export {
  type AskedOf,
  defineList,
  type FilterAnswers,
  type Filters,
  type List,
} from './pagination/list-declaration.js';
export { choice, type Filter, ofDay, ofId, ofYear, waiting, words, yes } from './pagination/list-filters.js';
export {
  asAsked,
  asShown,
  COUNTED,
  type CountedPage,
  inOrder,
  type ListParts,
  type PageAsked,
  type Param,
  pageInOrder,
  placeIn,
  type Sort,
  type Sorted,
  type Sorts,
  sortNames,
  type Turn,
} from './pagination/ordered-page.js';
export { inOneOrder, isSerial, wholeList } from './pagination/single-order-list.js';
export { anId, day, inNumbers, inText, moment, whole, yesOrNo } from './pagination/sort-keys.js';
export * from './records/attempts.js';
export * from './records/broken-rules.js';
export { type DatedRule, type DatedRules, datedRules, ruleText } from './records/dated-rules.js';
export * from './records/human-number.js';
export * from './records/idempotency.js';
export {
  claimWarning,
  DATABASE_LISTS,
  noteWell,
  PROOF_KINDS,
  type ProofFailure,
  type ProofKind,
  type ProofOutcome,
  proofsNoted,
  recordProof,
  recordProofAt,
} from './records/proofs.js';
export { sayAlive, sayGone, WORKER_SAYS_MS, type WorkerSeen, workersSeen } from './records/workers.js';
export { reseal, wholly } from './secrets/reseal.js';
export { type Canary, mustKnowSecrets, secretsMissing } from './secrets/secret-canary.js';
export { storedSecret, storedSecretAt } from './secrets/stored-secret.js';
export { type AssembledStatement, assembled, eachAndAll } from './statements/assembled.js';
export { beside } from './statements/beside.js';
export { gathered } from './statements/gathered.js';
export { like } from './statements/like-pattern.js';
export type { Reader } from './statements/read-together.js';
export { columnTable } from './statements/rows-as-columns.js';
export { readTogether, rows, run } from './statements/statement.js';
