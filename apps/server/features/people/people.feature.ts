import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { NotificationsModule } from '#notifications';
import { addSentences } from '../../http/sentences.js';
import { AbsencesController } from './absences.controller.js';
import { AccessibilityController } from './accessibility.controller.js';
import { AccountController } from './account.controller.js';
import { AccountClosingController } from './account-closing.controller.js';
import { AccountPages } from './account-pages.js';
import { AuditController } from './audit.controller.js';
import { BankLogoController } from './bank-logo.controller.js';
import { Invitations } from './invitations.js';
import { LegalController } from './legal.controller.js';
import { MailSignInController } from './mail-sign-in.controller.js';
import { MembersController } from './members.controller.js';
import { OrganisationsController } from './organisations.controller.js';
import { OwnAddressController } from './own-address.controller.js';
import { OwnOrganisationController } from './own-organisation.controller.js';
import { OwnProvidersController } from './own-providers.controller.js';
import { PasswordsController } from './passwords.controller.js';
import { peopleSentences } from './people.sentences.js';
import { PlacesController } from './places.controller.js';
import { ProviderRedirects } from './provider-redirects.js';
import { ProvidersController } from './providers.controller.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecurityController } from './security.controller.js';
import { SignInController } from './sign-in.controller.js';
import { SignInFlow } from './sign-in-flow.js';
import { SignatoriesController } from './signatories.controller.js';

addSentences(peopleSentences);

/** The feature of people: coming in, managing who may, and what the law wants said. */
@Module({
  imports: [DocumentsModule, NotificationsModule],
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
    AuditController,
    SecondFactorController,
    SecurityController,
    AccessibilityController,
    MembersController,
    LegalController,
    OwnAddressController,
    OwnOrganisationController,
    PlacesController,
    SignatoriesController,
    BankLogoController,
    OrganisationsController,
  ],
})
export class PeopleFeature {}
