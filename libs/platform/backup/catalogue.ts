import type pg from 'pg';

export interface Table {
  readonly name: string;
  /** Without generated columns. */
  readonly columns: readonly string[];
}

/** A table whose rows are the pieces of large, unchanging things: each thing is stored once, in a file of its own, whatever the number of backups. */
export interface Pieces {
  readonly table: string;
  /** Its column that names the thing, and the one that orders the pieces. */
  readonly of: string;
  readonly order: string;
  /** The table of the things, its key, and the column that changes when a thing is rewritten under the same key. */
  readonly things: string;
  readonly key: string;
  readonly version: string;
}

/** Jobs of the queue are made again from rows; the others are Postgres's own. */
const OTHERS = ['bullmq', 'information_schema', 'pg_catalog', 'pg_toast'];
const OF_MIGRATING = ['public.bn_migration', 'platform.applied_sql', 'platform.application_right'];

export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(
    `SELECT n.nspname || '.' || c.relname AS name,
       array_agg(a.attname::text ORDER BY a.attnum) FILTER (WHERE a.attgenerated = '') AS columns
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relkind = 'r' AND c.relpersistence = 'p' AND n.nspname <> ALL ($1) AND n.nspname || '.' || c.relname <> ALL ($2)
     GROUP BY 1 ORDER BY 1`,
    [OTHERS, OF_MIGRATING],
  );
  return rows;
}

/** The migrations that a database has run; none when it was never migrated. */
export async function migrationsOf(client: pg.ClientBase): Promise<string[]> {
  const { rows: there } = await client.query(`SELECT FROM pg_class WHERE oid = to_regclass('public.bn_migration')`);
  if (there.length === 0) return [];
  const { rows } = await client.query<{ name: string }>('SELECT name FROM public.bn_migration ORDER BY name');
  return rows.map((row) => row.name);
}

export async function sequencesOf(client: pg.ClientBase): Promise<Record<string, string>> {
  const { rows } = await client.query<{ name: string; value: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname <> ALL ($1) AND last_value IS NOT NULL AND format('%I.%I', schemaname, sequencename) <> 'public.bn_migration_id_seq'
     ORDER BY 1`,
    [OTHERS],
  );
  return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
}

/** `schema.table` for a statement. */
export const quotedTable = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

export const quoted = (names: readonly string[]): string =>
  names.map((name) => `"${name.replaceAll('"', '""')}"`).join(', ');
