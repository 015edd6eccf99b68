export {
  type AbsenceForm,
  AbsencesService,
  type AbsenceView,
  mayNoteForOthers,
  type StandIn,
} from './absences.service.js';
export { AccessibilityService, type AccessibilityView } from './accessibility.service.js';
export { AccountService, type AccountView, type LinkedProvider, type OwnSession } from './account.service.js';
export { AccountClosingService, type AccountState } from './account-closing.service.js';
export { activePlace } from './active-place.js';
export { addressFault, keptAddress } from './address.js';
export { AgentSignIn } from './agent-sign-in.service.js';
export { forgetKeyNames } from './api-keys.js';
export { audit } from './audit.js';
export { AUDIT_KINDS, AUDIT_THEMES, AUDIT_VERBS, type AuditTheme } from './audit-acts.js';
export { checkpointAudit, forgetAudit } from './audit-checkpoints.js';
export {
  AUDIT_SORTS,
  type AuditFilter,
  AuditLogService,
  type AuditSort,
  type AuditView,
} from './audit-log.service.js';
export { proveAuditSealed, proveAuditVerified, proveAuditVerifiedNow } from './audit-proofs.js';
export { resealAudit } from './audit-reseal.js';
export { sealAudit } from './audit-seals.js';
export { type AuditVerified, holds, verifyAudit } from './audit-verified.js';
export { AUTHORITY, SIGNATORY_ACT_WORDS } from './authority.js';
export { BankService, type BankView, type EligibilityGround } from './bank.service.js';
export { type AuditHead, auditHead, auditSeal, type BankProof, bankProofs, operators } from './bank-proofs.js';
export type { SignInOutcome } from './complete-sign-in.js';
export {
  byPassword,
  CONFIRMED_MINUTES,
  type Confirmation,
  confirmedFacts,
  type FreshConfirmation,
  type Given,
} from './confirmation.js';
export { PEOPLE_RULES } from './dated-rules.js';
export { endAllAccess } from './ended-sessions.js';
export { FACTOR_ROLES, type FactorRole } from './factor-roles.js';
export { GROUNDS, type Ground, groundLabel } from './grounds.js';
export { IdentifyService, type Requester } from './identify.service.js';
export { asImporter, importer } from './importer.js';
export { KEY_SCOPES, KEY_TERMS, type KeyScope, type KeyTerm } from './key-scopes.js';
export { type Doorstep, isDeviceOfOurs, knownDeviceOf } from './known-devices.js';
export { linkTriesOf } from './link-tries.js';
export { type LinkOwner, LinksService, type OwnKey, PASSWORD_LINKS } from './links.service.js';
export {
  ACCESSIBILITY_LEVELS,
  type AccessibilityLevel,
  ASKED_LINKS,
  type AskedLink,
  type ConfirmationForm,
  LINK_HOURS,
  type LinkPurpose,
  NAME_REASONS,
  type NameReason,
  ONE_LINK_MINUTES,
  PEOPLE_LISTS,
  PLACE_KINDS,
  type PlaceKind,
  SIGNATORY_ACTS,
  type SignatoryAct,
  type SignedAct,
} from './lists.js';
export {
  forgetLooks,
  LOOK_SCREENS,
  type LookScreen,
  type LookSubject,
  noteLook,
  noteSearch,
  SEARCHES,
} from './looks.js';
export { MailSignInService } from './mail-sign-in.service.js';
export { memberAgain } from './member-again.js';
export { type Invited, MembersService } from './members.service.js';
export {
  lockMerged,
  lockOrganisations,
  type MergeableOrganisation,
  mergeOrganisation,
  structureStands,
} from './merged.js';
export type { FormerName } from './names.js';
export { type OpeningForm, OpeningService, type Settled } from './opening.service.js';
export type { MergedStructure, OrganisationForm, OrganisationView, PlaceView } from './organisation.views.js';
export {
  ORGANISATION_SORT_NAMES,
  ORGANISATION_SORTS,
  ORGANISATIONS,
  type OrganisationSort,
} from './organisation-listing.js';
export { OrganisationsService } from './organisations.service.js';
export { MIN_PASSWORD } from './password-rule.js';
export { PeopleModule } from './people.module.js';
export { searchOrganisations, searchPlaces } from './people-search.js';
export { type PlaceDetail, PlacesService } from './places.service.js';
export { AUTH_REQUEST_SECONDS, type AuthRequest, openAuthRequest, sealAuthRequest } from './providers/auth-request.js';
export type { Origin } from './providers/origin.js';
export { forgetProviders, leadOut, leadTo, whoCame } from './providers/provider-client.js';
export { ProviderLogoutService } from './providers/provider-logout.service.js';
export { ProviderSignInService } from './providers/provider-sign-in.service.js';
export { SEALED_ORIGIN } from './providers/sealed.js';
export { FactorResetsService, type FactorResetView } from './second-factor/factor-resets.service.js';
export type { Factors } from './second-factor/factors.js';
export { PasskeysService, passkeyRequest, type Site } from './second-factor/passkeys.service.js';
export { SEALED_TOTP } from './second-factor/sealed.js';
export { SecondFactorService, type SecondFactorView } from './second-factor/second-factor.service.js';
export { mustBeKind, SetUpJudge } from './set-up-judge.service.js';
export { SignInService } from './sign-in.service.js';
export { type NamedSignatory, SignatoriesService, type SignatoryView } from './signatories.service.js';
export { SignaturesService, type StaffSignature } from './signatures.service.js';
export { isStructureType, STRUCTURE_TYPES, type StructureType } from './structure-types.js';
export {
  bankDay,
  bankId,
  bankYear,
  LAST_MONTHS,
  type MonthCount,
  nextHumanNumber,
  THE_BANK,
  TODAY,
} from './the-bank.js';
export { type Unused, UnusedService } from './unused.service.js';
export { type KeptAccount, type UnusedAccount, UnusedAccountsService } from './unused-accounts.service.js';
export type * from './user.views.js';
export { UsersService } from './users.service.js';
export { endWords } from './words-end.js';
