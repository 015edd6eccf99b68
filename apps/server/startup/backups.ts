import { DataSource } from 'typeorm';
import { beginFeedAnew } from '#bank/events';
import { holdMails } from '#bank/mails';
import { audit, endAllAccess } from '#bank/people';
import {
  BackupUnderWay,
  backup,
  backupsIn,
  type CreatedBackup,
  type Ended,
  forgetBackups,
  forgetKilled,
  isUnprepared,
  Mismatch,
  momentOf,
  type Pieces,
  prepareRestored,
  type Retention,
  recipientsOf,
  restore,
  verify,
} from '#platform/backup';
import {
  type Addresses,
  type Carried,
  type Connection,
  dataSourceOptions,
  isOfEarlierAge,
  type Move,
  type ProofFailure,
  recordProofAt,
  removeOlderData,
} from '#platform/database';
import { backupFolder, WorkThreads } from '#platform/kernel';
import type { ScratchAnswer, ScratchAsked } from './scratch-migration.worker.js';
import { LISTS } from './word-lists.js';

/** Stored files: unchanged under one id until they are resealed with another key. */
export const PIECES: Pieces = {
  table: 'documents.blob_chunk',
  of: 'blob_id',
  order: 'n',
  things: 'documents.blob',
  key: 'id',
  version: 'key_id',
};

/** Tables in which a row shows that a bank is already in use. */
export const USED = ['people.app_user', 'people.organisation', 'devices.device'] as const;

export const NIGHTLY: Retention = { days: 7, weeks: 5, months: 12 };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LOOK_MS = 10 * 60_000;
/** Hours of local time; a machine that sleeps then makes it as soon as a day has passed. */
const NIGHT = { from: 2, to: 5 };

/** Whether it is time for a backup. @param last when the last one was made; null for none */
export function isDue(last: Date | null, now: Date): boolean {
  const age = last ? now.getTime() - last.getTime() : Number.POSITIVE_INFINITY;
  const night = now.getHours() >= NIGHT.from && now.getHours() < NIGHT.to;
  return age >= DAY_MS || (night && age > (NIGHT.to - NIGHT.from) * HOUR_MS);
}

/** How many days data of an older PostgreSQL stays, where all of it was carried. */
export const KEPT_DAYS = 30;

export interface BackupPlaces {
  readonly ownerUrl: string;
  readonly folder: string;
  /** Left out: the bank's key, or in clear without one. */
  readonly recipients?: readonly string[] | undefined;
  readonly dataFolder: string | null;
}

/**
 * Makes a backup, by night or by hand: encrypted to the bank's key, restored in a scratch database and compared before it gets its name. The outcome
 * is noted as a proof.
 * @throws as `backup`
 */
export async function createBackup({ ownerUrl, folder, recipients, dataFolder }: BackupPlaces): Promise<CreatedBackup> {
  // A bank that cannot note it has a worse fault, which is reported elsewhere.
  const note = (kind: 'backed_up' | 'backup_restored', failure?: ProofFailure) =>
    recordProofAt(ownerUrl, kind, { failure }).catch(() => undefined);
  try {
    const made = await backup({
      url: ownerUrl,
      folder,
      recipients: recipients ?? (await recipientsOf(ownerUrl)),
      pieces: PIECES,
      proving: { migrate: migrateScratch, dataFolder },
    });
    await note('backed_up');
    await note('backup_restored', made.proof?.why ? 'backup.not_proven' : undefined);
    return made;
  } catch (error) {
    const differs = error instanceof Mismatch;
    if (!(error instanceof BackupUnderWay)) await note('backed_up', differs ? 'backup.differs' : 'backup.not_made');
    if (differs) await note('backup_restored', 'backup.differs');
    throw error;
  }
}

/** Removes data of an older PostgreSQL that was kept long enough, if a backup is whole. @param path of that backup @returns the removed folders */
export function forgetProven(dataFolder: string, path: string, now = new Date()): Promise<string[]> {
  const before = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  return removeOlderData(dataFolder, before, async () => (await verify(path)).damaged.length === 0);
}

export interface NightlyOptions {
  readonly ownerUrl: string;
  readonly dataFolder: string;
  readonly complain: (error: Error) => void;
}

/**
 * Backs up the embedded bank every night. A backup under way, here or in another process, is not made twice; a failed one is tried again after an
 * hour.
 * @returns how to stop; waits for a backup under way
 */
export function backUpNightly({ ownerUrl, dataFolder, complain }: NightlyOptions): () => Promise<void> {
  const folder = backupFolder();
  let notBefore = 0;
  let working: Promise<void> = forgetKilled(ownerUrl).catch(complain);
  const look = async (): Promise<void> => {
    const last = (await backupsIn(folder)).at(-1);
    if (Date.now() < notBefore || !isDue(last ? momentOf(last) : null, new Date())) return;
    notBefore = Date.now() + HOUR_MS;
    const { path, proof } = await createBackup({ ownerUrl, folder, dataFolder });
    if (proof?.why) complain(new Error(proof.why));
    await forgetBackups(folder, NIGHTLY);
    await forgetProven(dataFolder, path);
  };
  const timer = setInterval(() => {
    working = working.then(look).catch(complain);
  }, LOOK_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await working;
  };
}

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
        await beginFeedAnew(tx);
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

/** One backup is made at a time. */
const threads = new WorkThreads<ScratchAsked, ScratchAnswer>({
  module: new URL('./scratch-migration.worker', import.meta.url),
  threads: 1,
  memoryMb: 512,
  longestMs: 15 * 60_000,
});

/**
 * Migrates an empty database as `migrate` does, in a thread: reading and sending all SQL would hold up everybody whom this process serves. It dies
 * with the process.
 * @throws an Error with Postgres's code
 */
async function migrateScratch(ownerUrl: string): Promise<void> {
  const { failed } = await threads.one({ ownerUrl, lists: LISTS });
  if (failed) throw Object.assign(new Error(failed.message), { code: failed.code });
}
