import type { EntityManager } from 'typeorm';
import { type Reader, rows, run, withClient } from '#platform/database';
import { RuleBroken } from '#platform/kernel';

export interface KnownKey {
  readonly recipient: string;
  readonly madeAt: Date;
}

/** The keys that backups were encrypted to, newest first; none where they are in clear. */
export const backupKeys = (on: Reader): Promise<KnownKey[]> =>
  rows<KnownKey>(on, 'SELECT recipient, made_at AS "madeAt" FROM backup.key ORDER BY made_at DESC, recipient LIMIT 20');

/** Encrypts backups to a key from now on; earlier ones still open with theirs. @throws RuleBroken `backup.key_known` */
export async function useBackupKey(tx: EntityManager, recipient: string): Promise<void> {
  const made = await run(tx, 'INSERT INTO backup.key (recipient) VALUES ($1) ON CONFLICT DO NOTHING', [recipient]);
  if (!made) throw new RuleBroken('backup.key_known');
}

/** Whom backups of a database are encrypted to; nobody without a key, or in a database of before. @param url the owner's */
export const recipientsOf = (url: string): Promise<string[]> =>
  withClient(url, 'bn backup', async (client) => {
    const { rowCount: known } = await client.query(`SELECT FROM pg_class WHERE oid = to_regclass('backup.key')`);
    if (!known) return [];
    const { rows: found } = await client.query<{ recipient: string }>(
      'SELECT recipient FROM backup.key ORDER BY made_at DESC, recipient LIMIT 1',
    );
    return found.map(({ recipient }) => recipient);
  });
