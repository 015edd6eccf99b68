import { Global, Module } from '@nestjs/common';
import { TerritoryModule } from '#bank/territory';
import { entities } from '#platform/database';
import * as looks from './audit/audit.entity.js';
import { AuditLogService } from './audit/audit-log.service.js';
import * as accessibility from './bank/accessibility.entity.js';
import { AccessibilityService } from './bank/accessibility.service.js';
import { BankService } from './bank/bank.service.js';
import { OpeningService } from './bank/opening.service.js';
import { SetUpJudge } from './bank/set-up-judge.service.js';
import { BenchKeysService } from './keys/bench-keys.service.js';
import * as credentials from './keys/credential.entity.js';
import { OrganisationKeysService } from './keys/organisation-keys.service.js';
import { AccountService } from './members/account.service.js';
import { AccountClosingService } from './members/account-closing.service.js';
import { MembersService } from './members/members.service.js';
import { SavedFiltersService } from './members/saved-filters.service.js';
import { UnusedAccountsService } from './members/unused-accounts.service.js';
import * as users from './members/user.entity.js';
import { UsersService } from './members/users.service.js';
import { AbsencesService } from './organisations/absences.service.js';
import * as organisations from './organisations/organisation.entity.js';
import { OrganisationsService } from './organisations/organisations.service.js';
import { PlacesService } from './organisations/places.service.js';
import { UnusedService } from './organisations/unused.service.js';
import * as providers from './providers/identity.entity.js';
import { ProviderLogoutService } from './providers/provider-logout.service.js';
import { ProviderSignInService } from './providers/provider-sign-in.service.js';
import { FactorResetsService } from './second-factor/factor-resets.service.js';
import { PasskeysService } from './second-factor/passkeys.service.js';
import * as secondFactor from './second-factor/second-factor.entity.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { AgentSignIn, IdentifyService } from './sign-in/identify.service.js';
import { LinksService } from './sign-in/links.service.js';
import { MailSignInService } from './sign-in/mail-sign-in.service.js';
import * as signIn from './sign-in/sign-in.entity.js';
import { SignInService } from './sign-in/sign-in.service.js';
import { SignatoriesService } from './signatories/signatories.service.js';
import * as signatories from './signatories/signatory.entity.js';
import { SignaturesService } from './signatories/signatures.service.js';

const SERVICES = [
  AccessibilityService,
  AbsencesService,
  AccountService,
  AccountClosingService,
  AgentSignIn,
  AuditLogService,
  BankService,
  BenchKeysService,
  FactorResetsService,
  IdentifyService,
  LinksService,
  MailSignInService,
  MembersService,
  OpeningService,
  OrganisationKeysService,
  OrganisationsService,
  PasskeysService,
  PlacesService,
  ProviderLogoutService,
  ProviderSignInService,
  SavedFiltersService,
  SecondFactorService,
  SetUpJudge,
  SignatoriesService,
  SignaturesService,
  SignInService,
  UnusedService,
  UnusedAccountsService,
  UsersService,
];

/** Who people are and what they may act for. Global: every feature asks. */
@Global()
@Module({
  imports: [
    entities(organisations, users, credentials, signIn, secondFactor, providers, signatories, looks, accessibility),
    TerritoryModule,
  ],
  providers: SERVICES,
  exports: SERVICES,
})
export class PeopleModule {}
