import { Module } from '@nestjs/common';
import { MailsModule, PROOF_FAILURES } from '#bank/mails';
import { BackupModule } from '#platform/backup';
import { addSentences, type Sentences } from '#platform/http';
import { BackupKeyController } from './backup-key.controller.js';
import { RestoredController } from './restored.controller.js';
import { SeenBackups } from './seen-backups.js';
import { SystemController } from './system.controller.js';
import { SystemStatusService } from './system-status.js';

const systemSentences: Sentences = {
  'backup.key_ending': () => 'Ce ne sont pas les derniers caractères de la clé. Regardez votre copie.',
  'backup.key_known': () => 'Cette clé sert déjà.',
  // What mails say of a proof that failed, as programs read it of the API too.
  ...Object.fromEntries(Object.entries(PROOF_FAILURES).map(([code, sentence]) => [code, () => sentence])),
};

addSentences(systemSentences);

/** The feature of how the program itself does. */
@Module({
  imports: [BackupModule, MailsModule],
  controllers: [SystemController, BackupKeyController, RestoredController],
  providers: [SystemStatusService, SeenBackups],
  exports: [SystemStatusService],
})
export class SystemFeature {}
