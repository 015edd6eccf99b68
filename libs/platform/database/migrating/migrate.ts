import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { clockBefore, leaveClock } from '../bank-clock.js';
import { PATIENCE, patienceSettings } from '../connections/patience.js';
import { isInTheWay } from '../connections/pg-error.js';
import { DOUBT, WatchedClient } from '../connections/watched-client.js';
import { withClient } from '../connections/with-client.js';
import { apply, mustBeAsWritten } from './apply.js';
import { FIRST_TIMESTAMP, MIGRATIONS, migrationClasses, SchemaError } from './migration.js';
import { mendRights, rememberRights } from './rights.js';
import { APPLICATION_ROLE, grantLogin, prepareRoles } from './roles.js';
import { type Applied, alreadyApplied, applied, beforeTables, remember, sameThing, sqlFiles } from './sql-files.js';
import { mustNotRegroup } from './word-groups.js';
import { type Lists, listsApplied } from './word-lists.js';

export interface MigrateOptions {
  readonly ownerUrl: string;
  /** The application's address; its role is made if need be and joins `bn_app`. */
  readonly serverUrl?: string;
  readonly lists?: readonly Lists[];
  /** Other migrations than the program's, for tests of migrating. */
  readonly folder?: string;
  /** Whether this may be a trial bank, whose clock stays where its owner set it. Any other bank's is set right. */
  readonly trial?: boolean;
  /** How long it tries again while others hold what it needs, in milliseconds. */
  readonly tryFor?: number | undefined;
}

const LOCK = 0x424e02;
const TRY_FOR_MS = 2 * 60_000;

/**
 * Brings the database to this version of the program: lists and functions that tables need, migrations, then functions, views, triggers and rows of
 * lists; all in one transaction, but for migrations that Postgres refuses in one: those are committed, with what came before them. Any number of
 * processes may call it at once: one works, the others wait. It waits three seconds for a lock, releases all it has and begins again: an older
 * version goes on answering meanwhile. The application's rights are first restored to what the last migrating left. The clock of a bank that is no
 * trial is set right.
 * @returns how many rights were mended, the migrations that ran and, on a database that had been migrated before, the paths of what was applied again
 * @throws SchemaError when the database is of another version, belongs to somebody else, or keeps what no text says any more, or others lock it for
 * too long
 */
export function migrate({
  ownerUrl,
  serverUrl,
  lists = [],
  folder = MIGRATIONS,
  trial = false,
  tryFor = TRY_FOR_MS,
}: MigrateOptions): Promise<string[]> {
  return withClient(ownerUrl, 'bn migrate', async (guard) => {
    await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await refuseOtherAge(await migrationsOf(guard), folder);
    await prepareRoles(guard);
    if (serverUrl) await grantLogin(guard, ownerUrl, serverUrl);
    const mended = await mendRights(guard);
    const texts = [...listsApplied(lists), ...sqlFiles(folder)];
    const ran = await whenFree(guard, tryFor, () => bringUpToDate(ownerUrl, folder, texts, trial));
    return mended ? [`droits de l'application : ${mended.restored} rendus, ${mended.revoked} retirés`, ...ran] : ran;
  });
}

async function bringUpToDate(
  url: string,
  folder: string,
  texts: readonly Applied[],
  trial: boolean,
): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'bn migrate',
    poolSize: 2,
    migrations: await migrationClasses(folder),
    migrationsTableName: 'bn_migration',
    logging: false,
    extra: {
      Client: WatchedClient,
      doubt: DOUBT,
      connectionTimeoutMillis: PATIENCE.job.connection,
      options: patienceSettings(PATIENCE.migration)
        .map((setting) => `-c ${setting}`)
        .join(' '),
    },
  });
  await source.initialize();
  const q = source.createQueryRunner();
  try {
    await q.startTransaction();
    const ahead = trial ? await clockBefore(q) : null;
    const ran = await runAll(q, new MigrationExecutor(source, q), texts);
    const mended = await leaveClock(q, ahead);
    await q.commitTransaction();
    return mended ? [...ran, 'horloge remise à l’heure'] : ran;
  } catch (error) {
    if (q.isTransactionActive) await q.rollbackTransaction().catch(() => undefined);
    throw error;
  } finally {
    await q.release();
    await source.destroy();
  }
}

async function runAll(q: QueryRunner, executor: MigrationExecutor, texts: readonly Applied[]): Promise<string[]> {
  const before = await alreadyApplied((text) => q.query(text));
  const changed = texts.filter(({ path, sha256 }) => before.get(path) !== sha256);
  const gone = [...before.keys()].filter((path) => !texts.some((text) => text.path === path));
  const pending = await executor.getPendingMigrations();
  if (pending.length + changed.length + gone.length === 0) return [];

  if (pending.length === 0) await mustNotRegroup(q, changed);
  await apply(q, changed.filter(beforeTables));
  for (const migration of pending) {
    const apart = migration.instance?.transaction === false;
    if (apart) await standApart(q);
    await executor.executeMigration(migration).catch((error: Error) => {
      if (!isInTheWay(error)) console.error(`Migration ${migration.name}: ${error.message}`);
      throw error;
    });
    if (apart) await q.startTransaction();
  }
  // A migration may drop or remake what texts depend on: after one, everything is applied.
  const due = pending.length > 0 ? texts : changed;
  await apply(q, due);
  const unsaid = gone.filter((path) => !texts.some((text) => sameThing(text, applied(path, ''))));
  await mustBeAsWritten(q, due, unsaid, texts);
  await remember(q, due, gone);
  await q.query(`GRANT SELECT ON public.bn_migration TO ${APPLICATION_ROLE}`);
  await rememberRights(q);
  return [...pending.map(({ name }) => name), ...(before.size > 0 ? changed.map(({ path }) => path) : [])];
}

