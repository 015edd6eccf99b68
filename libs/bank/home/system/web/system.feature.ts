import { Module } from '@nestjs/common';
import { MailsModule } from '#bank/mails';
import { BackupModule } from '#platform/backup';
import { addSentences } from '#platform/http';
import { BackupKeyController } from './backup-key.controller.js';
import { SeenBackups } from './seen-backups.js';
import { RestoredController, SystemController } from './system.controller.js';
import { systemSentences } from './system.sentences.js';
import { SystemStatusService } from './system-status.js';

addSentences(systemSentences);

@Module({
  imports: [BackupModule, MailsModule],
  controllers: [SystemController, BackupKeyController, RestoredController],
  providers: [SystemStatusService, SeenBackups],
  exports: [SystemStatusService],
})
export class SystemFeature {}
