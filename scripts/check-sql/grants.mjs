import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { roomOf, schemaOf } from '../rooms.mjs';

/** What belongs to nobody: extensions, and Postgres's own. */
const EVERYBODYS = ['public', 'pg_catalog', 'information_schema'];

const roleOf = (room) => `check_${room.replaceAll(/\W/g, '_')}`;
const EXPLAINED = /^\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE|MERGE|VALUES)\b/i;

/** What each room lets others read: `PUBLISHED` of its `published.ts`, columns by table; what is not its own column is told. */
async function published(client, tell) {
  const { rows } = await client.query(
    `SELECT format('%s.%s.%s', n.nspname, c.relname, a.attname) AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attnum > 0 AND NOT a.attisdropped`,
  );
  const existing = new Set(rows.map((row) => row.column));
  const found = {};
  for (const path of readdirSync('dist/libs', { recursive: true }).filter((name) => name.endsWith('/published.js'))) {
    const file = `dist/libs/${path}`;
    const room = roomOf(`libs/${path}`);
    const { PUBLISHED } = await import(pathToFileURL(resolve(file)).href);
    for (const [table, columns] of Object.entries(PUBLISHED)) {
      if (schemaOf(room) !== table.split('.')[0]) {
        tell(`libs/${room}/published.ts ${table} is another room's`);
        continue;
      }
      const unknown = columns.filter((column) => !existing.has(`${table}.${column}`));
      for (const column of unknown) tell(`libs/${room}/published.ts ${table} has no column ${column}`);
      found[table] = columns.filter((column) => !unknown.includes(column));
    }
  }
  return found;
}

/** Makes a role for each room: all rights on its own schema, and what others publish. */
async function makeRoles(client, rooms, columns) {
  const { rows } = await client.query(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(?:pg_|information_schema)' AND nspname <> 'public'`,
  );
  const schemas = rows.map((row) => row.name);
  for (const room of rooms) {
    const role = roleOf(room);
    await client.query(`CREATE ROLE ${role}`);
    for (const schema of schemas) {
      await client.query(
        `GRANT USAGE ON SCHEMA ${schema} TO ${role}; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${role}`,
      );
      if (schemaOf(room) === schema) await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
    }
    for (const [table, names] of Object.entries(columns).filter(([, list]) => list.length))
      await client.query(`GRANT SELECT (${names.join(', ')}) ON ${table} TO ${role}`);
  }
}

/** The columns of others that a text names, from what Postgres notes of a function with this body. */
async function columnsOf(client, types, room, text, parameters) {
  const given = parameters
    .map((oid) => types.get(oid).name)
    .map((name) => (name === 'unknown' ? 'text' : `pg_catalog."${name}"`));
  await client.query('BEGIN');
  try {
    await client.query(
      `CREATE FUNCTION public.body(${given.join(', ')}) RETURNS void LANGUAGE sql BEGIN ATOMIC ${text}; END`,
    );
    const { rows } = await client.query(
      `SELECT n.nspname AS schema, n.nspname || '.' || c.relname AS "table", a.attname AS column
       FROM pg_depend d JOIN pg_class c ON c.oid = d.refobjid JOIN pg_namespace n ON n.oid = c.relnamespace
       LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid AND a.attnum > 0
       WHERE d.classid = 'pg_proc'::regclass AND d.objid = 'public.body'::regproc AND d.refclassid = 'pg_class'::regclass`,
    );
    return rows.filter((row) => ![schemaOf(room), ...EVERYBODYS].includes(row.schema));
  } catch (error) {
    return [{ table: `? (${error.message})`, column: null }];
  } finally {
    await client.query('ROLLBACK');
  }
}

const WRITES = /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO)\s+(?:ONLY\s+)?([a-z_]+\.[a-z_]+)/gi;

/** The tables of others that a text writes. */
function writesOf(room, text) {
  const tables = [...text.matchAll(WRITES)].map((match) => match[1].toLowerCase());
  return tables.filter((table) => schemaOf(room) !== table.split('.')[0]);
}

/**
 * Explains every statement as a role that has its room's own tables and what others publish, nothing else.
 * @param tell hears what is wrong with what is published.
 * @returns what was refused: for each statement the tables of others it writes, and the columns it reads that nobody publishes.
 */
export async function refusedStatements(client, types, statements, tell) {
  const rooms = [...new Set(statements.map(({ path }) => roomOf(path)))];
  const allowed = await published(client, tell);
  await makeRoles(client, rooms, allowed);
  const refused = [];
  for (const room of rooms)
    for (const statement of statements.filter(({ path }) => roomOf(path) === room))
      for (const { text, parameters } of statement.described ?? []) {
        if (!EXPLAINED.test(text)) continue;
        await client.query(`SET ROLE ${roleOf(room)}`);
        const error = await client.query(`EXPLAIN (GENERIC_PLAN) ${text}`).then(
          () => null,
          (reason) => reason,
        );
        await client.query('RESET ROLE');
        if (!error) continue;
        const columns = error.code === '42501' ? await columnsOf(client, types, room, text, parameters) : [];
        const writes = writesOf(room, text);
        const reads = columns.filter(
          ({ table, column }) => column && !writes.includes(table) && !allowed[table]?.includes(column),
        );
        refused.push({ statement, room, text, error, writes, reads });
      }
  return refused;
}

/** What one refused text does that it may not, in one line. */
export function sentenceOf({ error, writes, reads }) {
  const said = [];
  if (writes.length) said.push(`writes ${[...new Set(writes)].join(', ')}`);
  if (reads.length) said.push(`reads ${namesOf(reads)}, not published`);
  return said.join('; ') || error.message;
}

function namesOf(reads) {
  const byTable = new Map();
  for (const { table, column } of reads) byTable.set(table, new Set([...(byTable.get(table) ?? []), column]));
  return [...byTable].map(([table, columns]) => `${table} (${[...columns].sort().join(', ')})`).join(', ');
}

/** For `published.ts`: every column that others want, by the room that has it. */
export function wanted(refused) {
  const lines = new Map();
  for (const { reads, room } of refused)
    for (const { table, column } of reads) {
      const by = lines.get(table) ?? new Map();
      by.set(column, new Set([...(by.get(column) ?? []), room]));
      lines.set(table, by);
    }
  return [...lines].sort().map(([table, by]) => {
    const columns = [...by].sort().map(([column, rooms]) => `${column} (${[...rooms].sort().join(' ')})`);
    return `${table}: ${columns.join(', ')}`;
  });
}
