import { Module } from '@nestjs/common';
import { addSentences } from '#platform/http';
import { PersonalDataController } from './personal-data.controller.js';
import { RulesController } from './rules.controller.js';
import { rulesSentences } from './rules.sentences.js';

addSentences(rulesSentences);

/** The feature of dated rules. */
@Module({ controllers: [RulesController, PersonalDataController] })
export class RulesFeature {}
