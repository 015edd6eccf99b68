import type { DataSource } from 'typeorm';
import { migrationClasses } from '../migrating/migration.js';

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
