import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DataSource } from 'typeorm';
import { WITHOUT_ENTITY } from './tables-without-entity.mjs';
import { withTrialDatabase } from './trial-database.mjs';

// Migrations are the source of truth (docs/adr); an entity is what people and the compiler know of a table. This holds it true,
// column by column and both ways.
const SAME = {
  int: 'integer',
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  bool: 'boolean',
  varchar: 'character varying',
  time: 'time without time zone',
  timestamptz: 'timestamp with time zone',
};
const named = (type) => SAME[type] ?? type;

/** TypeORM does not know it: the number of a transaction, written by its default and read by triggers only. */
const UNKNOWN_TO_TYPEORM = 'xid8';

/** Every class that a built `*.entity.js` exports. */
async function entities() {
  const libs = resolve('dist/libs');
  const files = readdirSync(libs, { recursive: true }).filter((name) => name.endsWith('.entity.js'));
  const modules = await Promise.all(files.map((file) => import(join(libs, file))));
  return modules.flatMap((module) => Object.values(module));
}

// A domain counts as the type it stands on, also inside an array.
const COLUMNS = `
  SELECT n.nspname || '.' || c.relname AS "table", a.attname AS name,
    CASE WHEN e.typtype = 'd' THEN format_type(e.typbasetype, NULL) || '[]'
      ELSE format_type(CASE t.typtype WHEN 'd' THEN t.typbasetype ELSE t.oid END, NULL) END AS type,
    NOT (a.attnotnull OR t.typnotnull) AS nullable,
    a.attidentity = 'a' OR a.attgenerated <> '' AS kept,
    EXISTS (SELECT 1 FROM pg_constraint p WHERE p.conrelid = c.oid AND p.contype = 'p' AND a.attnum = ANY(p.conkey)) AS key
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('public', 'information_schema', 'bullmq') AND n.nspname NOT LIKE 'pg\\_%'
  ORDER BY 1, a.attnum`;

async function tablesOf(source) {
  const tables = new Map();
  for (const { table, ...column } of await source.query(COLUMNS))
    tables.set(table, [...(tables.get(table) ?? []), column]);
  return tables;
}

/** What is said of a column here and is not so in the database. */
function columnDifferences(source, here, real) {
  const type = named(source.driver.normalizeType(here)) + (here.isArray ? '[]' : '');
  const found = [];
  if (type !== real.type) found.push(`${type} here, ${real.type} in the database`);
  if (here.isNullable !== real.nullable) found.push(`${real.nullable ? 'may' : 'may not'} be null in the database`);
  if (here.isPrimary !== real.key) found.push(`is ${real.key ? '' : 'not '}part of the primary key`);
  const kept = here.isGenerated || !(here.isInsert || here.isUpdate);
  if (kept !== real.kept)
    found.push(`${real.kept ? 'kept by Postgres: neither inserted nor updated' : 'not kept by Postgres'}`);
  return found.map((difference) => `${real.name}: ${difference}`);
}

function differences(source, entity, columns) {
  if (!columns) return ['this table does not exist'];
  const names = new Set(columns.map((column) => column.name));
  const nowhere = entity.columns
    .filter((c) => !names.has(c.databaseName))
    .map((c) => `${c.databaseName}: no such column`);
  const others = columns.filter((column) => column.type !== UNKNOWN_TO_TYPEORM);
  return nowhere.concat(
    others.flatMap((real) => {
      const here = entity.columns.find((column) => column.databaseName === real.name);
      return here ? columnDifferences(source, here, real) : [`${real.name}: ${real.type}, not in the entity`];
    }),
  );
}

/** Everything that is wrong, a sentence each. */
async function compare(source) {
  const tables = await tablesOf(source);
  const found = source.entityMetadatas.flatMap((entity) =>
    differences(source, entity, tables.get(entity.tablePath)).map((d) => `${entity.name} (${entity.tablePath}) ${d}`),
  );
  if (source.entityMetadatas.length === 0) found.push('no entity was found: nothing was compared');
  const mapped = new Set(source.entityMetadatas.map((entity) => entity.tablePath));
  for (const table of tables.keys())
    if (!mapped.has(table) && !(table in WITHOUT_ENTITY))
      found.push(`${table} has no entity, and scripts/tables-without-entity.mjs does not say why`);
  for (const table of Object.keys(WITHOUT_ENTITY))
    if (mapped.has(table) || !tables.has(table))
      found.push(
        `${table} is in scripts/tables-without-entity.mjs, and ${mapped.has(table) ? 'has an entity' : 'does not exist'}`,
      );
  return found;
}

await withTrialDatabase(async ({ ownerUrl }) => {
  const source = await new DataSource({ type: 'postgres', url: ownerUrl, entities: await entities() }).initialize();
  const found = await compare(source);
  for (const sentence of found) console.error(sentence);
  if (found.length > 0) process.exitCode = 1;
  console.log(`  ${source.entityMetadatas.length} entités comparées`);
  await source.destroy();
});
