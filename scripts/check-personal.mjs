import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { personalColumns, reviewedColumns } from '../dist/libs/platform/kernel/index.js';
import { withTrialDatabase } from './trial-database.mjs';

// Each column that holds words, bytes or an address is in exactly one of three places: declared where it stands with its purpose and its end
// (libs/platform/kernel/personal-data), held by Postgres to a closed list or to a form, or on the reviewed list of what cannot hold a person (reviewed.ts there). The
// register, the privacy page and the purges are as true as this.
const WORDED = ['text', 'text[]', 'character varying', 'inet', 'json', 'jsonb', 'bytea'];
const NOT_PERSONAL = Object.fromEntries(reviewedColumns.map(({ table, column, why }) => [`${table}.${column}`, why]));
/** A CHECK of the column alone by a whole pattern, or by a list. */
const HELD = /^CHECK \(\(\w+ (?:~ '\^[^.]*\$'|= ANY \(ARRAY\[)/;

const COLUMNS = `SELECT n.nspname || '.' || c.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS type, t.typtype = 'd' AS domain,
    EXISTS (SELECT FROM pg_constraint f WHERE f.conrelid = c.oid AND f.contype = 'f' AND a.attnum = ANY (f.conkey)) AS refers,
    (SELECT coalesce(json_agg(pg_get_constraintdef(k.oid)), '[]') FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'c' AND k.conkey = ARRAY[a.attnum]) AS checks
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
  JOIN pg_type t ON t.oid = a.atttypid
  WHERE c.relkind IN ('r', 'p') AND n.nspname NOT IN ('public', 'information_schema', 'bullmq') AND n.nspname NOT LIKE 'pg\\_%' ORDER BY 1, a.attnum`;

async function load() {
  const libs = resolve('dist/libs');
  const files = readdirSync(libs, { recursive: true }).filter(
    (name) => name.endsWith('.js') && !name.includes('.spec.'),
  );
  const modules = await Promise.all(files.map((file) => import(join(libs, file))));
  const names = files.flatMap((file, i) => (file.endsWith('.entity.js') ? Object.values(modules[i]) : []));
  const source = new DataSource({ type: 'postgres', entities: names });
  await source.buildMetadatas();
  return new Map(
    personalColumns().map((column) => {
      if ('table' in column) return [`${column.table}.${column.column}`, column.kept];
      const entity = source.getMetadata(column.entity);
      const { databaseName } = entity.findColumnWithPropertyName(column.property);
      return [`${entity.tablePath}.${databaseName}`, column.kept];
    }),
  );
}

/** Periods at which `platform.end_words` ends a column, and what goes with a paper by its own purge. */
const ENDED = ['thing', 'log_file', 'device', 'paper'];
const WITH_A_PAPER = ['documents.blob_chunk.bytes', 'documents.document.sealed_facts'];

/** Declared with such a period, and ended at none or at another; or ended, and declared with another. */
function unended(endings) {
  const at = new Map(endings.map(({ thing, word, period }) => [`${thing}.${word}`, period]));
  const endOf = (address) => at.get(address) ?? at.get(`${address.slice(0, address.lastIndexOf('.'))}.*`);
  const late = [...declared]
    .filter(([address, kept]) => ENDED.includes(kept) && !WITH_A_PAPER.includes(address) && endOf(address) !== kept)
    .map(
      ([address, kept]) =>
        `${address}: declared to end with « ${kept} », and platform.endings says ${endOf(address) ?? 'nothing'}`,
    );
  const undeclared = endings
    .filter(({ thing, word, period }) => word !== '*' && declared.get(`${thing}.${word}`) !== period)
    .map(({ thing, word, period }) => `${thing}.${word}: ends with « ${period} », and is not declared so`);
  return [...late, ...undeclared];
}

const heldByPostgres = ({ domain, refers, checks }) => domain || refers || checks.some((check) => HELD.test(check));

const declared = await load();
const wrong = [];
await withTrialDatabase(async ({ ownerUrl }) => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows: columns } = await client.query(COLUMNS);
  const { rows: endings } = await client.query('SELECT thing, word, period FROM platform.endings()');
  await client.end();
  wrong.push(...unended(endings));
  const all = new Set(columns.map(({ table, name }) => `${table}.${name}`));
  for (const column of columns.filter(({ type }) => WORDED.includes(type))) {
    const address = `${column.table}.${column.name}`;
    if (!declared.has(address) && !NOT_PERSONAL[address] && !heldByPostgres(column))
      wrong.push(
        `${address}: say what it holds of people (@Personal on its entity), or why nothing (libs/platform/kernel/personal-data/reviewed.ts)`,
      );
  }
  for (const address of [...declared.keys(), ...Object.keys(NOT_PERSONAL)])
    if (!all.has(address)) wrong.push(`${address}: no such column`);
  for (const address of Object.keys(NOT_PERSONAL))
    if (declared.has(address)) wrong.push(`${address}: declared, and said to be none`);
  for (const column of columns.filter(heldByPostgres)) {
    const address = `${column.table}.${column.name}`;
    if (NOT_PERSONAL[address]) wrong.push(`${address}: held by Postgres, and on the list for nothing`);
  }
});
for (const line of wrong) console.error(`  ${line}`);
console.log(
  `  ${declared.size} colonnes qui parlent de personnes, ${Object.keys(NOT_PERSONAL).length} regardées et qui n’en parlent pas`,
);
process.exitCode = wrong.length === 0 && declared.size > 0 ? 0 : 1;
