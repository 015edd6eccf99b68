export { COLLECTION_SORT_NAMES, COLLECTION_SORTS, type CollectionSort } from './collection-listing.js';
export {
  COLLECTION_MODES,
  type CollectionMode,
  type CollectionPlan,
  CollectionsService,
  type CollectionView,
  type PlannedView,
} from './collections.service.js';
export { INTAKE_RULES } from './dated-rules.js';
export {
  DECISION_KINDS,
  type DecisionKind,
  type DepositView,
  depositOf,
  inDeposit,
  mustNotBeInDeposit,
} from './deposit.js';
export { DepositsService } from './deposits.service.js';
export { DeviceDonations, type DeviceMove } from './device-donations.service.js';
export { DeviceLocksService } from './device-locks.service.js';
export {
  CANCEL_REASONS,
  type CancelReason,
  DONATION_LIFECYCLE,
  DONATION_STATES,
  type DonationState,
  type DonationVerb,
} from './donation.lifecycle.js';
export { holdDonation } from './donation.moves.js';
export { type DonationFilters, DonationQueries } from './donation.queries.js';
export type {
  BalanceLine,
  DonationEventView,
  DonationListView,
  DonationOfDevice,
  DonationView,
  Expected,
  LoggedDeviceView,
  RefusedView,
} from './donation.views.js';
export { DonationCorrections, type DonorChange } from './donation-corrections.service.js';
export { DONATION_SORT_NAMES, DONATION_SORTS, DONATIONS, type DonationSort } from './donation-listing.js';
export { DonationsService, type NewDonation } from './donations.service.js';
export {
  DONOR_KINDS,
  type DonorCard,
  type DonorContact,
  type DonorKind,
  isDonorKind,
  type NewDonor,
  RECEIPT_OF,
} from './donor.js';
export type { ContactView, MergedCard } from './donor.views.js';
export { DonorContactsService } from './donor-contacts.service.js';
export { GIVER } from './donor-known.js';
export { DONOR_SORT_NAMES, DONOR_SORTS, DONORS, type DonorSort } from './donor-listing.js';
export { DonorMerges } from './donor-merges.service.js';
export { type DonorRule, donorRule, originOf, type PublicFigures, publicFigures } from './donor-rules.js';
export { type DonorDetail, DonorsService, type DonorView } from './donors.service.js';
export { DateQuestion } from './files/date-question.js';
export { RowAbove } from './files/ditto.js';
export { FileQueries } from './files/file.queries.js';
export type { FileRowView, FileView } from './files/file.views.js';
export { withdrawMade } from './files/file-withdrawing.js';
export { type FileChoices, FilesService } from './files/files.service.js';
export { isSameSerial, isTwin, type SameSerial, sameSerial } from './files/row-answers.js';
export { GivenRows, type RowGiven } from './files/row-given.js';
export { isQuantity, MOST_OF_A_FILE, type Quantity, quantityOf } from './files/row-quantity.js';
export { RowNumbers, type RowScreen } from './files/row-serials.js';
export { PROBLEM_COLUMN, SHEET_FIELDS, type SheetField } from './files/sheet-fields.js';
export { IntakeModule } from './intake.module.js';
export { type IntakeSettled, IntakeToday, type IntakeWaiting } from './intake.today.js';
export { searchDonations, searchDonors } from './intake-search.js';
export {
  CodeRolls,
  type CodeRollView,
  type FreeCode,
} from './labels/code-rolls.service.js';
export { GridRefused, LabelFormats, type LabelFormatView } from './labels/label-formats.service.js';
export type { LabelSheetView, OneLabelSheetView, Range, SheetOptions } from './labels/label-sheets.service.js';
export { LabelsService } from './labels/labels.service.js';
export { INTAKE_LISTS } from './lists.js';
export { LockQueries } from './lock.queries.js';
export {
  isLockStep,
  LOCK_STEPS,
  type LockedDeviceView,
  type LockNoticeView,
  type LockStep,
  type LocksDue,
  type LockView,
} from './lock.views.js';
export { lockLetter } from './lock-letter.js';
export { LOCK_SORT_NAMES, LOCK_SORTS, type LockSort } from './lock-listing.js';
export { LockNoticesService } from './lock-notices.service.js';
export {
  LOCK_CHECKS,
  LOCK_KINDS,
  LOCKS,
  type LockCheck,
  type LockKind,
  RELEASE_ANSWERS,
  type ReleaseAnswer,
} from './locks.js';
export { LoggingService } from './logging.service.js';
export {
  CAPACITIES,
  type Capacity,
  LAW_SUBJECTS,
  type LawRule,
  lawRule,
  SELLING_MODES,
  SELLING_TERMS,
  type SellingTerms,
  sellingTerms,
} from './public-gifts.js';
export { INTAKE_REFUSAL_REASONS, REFUSAL_FATES, type RefusalFate, type RefusalReason } from './refusals.js';
export { type NewRefusal, RefusalsService } from './refusals.service.js';
export { type ReleaseLine, ReleaseService } from './release.service.js';
export {
  SEALED_COLLECTION,
  SEALED_CONTACT,
  SEALED_FORMER_CARD,
  SEALED_FORMER_COLLECTION,
  SEALED_FORMER_CONTACT,
  SEALED_REPRESENTATIVE,
} from './sealed.js';
export { type Suggestion, SuggestionQueries } from './suggestions.queries.js';
