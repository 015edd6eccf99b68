import { Global, Module } from '@nestjs/common';
import { entities } from '#database';
import { TerritoryModule } from '#territory';
import * as absences from './absence.entity.js';
import { AbsencesService } from './absences.service.js';
import * as accessibility from './accessibility.entity.js';
import { AccessibilityService } from './accessibility.service.js';
import { AccountService } from './account.service.js';
import { AccountClosingService } from './account-closing.service.js';
import { AgentSignIn } from './agent-sign-in.service.js';
import * as checkpoints from './audit-checkpoint.entity.js';
import { AuditLogService } from './audit-log.service.js';
import * as audits from './audit-seal.entity.js';
import { BankService } from './bank.service.js';
import * as confirmations from './confirmation.entity.js';
import { IdentifyService } from './identify.service.js';
import { LinksService } from './links.service.js';
import * as looks from './look.entity.js';
import { MailSignInService } from './mail-sign-in.service.js';
import { MembersService } from './members.service.js';
import { OpeningService } from './opening.service.js';
import * as organisations from './organisation.entity.js';
import { OrganisationsService } from './organisations.service.js';
import { PlacesService } from './places.service.js';
import * as providers from './providers/identity.entity.js';
import { ProviderLogoutService } from './providers/provider-logout.service.js';
import { ProviderSignInService } from './providers/provider-sign-in.service.js';
import { FactorResetsService } from './second-factor/factor-resets.service.js';
import { PasskeysService } from './second-factor/passkeys.service.js';
import * as secondFactor from './second-factor/second-factor.entity.js';
import { SecondFactorService } from './second-factor/second-factor.service.js';
import { SetUpJudge } from './set-up-judge.service.js';
import * as signIn from './sign-in.entity.js';
import { SignInService } from './sign-in.service.js';
import { SignatoriesService } from './signatories.service.js';
import * as signatories from './signatory.entity.js';
import { SignaturesService } from './signatures.service.js';
import { UnusedService } from './unused.service.js';
import { UnusedAccountsService } from './unused-accounts.service.js';
import * as users from './user.entity.js';
import { UsersService } from './users.service.js';

const SERVICES = [
  AccessibilityService,
  AbsencesService,
  AccountService,
  AccountClosingService,
  AgentSignIn,
  AuditLogService,
  BankService,
  FactorResetsService,
  IdentifyService,
  LinksService,
  MailSignInService,
  MembersService,
  OpeningService,
  OrganisationsService,
  PasskeysService,
  PlacesService,
  ProviderLogoutService,
  ProviderSignInService,
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
    entities(
      absences,
      audits,
      checkpoints,
      organisations,
      users,
      signIn,
      secondFactor,
      providers,
      confirmations,
      signatories,
      looks,
      accessibility,
    ),
    TerritoryModule,
  ],
  providers: SERVICES,
  exports: SERVICES,
})
export class PeopleModule {}
