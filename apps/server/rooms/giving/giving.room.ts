import { Module } from '@nestjs/common';
import { IntakeModule } from '#intake';
import { NotificationsModule } from '#notifications';
import { ReportingModule } from '#reporting';
import { speak } from '../../http/sentences.js';
import { DonorLinkApi } from './donor-link.api.controller.js';
import { DonorLinkPages } from './donor-link.pages.controller.js';
import { givingSentences } from './giving.sentences.js';
import { OwnGiftPages } from './own-gift.pages.controller.js';

speak(givingSentences);

/** The room of those who gave: what became of it, by a private link. */
@Module({
  imports: [IntakeModule, NotificationsModule, ReportingModule],
  controllers: [DonorLinkPages, DonorLinkApi, OwnGiftPages],
})
export class GivingRoom {}
