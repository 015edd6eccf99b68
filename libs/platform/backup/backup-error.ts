/** A backup that cannot be made, read or put back; the message is a French sentence for whoever runs the server. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

/** A backup that does not give again what was read. */
export class Mismatch extends BackupError {}

/** Another one is being made in this database. */
export class BackupUnderWay extends BackupError {}
