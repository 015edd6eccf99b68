import type pg from 'pg';
import { type SealedColumn, type SecretKeyring, seal, unseal } from '#platform/kernel';

const ROWS = 200;
const FILES = 20;

/**
 * Seals every row of a column that is sealed with an older key with the ring's current one, some in each transaction: after a kill, a new run
 * continues. Triggers are disabled within each transaction, since most of these rows are append-only.
 * @param client of the owner of the tables; nobody else may be at work
 * @param told called with the number of rows or files done, after each transaction
 * @returns how many it sealed
 */
export async function reseal(
  client: pg.Client,
  column: SealedColumn,
  ring: SecretKeyring,
  told: (done: number) => void = () => undefined,
): Promise<number> {
  const some = column.under ? someFiles : someRows;
  for (let done = 0; ; ) {
    const n = await wholly(client, [column.table, ...(column.under ? [column.under.table] : [])], () =>
      some(client, column, ring),
    );
    if (n === 0) return done;
    done += n;
    told(done);
  }
}

async function someRows(client: pg.Client, column: SealedColumn, ring: SecretKeyring): Promise<number> {
  const { rows } = await client.query<{ at: string; row: string[]; keyId: string; bytes: Buffer }>(
    `SELECT ctid::text AS at, ARRAY[${texts(column.row)}] AS row, ${column.keyId} AS "keyId", ${column.bytes} AS bytes
     FROM ${column.table} WHERE ${column.keyId} <> $1 AND ${column.bytes} IS NOT NULL LIMIT ${ROWS} FOR UPDATE`,
    [ring.current],
  );
  for (const { at, row, keyId, bytes } of rows) {
    const context = column.context(...row);
    const plain = unseal(ring, { keyId, bytes }, context);
    const found = column.found ? [column.found.hash(plain, ring)] : [];
    await client.query(
      `UPDATE ${column.table} SET ${column.keyId} = $2, ${column.bytes} = $3${column.found ? `, ${column.found.column} = $4` : ''}
       WHERE ctid = $1::tid`,
      [at, ring.current, seal(ring, plain, context).bytes, ...found],
    );
  }
  return rows.length;
}

/** Files whose key is stored once for all their parts. */
async function someFiles(client: pg.Client, column: SealedColumn, ring: SecretKeyring): Promise<number> {
  const { table, row: name } = column.under!;
  const { rows: files } = await client.query<{ id: string; keyId: string }>(
    `SELECT ${name}::text AS id, ${column.keyId} AS "keyId" FROM ${table} WHERE ${column.keyId} <> $1 LIMIT ${FILES} FOR UPDATE`,
    [ring.current],
  );
  for (const file of files) {
    await resealParts(client, column, ring, file);
    await client.query(`UPDATE ${table} SET ${column.keyId} = $2 WHERE ${name} = $1`, [file.id, ring.current]);
  }
  return files.length;
}

async function resealParts(
  client: pg.Client,
  column: SealedColumn,
  ring: SecretKeyring,
  file: { readonly id: string; readonly keyId: string },
): Promise<void> {
  const [parent, ...rest] = column.row;
  const { rows: parts } = await client.query<{ at: string; row: string[] }>(
    `SELECT ctid::text AS at, ARRAY[${texts(rest)}] AS row FROM ${column.table} WHERE ${parent} = $1`,
    [file.id],
  );
  for (const { at, row } of parts) {
    const context = column.context(file.id, ...row);
    const { rows } = await client.query<{ bytes: Buffer }>(
      `SELECT ${column.bytes} AS bytes FROM ${column.table} WHERE ctid = $1::tid`,
      [at],
    );
    const plain = unseal(ring, { keyId: file.keyId, bytes: rows[0]!.bytes }, context);
    await client.query(`UPDATE ${column.table} SET ${column.bytes} = $2 WHERE ctid = $1::tid`, [
      at,
      seal(ring, plain, context).bytes,
    ]);
  }
}

const texts = (columns: readonly string[]): string => columns.map((column) => `${column}::text`).join(', ');

/** A transaction in which the triggers of these tables are disabled. */
export async function wholly<T>(client: pg.Client, tables: readonly string[], work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    for (const table of tables) await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    const result = await work();
    for (const table of tables) await client.query(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
