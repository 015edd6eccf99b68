export { AllocationModule } from './allocation.module.js';
export { AllocationToday, type AllocationWaiting } from './allocation.today.js';
export { peopleHits, searchHandovers, searchRequests } from './allocation-search.js';
export {
  AppointmentsService,
  type AppointmentTime,
  type AppointmentView,
  forgetAppointments,
} from './appointments.service.js';
export { BeneficiariesService } from './beneficiaries.service.js';
export type { BeneficiaryFilter, BeneficiaryView, MergedReference, StatisticsInput } from './beneficiary.views.js';
export {
  BENEFICIARIES,
  BENEFICIARY_SORT_NAMES,
  BENEFICIARY_SORTS,
  type BeneficiarySort,
} from './beneficiary-listing.js';
export { BeneficiaryMerges } from './beneficiary-merges.service.js';
export {
  type Awaited,
  type Blocked,
  type Blocker,
  type Blockers,
  BlockersQueries,
  type HeldBack,
} from './blockers.queries.js';
export {
  HANDOVER_MODES,
  type HandoverMode,
  PAYERS,
  type Payer,
  PROPOSAL_REFUSALS,
  type ProposalRefusalReason,
  UNSIGNED_WHY,
  type UnsignedWhy,
} from './codes.js';
export { ALLOCATION_RULES } from './dated-rules.js';
export { type BeforeUs, type DeclaredHandover, DeclaredHandovers } from './declared-handovers.js';
export { DeliveriesService, type Delivery } from './deliveries.service.js';
export { FORGOTTEN } from './forgotten.js';
export type { PersonEvent } from './former-people.js';
export { HandoverQueries } from './handover.queries.js';
export type { CurrentHandover, HandoverDetail, HandoverInput, HandoverView } from './handover.views.js';
export { HandoverCorrections, type ReferenceChange, type Undone } from './handover-corrections.service.js';
export {
  HANDOVER_SORT_NAMES,
  HANDOVER_SORTS,
  HANDOVERS,
  type HandoverSort,
} from './handover-listing.js';
export { HandoverOriginals } from './handover-originals.service.js';
export { HandoversService } from './handovers.service.js';
export type { PersonIdentity } from './identity.store.js';
export { ALLOCATION_LISTS, GIVEN_STATES, KEPT_STATES } from './lists.js';
export type { Match, Missing, Why } from './matching.js';
export * from './needs.js';
export { type CounterStaff, type OwnCounter, OwnCounterService } from './own-counter.service.js';
export { type FoundPeople, type FoundPerson, PeopleFinder } from './people-finder.js';
export { PAPER_PROMISE, promiseOf, REPLACEMENT_PROMISES } from './promises.js';
export { ProposalRefusals } from './proposal-refusals.service.js';
export { PROPOSAL_SORT_NAMES, PROPOSAL_SORTS, type ProposalSort } from './proposal-sorts.js';
export {
  type DeviceChoice,
  ProposalsService,
  type ProposalView,
  type ProposedDevice,
  type UnitChoices,
} from './proposals.service.js';
export { QuotaCorrections, type QuotaRight } from './quota-corrections.service.js';
export { isCopied, type QuotaToCopy, QuotaYearsService } from './quota-years.service.js';
export { isAllowed, type QuotaBefore, QuotasService, type QuotaView } from './quotas.service.js';
export * from './request.lifecycle.js';
export { EXPIRING, type RequestFilter, RequestQueries, usualRequestSort } from './request.queries.js';
export * from './request.views.js';
export { type ApprovedPart, RequestAnswersService } from './request-answers.service.js';
export { LONGEST_REFUSAL_NOTE, MOST_LINES, MOST_PER_LINE } from './request-limits.js';
export { REQUEST_SORT_NAMES, REQUEST_SORTS, REQUESTS, type RequestSort } from './request-listing.js';
export { RequestMails } from './request-mails.js';
export { RequestsService } from './requests.service.js';
export { ReservationQueries, type ReservationView } from './reservation.queries.js';
export { type Pair, ReservationsService } from './reservations.service.js';
export {
  SEALED_FORMER_DESCRIPTION,
  SEALED_FORMER_IDENTITY,
  SEALED_IDENTITY,
  SEALED_SIGNATURE,
} from './sealed.js';
export { CRITERIA, CRITERION_IDS, type Criterion, type SaleView } from './selling.js';
export { drawnSignature, paperSignature, type Signature, typedSignature } from './signature.js';
export * from './statistics.js';
export { MERGED_QUOTAS, type MergedQuotas, type StructureMerge, StructureMerges } from './structure-merges.service.js';
export { type Swap, SwapService } from './swap.service.js';
