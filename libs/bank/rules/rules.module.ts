import { Global, Module } from '@nestjs/common';
import { PersonalDataService } from './personal-data.service.js';
import { RulesService } from './rules.service.js';

/** The dated rules of every feature, in one place to read and add to. */
@Global()
@Module({ providers: [RulesService, PersonalDataService], exports: [RulesService, PersonalDataService] })
export class RulesModule {}
