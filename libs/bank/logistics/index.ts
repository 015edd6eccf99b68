export { CONTAINERS, searchContainers } from './containers/container-listing.js';
export { ContainersService } from './containers/containers.service.js';
export { LogisticsModule } from './logistics.module.js';
export { ArrivalsService } from './transfers/arrivals.service.js';
export { DeparturesService } from './transfers/departures.service.js';
export { ReturnsService } from './transfers/returns.service.js';
export type { Sendable, SendableView } from './transfers/sendable.js';
export {
  mayOpenFrom,
  PURPOSES,
  type Purpose,
  TRANSFER_LIFECYCLE,
  TRANSFER_STATES,
  type TransferState,
  type TransferVerb,
} from './transfers/transfer.lifecycle.js';
export {
  type ContainerView,
  type ContentView,
  type LogisticsWaiting,
  type Scan,
  type TransferContainerView,
  type TransferDetailView,
  type TransferLineView,
  TransferQueries,
  type TransferView,
  type Unconfirmed,
  type UndoneDeparture,
} from './transfers/transfer.queries.js';
export { SENT_STATES, searchTransfers, TRANSFERS } from './transfers/transfer-listing.js';
export { TransferMails } from './transfers/transfer-notices.js';
export type { NewTransfer } from './transfers/transfer-opening.js';
export { TransfersService } from './transfers/transfers.service.js';
export { LOGISTICS_LISTS } from './word-lists.js';
