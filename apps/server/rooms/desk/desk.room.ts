import { Module } from '@nestjs/common';
import { speak } from '../../http/sentences.js';
import { DeskPages } from './desk.pages.controller.js';
import { deskSentences } from './desk.sentences.js';
import { DeskShell } from './desk-shell.controller.js';

speak(deskSentences);

/** The room of the desk: logging on a phone, with or without a network. */
@Module({ controllers: [DeskPages, DeskShell] })
export class DeskRoom {}
