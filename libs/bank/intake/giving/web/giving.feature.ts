import { Module } from '@nestjs/common';
import { DocumentsModule } from '#bank/documents';
import { FiguresModule } from '#bank/figures';
import { IntakeModule } from '#bank/intake';
import { MailsModule } from '#bank/mails';
import { DonorLinksController } from './donor-links.controller.js';
import { OwnGiftController } from './own-gift.controller.js';

@Module({
  imports: [DocumentsModule, IntakeModule, MailsModule, FiguresModule],
  controllers: [DonorLinksController, OwnGiftController],
})
export class GivingFeature {}
