import { Module } from '@nestjs/common';
import { SetupModule } from '#bank/files/setup-lists';
import { MailsModule } from '#bank/mails';
import { addSentences } from '#platform/http';
import { SetupController } from './setup.controller.js';
import { setupSentences } from './setup.sentences.js';
import { SetupInvitationsController } from './setup-invitations.controller.js';

addSentences(setupSentences);

/** The feature of lists with which a bank begins. */
@Module({
  imports: [MailsModule, SetupModule],
  controllers: [SetupInvitationsController, SetupController],
})
export class SetupFeature {}
