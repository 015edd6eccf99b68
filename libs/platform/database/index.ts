export { type ClockSeen, markTrial, moveClock, readClock, withPastClock } from './bank-clock.js';
export { Listening } from './connections/listening.js';
export { asJob, asRequest, asWork, KEEP_ALIVE, MARGIN_MS } from './connections/patience.js';
export { hasNoSpace, isRetryable, isTransient, noSpaceSeen, pgErrorOf } from './connections/pg-error.js';
export { type ConnectionsInUse, connectionsOf } from './connections/pools.js';
export type { PlannedPerCall } from './connections/preparing-client.js';
export { NoAnswer, WatchedClient } from './connections/watched-client.js';
export { withClient } from './connections/with-client.js';
export * from './data-source.js';
export * from './database.module.js';
export { freePort } from './embedded/embedded-cluster.js';
export * from './embedded/embedded-error.js';
export { type Addresses, type Carried, type Move, removeOlderData } from './embedded/embedded-move.js';
export * from './embedded/embedded-postgres.js';
export * from './migrating/migrate.js';
export { Migration, SchemaError, schemaIsThere } from './migrating/migration.js';
export { applicationRights, type Rights } from './migrating/rights.js';
export type { Lists } from './migrating/word-lists.js';
export {
  type AskedOf,
  defineList,
  type FilterAnswers,
  type Filters,
  inOneOrder,
  isSerial,
  type List,
  wholeList,
} from './pagination/list-declaration.js';
export { type Filter, ofChoice, ofDay, ofId, ofWords, ofYear, ofYes, waiting } from './pagination/list-filters.js';
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
export { byDay, byId, byMoment, byText, byWhole, byYesOrNo, inNumbers } from './pagination/sort-keys.js';
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
export { type AssembledStatement, assembled, eachAndAll, like } from './statements/assembled.js';
export { gathered, type Reader } from './statements/read-together.js';
export { columnTable } from './statements/rows-as-columns.js';
export { beside, readTogether, rowOf, rows, run } from './statements/statement.js';
