import type pg from 'pg';
import type { EntityManager } from 'typeorm';
import { type Reader, rows, run, withClient } from '#platform/database';
import { newId } from '#platform/kernel';

/** A restoration of a bank to an earlier state, and how far its consequences were dealt with. */
export interface RestorationView {
  readonly id: string;
  /** The moment of the restored state; null when unknown. */
  readonly takenAt: Date | null;
  readonly restoredAt: Date;
  readonly sessionsEnded: number;
  readonly linksEnded: number;
  readonly mailsSettledAt: Date | null;
}

const NOTED = 'INSERT INTO backup.restoration (id, taken_at) VALUES ($1, $2)';

/** Notes a restoration in the transaction that restores the rows: if the process dies then, the next start does what follows. */
export const noteRestored = async (client: pg.ClientBase, takenAt: Date): Promise<void> =>
  void (await client.query(NOTED, [newId(), takenAt]));

/** As `noteRestored`, for a bank that came back another way. */
export const noteCameBack = async (tx: EntityManager, takenAt: Date | null): Promise<void> =>
  void (await run(tx, 'INSERT INTO backup.restoration (id, taken_at) VALUES ($1, $2)', [newId(), takenAt]));

/** Whether a bank was restored and what follows was not done yet. @param url of any role that may read it */
export const isUnprepared = (url: string): Promise<boolean> =>
  withClient(url, 'bn backup', async (client) => {
    const { rowCount } = await client.query('SELECT FROM backup.restoration WHERE prepared_at IS NULL LIMIT 1');
    return Boolean(rowCount);
  });

export interface Ended {
  readonly sessions: number;
  readonly links: number;
}

/** Does what follows from a restoration, if it was not done yet, once, whoever comes. @returns what it ended; null when nothing was due */
export async function prepareRestored(
  tx: EntityManager,
  work: (tx: EntityManager) => Promise<Ended>,
): Promise<Ended | null> {
  const due = await rows<{ id: string }>(
    tx,
    'SELECT id FROM backup.restoration WHERE prepared_at IS NULL ORDER BY restored_at FOR NO KEY UPDATE',
  );
  if (due.length === 0) return null;
  const ended = await work(tx);
  await run(
    tx,
    'UPDATE backup.restoration SET prepared_at = platform.now(), sessions_ended = $1, links_ended = $2 WHERE prepared_at IS NULL',
    [ended.sessions, ended.links],
  );
  return ended;
}

/** The last restoration that nobody closed yet; null without one. */
export async function openRestoration(on: Reader): Promise<RestorationView | null> {
  const [found] = await rows<RestorationView>(
    on,
    `SELECT id, taken_at AS "takenAt", restored_at AS "restoredAt", sessions_ended AS "sessionsEnded", links_ended AS "linksEnded",
       mails_settled_at AS "mailsSettledAt"
     FROM backup.restoration WHERE prepared_at IS NOT NULL AND looked_at IS NULL ORDER BY restored_at DESC, id DESC LIMIT 1`,
  );
  return found ?? null;
}

export const settleMails = async (tx: EntityManager): Promise<void> =>
  void (await run(
    tx,
    'UPDATE backup.restoration SET mails_settled_at = platform.now() WHERE prepared_at IS NOT NULL AND mails_settled_at IS NULL',
  ));

export const closeRestorations = async (tx: EntityManager): Promise<void> =>
  void (await run(
    tx,
    `UPDATE backup.restoration SET looked_at = platform.now(), mails_settled_at = coalesce(mails_settled_at, platform.now())
     WHERE prepared_at IS NOT NULL AND looked_at IS NULL`,
  ));
