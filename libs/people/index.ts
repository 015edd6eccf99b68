export { AgentSignIn } from './agent-sign-in.service.js';
export { audit } from './audit.js';
export { BankService, type BankView, type EligibilityGround } from './bank.service.js';
export {
  byPassword,
  CONFIRMED_MINUTES,
  type Confirmation,
  confirmedFacts,
  type FreshConfirmation,
  type Given,
} from './confirmation.js';
export { PEOPLE_RULES } from './dated-rules.js';
export { GROUNDS, type Ground, groundLabel } from './grounds.js';
export { IdentifyService, type Identity } from './identify.service.js';
export { importer } from './importer.js';
export { type ConfirmationForm, PEOPLE_LISTS, PLACE_KINDS, type PlaceKind, type SignedAct } from './lists.js';
export {
  type OrganisationForm,
  OrganisationsService,
  type OrganisationView,
  type PlaceView,
} from './organisations.service.js';
export { hashPassword, MIN_PASSWORD } from './password.js';
export { PeopleModule } from './people.module.js';
export { SignInService } from './sign-in.service.js';
export { type MembershipView, type TokenView, UsersService, type UserView } from './users.service.js';
