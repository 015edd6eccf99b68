import { readdirSync, readFileSync } from 'node:fs';
import { LAYERS, layerOf, roomOf, schemaOf } from '../rooms.mjs';

/** What a schema of Postgres is of: by the room that owns it. */
const ROOM_OF_SCHEMA = new Map(
  LAYERS.flat()
    .map((room) => [schemaOf(room), room])
    // Several parts of the platform share one schema; the lowest owns it.
    .reverse(),
);

/** Everything of a room that SQL may name: tables, views, functions, types, by `schema.name`. */
const OBJECTS = `SELECT n.nspname || '.' || o.name AS name FROM (
    SELECT relnamespace AS schema, relname AS name FROM pg_class WHERE relkind IN ('r', 'v', 'm', 'S', 'p')
    UNION SELECT pronamespace, proname FROM pg_proc
    UNION SELECT typnamespace, typname FROM pg_type WHERE typtype IN ('d', 'e')) o JOIN pg_namespace n ON n.oid = o.schema`;

/** SQL without its comments and the words in it, dynamic SQL (`$q$ … $q$`) among them: what is left names things. */
const bare = (sql) => sql.replace(/--[^\n]*|'(?:[^']|'')*'|\$([a-z]+)\$[\s\S]*?\$\1\$/g, ' ');

/** The things of rooms that a text names. */
function named(sql, objects) {
  const found = new Set([...bare(sql).matchAll(/\b([a-z_]+\.[a-z_0-9]+)\b/g)].map(([, name]) => name));
  return [...found].filter((name) => objects.has(name) && ROOM_OF_SCHEMA.has(name.split('.')[0]));
}

/** Whether SQL of one room names what it may not: a room above it, or a neighbour. */
function against(room, name) {
  const other = ROOM_OF_SCHEMA.get(name.split('.')[0]);
  return schemaOf(room) !== schemaOf(other) && layerOf(other) >= layerOf(room);
}

/** The texts of functions, views and triggers, with the room in whose folder they stand. */
function sqlFiles() {
  return readdirSync('migrations', { recursive: true, encoding: 'utf8' })
    .filter((path) => /\/.*\.sql$/.test(path))
    .map((path) => ({
      path: `migrations/${path}`,
      room: ROOM_OF_SCHEMA.get(path.split('/')[0]),
      sql: readFileSync(`migrations/${path}`, 'utf8'),
    }));
}

/** What SQL names of rooms above its own, or beside it: `path name`, each once. */
async function upward(client, texts) {
  const objects = new Set((await client.query(OBJECTS)).rows.map((row) => row.name));
  const found = texts.flatMap(({ path, room, sql }) =>
    named(sql, objects)
      .filter((name) => against(room, name))
      .map((name) => `${path} ${name}`),
  );
  return [...new Set(found)].sort();
}

/** Questions that one room asks of those above (`platform.answers`), and the rooms' functions that answer: each has the other. */
async function unanswered(client, texts) {
  const { rows } = await client.query(
    `SELECT DISTINCT proname AS name FROM pg_proc WHERE prorettype = 'platform.answer'::regtype AND proname <> 'answers'`,
  );
  const answered = new Set(rows.map(({ name }) => name));
  const asked = new Set(
    texts.flatMap(({ sql }) => [...sql.matchAll(/platform\.answers\('(\w+)'/g)].map(([, name]) => name)),
  );
  return [...answered, ...asked].filter((name) => !(answered.has(name) && asked.has(name)));
}

/**
 * Holds SQL to the map: what names a room above its own or a neighbour is wrong.
 * @param only the paths that are looked at begin so.
 * @param tell hears of each.
 */
export async function heldToTheMap(client, statements, only, tell) {
  const texts = [
    ...sqlFiles(),
    ...statements.flatMap(({ path, forms }) => forms.map(({ text }) => ({ path, room: roomOf(path), sql: text }))),
  ];
  if (!only)
    for (const name of await unanswered(client, texts))
      tell(`${name}: a question of platform.answers that no room answers, or an answer that no room asks for`);
  for (const line of (await upward(client, texts)).filter((one) => one.startsWith(only)))
    tell(
      `${line}: of a room above or beside it. Move the rule up, ask all rooms (platform.answers) or a function of the room below`,
    );
}
