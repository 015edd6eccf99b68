import type { QueryRunner } from 'typeorm';
import { isInTheWay } from '../connections/pg-error.js';
import { SchemaError } from './migration.js';
import { type Applied, applied, inOrder } from './sql-files.js';
import { applyRows, applyWords, mustHaveNoMore } from './word-lists.js';

/** Applies texts in their order, in a transaction; then functions once more, to have their bodies checked. */
export async function apply(q: QueryRunner, all: readonly Applied[]): Promise<void> {
  const sorted = inOrder(all);
  for (const schema of new Set(all.map((one) => one.schema))) await q.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
  await q.query('SET LOCAL check_function_bodies = off');
  for (const one of sorted) await applyOne(q, one);
  await q.query('SET LOCAL check_function_bodies = on');
  for (const one of sorted) if (one.kind === 'pure' || one.kind === 'functions') await applyOne(q, one);
}

async function applyOne(q: QueryRunner, one: Applied): Promise<void> {
  try {
    if (one.kind === 'words') await applyWords(q, one);
    else if (one.kind === 'rows') await applyRows(q, one);
    else await q.query(one.text);
  } catch (error) {
    if (/^cannot (change|remove)/.test((error as Error).message)) {
      throw new SchemaError(
        `migrations/${one.path} change de forme (${(error as Error).message}) : une migration doit d'abord supprimer l'ancienne.`,
      );
    }
    if (!isInTheWay(error)) console.error(`migrations/${one.path}: ${(error as Error).message}`);
    throw error;
  }
}

/** What exists in Postgres under the names that texts have; `fresh` when this transaction wrote it. */
const STANDING = `
  SELECT f.path, o.what, coalesce(o.fresh, false) AS fresh
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) AS f(path, kind, schema, name) LEFT JOIN LATERAL (
    SELECT p.oid::regprocedure::text AS what, p.xmin = pg_current_xact_id()::xid AS fresh FROM pg_proc p
      WHERE f.kind IN ('groups', 'pure', 'functions') AND p.pronamespace = to_regnamespace(f.schema) AND p.proname = f.name
    UNION ALL SELECT t.tgname || ' ON ' || t.tgrelid::regclass::text, t.xmin = pg_current_xact_id()::xid
      FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE NOT t.tgisinternal
        AND t.tgrelid = CASE f.kind WHEN 'triggers' THEN to_regclass(f.schema || '.' || f.name) WHEN 'on' THEN to_regclass(f.name) END
        AND CASE f.kind WHEN 'on' THEN p.pronamespace = to_regnamespace(f.schema)
          ELSE p.pronamespace::regnamespace::text || '/on/' || f.schema || '.' || f.name || '.sql' <> ALL ($5::text[]) END
    UNION ALL SELECT c.oid::regclass::text, c.xmin = pg_current_xact_id()::xid FROM pg_class c
      WHERE f.kind = 'views' AND c.relkind = 'v' AND c.relnamespace = to_regnamespace(f.schema) AND c.relname = f.name
    UNION ALL SELECT c.oid::regclass::text, true FROM pg_class c
      WHERE f.kind = 'rows' AND c.relnamespace = to_regnamespace(f.schema) AND c.relname = f.name
    UNION ALL SELECT d.oid::regtype::text, true FROM pg_type d
      WHERE f.kind = 'words' AND d.typtype = 'd' AND d.typnamespace = to_regnamespace(f.schema) AND d.typname = f.name
  ) o ON true`;

/**
 * Checks that Postgres has what the texts say and nothing else: a function whose arguments changed leaves the old one there; a removed trigger, file
 * or list leaves what it made. A migration has to drop those.
 * @param gone paths that were applied once, whose things no text of today makes
 * @param texts all texts: a trigger is of the file in the folder of its function's schema, when there is one, else of its table's
 * @throws SchemaError
 */
export async function mustBeAsWritten(
  q: QueryRunner,
  all: readonly Applied[],
  gone: readonly string[],
  texts: readonly Applied[],
): Promise<void> {
  const lost = gone.map((path) => applied(path, ''));
  const asked = [...all, ...lost];
  const rows: { path: string; what: string | null; fresh: boolean }[] = await q.query(STANDING, [
    ...(['path', 'kind', 'schema', 'name'] as const).map((key) => asked.map((one) => one[key])),
    texts.filter(({ kind }) => kind === 'on').map(({ path }) => path),
  ]);
  // A trigger may move to another file of the same table, which made it again.
  const moved = lost.filter(({ kind }) => kind === 'on' || kind === 'triggers').map(({ path }) => path);
  const left = rows.filter(
    ({ path, what, fresh }) => what !== null && (!fresh || (gone.includes(path) && !moved.includes(path))),
  );
  if (left.length > 0) {
    throw new SchemaError(
      `La base garde ce qu'aucun fichier ne dit plus : ${left.map(({ path, what }) => `${what} (migrations/${path})`).join(', ')}. Une migration doit le supprimer.`,
    );
  }
  for (const { path } of all) {
    if (rows.some((row) => row.path === path && row.fresh)) continue;
    throw new SchemaError(`migrations/${path} ne crée rien qui porte son nom.`);
  }
  await mustHaveNoMore(q, all);
}
