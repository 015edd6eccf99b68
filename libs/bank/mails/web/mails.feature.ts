import { Module } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { FiguresModule } from '#bank/figures';
import { LogisticsModule } from '#bank/logistics';
import { MailsModule } from '#bank/mails';
import { addSentences } from '#platform/http';
import { ChoicesController } from './choices.controller.js';
import { MailsController } from './mails.controller.js';
import { mailSentences } from './mails.sentences.js';
import { PaperAgainController } from './paper-again.controller.js';
import { ReturnedMailsController } from './returned.controller.js';
import { WorkMessagesController } from './work-messages.controller.js';

addSentences(mailSentences);

/** The log of mails, and their templates. */
@Module({
  imports: [AllocationModule, LogisticsModule, MailsModule, FiguresModule],
  controllers: [
    ChoicesController,
    MailsController,
    PaperAgainController,
    ReturnedMailsController,
    WorkMessagesController,
  ],
})
export class MailsFeature {}
