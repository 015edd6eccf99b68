import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { AbstractLogger, DataSource, type MigrationInterface } from 'typeorm';
import { grantLogin, prepareRoles } from './roles.js';

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
