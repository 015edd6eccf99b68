import { Module } from '@nestjs/common';
import { speak } from '../../http/sentences.js';
import { RulesController } from './rules.controller.js';
import { rulesSentences } from './rules.sentences.js';

speak(rulesSentences);

/** The feature of dated rules. */
@Module({ controllers: [RulesController] })
export class RulesFeature {}
