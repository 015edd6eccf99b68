import { Module } from '@nestjs/common';
import { BackupModule } from '#backup';
import { NotificationsModule } from '#notifications';
import { addSentences } from '../../http/sentences.js';
import { BackupKeyController } from './backup-key.controller.js';
import { RestoredController } from './restored.controller.js';
import { SeenBackups } from './seen-backups.js';
import { SystemController } from './system.controller.js';
import { systemSentences } from './system.sentences.js';
import { SystemStatusService } from './system-status.js';

addSentences(systemSentences);

/** The feature of how the program itself does. */
@Module({
  imports: [BackupModule, NotificationsModule],
  controllers: [SystemController, BackupKeyController, RestoredController],
  providers: [SystemStatusService, SeenBackups],
  exports: [SystemStatusService],
})
export class SystemFeature {}
