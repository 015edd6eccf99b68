import { Module } from '@nestjs/common';
import { addSentences } from '#platform/http';
import { DeskController } from './desk.controller.js';
import { deskSentences } from './desk.sentences.js';
import { DeskShellController } from './desk-shell.controller.js';

addSentences(deskSentences);

@Module({ controllers: [DeskController, DeskShellController] })
export class DeskFeature {}
