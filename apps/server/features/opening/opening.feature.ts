import { Module } from '@nestjs/common';
import { AllocationModule } from '#allocation';
import { IntakeModule } from '#intake';
import { NotificationsModule } from '#notifications';
import { Checklist } from './checklist.js';
import { OpeningController } from './opening.controller.js';

/** How an empty bank is opened, and what is left to settle. */
@Module({
  imports: [AllocationModule, IntakeModule, NotificationsModule],
  providers: [Checklist],
  controllers: [OpeningController],
  exports: [Checklist],
})
export class OpeningFeature {}
