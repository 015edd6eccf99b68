export {
  ACCESS_SCREENS,
  type AccessScreen,
  type AccessSubject,
  deleteOldAccessRecords,
  noteSearch,
  recordAccess,
  SEARCHES,
  showedSomebody,
} from './audit/access-records.js';
export { audit } from './audit/audit.js';
export { AUDIT_KINDS, AUDIT_VERBS, type AuditTheme } from './audit/audit-acts.js';
export {
  checkpointAudit,
  forgetAudit,
  proveAuditSealed,
  proveAuditVerified,
  proveAuditVerifiedNow,
} from './audit/audit-checkpoints.js';
export { AUDIT, AuditLogService, type AuditView } from './audit/audit-log.service.js';
export { resealAudit, sealAudit } from './audit/audit-seals.js';
export { type AuditVerified, holds, verifyAudit } from './audit/audit-verified.js';
export { type AuditHead, auditHead, auditSeal, type BankProof, bankProofs, operators } from './audit/bank-proofs.js';
export { AccessibilityService, type AccessibilityView } from './bank/accessibility.service.js';
export { BankService, type BankView, type EligibilityGround } from './bank/bank.service.js';
export {
  bankDay,
  bankId,
  bankYear,
  dayBegan,
  dayBegins,
  LAST_MONTHS,
  type MonthCount,
  nextHumanNumber,
  THE_BANK,
  TODAY,
} from './bank/bank-days.js';
export { type OpeningForm, OpeningService, type Settled } from './bank/opening.service.js';
export { mustBeKind, SetUpJudge } from './bank/set-up-judge.service.js';
export { endWords } from './bank/words-end.js';
export { PEOPLE_RULES } from './dated-rules.js';
export { BenchKeysService, type BenchKeyView } from './keys/bench-keys.service.js';
export {
  announceKeyEnds,
  type EndingKey,
  forgetKeyNames,
  type OrganisationKeyView,
  type TokenView,
} from './keys/keys.js';
export { OrganisationKeysService } from './keys/organisation-keys.service.js';
export { AccountService, type AccountView, type LinkedProvider, type OwnSession } from './members/account.service.js';
export { AccountClosingService, type AccountState } from './members/account-closing.service.js';
export { addressFault, normalAddress } from './members/address.js';
export { asImporter, currentMember, importer } from './members/current-member.js';
export { type Colleague, type Invited, MembersService, type Reachable } from './members/members.service.js';
export { type SavedFilter, SavedFiltersService } from './members/saved-filters.service.js';
export { type RemainingAccount, type UnusedAccount, UnusedAccountsService } from './members/unused-accounts.service.js';
export type * from './members/user.views.js';
export { UsersService } from './members/users.service.js';
export {
  type AbsenceForm,
  AbsencesService,
  type AbsenceView,
  mayNoteForOthers,
  type StandIn,
} from './organisations/absences.service.js';
export {
  currentStructure,
  lockOrganisations,
  type MergeableOrganisation,
  mergeOrganisation,
  mustBeOwn,
} from './organisations/merged.js';
export type { FormerName } from './organisations/names.js';
export type {
  OrganisationForm,
  OrganisationView,
  PlaceView,
} from './organisations/organisation.views.js';
export { ORGANISATIONS } from './organisations/organisation-listing.js';
export { OrganisationsService } from './organisations/organisations.service.js';
export { searchMembers, searchOrganisations, searchPlaces } from './organisations/people-search.js';
export { activePlace, type PlaceDetail, PlacesService } from './organisations/places.service.js';
export { type Unused, UnusedService } from './organisations/unused.service.js';
export { PeopleModule } from './people.module.js';
export type { Origin } from './providers/origin.js';
export { forgetProviders, leadOut, leadTo, whoCame } from './providers/provider-client.js';
export { ProviderLogoutService } from './providers/provider-logout.service.js';
export {
  AUTH_REQUEST_SECONDS,
  type AuthRequest,
  openAuthRequest,
  ProviderSignInService,
  sealAuthRequest,
} from './providers/provider-sign-in.service.js';
export { SEALED_ORIGIN } from './providers/sealed.js';
export {
  FactorResetsService,
  type FactorResetView,
  type PeopleWaiting,
} from './second-factor/factor-resets.service.js';
export type { Factors } from './second-factor/factors.js';
export { FACTOR_ROLES, type FactorRole } from './second-factor/factors.js';
export { PasskeysService, passkeyRequest, type Site } from './second-factor/passkeys.service.js';
export { SEALED_TOTP } from './second-factor/sealed.js';
export { SecondFactorService, type SecondFactorView } from './second-factor/second-factor.service.js';
export type { SignInOutcome } from './sign-in/complete-sign-in.js';
export { AgentSignIn, IdentifyService, type Requester } from './sign-in/identify.service.js';
export { type Doorstep, endAllAccess, isDeviceOfOurs, knownDeviceOf } from './sign-in/known-devices.js';
export { type LinkOwner, LinksService, type OwnKey, PASSWORD_LINKS } from './sign-in/links.service.js';
export { MailSignInService } from './sign-in/mail-sign-in.service.js';
export { MIN_PASSWORD } from './sign-in/password.js';
export { SignInService } from './sign-in/sign-in.service.js';
export { linkTriesOf } from './sign-in/tries.js';
export {
  byPassword,
  CONFIRMED_MINUTES,
  type Confirmation,
  confirmedFacts,
  type FreshConfirmation,
  type SignedProof,
} from './signatories/confirmation.js';
export {
  AUTHORITY,
  type NamedSignatory,
  SIGNATORY_ACT_WORDS,
  SignatoriesService,
  type SignatoryView,
} from './signatories/signatories.service.js';
export { SignaturesService, type StaffSignature } from './signatories/signatures.service.js';
export type { KeyScope, KeyTerm } from './word-lists.js';
export {
  ACCESSIBILITY_LEVELS,
  type AccessibilityLevel,
  ASKED_LINKS,
  type AskedLink,
  type ConfirmationForm,
  GROUNDS,
  type Ground,
  groundLabel,
  isStructureType,
  LINK_HOURS,
  type LinkPurpose,
  NAME_REASONS,
  type NameReason,
  ONE_LINK_MINUTES,
  PEOPLE_LISTS,
  type PlaceKind,
  SIGNATORY_ACTS,
  type SignatoryAct,
  type SignedAct,
  STRUCTURE_TYPES,
  type StructureType,
} from './word-lists.js';
