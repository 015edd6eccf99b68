import { Module } from '@nestjs/common';
import { AllocationModule } from '#bank/allocation';
import { IntakeModule } from '#bank/intake';
import { MailsModule } from '#bank/mails';
import { Checklist } from './checklist.js';
import { OpeningController } from './opening.controller.js';

@Module({
  imports: [AllocationModule, IntakeModule, MailsModule],
  providers: [Checklist],
  controllers: [OpeningController],
  exports: [Checklist],
})
export class OpeningFeature {}
