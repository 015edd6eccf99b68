import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { AbstractLogger, DataSource, type MigrationInterface } from 'typeorm';
import { grantLogin, prepareRoles } from './roles.js';
import { APPLICATION_ROLE } from './schema.js';

export interface MigrateOptions {
  /** The owner's address: creates and alters. */
  readonly ownerUrl: string;
  /** The application's address; its role is made if need be and joins `bn_app`. */
  readonly serverUrl?: string;
}

const LOCK = 0x424e02;

/**
 * Brings the database to this version of the program, and says which migrations ran. Any number of processes may call
 * it at once: one works, the others wait.
 */
export async function migrate({ ownerUrl, serverUrl }: MigrateOptions): Promise<string[]> {
  const guard = new pg.Client({ connectionString: ownerUrl, application_name: 'bn migrate' });
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await prepareRoles(guard);
    const ran = await runMigrations(ownerUrl);
    await guard.query(`GRANT SELECT ON public.bn_migration TO ${APPLICATION_ROLE}`);
    if (serverUrl) await grantLogin(guard, ownerUrl, serverUrl);
    return ran;
  } finally {
    await guard.end();
  }
}

async function runMigrations(url: string): Promise<string[]> {
  const source = new DataSource({
    type: 'postgres',
    url,
    applicationName: 'bn migrate',
    poolSize: 2,
    migrations: await migrationClasses(),
    migrationsTableName: 'bn_migration',
    migrationsTransactionMode: 'each',
    logger: new FailedMigration(),
  });
  await source.initialize();
  try {
    return (await source.runMigrations()).map((migration) => migration.name);
  } finally {
    await source.destroy();
  }
}

/** The migrations of this version of the program that the database has not seen. Needs no right but to read. */
export async function pendingMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'bn migrate' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows: found } = await client.query<{ there: boolean }>(
      `SELECT to_regclass('public.bn_migration') IS NOT NULL AS there`,
    );
    const names = (await migrationClasses()).map((migration) => new migration().name ?? migration.name);
    if (!found[0]?.there) return names;
    const { rows } = await client.query<{ name: string }>('SELECT name FROM public.bn_migration');
    const seen = new Set(rows.map((row) => row.name));
    return names.filter((name) => !seen.has(name));
  } finally {
    await client.end();
  }
}

/** TypeORM tells which migration failed on standard output, where a command's answer goes: errors go to the other. */
class FailedMigration extends AbstractLogger {
  protected writeLog(): void {}
  override logMigration(message: string): void {
    if (message.includes('failed')) console.error(message);
  }
}

/** Every class of `migrations/`, in the order of the files' numbers. */
export async function migrationClasses(): Promise<(new () => MigrationInterface)[]> {
  const folder = join(import.meta.dirname, '..', '..', 'migrations');
  const files = readdirSync(folder).filter((name) => /^\d{3}-.*(?<!\.d)\.[jt]s$/.test(name));
  const modules = files
    .sort()
    .map((name) => import(join(folder, name)) as Promise<{ default: new () => MigrationInterface }>);
  return (await Promise.all(modules)).map((module) => module.default);
}
