import { Module } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { LogisticsModule } from '#logistics';
import { NotificationsModule } from '#notifications';
import { ReportingModule } from '#reporting';
import { addSentences } from '../../http/sentences.js';
import { MailsController } from './mails.controller.js';
import { mailSentences } from './mails.sentences.js';
import { PaperAgainController } from './paper-again.controller.js';
import { WorkMessagesController } from './work-messages.controller.js';

addSentences(mailSentences);

/** The log of mails, and their templates. */
@Module({
  imports: [AllocationModule, LogisticsModule, NotificationsModule, ReportingModule],
  controllers: [MailsController, PaperAgainController, WorkMessagesController],
})
export class MailsFeature {}
