export { InventoriesModule } from './inventories.module.js';
export type { ReviewReason } from './matching.js';
export { type ReceivedFilters, ReceivedQueries } from './received.queries.js';
export * from './received.views.js';
export { RECEIVED, RECEIVED_SORT_NAMES, RECEIVED_SORTS, type ReceivedSort } from './received-listing.js';
export { type Received, Reception, type ReceptionOutcome } from './reception.service.js';
export { ReviewService } from './review.service.js';
export { INVENTORIES_LISTS, type ReceivedState } from './word-lists.js';
