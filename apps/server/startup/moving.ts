import { backup, restore } from '#platform/backup';
import { type Addresses, type Carried, isOfEarlierAge, type Move } from '#platform/database';
import { backupFolder } from '#platform/kernel';
import { KEPT_DAYS, PIECES, USED } from './backups.js';

type Migrate = (ownerUrl: string, serverUrl: string) => Promise<unknown>;

/**
 * How an embedded bank is carried into a newer PostgreSQL: its copy is migrated, backed up where the nightly backups are, restored, and every table
 * compared by its hash.
 */
export function moveOf(migrate: Migrate, say: (sentence: string) => void): Move {
  const carry = async (from: Addresses, to: Addresses): Promise<Carried> => {
    if (await isOfEarlierAge(from.ownerUrl))
      return { said: 'rien n’est repris, ces données sont d’une version antérieure', all: false };
    await migrate(from.ownerUrl, from.serverUrl);
    const { path } = await backup({ url: from.ownerUrl, folder: backupFolder(), pieces: PIECES });
    await migrate(to.ownerUrl, to.serverUrl);
    const { rows, tables } = await restore({ url: to.ownerUrl, path, pieces: PIECES, used: USED });
    const lines = rows.toLocaleString('fr-FR');
    return { said: `${lines} lignes de ${tables} tables, comparées une à une (sauvegarde : ${path})`, all: true };
  };
  return { carry, say, keptDays: KEPT_DAYS };
}
