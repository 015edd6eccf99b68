import { Module } from '@nestjs/common';
import { NotificationsModule } from '#notifications';
import { speak } from '../../http/sentences.js';
import { MailsController } from './mails.controller.js';
import { mailSentences } from './mails.sentences.js';

speak(mailSentences);

/** The log of mails, and their templates. */
@Module({ imports: [NotificationsModule], controllers: [MailsController] })
export class MailsFeature {}
