import 'reflect-metadata';
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DataSource, getMetadataArgsStorage } from 'typeorm';
import { migrate, startEmbedded } from '../dist/libs/database/index.js';

// Migrations are the source of truth (docs/adr); an entity is only a map of the columns we write. This holds the map true.
const SAME = {
  int: 'integer',
  int4: 'integer',
  int8: 'bigint',
  bool: 'boolean',
  varchar: 'character varying',
  timestamptz: 'timestamp with time zone',
};
const named = (type) => SAME[type] ?? type;

/** Imports every library; what carries `@Entity` registers itself. */
async function entities() {
  const libs = resolve('dist/libs');
  for (const name of readdirSync(libs)) await import(join(libs, name, 'index.js'));
  return getMetadataArgsStorage().tables.map((table) => table.target);
}

async function tableOf(source, { schema, tableName }) {
  const rows = await source.query(
    `SELECT a.attname AS name, format_type(a.atttypid, NULL) AS type, NOT a.attnotnull AS nullable
     FROM pg_attribute a WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped`,
    [`${schema}.${tableName}`],
  );
  return new Map(rows.map((row) => [row.name, row]));
}

function differences(source, entity, table) {
  if (table.size === 0) return ['this table does not exist'];
  return entity.columns.flatMap((column) => {
    const real = table.get(column.databaseName);
    if (!real) return [`${column.databaseName}: no such column`];
    const type = named(source.driver.normalizeType(column)) + (column.isArray ? '[]' : '');
    const found = [];
    if (type !== real.type) found.push(`${column.databaseName}: ${type} here, ${real.type} in the database`);
    if (column.isNullable !== real.nullable)
      found.push(`${column.databaseName}: ${real.nullable ? 'may' : 'may not'} be null in the database`);
    return found;
  });
}

const folder = mkdtempSync(join(tmpdir(), 'bn-check-'));
chmodSync(folder, 0o711);
const server = await startEmbedded({ folder, settings: ['fsync=off'] });
try {
  await migrate({ ownerUrl: server.ownerUrl, serverUrl: server.serverUrl });
  const source = await new DataSource({
    type: 'postgres',
    url: server.ownerUrl,
    entities: await entities(),
  }).initialize();
  for (const entity of source.entityMetadatas) {
    for (const difference of differences(source, entity, await tableOf(source, entity))) {
      console.error(`${entity.name} (${entity.schema}.${entity.tableName}) ${difference}`);
      process.exitCode = 1;
    }
  }
  console.log(`  ${source.entityMetadatas.length} entités comparées`);
  await source.destroy();
} finally {
  await server.leave();
  rmSync(folder, { recursive: true, force: true });
}
