export { BULK_LIFECYCLE, BULK_STATES, type BulkState } from './bulk.lifecycle.js';
export { BulkModule } from './bulk.module.js';
export { BULK_ITEMS, type BulkItemsAsked, type BulkItemView, BulkQueries, type BulkView } from './bulk.queries.js';
export { BulkService, type NewBulk } from './bulk.service.js';
export {
  BULK_VERB_NAMES,
  type BulkSettings,
  type BulkSubject,
  type BulkVerb,
  bulkVerb,
  type GraveVerb,
  MOST_THINGS,
} from './bulk-verbs.js';
export { BULK_LISTS } from './word-lists.js';
