import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { MailsModule } from '#bank/mails';
import { addSentences } from '#platform/http';
import { AuditController, AuditExport } from '../audit/web/audit.controller.js';
import { AccessibilityController } from '../bank/web/accessibility.controller.js';
import { BankLogoController } from '../bank/web/bank-logo.controller.js';
import { LegalController } from '../bank/web/legal.controller.js';
import { BenchKeysController } from '../keys/web/bench-keys.controller.js';
import { OrganisationKeysController, PersonalKeysController } from '../keys/web/keys.controller.js';
import { keysSentences } from '../keys/web/keys.sentences.js';
import { AccountController } from '../members/web/account.controller.js';
import { AccountClosingController } from '../members/web/account-closing.controller.js';
import { AccountPages } from '../members/web/account-pages.js';
import { Invitations } from '../members/web/invitations.js';
import { ColleaguesController, MembersController } from '../members/web/members.controller.js';
import { SavedFiltersController } from '../members/web/saved-filters.controller.js';
import { AbsencesController } from '../organisations/web/absences.controller.js';
import { OrganisationsController } from '../organisations/web/organisations.controller.js';
import { OrganisationExport } from '../organisations/web/organisations.pages.js';
import { OwnAddressController, OwnOrganisationController } from '../organisations/web/own-organisation.controller.js';
import { PlacesController } from '../organisations/web/places.controller.js';
import { ProviderRedirects } from '../providers/web/provider-redirects.js';
import { OwnProvidersController, ProvidersController } from '../providers/web/providers.controller.js';
import { SecondFactorController } from '../second-factor/web/second-factor.controller.js';
import { SecurityController } from '../second-factor/web/security.controller.js';
import { MailSignInController } from '../sign-in/web/mail-sign-in.controller.js';
import { PasswordsController } from '../sign-in/web/passwords.controller.js';
import { SignInController } from '../sign-in/web/sign-in.controller.js';
import { SignInFlow } from '../sign-in/web/sign-in-flow.js';
import { SignatoriesController } from '../signatories/web/signatories.controller.js';
import { peopleSentences } from './people.sentences.js';

addSentences(peopleSentences);
addSentences(keysSentences);

/** The feature of people: coming in, managing who may, and what the law wants said. */
@Module({
  imports: [DocumentsModule, MailsModule],
  providers: [AccountPages, SignInFlow, Invitations, ProviderRedirects],
  controllers: [
    AbsencesController,
    PasswordsController,
    SignInController,
    MailSignInController,
    ProvidersController,
    OwnProvidersController,
    AccountController,
    AccountClosingController,
    AuditExport,
    AuditController,
    SecondFactorController,
    SavedFiltersController,
    SecurityController,
    AccessibilityController,
    MembersController,
    ColleaguesController,
    LegalController,
    OwnAddressController,
    OwnOrganisationController,
    OrganisationKeysController,
    PersonalKeysController,
    PlacesController,
    SignatoriesController,
    BankLogoController,
    BenchKeysController,
    OrganisationExport,
    OrganisationsController,
  ],
})
export class PeopleFeature {}
