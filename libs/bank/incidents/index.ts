export { Addressees as IncidentAddressees } from './addressees.service.js';
export { INCIDENT_RULES } from './dated-rules.js';
export * from './incident.lifecycle.js';
export {
  type ControllerView,
  type IncidentEventView,
  type IncidentListView,
  IncidentQueries,
  type IncidentView,
  type LostItemView,
  type LostMediumView,
} from './incident.queries.js';
export { INCIDENTS, searchIncidents } from './incident-listing.js';
export { IncidentsModule } from './incidents.module.js';
export { controllersFor, type IncidentAct, type IncidentInput, IncidentsService } from './incidents.service.js';
export { IncidentsToday, type IncidentsWaiting } from './incidents.today.js';
export { LossQueries, type LossView, type UnerasedMedium } from './loss.queries.js';
export { DELAYS, INCIDENTS_LISTS } from './word-lists.js';
