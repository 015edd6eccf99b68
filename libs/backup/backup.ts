import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { BackupError } from './backup-error.js';
import { migrationsOf, type Pieces, quoted, quotedTable, sequencesOf, type Table, tablesOf } from './catalogue.js';
import { writePacked } from './files.js';
import { type KeptTable, type Manifest, writeManifest } from './manifest.js';
import { type KeptPiece, keepPieces, piecesFile, piecesOf } from './pieces.js';

export interface BackupOptions {
  /** An address that may read everything: the owner's. */
  readonly url: string;
  /** Where backups lie, each in a folder named after its moment. */
  readonly folder: string;
  /** Public keys (`age1…`) of those who shall be able to open it. */
  readonly recipients?: readonly string[];
  readonly pieces: Pieces;
  readonly now?: Date;
}

const LOCK = 0x424e07;

/**
 * Writes a backup of a whole bank: every row as of one moment, read by COPY while the bank goes on. It is whole or not there: it gets its
 * name last.
 * @returns its folder and what it holds.
 * @throws BackupError when another one is being made in this database, or it was never migrated.
 */
export async function backup(options: BackupOptions): Promise<{ path: string; manifest: Manifest }> {
  const { url, folder, recipients = [], pieces, now = new Date() } = options;
  const client = new pg.Client({ connectionString: url, application_name: 'bn backup' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [LOCK]);
    if (!rows[0]?.alone) throw new BackupError('Une sauvegarde de cette base est déjà en cours.');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await forgetDrafts(folder);
    const path = join(folder, nameOf(now));
    const draft = `${path}.part`;
    await mkdir(draft, { mode: 0o700 });
    const manifest = await write(client, { draft, folder, recipients, pieces, now });
    await rename(draft, path);
    return { path, manifest };
  } finally {
    await client.end();
  }
}

/** `2026-11-27T02-30-00Z` */
const nameOf = (moment: Date): string => `${moment.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;

const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/;

/** The names of the whole backups in a folder, the oldest first. */
export const backupsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => NAME.test(name)).sort();

/** When a backup was made, by its name. */
export const momentOf = (name: string): Date => new Date(name.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, 'T$1:$2:$3Z'));

/** What a backup left that was killed. */
async function forgetDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (name.endsWith('.part')) await rm(join(folder, name), { recursive: true, force: true });
}

interface Writing {
  readonly draft: string;
  readonly folder: string;
  readonly recipients: readonly string[];
  readonly pieces: Pieces;
  readonly now: Date;
}

async function write(client: pg.Client, w: Writing): Promise<Manifest> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const migrations = await migrationsOf(client);
  if (migrations.length === 0) throw new BackupError('Cette base n’a jamais servi : il n’y a rien à sauvegarder.');
  const { rows } = await client.query<{ postgres: string }>(`SELECT current_setting('server_version') AS postgres`);
  const tables: KeptTable[] = [];
  for (const table of await tablesOf(client))
    if (table.name !== w.pieces.table) tables.push(await keepTable(client, table, w));
  const kept = await keepPieces(client, { ...w, earlier: await earlierPieces(w.folder) });
  const manifest: Manifest = {
    format: 1,
    at: w.now.toISOString(),
    migrations,
    postgres: rows[0]!.postgres,
    recipients: w.recipients,
    tables,
    sequences: await sequencesOf(client),
    pieces: {
      ...(await keepList(kept, w.draft)),
      count: kept.length,
      total: kept.reduce((sum, p) => sum + p.bytes, 0),
    },
  };
  await client.query('COMMIT');
  await writeManifest(w.draft, manifest);
  return manifest;
}

async function earlierPieces(folder: string): Promise<Map<string, KeptPiece>> {
  const last = (await backupsIn(folder)).at(-1);
  const pieces = last ? await piecesOf(join(folder, last)).catch(() => []) : [];
  return new Map(pieces.map((piece) => [piece.name, piece]));
}

async function keepTable(client: pg.Client, table: Table, { draft, recipients }: Writing): Promise<KeptTable> {
  const stream = client.query(copyTo(`COPY ${quotedTable(table.name)} (${quoted(table.columns)}) TO STDOUT`));
  const file = await writePacked(join(draft, fileOf(table.name, recipients)), stream, recipients);
  return { table: table.name, columns: table.columns, rows: stream.rowCount, ...file };
}

/** The file of a table within its backup. */
export const fileOf = (table: string, recipients: readonly string[]): string =>
  `${table}.copy.gz${recipients.length > 0 ? '.age' : ''}`;

/** Names of random things, and hashes: nothing that needs to be encrypted. */
async function keepList(pieces: readonly KeptPiece[], draft: string) {
  const lines = pieces.map(({ name, bytes, sha256 }) => `${name}\t${bytes}\t${sha256}\n`);
  const { content: _, ...file } = await writePacked(join(draft, piecesFile), Readable.from(lines), []);
  return file;
}
