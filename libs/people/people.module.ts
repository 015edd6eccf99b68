import { Global, Module } from '@nestjs/common';
import { AgentSignIn } from './agent-sign-in.service.js';
import { BankService } from './bank.service.js';
import { IdentifyService } from './identify.service.js';
import { OrganisationsService } from './organisations.service.js';
import { SignInService } from './sign-in.service.js';
import { UsersService } from './users.service.js';

const SERVICES = [AgentSignIn, BankService, IdentifyService, OrganisationsService, SignInService, UsersService];

/** Who people are and what they may act for. Global: every room asks. */
@Global()
@Module({ providers: SERVICES, exports: SERVICES })
export class PeopleModule {}
