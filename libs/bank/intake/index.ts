export {
  COLLECTION_MODES,
  type CollectionMode,
  type CollectionPlan,
  CollectionsService,
  type CollectionView,
  PLANNED,
  type PlannedAsked,
  type PlannedView,
} from './collections/collections.service.js';
export { INTAKE_RULES } from './dated-rules.js';
export {
  DECISION_KINDS,
  type DecisionKind,
  type DepositView,
  depositOf,
  inDeposit,
  mustNotBeInDeposit,
} from './donations/deposit.js';
export { DepositsService } from './donations/deposits.service.js';
export { DeviceDonations, type DeviceMove } from './donations/device-donations.service.js';
export {
  type ArrivalRefusal,
  CANCEL_REASONS,
  type CancelReason,
  DONATION_LIFECYCLE,
  DONATION_STATES,
  type DonationState,
  type DonationVerb,
  INTAKE_REFUSAL_REASONS,
  REFUSAL_FATES,
  type RefusalFate,
} from './donations/donation.lifecycle.js';
export { holdDonation } from './donations/donation.moves.js';
export { DonationQueries } from './donations/donation.queries.js';
export type {
  BalanceLine,
  DonationEventView,
  DonationListView,
  DonationOfDevice,
  DonationView,
  Expected,
  LoggedDeviceView,
  RefusedView,
} from './donations/donation.views.js';
export { DonationCorrections, type DonorChange } from './donations/donation-corrections.service.js';
export { DONATIONS } from './donations/donation-listing.js';
export { DonationsService, type NewDonation } from './donations/donations.service.js';
export { LoggingService } from './donations/logging.service.js';
export { type NewRefusal, RefusalsService } from './donations/refusals.service.js';
export { type ReleaseLine, ReleaseService } from './donations/release.service.js';
export { type Suggestion, SuggestionQueries } from './donations/suggestions.queries.js';
export {
  becomes,
  DONOR_KINDS,
  type DonorCard,
  type DonorContact,
  type DonorKind,
  isDonorKind,
  isPerson,
  isSoleTraderForm,
  type NewDonor,
  RECEIPT_OF,
  somebody,
  unnamed,
} from './donor.js';
export { CONTACT_LENGTHS } from './donors/contact-tokens.js';
export type { ContactView, MergedCard } from './donors/donor.views.js';
export { DonorContactsService } from './donors/donor-contacts.service.js';
export { GIVER } from './donors/donor-known.js';
export { DONORS } from './donors/donor-listing.js';
export { DonorMerges } from './donors/donor-merges.service.js';
export {
  type DonorRule,
  donorRule,
  originsOf,
  type PublicFigures,
  publicFigures,
} from './donors/donor-rules.js';
export { type DonorDetail, DonorsService, type DonorView } from './donors/donors.service.js';
export {
  BASIS_SOURCES,
  basisSources,
  CAPACITIES,
  type Capacity,
  LAW_SUBJECTS,
  type LawRule,
  lawRule,
  SELLING_MODES,
  SELLING_TERMS,
  type SellingTerms,
  sellingTerms,
} from './donors/public-gifts.js';
export { FileQueries } from './files/file.queries.js';
export type { FileRowView, FileView } from './files/file.views.js';
export { withdrawFileDevices } from './files/file-applying.js';
export { type FileChoices, FilesService } from './files/files.service.js';
export { type DeviceBought, PurchaseQueries, storePurchases } from './files/purchases.js';
export { RowAbove } from './files/rows/row-above.js';
export { isSameSerial, isTwin, leftToCheck, type SameSerial, sameSerial, TO_CHECK } from './files/rows/row-answers.js';
export { DonatedReader, type RowDonated } from './files/rows/row-donated.js';
export { isQuantity, MOST_OF_A_FILE, type Quantity, quantityOf } from './files/rows/row-quantity.js';
export { type NumberProblem, RowNumbers, type RowScreen } from './files/rows/row-serials.js';
export { DateQuestion, purchaseOf } from './files/sheet-dates.js';
export { isRemark, SHEET_FIELDS, type SheetField } from './files/sheet-fields.js';
export { remarksIn, tellsOfSwollenBattery } from './files/sheet-row.js';
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
export { DeviceLocksService, LockNoticesService } from './locks/device-locks.service.js';
export { LockQueries } from './locks/lock.queries.js';
export {
  LOCK_STEPS,
  type LockedDeviceView,
  type LockNoticeView,
  type LockStep,
  type LocksDue,
  type LockView,
} from './locks/lock.views.js';
export { LOCKED } from './locks/lock-listing.js';
export { lockLetter } from './locks/lock-notices.js';
export {
  LOCK_CHECKS,
  LOCK_KINDS,
  LOCKS,
  type LockCheck,
  type LockKind,
  RELEASE_ANSWERS,
  type ReleaseAnswer,
} from './locks/locks.js';
export {
  SEALED_COLLECTION,
  SEALED_CONTACT,
  SEALED_FORMER_CARD,
  SEALED_FORMER_COLLECTION,
  SEALED_FORMER_CONTACT,
  SEALED_REPRESENTATIVE,
} from './sealed.js';
export { INTAKE_LISTS } from './word-lists.js';
