import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { QueryRunner } from 'typeorm';
import { MIGRATIONS } from './migration.js';
import { SchemaError } from './schema-error.js';

/** In the order in which they are applied; tables, made by migrations, come after the first. */
const KINDS = ['pure', 'functions', 'views', 'triggers'] as const;

/**
 * A file that is applied again whenever it changes: `<schema>/pure/<function>.sql` (needs no table; tables may use it),
 * `<schema>/functions/<function>.sql`, `<schema>/views/<view>.sql`, `<schema>/triggers/<table>.sql` (all triggers of that table).
 */
export interface SqlFile {
  /** Below `migrations/`, with `/`. */
  readonly path: string;
  readonly kind: string;
  readonly schema: string;
  /** Of the function, the view, or the table whose triggers it makes. */
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

/** All such files of a folder, in the order to apply them. */
export function sqlFiles(folder = MIGRATIONS): SqlFile[] {
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) => path.split(sep).join('/'));
  const files = paths
    .filter((path) => /\/.*\.sql$/.test(path))
    .map((path) => {
      const text = readFileSync(join(folder, path), 'utf8');
      return { path, ...partsOf(path), text, sha256: createHash('sha256').update(text).digest('hex') };
    });
  const rank = (file: SqlFile) => KINDS.indexOf(file.kind as (typeof KINDS)[number]);
  return files.sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
}

function partsOf(path: string): Pick<SqlFile, 'kind' | 'schema' | 'name'> {
  const [schema = '', kind = '', file = ''] = path.split('/');
  if (!(KINDS as readonly string[]).includes(kind))
    throw new Error(`migrations/${path}: not one of ${KINDS.join(', ')}`);
  return { schema, kind, name: file.replace(/\.sql$/, '') };
}

/** The files as they were applied last: path and hash. None on a database that was never migrated. */
export async function appliedFiles(query: (text: string) => Promise<unknown>): Promise<Map<string, string>> {
  const found = await query(`SELECT to_regclass('platform.applied_sql') AS there`);
  if ((found as { there: string | null }[])[0]?.there == null) return new Map();
  const rows = (await query('SELECT path, sha256 FROM platform.applied_sql')) as { path: string; sha256: string }[];
  return new Map(rows.map((row) => [row.path, row.sha256]));
}

/** Applies files, in a transaction: first whatever their order needs, then functions again with their bodies checked. */
export async function applyFiles(q: QueryRunner, files: readonly SqlFile[]): Promise<void> {
  for (const schema of new Set(files.map((file) => file.schema)))
    await q.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await q.query('SET LOCAL check_function_bodies = off');
  for (const file of files) await run(q, file);
  await q.query('SET LOCAL check_function_bodies = on');
  for (const file of files) if (file.kind === 'pure' || file.kind === 'functions') await run(q, file);
}

async function run(q: QueryRunner, { path, text }: SqlFile): Promise<void> {
  try {
    await q.query(text);
  } catch (error) {
    if (/^cannot (change|remove)/.test((error as Error).message)) {
      throw new SchemaError(
        `migrations/${path} change de forme (${(error as Error).message}) : une migration doit d'abord supprimer l'ancienne.`,
      );
    }
    console.error(`migrations/${path}: ${(error as Error).message}`);
    throw error;
  }
}

/** What stands in Postgres by the names that files carry; `fresh` when this very transaction wrote it. */
const STANDING = `
  SELECT f.path, o.what, coalesce(o.fresh, false) AS fresh
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS f(path, kind, schema, name) LEFT JOIN LATERAL (
    SELECT p.oid::regprocedure::text AS what, p.xmin = pg_current_xact_id()::xid AS fresh FROM pg_proc p
      WHERE f.kind IN ('pure', 'functions') AND p.pronamespace = to_regnamespace(f.schema) AND p.proname = f.name
    UNION ALL SELECT t.tgname || ' ON ' || f.schema || '.' || f.name, t.xmin = pg_current_xact_id()::xid FROM pg_trigger t
      WHERE f.kind = 'triggers' AND t.tgrelid = to_regclass(f.schema || '.' || f.name) AND NOT t.tgisinternal
    UNION ALL SELECT c.oid::regclass::text, c.xmin = pg_current_xact_id()::xid FROM pg_class c
      WHERE f.kind = 'views' AND c.relkind = 'v' AND c.relnamespace = to_regnamespace(f.schema) AND c.relname = f.name
  ) o ON true`;

/**
 * Holds that Postgres has what the files say and nothing else: a function whose arguments changed leaves the old one standing, a trigger
 * or a file that was taken away leaves what it made. To remove those is the work of a migration.
 * @param gone paths that were applied once and are no more.
 * @throws SchemaError
 */
export async function checkFiles(q: QueryRunner, files: readonly SqlFile[], gone: readonly string[]): Promise<void> {
  const all = [...files, ...gone.map((path) => ({ path, ...partsOf(path) }))];
  const rows: { path: string; what: string | null; fresh: boolean }[] = await q.query(
    STANDING,
    (['path', 'kind', 'schema', 'name'] as const).map((key) => all.map((file) => file[key])),
  );
  const left = rows.filter(({ what, fresh }) => what !== null && !fresh);
  if (left.length > 0) {
    throw new SchemaError(
      `La base garde ce qu'aucun fichier ne dit plus : ${left.map(({ path, what }) => `${what} (migrations/${path})`).join(', ')}. Une migration doit le supprimer.`,
    );
  }
  for (const { path } of files) {
    if (rows.some((row) => row.path === path && row.fresh)) continue;
    throw new SchemaError(`migrations/${path} ne crée rien qui porte son nom.`);
  }
}

/** Remembers files as applied, and forgets those that are gone. */
export async function recordFiles(q: QueryRunner, files: readonly SqlFile[], gone: readonly string[]): Promise<void> {
  await q.query(
    `INSERT INTO platform.applied_sql (path, sha256) SELECT * FROM unnest($1::text[], $2::text[])
     ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, applied_at = now()`,
    [files.map((file) => file.path), files.map((file) => file.sha256)],
  );
  await q.query('DELETE FROM platform.applied_sql WHERE path = ANY ($1)', [gone]);
}
