export { InventoriesModule } from './inventories.module.js';
export type { ReviewReason } from './matching.js';
export { ReceivedQueries } from './received.queries.js';
export * from './received.views.js';
export { RECEIVED } from './received-listing.js';
export { type Received, Reception, type ReceptionOutcome } from './reception.service.js';
export { ReviewService } from './review.service.js';
export { INVENTORIES_LISTS, RECEIVED_STATES, type ReceivedState } from './word-lists.js';
