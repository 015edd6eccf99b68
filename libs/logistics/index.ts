export { ArrivalsService } from './arrivals.service.js';
export { CONTAINER_SORT_NAMES, CONTAINER_SORTS, CONTAINERS, type ContainerSort } from './container-listing.js';
export { ContainersService } from './containers.service.js';
export { DeparturesService } from './departures.service.js';
export { LOGISTICS_LISTS } from './lists.js';
export { LogisticsModule } from './logistics.module.js';
export { searchContainers, searchTransfers } from './logistics-search.js';
export { ReturnsService } from './returns.service.js';
export type { Sendable, SendableView } from './sendable.js';
export {
  mayOpenFrom,
  PURPOSES,
  type Purpose,
  TRANSFER_LIFECYCLE,
  TRANSFER_STATES,
  type TransferState,
  type TransferVerb,
} from './transfer.lifecycle.js';
export {
  type LogisticsWaiting,
  SENT_STATES,
  type SentState,
  type TransferFilters,
  TransferQueries,
  type Unconfirmed,
} from './transfer.queries.js';
export type {
  ContainerView,
  ContentView,
  Scan,
  TransferContainerView,
  TransferDetailView,
  TransferLineView,
  TransferView,
  UndoneDeparture,
} from './transfer.views.js';
export { TRANSFER_SORT_NAMES, TRANSFER_SORTS, TRANSFERS, type TransferSort } from './transfer-listing.js';
export { TransferMails } from './transfer-mails.js';
export type { NewTransfer } from './transfer-opening.js';
export { TransfersService } from './transfers.service.js';
