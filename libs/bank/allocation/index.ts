export { AllocationModule } from './allocation.module.js';
export { AllocationToday, type AllocationWaiting } from './allocation.today.js';
export { peopleHits, searchHandovers, searchRequests } from './allocation-search.js';
export { AppointmentsService, type AppointmentView } from './appointments/appointments.service.js';
export { BeneficiariesService } from './beneficiaries/beneficiaries.service.js';
export { BENEFICIARIES } from './beneficiaries/beneficiary-listing.js';
export { BeneficiaryMerges } from './beneficiaries/beneficiary-merges.service.js';
export { type FoundPeople, PeopleFinder } from './beneficiaries/people-finder.js';
export { type HandoverMode, UNSIGNED_WHY, type UnsignedWhy } from './codes.js';
export { ALLOCATION_RULES } from './dated-rules.js';
export { type DeclaredHandover, DeclaredHandovers } from './handovers/declared-handovers.js';
export { HandoverQueries, type ShelfDevice } from './handovers/handover.queries.js';
export type { HandoverView } from './handovers/handover.views.js';
export { HandoverCorrections } from './handovers/handover-corrections.service.js';
export { HANDOVERS } from './handovers/handover-listing.js';
export { HandoversService } from './handovers/handovers.service.js';
export { OwnCounterService } from './handovers/own-counter.service.js';
export {
  drawnSignature,
  PAPER_PROMISE,
  paperSignature,
  promiseOf,
  REPLACEMENT_PROMISES,
  type Signature,
  typedSignature,
} from './handovers/signature.js';
export { SwapService } from './handovers/swap.service.js';
export {
  type Blocked,
  type Blocker,
  type Blockers,
  BlockersQueries,
  type UnservedCategory,
  type WithheldDevice,
} from './matching/blockers.queries.js';
export { DeliveriesService } from './matching/deliveries.service.js';
export { MatchingRunsService } from './matching/matching-runs.service.js';
export {
  type ProposalCounts,
  ProposalRefusals,
  ProposalsService,
  type ProposalView,
} from './matching/proposals.service.js';
export { ReservationQueries } from './matching/reservation.queries.js';
export { ReservationsService } from './matching/reservations.service.js';
export { QuotaCorrections } from './quotas/quota-corrections.service.js';
export { isAllowed, QuotasService, type QuotaView } from './quotas/quotas.service.js';
export { StructureMerges } from './quotas/structure-merges.service.js';
export { REQUESTABLE, type Requestable } from './requests/needs.js';
export { REQUEST_LIFECYCLE } from './requests/request.lifecycle.js';
export { RequestQueries } from './requests/request.queries.js';
export type { RequestUnitView } from './requests/request.views.js';
export { RequestAnswersService } from './requests/request-answers.service.js';
export { REQUESTS } from './requests/request-listing.js';
export { RequestMails } from './requests/request-notices.js';
export { RequestsService } from './requests/requests.service.js';
export { SEALED_FORMER_DESCRIPTION, SEALED_FORMER_IDENTITY, SEALED_IDENTITY, SEALED_SIGNATURE } from './sealed.js';
export { ALLOCATION_LISTS } from './word-lists.js';
