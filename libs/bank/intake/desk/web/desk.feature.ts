import { Module } from '@nestjs/common';
import { addSentences } from '#platform/http';
import { DeskController, DeskShellController } from './desk.controller.js';
import { deskSentences } from './desk.sentences.js';

addSentences(deskSentences);

@Module({ controllers: [DeskController, DeskShellController] })
export class DeskFeature {}