/**
 * Ends the transaction before a migration that Postgres refuses in one. If the process dies after it, the next run applies every text, as after any
 * migration; an index that `CREATE INDEX CONCURRENTLY` left half made is dropped.
 */
async function standApart(q: QueryRunner): Promise<void> {
  const known = await alreadyApplied((text) => q.query(text));
  if (known.size > 0) await q.query(`UPDATE platform.applied_sql SET sha256 = ''`);
  await rememberRights(q);
  await q.commitTransaction();
  const half: { name: string }[] = await q.query(
    `SELECT i.indexrelid::regclass::text AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
     WHERE NOT i.indisvalid AND c.relkind = 'i' AND c.relowner = current_user::regrole`,
  );
  for (const { name } of half) await q.query(`DROP INDEX ${name}`);
}

/**
 * What of this version of the program the database has not seen: migrations by name, files and lists that changed by path. Needs only the right to
 * read.
 */
export async function pendingMigrations(url: string, lists: readonly Lists[] = []): Promise<string[]> {
  return reading(url, async (client) => {
    const seen = new Set(await migrationsOf(client));
    const before = await alreadyApplied(async (text) => (await client.query(text)).rows);
    const names = (await migrationClasses()).map((step) => new step().name);
    const changed = [...listsApplied(lists), ...sqlFiles()].filter(({ path, sha256 }) => before.get(path) !== sha256);
    return [...names.filter((name) => !seen.has(name)), ...changed.map(({ path }) => path)];
  });
}

/** Whether a database was made by migrations older than the baseline, which this version cannot bring forward. */
export const isOfEarlierAge = (url: string): Promise<boolean> =>
  reading(url, async (client) => (await migrationsOf(client)).some(isEarlier));

const isEarlier = (name: string) => Number(name.slice(-13)) < FIRST_TIMESTAMP;

async function refuseOtherAge(names: readonly string[], folder: string): Promise<void> {
  if (names.some(isEarlier)) {
    throw new SchemaError(
      "Cette base de données vient d'une version antérieure du programme, dont les tables étaient autres ; elle n'a pas été touchée. Créez une base vide et donnez son adresse dans DATABASE_URL (et MIGRATION_DATABASE_URL).",
    );
  }
  const ours = new Set((await migrationClasses(folder)).map((step) => new step().name));
  const newer = names.filter((name) => !ours.has(name));
  if (newer.length > 0) {
    throw new SchemaError(
      `Cette base de données vient d'une version plus récente du programme (${newer.join(', ')}) : lancez cette version-là.`,
    );
  }
}

async function migrationsOf(client: pg.Client): Promise<string[]> {
  const found = await client.query<{ there: boolean }>(
    `SELECT to_regclass('public.bn_migration') IS NOT NULL AS there`,
  );
  if (!found.rows[0]?.there) return [];
  const { rows } = await client.query<{ name: string }>('SELECT name FROM public.bn_migration');
  return rows.map((row) => row.name);
}

const reading = <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> =>
  withClient(url, 'bn migrate', work);

const PAUSE_MS = 1_000;

/**
 * Does work that needs locks held by others: between tries it holds none, so that readers get through.
 * @param look a connection of its own, to find out who is in the way
 * @throws SchemaError after `forMs` milliseconds; a later run continues where it stopped
 */
async function whenFree<T>(look: pg.Client, forMs: number, work: () => Promise<T>): Promise<T> {
  const until = performance.now() + forMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isInTheWay(error)) throw error;
      if (performance.now() > until) throw new SchemaError(await whoWasThere(look, forMs));
    }
    await pause(PAUSE_MS);
  }
}

async function whoWasThere(look: pg.Client, forMs: number): Promise<string> {
  const { rows } = await look.query<{ pid: number; name: string; seconds: number }>(
    `SELECT pid, application_name AS name, extract(epoch FROM now() - xact_start)::int AS seconds FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid() AND xact_start < now() - interval '1 second' ORDER BY xact_start LIMIT 1`,
  );
  const [longest] = rows;
  const who = longest
    ? ` La plus ancienne travaille depuis ${longest.seconds} s : « ${longest.name} », processus ${longest.pid} de PostgreSQL.`
    : '';
  return `La base n'a pas été mise à jour : depuis ${Math.round(forMs / 1000)} s, une autre session tient ce qu'il faut changer.${who} Rien n'est perdu : attendez ou arrêtez-la, puis relancez, la mise à jour reprend où elle en est.`;
}
