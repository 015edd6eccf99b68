import { Module } from '@nestjs/common';
import { NotificationsModule } from '#notifications';
import { SetupModule } from '#setup';
import { addSentences } from '../../http/sentences.js';
import { SetupController } from './setup.controller.js';
import { setupSentences } from './setup.sentences.js';
import { SetupEndsController } from './setup-ends.controller.js';
import { SetupInvitationsController } from './setup-invitations.controller.js';

addSentences(setupSentences);

/** The feature of lists with which a bank begins. */
@Module({
  imports: [NotificationsModule, SetupModule],
  controllers: [SetupInvitationsController, SetupEndsController, SetupController],
})
export class SetupFeature {}
