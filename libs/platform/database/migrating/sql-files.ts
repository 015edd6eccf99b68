import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { QueryRunner } from 'typeorm';
import { MIGRATIONS } from './migration.js';

/** Applied again whenever its text changes, in this order; tables, made by migrations, come before `functions`. */
const SQL_FOLDERS = ['words', 'groups', 'pure', 'functions', 'views', 'triggers', 'on', 'rows'] as const;
export type Kind = (typeof SQL_FOLDERS)[number];

/** Whether tables may need it, so that it comes before them. */
export const beforeTables = ({ kind }: Applied): boolean => kind === 'words' || kind === 'groups' || kind === 'pure';

/** A text that Postgres is made by, beside migrations: a file of `migrations/<schema>/`, or a list that TypeScript holds. */
export interface Applied {
  /** `<schema>/<kind>/<name>`, with `.sql` when it is a file: its key in `platform.applied_sql`. */
  readonly path: string;
  readonly kind: Kind;
  readonly schema: string;
  readonly name: string;
  readonly text: string;
  readonly sha256: string;
}

/** @throws when the path names no kind */
export function applied(path: string, text: string): Applied {
  const [schema = '', kind = '', file = ''] = path.split('/');
  if (!(SQL_FOLDERS as readonly string[]).includes(kind))
    throw new Error(`migrations/${path}: not one of ${SQL_FOLDERS.join(', ')}`);
  const sha256 = createHash('sha256').update(text).digest('hex');
  return { path, kind: kind as Kind, schema, name: file.replace(/\.sql$/, ''), text, sha256 };
}

const FUNCTIONS: readonly Kind[] = ['groups', 'pure', 'functions'];

/** Whether two texts make the same thing in Postgres: a list's group may become a function's file, under another path. */
export const sameThing = (a: Applied, b: Applied): boolean =>
  a.schema === b.schema &&
  a.name === b.name &&
  (a.kind === b.kind || (FUNCTIONS.includes(a.kind) && FUNCTIONS.includes(b.kind)));

export const inOrder = (all: readonly Applied[]): Applied[] =>
  [...all].sort((a, b) => SQL_FOLDERS.indexOf(a.kind) - SQL_FOLDERS.indexOf(b.kind) || (a.path < b.path ? -1 : 1));

/** What was applied last, path to hash; empty on a database that was never migrated. */
export async function alreadyApplied(query: (text: string) => Promise<unknown>): Promise<Map<string, string>> {
  const found = await query(`SELECT to_regclass('platform.applied_sql') AS there`);
  if ((found as { there: string | null }[])[0]?.there == null) return new Map();
  const rows = (await query('SELECT path, sha256 FROM platform.applied_sql')) as { path: string; sha256: string }[];
  return new Map(rows.map((row) => [row.path, row.sha256]));
}

export async function remember(q: QueryRunner, all: readonly Applied[], gone: readonly string[]): Promise<void> {
  await q.query(
    `INSERT INTO platform.applied_sql (path, sha256) SELECT * FROM unnest($1::text[], $2::text[])
     ON CONFLICT (path) DO UPDATE SET sha256 = excluded.sha256, applied_at = now()`,
    [all.map((one) => one.path), all.map((one) => one.sha256)],
  );
  await q.query('DELETE FROM platform.applied_sql WHERE path = ANY ($1)', [gone]);
}

/**
 * The files that are applied again whenever they change: `<schema>/pure/<function>.sql` (needs no table; tables may use it),
 * `<schema>/functions/<function>.sql`, `<schema>/views/<view>.sql`, `<schema>/triggers/<table>.sql` (the triggers of that table),
 * `<schema>/on/<schema>.<table>.sql` (the triggers that run a function of the first schema on a table of the other).
 */
export function sqlFiles(folder = MIGRATIONS): Applied[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\/.*\.sql$/.test(path))
    .map((path) => applied(path, readFileSync(join(folder, path), 'utf8')));
}
