import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';

/** Where migrations and the files of functions, views and triggers are, in the sources as in `dist`. */
export const MIGRATIONS = join(import.meta.dirname, '..', '..', '..', '..', 'migrations');

/** Timestamps in migrations' names begin here; smaller ones are of databases made before the baseline. */
export const FIRST_TIMESTAMP = 1_792_000_000_000;

/** One step of the schema in TypeScript; a file `NNN-schema-what.sql` is a migration too, without a class. */
export abstract class Migration implements MigrationInterface {
  /** False for what Postgres refuses inside a transaction (`CREATE INDEX CONCURRENTLY`). */
  readonly transaction?: boolean;
  abstract up(q: QueryRunner): Promise<void>;
  down(): Promise<void> {
    throw new Error('Migrations only go forward: write the next one, or restore a backup.');
  }
}

export type MigrationClass = new () => MigrationInterface & { readonly name: string };

/** `050-devices.sql` is `Devices1791000000050`: the name in `bn_migration`. */
function nameOf(file: string): string {
  const [number = '', ...words] = file.replace(/\.\w+$/, '').split('-');
  const pascal = words.map((word) => word.slice(0, 1).toUpperCase() + word.slice(1)).join('');
  return `${pascal}${FIRST_TIMESTAMP + Number(number)}`;
}

/** As numbers: as text, 1000 would come before 999. */
const numberOf = (file: string): number => Number.parseInt(file, 10);

/** Outside of a transaction when its first line says `-- transaction = false`. */
function sqlMigration(path: string): new () => MigrationInterface {
  const text = readFileSync(path, 'utf8');
  return class extends Migration {
    override readonly transaction = !text.startsWith('-- transaction = false\n');
    async up(q: QueryRunner): Promise<void> {
      await q.query(text);
    }
  };
}

export async function migrationClasses(folder = MIGRATIONS): Promise<MigrationClass[]> {
  const files = readdirSync(folder).filter((name) => /^\d{3,}-.*(?<!\.d)\.([jt]s|sql)$/.test(name));
  return Promise.all(
    files
      .toSorted((a, b) => numberOf(a) - numberOf(b) || (a < b ? -1 : 1))
      .map(async (file) => {
        const path = join(folder, file);
        const Step = file.endsWith('.sql')
          ? sqlMigration(path)
          : ((await import(path)) as { default: new () => MigrationInterface }).default;
        return class extends Step {
          override readonly name = nameOf(file);
        };
      }),
  );
}

let names: Promise<string[]> | undefined;

/**
 * Whether the database has every migration of this program; a later program may have added more.
 * @throws whatever keeps the database from answering
 */
export async function schemaIsThere(on: DataSource): Promise<boolean> {
  names ??= migrationClasses().then((steps) => steps.map((step) => new step().name));
  // TypeORM's own table, in no schema of ours: not checked with the other statements.
  const found = await on.query<{ missing: number }[]>(
    `SELECT count(*)::int AS missing FROM unnest($1::text[]) AS ours (name)
     WHERE NOT EXISTS (SELECT FROM public.bn_migration m WHERE m.name = ours.name)`,
    [await names],
  );
  return found[0]?.missing === 0;
}

/** The database and this program do not fit together; the message is a French sentence. */
export class SchemaError extends Error {
  override readonly name = 'SchemaError';
}
