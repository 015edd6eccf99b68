import { Module } from '@nestjs/common';
import { DocumentsModule } from '#documents';
import { IntakeModule } from '#intake';
import { NotificationsModule } from '#notifications';
import { ReportingModule } from '#reporting';
import { DonorLinksController } from './donor-links.controller.js';
import { OwnGiftController } from './own-gift.controller.js';

/** The feature of those who gave: what became of it, by a private link. */
@Module({
  imports: [DocumentsModule, IntakeModule, NotificationsModule, ReportingModule],
  controllers: [DonorLinksController, OwnGiftController],
})
export class GivingFeature {}
