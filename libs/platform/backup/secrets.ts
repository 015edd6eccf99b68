import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Canary } from '#platform/database';
import { BackupError } from './backup-error.js';
import { type Key, readPacked } from './files.js';
import { fileOf, readManifest } from './manifest.js';

const TABLE = 'platform.secret_canary';

/**
 * The canaries in a backup, which tell with which secrets its bank was sealed.
 * @param path its folder
 * @throws BackupError when it is no backup, or the key does not open it
 */
export async function canariesIn(path: string, key: Key): Promise<Canary[]> {
  const { recipients, tables } = await readManifest(path);
  const kept = tables.find(({ table }) => table === TABLE);
  const [id, sealed] = ['key_id', 'sealed'].map((column) => kept?.columns.indexOf(column) ?? -1);
  if (!kept || id === -1 || sealed === -1) throw new BackupError(`La table ${TABLE} manque dans cette sauvegarde.`);
  const rows = await text(await readPacked(join(path, fileOf(TABLE, recipients)), recipients.length > 0, key));
  return (
    rows
      .split('\n')
      .filter((row) => row !== '')
      .map((row) => row.split('\t'))
      // COPY writes bytea as `\\x…`.
      .map((cells) => ({ keyId: cells[id!]!, sealed: Buffer.from(cells[sealed!]!.slice(3), 'hex') }))
  );
}
