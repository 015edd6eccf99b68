export { AllocationModule } from './allocation.module.js';
export { AllocationToday, type AllocationWaiting } from './allocation.today.js';
export { peopleHits, searchHandovers, searchRequests } from './allocation-search.js';
export {
  AppointmentsService,
  type AppointmentTime,
  type AppointmentView,
  forgetAppointments,
} from './appointments/appointments.service.js';
export { BeneficiariesService } from './beneficiaries/beneficiaries.service.js';
export type {
  BeneficiaryView,
  MergedReference,
  StatisticsInput,
} from './beneficiaries/beneficiary.views.js';
export { BENEFICIARIES, type BeneficiariesAsked } from './beneficiaries/beneficiary-listing.js';
export { BeneficiaryMerges } from './beneficiaries/beneficiary-merges.service.js';
export { FORGOTTEN } from './beneficiaries/forgotten.js';
export type { PersonEvent } from './beneficiaries/former-people.js';
export type { PersonIdentity } from './beneficiaries/identity.store.js';
export { type FoundPeople, type FoundPerson, PeopleFinder } from './beneficiaries/people-finder.js';
export * from './beneficiaries/statistics.js';
export {
  ACCESSORIES,
  type Accessory,
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
export { type BeforeUs, type DeclaredHandover, DeclaredHandovers } from './handovers/declared-handovers.js';
export { HandoverQueries } from './handovers/handover.queries.js';
export type { CurrentHandover, HandoverDetail, HandoverInput, HandoverView } from './handovers/handover.views.js';
export { HandoverCorrections, type ReferenceChange, type Undone } from './handovers/handover-corrections.service.js';
export { HANDOVERS, type HandoversAsked } from './handovers/handover-listing.js';
export { HandoverOriginals } from './handovers/handover-originals.service.js';
export { HandoversService } from './handovers/handovers.service.js';
export { type CounterStaff, type OwnCounter, OwnCounterService } from './handovers/own-counter.service.js';
export { CRITERIA, CRITERION_IDS, type Criterion, type SaleView } from './handovers/selling.js';
export { drawnSignature, paperSignature, type Signature, typedSignature } from './handovers/signature.js';
export { type Swap, SwapService } from './handovers/swap.service.js';
export {
  type Blocked,
  type Blocker,
  type Blockers,
  BlockersQueries,
  type UnservedCategory,
  type WithheldDevice,
} from './matching/blockers.queries.js';
export { DeliveriesService, type Delivery } from './matching/deliveries.service.js';
export type { Match, Missing, Why } from './matching/matching.js';
export { PROPOSALS, type ProposalsAsked } from './matching/proposal-listing.js';
export { ProposalRefusals } from './matching/proposal-refusals.service.js';
export {
  type DeviceChoice,
  type HeldBackDevice,
  ProposalsService,
  type ProposalView,
  type ProposedDevice,
  type UnitChoices,
} from './matching/proposals.service.js';
export { ReservationQueries, type ReservationView } from './matching/reservation.queries.js';
export { type Pair, ReservationsService } from './matching/reservations.service.js';
export { QuotaCorrections, type QuotaRight } from './quotas/quota-corrections.service.js';
export { isCopied, type QuotaToCopy, QuotaYearsService } from './quotas/quota-years.service.js';
export { isAllowed, type QuotaBefore, QuotasService, type QuotaView } from './quotas/quotas.service.js';
export * from './requests/needs.js';
export { PAPER_PROMISE, promiseOf, REPLACEMENT_PROMISES } from './requests/promises.js';
export * from './requests/request.lifecycle.js';
export { RequestQueries, usualRequestSort } from './requests/request.queries.js';
export * from './requests/request.views.js';
export { type ApprovedPart, RequestAnswersService } from './requests/request-answers.service.js';
export { LONGEST_REFUSAL_NOTE, MOST_LINES, MOST_PER_LINE } from './requests/request-limits.js';
export { EXPIRING, REQUESTS, type RequestsAsked } from './requests/request-listing.js';
export { RequestMails } from './requests/request-mails.js';
export { RequestsService } from './requests/requests.service.js';
export {
  SEALED_FORMER_DESCRIPTION,
  SEALED_FORMER_IDENTITY,
  SEALED_IDENTITY,
  SEALED_SIGNATURE,
} from './sealed.js';
export {
  MERGED_QUOTAS,
  type MergedQuotas,
  type MergedStructure,
  type StructureMerge,
  StructureMerges,
} from './structures/structure-merges.service.js';
export { ALLOCATION_LISTS, RESERVED_STATES, WITH_PERSON_STATES } from './word-lists.js';
