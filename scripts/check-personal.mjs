import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { personalColumns } from '../dist/libs/kernel/index.js';
import { NOT_PERSONAL } from './not-personal.mjs';
import { withTrialDatabase } from './trial-database.mjs';

// A column that may hold what names a person, or what people wrote, is declared where it stands (libs/kernel/personal-data), or is on the
// list of those that were looked at. The register, the privacy page and the purges are as true as this.
const LOOKS =
  /(^|_)(e?mail|phone|msisdn|contact|address|name|given|family|note|notes|words?|sentence|comment|said|sealed|raw|recipient|subject|body|filename|path|sample|signature|birth|age|situation|commune|job|publisher|typed|bring|cells|meaning|facts)(_|$)/;
const OPAQUE = ['json', 'jsonb', 'bytea'];
const WORDED = ['text', 'text[]', 'inet', 'date', ...OPAQUE];
const DERIVED = /_(sha256|key|hash|kind)$/;
/** Which member did something: numbers and ids that lead to an account, declared once as `people.membership.operator_number`. */
const WHO_DID_IT =
  /(^|_)(membership_id|operator_number|decided_by|made_by|created_by|requested_by|user_id|_operator|_by)$/;

const COLUMNS = `SELECT n.nspname || '.' || c.relname AS "table", a.attname AS name, format_type(a.atttypid, NULL) AS type, coalesce(t.typtype = 'd', false) AS domain
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
  return new Set(
    personalColumns().map((column) => {
      if ('table' in column) return `${column.table}.${column.column}`;
      const entity = source.getMetadata(column.entity);
      return `${entity.tablePath}.${entity.findColumnWithPropertyName(column.property).databaseName}`;
    }),
  );
}

const looksPersonal = ({ name, type, domain }) =>
  !domain &&
  WORDED.includes(type) &&
  !DERIVED.test(name) &&
  !WHO_DID_IT.test(name) &&
  (LOOKS.test(name) || OPAQUE.includes(type));

const declared = await load();
const wrong = [];
await withTrialDatabase(async ({ ownerUrl }) => {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  const { rows: columns } = await client.query(COLUMNS);
  await client.end();
  const all = new Set(columns.map(({ table, name }) => `${table}.${name}`));
  for (const column of columns.filter(looksPersonal)) {
    const address = `${column.table}.${column.name}`;
    if (!declared.has(address) && !NOT_PERSONAL[address])
      wrong.push(
        `${address}: say what it holds of people (@Personal on its entity), or why nothing (scripts/not-personal.mjs)`,
      );
  }
  for (const address of [...declared, ...Object.keys(NOT_PERSONAL)])
    if (!all.has(address)) wrong.push(`${address}: no such column`);
  for (const address of Object.keys(NOT_PERSONAL))
    if (declared.has(address)) wrong.push(`${address}: declared, and said to be none`);
});
for (const line of wrong) console.error(`  ${line}`);
console.log(
  `  ${declared.size} colonnes qui parlent de personnes, ${Object.keys(NOT_PERSONAL).length} regardées et qui n’en parlent pas`,
);
process.exitCode = wrong.length === 0 && declared.size > 0 ? 0 : 1;
