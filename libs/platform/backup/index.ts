export { backup, backupsIn, type CreatedBackup, forgetKilled, momentOf } from './backup.js';
export { BackupModule } from './backup.module.js';
export { BackupError, BackupUnderWay, Mismatch } from './backup-error.js';
export type { Pieces } from './catalogue.js';
export { newKeyPair, readKey } from './files.js';
export { backupKeys, type KnownKey, recipientsOf, useBackupKey } from './keys.js';
export { type Manifest, programOf } from './manifest.js';
export { workAsOwnerOf } from './owner.js';
export type { Proof } from './proof.js';
export {
  closeRestorations,
  type Ended,
  isUnprepared,
  noteCameBack,
  noteRestored,
  openRestoration,
  prepareRestored,
  type RestorationView,
  settleMails,
} from './restorations.js';
export { restore } from './restore.js';
export { forgetBackups, type Retention } from './retention.js';
export { canariesIn, verify } from './verify.js';
