import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Whose tables a library's statements may write and read as they like; a library's schema has its name, with _ for -. */
const OWN = { database: ['platform'], kernel: ['platform'] };
/** What belongs to nobody: extensions, and Postgres's own. */
const EVERYBODYS = ['public', 'pg_catalog', 'information_schema'];

/** The library of a file; applications have no tables. */
const libraryOf = (path) => /^libs\/([^/]+)\//.exec(path)?.[1] ?? 'apps';
const schemasOf = (library) => OWN[library] ?? [library.replaceAll('-', '_')];
const roleOf = (library) => `check_${library.replaceAll('-', '_')}`;
const EXPLAINED = /^\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE|MERGE|VALUES)\b/i;

/** What each library lets others read: `PUBLISHED` of its `published.ts`, columns by table; what is not its own column is told. */
async function published(client, tell) {
  const { rows } = await client.query(
    `SELECT format('%s.%s.%s', n.nspname, c.relname, a.attname) AS column FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
     JOIN pg_namespace n ON n.oid = c.relnamespace WHERE a.attnum > 0 AND NOT a.attisdropped`,
  );
  const existing = new Set(rows.map((row) => row.column));
  const found = {};
  for (const library of readdirSync('libs')) {
    const file = `dist/libs/${library}/published.js`;
    if (!existsSync(file)) continue;
    const { PUBLISHED } = await import(pathToFileURL(resolve(file)).href);
    for (const [table, columns] of Object.entries(PUBLISHED)) {
      if (!schemasOf(library).includes(table.split('.')[0])) {
        tell(`libs/${library}/published.ts ${table} is another library's`);
        continue;
      }
      const unknown = columns.filter((column) => !existing.has(`${table}.${column}`));
      for (const column of unknown) tell(`libs/${library}/published.ts ${table} has no column ${column}`);
      found[table] = columns.filter((column) => !unknown.includes(column));
    }
  }
  return found;
}

/** Makes a role for each library: all rights on its own schema, and what others publish. */
async function makeRoles(client, libraries, columns) {
  const { rows } = await client.query(
    `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^(?:pg_|information_schema)' AND nspname <> 'public'`,
  );
  const schemas = rows.map((row) => row.name);
  for (const library of libraries) {
    const role = roleOf(library);
    await client.query(`CREATE ROLE ${role}`);
    for (const schema of schemas) {
      await client.query(
        `GRANT USAGE ON SCHEMA ${schema} TO ${role}; GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${schema} TO ${role}`,
      );
      if (schemasOf(library).includes(schema))
        await client.query(`GRANT ALL ON ALL TABLES IN SCHEMA ${schema} TO ${role}`);
    }
    for (const [table, names] of Object.entries(columns).filter(([, list]) => list.length))
      await client.query(`GRANT SELECT (${names.join(', ')}) ON ${table} TO ${role}`);
  }
}

/** The columns of others that a text names, from what Postgres notes of a function with this body. */
async function columnsOf(client, types, library, text, parameters) {
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
    return rows.filter((row) => ![...schemasOf(library), ...EVERYBODYS].includes(row.schema));
  } catch (error) {
    return [{ table: `? (${error.message})`, column: null }];
  } finally {
    await client.query('ROLLBACK');
  }
}

const WRITES = /\b(?:INSERT\s+INTO|UPDATE|DELETE\s+FROM|MERGE\s+INTO)\s+(?:ONLY\s+)?([a-z_]+\.[a-z_]+)/gi;

/** The tables of others that a text writes. */
function writesOf(library, text) {
  const tables = [...text.matchAll(WRITES)].map((match) => match[1].toLowerCase());
  return tables.filter((table) => !schemasOf(library).includes(table.split('.')[0]));
}

/**
 * Explains every statement as a role that has its library's own tables and what others publish, nothing else.
 * @param tell hears what is wrong with what is published.
 * @returns what was refused: for each statement the tables of others it writes, and the columns it reads that nobody publishes.
 */
export async function refusedStatements(client, types, statements, tell) {
  const libraries = [...new Set(statements.map(({ path }) => libraryOf(path)))];
  const allowed = await published(client, tell);
  await makeRoles(client, libraries, allowed);
  const refused = [];
  for (const library of libraries)
    for (const statement of statements.filter(({ path }) => libraryOf(path) === library))
      for (const { text, parameters } of statement.described ?? []) {
        if (!EXPLAINED.test(text)) continue;
        await client.query(`SET ROLE ${roleOf(library)}`);
        const error = await client.query(`EXPLAIN (GENERIC_PLAN) ${text}`).then(
          () => null,
          (reason) => reason,
        );
        await client.query('RESET ROLE');
        if (!error) continue;
        const columns = error.code === '42501' ? await columnsOf(client, types, library, text, parameters) : [];
        const writes = writesOf(library, text);
        const reads = columns.filter(
          ({ table, column }) => column && !writes.includes(table) && !allowed[table]?.includes(column),
        );
        refused.push({ statement, library, text, error, writes, reads });
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

/** For `published.ts`: every column that others want, by the library that has it. */
export function wanted(refused) {
  const lines = new Map();
  for (const { reads, library } of refused)
    for (const { table, column } of reads) {
      const by = lines.get(table) ?? new Map();
      by.set(column, new Set([...(by.get(column) ?? []), library]));
      lines.set(table, by);
    }
  return [...lines].sort().map(([table, by]) => {
    const columns = [...by].sort().map(([column, libraries]) => `${column} (${[...libraries].sort().join(' ')})`);
    return `${table}: ${columns.join(', ')}`;
  });
}
