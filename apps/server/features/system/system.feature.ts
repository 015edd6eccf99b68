import { Module } from '@nestjs/common';
import { BackupModule } from '#backup';
import { NotificationsModule } from '#notifications';
import { SystemController } from './system.controller.js';
import { SystemStatusService } from './system-status.js';

/** The feature of how the program itself does. */
@Module({
  imports: [BackupModule, NotificationsModule],
  controllers: [SystemController],
  providers: [SystemStatusService],
  exports: [SystemStatusService],
})
export class SystemFeature {}
