/** Devices of a large bank; every table that grows with them grows as much. */
const DEVICES = 1_000_000;

// What does not grow with the devices: people and places, what the State publishes, and rules, which have a day they begin on.
const GROWING = `
  SELECT c.oid, c.reltuples::float8 AS rows FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND c.reltuples > 0 AND n.nspname !~ '^(?:pg_|information_schema)'
    AND n.nspname NOT IN ('public', 'people', 'territory', 'platform', 'bullmq')
    AND NOT EXISTS (SELECT 1 FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'valid_from')`;

// Identifiers have as many values as there are things; a thing of a small database would own a large part of a large one.
const IDENTIFIERS = `
  SELECT n.nspname AS schema, c.relname AS "table", a.attname AS column, s.n_distinct::float8 AS distinct, s.null_frac::float8 AS nulls, s.avg_width AS width
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname
  WHERE a.attrelid = $1 AND a.atttypid IN ('uuid'::regtype, 'bigint'::regtype)
    AND NOT EXISTS (SELECT 1 FROM pg_constraint f JOIN pg_class t ON t.oid = f.confrelid
      WHERE f.contype = 'f' AND f.conrelid = c.oid AND f.conkey[1] = a.attnum AND t.relnamespace = 'people'::regnamespace)`;

/**
 * Makes Postgres believe that a database with something in every table is a large one: it plans as if there were a million devices. Only
 * statistics are written; nothing may analyse the tables afterwards.
 */
export async function enlarge(client) {
  await client.query('ANALYZE');
  const { rows: tables } = await client.query(GROWING);
  const {
    rows: [now],
  } = await client.query(`SELECT reltuples::float8 AS devices FROM pg_class WHERE oid = 'devices.device'::regclass`);
  const growth = DEVICES / now.devices;
  for (const { oid, rows } of tables) {
    const { rows: identifiers } = await client.query(IDENTIFIERS, [oid]);
    for (const identifier of identifiers) await spread(client, identifier, rows);
    // The indexes too: the planner takes their size from their own entry.
    await client.query(
      'UPDATE pg_class SET reltuples = reltuples * $2 WHERE oid = $1 OR oid IN (SELECT indexrelid FROM pg_index WHERE indrelid = $1)',
      [oid, growth],
    );
  }
}

/** An identifier's values: as many a row as now, none more frequent than another. */
async function spread(client, { schema, table, column, distinct, nulls, width }, rows) {
  const each = distinct < 0 ? distinct : -Math.min(1, distinct / rows);
  await client.query('SELECT pg_clear_attribute_stats($1, $2, $3, false)', [schema, table, column]);
  await client.query(
    `SELECT pg_restore_attribute_stats('schemaname', $1::text, 'relname', $2::text, 'attname', $3::text, 'inherited', false,
       'null_frac', $4::real, 'avg_width', $5::int, 'n_distinct', $6::real)`,
    [schema, table, column, nulls, width, each],
  );
}
