export { backup, backupsIn, momentOf } from './backup.js';
export { BackupError } from './backup-error.js';
export type { Pieces } from './catalogue.js';
export { readKey } from './files.js';
export type { Manifest } from './manifest.js';
export { restore } from './restore.js';
export { forgetBackups, type Retention } from './retention.js';
export { verify } from './verify.js';
