/** A backup that cannot be made, read or restored; the message is a French sentence for the server's operator. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
}

export class Mismatch extends BackupError {}

export class BackupUnderWay extends BackupError {}
