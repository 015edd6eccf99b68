import type { DataSource } from 'typeorm';
import { migrationClasses } from '../migrating/migration.js';

let names: Promise<string[]> | undefined;

/**
 * Whether the database answers and has every migration of this program; of another program that came since it may have more.
 * @throws whatever keeps it from answering.
 */
export async function schemaIsThere(on: DataSource): Promise<boolean> {
  names ??= migrationClasses().then((steps) => steps.map((step) => new step().name));
  // TypeORM's own table, of no schema of ours: not one of the statements that are checked against what a lib may read.
  const found = await on.query<{ missing: number }[]>(
    `SELECT count(*)::int AS missing FROM unnest($1::text[]) AS ours (name)
     WHERE NOT EXISTS (SELECT FROM public.bn_migration m WHERE m.name = ours.name)`,
    [await names],
  );
  return found[0]?.missing === 0;
}
