import { Module } from '@nestjs/common';
import { speak } from '../../http/sentences.js';
import { RulesApi } from './rules.api.controller.js';
import { RulesPages } from './rules.pages.controller.js';
import { rulesSentences } from './rules.sentences.js';

speak(rulesSentences);

/** The room of dated rules. */
@Module({ controllers: [RulesPages, RulesApi] })
export class RulesRoom {}
