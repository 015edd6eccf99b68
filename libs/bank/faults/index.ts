export { FAULT_RULES } from './dated-rules.js';
export { FaultsModule } from './faults.module.js';
export {
  type FaultReport,
  FaultsService,
  type LabelReading,
  REPORTS_AN_HOUR,
  readLabel,
  SORTING,
} from './faults.service.js';
export { type FaultsWaiting, MaintenanceToday } from './faults.today.js';
export { FOUND, type Found, findingsOf } from './findings.js';
export { type FollowUpView, followWords } from './follow-up.js';
export { ModelSeriesQueries, type ModelSeriesView } from './model-series.queries.js';
export { type OutDevice, outWords } from './out-device.js';
export { TICKETS_A_DAY } from './report-sorting.service.js';
export { forgetWords, MAX_SENTENCE } from './reporter-texts.js';
export { SEALED_NOTE, SEALED_WORDS } from './sealed.js';
export * from './ticket.lifecycle.js';
export {
  type PlaceChoice,
  type TicketEventView,
  type TicketListView,
  type TicketNoteView,
  TicketQueries,
  type TicketReportView,
  type TicketView,
} from './ticket.queries.js';
export { searchTickets, showTicketNumber, TICKETS } from './ticket-listing.js';
export { MAX_NOTE, readNote, TicketNotes } from './ticket-notes.service.js';
export { type TicketInput, TicketsService } from './tickets.service.js';
export { FAULTS_LISTS } from './word-lists.js';
