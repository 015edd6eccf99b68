export { type AssembledStatement, assembled, eachAndAll } from './assembled.js';
export * from './attempts.js';
export { beside } from './beside.js';
export * from './broken-rules.js';
export { columnTable } from './column-table.js';
export * from './data-source.js';
export * from './database.module.js';
export { type DatedRule, type DatedRules, datedRules, ruleText } from './dated-rules.js';
export { type AskedOf, defineList, type Filters, type Kept, type List } from './define-list.js';
export { freePort } from './embedded/embedded-cluster.js';
export * from './embedded/embedded-error.js';
export { forgetKeptData } from './embedded/embedded-kept-data.js';
export type { Addresses, Carried, Move } from './embedded/embedded-move.js';
export * from './embedded/embedded-postgres.js';
export { entities } from './entities.js';
export { gathered } from './gathered.js';
export * from './human-number.js';
export * from './idempotency.js';
export {
  asAsked,
  asShown,
  COUNTED,
  type CountedPage,
  inOrder,
  type ListParts,
  listed,
  type PageAsked,
  type Param,
  pageInOrder,
  placeIn,
  type Sort,
  type Sorted,
  type Sorts,
  sortNames,
  type Turn,
  turnsOf,
} from './in-order.js';
export { KEEP_ALIVE } from './keep-alive.js';
export { keptSecret, keptSecretAt } from './kept-file.js';
export { like } from './like.js';
export { choice, type Filter, ofId, words, yes } from './list-filters.js';
export { Listening } from './listening.js';
export * from './migrating/migrate.js';
export { Migration } from './migrating/migration.js';
export { applicationRights, type Rights } from './migrating/rights.js';
export * from './migrating/schema-error.js';
export { asJob, asRequest, asWork, MARGIN_MS } from './patience.js';
export { hasNoSpace, isRetryable, isTransient, pgErrorOf } from './pg-error.js';
export { type ConnectionsInUse, connectionsOf } from './pools.js';
export type { LastOfTransaction, PlannedPerCall } from './preparing-client.js';
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
} from './proofs.js';
export { schemaIsThere } from './readiness.js';
export { reseal, wholly } from './reseal.js';
export { type Canary, mustKnowSecrets, secretsMissing } from './secret-canary.js';
export { anId, day, inNumbers, inText, moment, whole, yesOrNo } from './sort-keys.js';
export { noSpaceSeen } from './space.js';
export { LAST, readTogether, rows, run } from './statement.js';
export type { Reader } from './together.js';
export { sendTogether } from './transaction.js';
export { NoAnswer, WatchedClient } from './watched-client.js';
export { withClient } from './with-client.js';
export type { Lists } from './word-lists.js';
export { sayAlive, sayGone, WORKER_SAYS_MS, type WorkerSeen, workersSeen } from './workers.js';
