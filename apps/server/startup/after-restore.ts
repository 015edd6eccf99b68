import { DataSource } from 'typeorm';
import { holdMails } from '#bank/mails';
import { audit, endAllAccess } from '#bank/people';
import { type Ended, isUnprepared, prepareRestored } from '#platform/backup';
import { type Connection, dataSourceOptions } from '#platform/database';

/**
 * Does what follows from a restoration, before anybody is served: sessions and links end, waiting mails are held.
 * @returns what it ended; null when nothing was due
 */
export async function endWhatCameBack(connection: Connection): Promise<Ended | null> {
  if (!(await isUnprepared(connection.url))) return null;
  const db = await new DataSource(dataSourceOptions({ ...connection, max: 2 })).initialize();
  try {
    return await db.transaction((tx) =>
      prepareRestored(tx, async () => {
        await holdMails(tx);
        await audit(tx, { kind: 'system', channel: 'system' }, 'restore', { kind: 'bank' });
        return endAllAccess(tx);
      }),
    );
  } finally {
    await db.destroy();
  }
}

/** The notice for the operator; the page « État du système » says more. */
export const endedNotice = ({ sessions, links }: Ended): string =>
  `Sessions fermées : ${sessions} ; liens à usage unique périmés : ${links} ; les messages qui attendaient sont retenus. Ce qui a été fait depuis la sauvegarde n’y est plus : Réglages > État du système dit quoi regarder.`;
