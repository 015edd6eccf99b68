export { FaultsModule } from './faults.module.js';
export { type FaultReport, FaultsService, type LabelReading, REPORTS_AN_HOUR, readLabel } from './faults.service.js';
export { type FaultsWaiting, MaintenanceToday } from './faults.today.js';
export { forgetWords, MAX_SENTENCE } from './reporter-texts.js';
export { SEALED_WORDS } from './sealed.js';
export * from './ticket.lifecycle.js';
export {
  type FollowUpView,
  type PlaceChoice,
  type ReplacementChoice,
  type TicketEventView,
  type TicketListView,
  TicketQueries,
  type TicketView,
} from './ticket.queries.js';
export { searchTickets, showTicketNumber, TICKETS } from './ticket-listing.js';
export { type TicketInput, TicketsService } from './tickets.service.js';
export { FAULTS_LISTS } from './word-lists.js';
