import { Global, Module } from '@nestjs/common';
import { RulesService } from './rules.service.js';

/** The dated rules of every feature, in one place to read and add to. */
@Global()
@Module({ providers: [RulesService], exports: [RulesService] })
export class RulesModule {}
