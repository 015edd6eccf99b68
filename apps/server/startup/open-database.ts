import pg from 'pg';
import { type Connection, type EmbeddedPostgres, migrate, pendingMigrations, startEmbedded } from '#database';
import type { Settings } from '../../settings.js';
import { DatabaseNotReady } from './failure.js';

/** The database, up to date and ready for the application. */
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
  const embedded = settings.database ? null : await startEmbedded({ folder: settings.dataFolder });
  try {
    const { serverUrl, ownerUrl } = settings.database ?? (embedded as EmbeddedPostgres);
    await requireVersion(ownerUrl);
    const pending = await pendingMigrations(ownerUrl);
    if (pending.length > 0) {
      say('Mise à jour de la base de données…');
      await migrate({ ownerUrl, serverUrl });
    }
    const connection = { url: serverUrl, applicationName, asApplication: serverUrl === ownerUrl };
    return { connection, ownerUrl, leave: async () => embedded?.leave() };
  } catch (error) {
    await embedded?.leave();
    throw error;
  }
}

const OLDEST = 15;

async function requireVersion(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  const { rows } = await client
    .query<{ version: string }>(`SELECT current_setting('server_version_num') AS version`)
    .finally(() => client.end());
  const major = Math.floor(Number(rows[0]?.version) / 10_000);
  if (major < OLDEST)
    throw new DatabaseNotReady(`Cette base est un PostgreSQL ${major} ; il en faut un ${OLDEST} ou plus récent.`);
}
