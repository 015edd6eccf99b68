import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { withClient } from '#platform/database';
import { BackupError, Mismatch } from './backup-error.js';
import { migrationsOf, type Pieces, quoted, quotedTable, tablesOf } from './catalogue.js';
import { type Key, Measured, readPacked } from './files.js';
import { fileOf, type Manifest, programOf, type StoredTable } from './manifest.js';
import { idOfPiece, pathOfPiece, piecesOf, readPiece } from './pieces.js';
import { allOpened, type Reading, verify } from './verify.js';

export interface RestoreOptions {
  /** The owner's address of a database that was migrated by this program and never used. */
  readonly url: string;
  readonly path: string;
  readonly key?: Key;
  readonly pieces: Pieces;
  /** Tables in which a row shows that a database is already in use. */
  readonly used: readonly string[];
  readonly reading?: Reading;
  readonly finish?: (client: pg.Client, manifest: Manifest) => Promise<void>;
}

export interface Restored {
  readonly manifest: Manifest;
  readonly rows: number;
  readonly tables: number;
}

/**
 * Restores a backup, all of it or nothing: every row is written, read again and compared, and every foreign key checked, before the transaction ends.
 * @throws BackupError when the backup is damaged, of another version of the program, or the database not empty
 */
export async function restore(options: RestoreOptions): Promise<Restored> {
  const { url, path, key = null, pieces, used, reading = {}, finish } = options;
  const { manifest, damaged } = await verify(path, key, reading);
  if (damaged.length > 0) throw new Mismatch(`Cette sauvegarde est abîmée :\n${damaged.join('\n')}`);
  return withClient(url, 'bn restore', async (client) => {
    await mustFit(client, manifest, used, pieces);
    await client.query('BEGIN');
    const undo = await freeTables(client);
    await client.query(
      `TRUNCATE ${[...manifest.tables.map((t) => t.table), pieces.table].map(quotedTable).join(', ')}`,
    );
    for (const table of manifest.tables) await fill(client, table, path, manifest, key);
    await fillPieces(client, options, manifest);
    for (const [name, value] of Object.entries(manifest.sequences))
      await client.query('SELECT setval($1::regclass, $2::bigint)', [name, value]);
    for (const statement of undo) await client.query(statement);
    await finish?.(client, manifest);
    await client.query('COMMIT');
    await client.query('ANALYZE');
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { manifest, rows, tables: manifest.tables.length };
  });
}

async function mustFit(client: pg.Client, manifest: Manifest, used: readonly string[], pieces: Pieces): Promise<void> {
  const ours = await migrationsOf(client);
  const [missing, more] = [without(manifest.migrations, ours), without(ours, manifest.migrations)];
  if (missing.length + more.length > 0)
    throw new BackupError(
      `Cette sauvegarde vient ${whence(manifest)} (${[...missing, ...more].slice(0, 3).join(', ')}…). Installez la version qui l'a faite, rétablissez-la, puis mettez à jour.`,
    );
  const there = (await tablesOf(client)).map(({ name }) => name).filter((name) => name !== pieces.table);
  const differ = [
    ...without(
      there,
      manifest.tables.map((t) => t.table),
    ),
    ...without(
      manifest.tables.map((t) => t.table),
      there,
    ),
  ];
  if (differ.length > 0)
    throw new BackupError(`Cette base n'a pas les mêmes tables que la sauvegarde : ${differ.join(', ')}.`);
  for (const table of used) {
    const { rowCount } = await client.query(`SELECT FROM ${quotedTable(table)} LIMIT 1`);
    if (rowCount)
      throw new BackupError(
        'Cette base sert déjà : rétablissez une sauvegarde dans une base vide, jamais par-dessus une autre.',
      );
  }
}

const whence = (manifest: Manifest): string => {
  const made = programOf(manifest);
  return made ? `de la version ${made} du programme` : "d'une autre version du programme";
};

const without = (names: readonly string[], others: readonly string[]): string[] => {
  const known = new Set(others);
  return names.filter((name) => !known.has(name));
};

/**
 * Drops foreign keys and disables triggers, so that rows can be written in any order; needs an owner, no superuser.
 * @returns the statements that undo it; they check the foreign keys
 */
async function freeTables(client: pg.Client): Promise<string[]> {
  const { rows: keys } = await client.query<{ drop: string; add: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', c.conrelid::regclass, c.conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) AS add
     FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE c.contype = 'f' AND n.nspname <> 'bullmq' ORDER BY 1`,
  );
  const { rows: tables } = await client.query<{ name: string; odd: boolean }>(
    `SELECT t.tgrelid::regclass::text AS name, bool_or(t.tgenabled <> 'O') AS odd
     FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE NOT t.tgisinternal AND n.nspname NOT IN ('bullmq', 'pg_catalog') GROUP BY 1 ORDER BY 1`,
  );
  const odd = tables.filter((table) => table.odd).map((table) => table.name);
  if (odd.length > 0)
    throw new BackupError(`Des déclencheurs ne sont pas comme le programme les fait : ${odd.join(', ')}.`);
  for (const { drop } of keys) await client.query(drop);
  for (const { name } of tables) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  return [...keys.map(({ add }) => add), ...tables.map(({ name }) => `ALTER TABLE ${name} ENABLE TRIGGER USER`)];
}

async function fill(client: pg.Client, kept: StoredTable, path: string, manifest: Manifest, key: Key): Promise<void> {
  const file = join(path, fileOf(kept.table, manifest.recipients));
  const what = `${quotedTable(kept.table)} (${quoted(kept.columns)})`;
  const content = await readPacked(file, manifest.recipients.length > 0, key);
  await pipeline(content, client.query(copyFrom(`COPY ${what} FROM STDIN`)));
  const again = new Measured();
  await pipeline(client.query(copyTo(`COPY ${what} TO STDOUT`)) as Readable, again.stream.resume());
  if (again.sha256 !== kept.content)
    throw new Mismatch(`La table ${kept.table} rétablie n'est pas la même que celle de la sauvegarde.`);
}

async function fillPieces(
  client: pg.Client,
  { pieces, path, key = null, reading: { pieces: how = allOpened } = {} }: RestoreOptions,
  manifest: Manifest,
): Promise<void> {
  for (const piece of await piecesOf(path)) {
    if (how(piece) !== 'open') continue;
    const content = await readPacked(pathOfPiece(dirname(path), piece.name), manifest.recipients.length > 0, key);
    await pipeline(content, client.query(copyFrom(`COPY ${quotedTable(pieces.table)} FROM STDIN (FORMAT binary)`)));
    const again = new Measured();
    await pipeline(readPiece(client, pieces, idOfPiece(piece.name)), again.stream.resume());
    if (piece.content !== undefined && again.sha256 !== piece.content)
      throw new Mismatch(`Le fichier ${piece.name} rétabli n'est pas le même que celui de la sauvegarde.`);
  }
}
