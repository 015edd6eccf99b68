import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { workAsOwnerOf } from '#platform/backup';
import {
  applicationRights,
  type Connection,
  isOfEarlierAge,
  migrate,
  pendingMigrations,
  readClock,
  startEmbedded,
  storedSecret,
  withClient,
} from '#platform/database';
import { isTrial, readSettings, type Settings, settle } from '#platform/kernel';
import { migrateQueue } from '#platform/queue';
import { endedNotice, endWhatCameBack, moveOf } from './backups.js';
import { DatabaseNotReady } from './failure.js';
import { LISTS } from './word-lists.js';

export interface OpenDatabase {
  readonly connection: Connection;
  readonly ownerUrl: string;
  /** To call last: lets the embedded server stop when nobody else uses it. */
  readonly leave: () => Promise<void>;
}

type Say = (sentence: string) => void;

/** Starts or finds the database and migrates it. Any number of processes may do so at once. */
export async function openDatabase(
  settings: Settings,
  applicationName: string,
  say: Say = () => undefined,
): Promise<OpenDatabase> {
  const { ownerUrl, serverUrl, leave } = await findDatabase(settings, say);
  try {
    await bringUpToDate(ownerUrl, serverUrl, say);
    const connection = { url: serverUrl, applicationName, asApplication: serverUrl === ownerUrl };
    await readClock(serverUrl, settings.demo);
    const ended = await endWhatCameBack(connection);
    if (ended) say(endedNotice(ended));
    return { connection, ownerUrl, leave };
  } catch (error) {
    await leave();
    throw error;
  }
}

interface Addresses {
  readonly ownerUrl: string;
  readonly serverUrl: string;
  readonly leave: () => Promise<void>;
}

/**
 * The database that the settings name, or the embedded one, not migrated yet. Trial data of an incompatible earlier version is kept beside an empty
 * database.
 */
export async function findDatabase({ database, dataFolder }: Settings, say: Say): Promise<Addresses> {
  if (database) return { ...database, leave: async () => undefined };
  const embedded = await startEmbedded({ folder: dataFolder, move: moveOf(migrateAll, say) });
  try {
    // Asked under the lock of setting aside: between the two renamings there is no database to ask.
    const kept = await embedded.setAside(() => isOfEarlierAge(embedded.ownerUrl));
    if (kept) {
      say(
        `Les données d'essai d'une version antérieure sont gardées telles quelles dans la base « ${kept} » du même serveur (${dataFolder}) ; une nouvelle banque d'essai commence.`,
      );
    }
    return embedded;
  } catch (error) {
    await embedded.leave();
    throw error;
  }
}

const OLDEST = 15;

/** An owner always migrates: it costs little when there is nothing to do. For anybody else it must have been done. */
async function bringUpToDate(ownerUrl: string, serverUrl: string, say: Say): Promise<void> {
  const { version, owns } = await introduce(ownerUrl);
  if (version < OLDEST) {
    throw new DatabaseNotReady(`Cette base est un PostgreSQL ${version} ; il en faut un ${OLDEST} ou plus récent.`);
  }
  if (!owns) return mustBeReady(ownerUrl);
  if ((await pendingMigrations(ownerUrl, LISTS)).length > 0) say('Mise à jour de la base de données…');
  await migrateAll(ownerUrl, serverUrl);
}

const MIGRATE =
  "lancez d'abord « npm run cli -- migrate » (« banque migrate » avec systemd) avec l'adresse du propriétaire dans MIGRATION_DATABASE_URL";

/** What a role that owns nothing can see: whether this program's migrations ran, and whether it has its rights. */
async function mustBeReady(url: string): Promise<void> {
  const seen = await lookAsApplication(url).catch((error: { code?: string }) => {
    if (error.code === '42501') return null;
    throw error;
  });
  if (!seen)
    throw new DatabaseNotReady(
      `Le rôle de DATABASE_URL n'a pas les droits de l'application sur cette base : ${MIGRATE}, qui les lui rend.`,
    );
  if (seen.pending > 0)
    throw new DatabaseNotReady(`La base de données n'est pas à jour et ce rôle ne peut pas la changer : ${MIGRATE}.`);
  if (seen.lost > 0)
    throw new DatabaseNotReady(
      `Il manque à l'application ${seen.lost} de ses ${seen.due} droits sur cette base : ${MIGRATE}, qui les lui rend.`,
    );
}

async function lookAsApplication(url: string) {
  const pending = (await pendingMigrations(url, LISTS)).length;
  return { pending, ...(await rightsOf(url)) };
}

/** How many rights the application's role should have on a database, and how many of them it lost. */
export const rightsOf = async (url: string): Promise<{ readonly due: number; readonly lost: number }> =>
  (await withClient(url, 'bn start', applicationRights)) ?? { due: 0, lost: 0 };

/** Migrates our own tables, then those of the queue. @returns what ran: migrations, then files and lists that changed */
export async function migrateAll(ownerUrl: string, serverUrl: string): Promise<string[]> {
  const ran = await migrate({ ownerUrl, serverUrl, lists: LISTS, trial: isTrial() });
  await migrateQueue(ownerUrl);
  return ran;
}

async function introduce(url: string): Promise<{ version: number; owns: boolean }> {
  const sql = `SELECT current_setting('server_version_num')::int / 10000 AS version,
    has_database_privilege(current_database(), 'CREATE') AS owns`;
  const ask = (client: ClientBase) => client.query<{ version: number; owns: boolean }>(sql);
  return (await withClient(url, 'bn start', ask, { connectionTimeoutMillis: 10_000 })).rows[0]!;
}

/** The settings of a process that serves, with defaults and secret put into the environment; a trial's secret is made once. @throws SettingsError */
export function processSettings(): Settings {
  const settings = readSettings();
  settle(settings, () => storedSecret(join(settings.dataFolder, 'secret')));
  return settings;
}

/**
 * Makes a command typed by root continue as the user of the service: the owner of the embedded bank's data, or, where the database is elsewhere, of
 * the folder that it writes to. To be called once the secrets are read, which only root may read.
 */
export function workAsService(settings: Settings, folder: string | null = null): void {
  const whose = settings.database ? folder : settings.dataFolder;
  if (whose && workAsOwnerOf(whose)) console.error(`(avec le compte à qui appartient ${whose})`);
}
