import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { withClient } from '#platform/database';
import { programCommit, programVersion } from '#platform/kernel';
import { BackupError, BackupUnderWay, Mismatch } from './backup-error.js';
import { migrationsOf, type Pieces, quoted, quotedTable, sequencesOf, type Table, tablesOf } from './catalogue.js';
import { newKeyPair, type Witness, witnessed, writePacked } from './files.js';
import { fileOf, type Manifest, readManifest, type StoredTable, writeManifest } from './manifest.js';
import { keepPieces, piecesFile, piecesOf, type StoredPiece } from './pieces.js';
import { forgetScratch, type Proof, type Proving, prove } from './proof.js';
import { mustHaveRoom } from './room.js';

export interface BackupOptions {
  /** An address that may read everything: the owner's. */
  readonly url: string;
  readonly folder: string;
  /** Public keys (`age1…`) of those who shall be able to open it. */
  readonly recipients?: readonly string[];
  readonly pieces: Pieces;
  /** How it is proven before it gets its name; left out where it is at once restored elsewhere. */
  readonly proving?: Proving;
  readonly now?: Date;
}

export interface CreatedBackup {
  readonly path: string;
  readonly manifest: Manifest;
  readonly proof: Proof | null;
}

const LOCK = 0x424e07;

/** Holds the lock of backups on a database while it works. @returns null while another holds it */
const alone = <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T | null> =>
  withClient(url, 'bn backup', async (client) => {
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [LOCK]);
    return rows[0]?.alone ? await work(client) : null;
  });

/**
 * Writes a backup of a whole bank: every row as of one moment, read by COPY while the bank goes on. It is complete or absent: it gets its name last,
 * when it was proven.
 * @throws BackupError when another one is being made of this database, it was never migrated, or there is no room; Mismatch when it does not give
 * again what was read: then it is renamed, so that no later backup builds on it
 */
export async function backup(options: BackupOptions): Promise<CreatedBackup> {
  const made = await alone(options.url, (client) => make(client, options));
  if (!made) throw new BackupUnderWay('Une sauvegarde de cette base est déjà en cours.');
  return made;
}

/** Removes what a killed backup left in the database's server, unless another process makes a backup. */
export async function forgetKilled(url: string): Promise<void> {
  await alone(url, forgetScratch);
}

async function make(client: pg.Client, options: BackupOptions): Promise<CreatedBackup> {
  const { url, folder, recipients = [], pieces, proving, now = new Date() } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await forgetDrafts(folder);
  await mustHaveRoom(folder, await bytesNeeded(client, folder));
  const path = join(folder, nameOf(now));
  const draft = `${path}.part`;
  await mkdir(draft, { mode: 0o700 });
  const witness = proving && recipients.length > 0 ? await newKeyPair() : null;
  const fresh = new Set<string>();
  const manifest = await write(client, { draft, folder, recipients, pieces, now, witness, fresh });
  const proven = { url, path: draft, key: witness?.identity ?? null, pieces, fresh, now };
  const proof = proving
    ? await prove({ ...proving, ...proven }).catch((error: unknown) => setAside(draft, `${path}.refused`, error))
    : null;
  await rename(draft, path);
  return { path, manifest, proof };
}

/** A backup that could not be proven is better than none; one that is proven wrong is none. */
async function setAside(draft: string, refused: string, error: unknown): Promise<Proof> {
  if (!(error instanceof Mismatch))
    return { how: 'compared', why: `elle n’a pas pu être éprouvée : ${(error as Error).message}` };
  await rename(draft, refused);
  throw new Mismatch(
    `La sauvegarde ne redonne pas la banque ; elle est mise à part dans ${refused}.\n${error.message}`,
    {
      cause: error,
    },
  );
}

/** In bytes: somewhat more than the last backup's tables took; for the first one the size of the database. */
async function bytesNeeded(client: pg.Client, folder: string): Promise<number> {
  const last = (await backupsIn(folder)).at(-1);
  const before = last ? await readManifest(join(folder, last)).catch(() => null) : null;
  if (before) return 1.2 * before.tables.reduce((sum, { bytes }) => sum + bytes, 0);
  const { rows } = await client.query<{ bytes: string }>('SELECT pg_database_size(current_database())::text AS bytes');
  return Number(rows[0]!.bytes);
}

const nameOf = (moment: Date): string => `${moment.toISOString().slice(0, 19).replaceAll(':', '-')}Z`;

const NAME = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ$/;

/** The names of the complete backups in a folder, the oldest first. */
export const backupsIn = async (folder: string): Promise<string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => NAME.test(name)).sort();

/** The moment of a backup, from its name. */
export const momentOf = (name: string): Date => new Date(name.replace(/T(\d\d)-(\d\d)-(\d\d)Z$/, 'T$1:$2:$3Z'));

async function forgetDrafts(folder: string): Promise<void> {
  for (const name of await readdir(folder))
    if (/\.(part|refused)$/.test(name)) await rm(join(folder, name), { recursive: true, force: true });
}

interface Writing {
  readonly draft: string;
  readonly folder: string;
  readonly recipients: readonly string[];
  readonly pieces: Pieces;
  readonly now: Date;
  readonly witness: Witness | null;
  readonly fresh: Set<string>;
}

async function write(client: pg.Client, w: Writing): Promise<Manifest> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  const migrations = await migrationsOf(client);
  if (migrations.length === 0) throw new BackupError('Cette base n’a jamais servi : il n’y a rien à sauvegarder.');
  const { rows } = await client.query<{ postgres: string }>(`SELECT current_setting('server_version') AS postgres`);
  const tables: StoredTable[] = [];
  for (const table of await tablesOf(client))
    if (table.name !== w.pieces.table) tables.push(await keepTable(client, table, w));
  const kept = await keepPieces(client, { ...w, earlier: await earlierPieces(w.folder) });
  const manifest: Manifest = {
    format: 1,
    at: w.now.toISOString(),
    program: { version: programVersion(), commit: programCommit() },
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

async function earlierPieces(folder: string): Promise<Map<string, StoredPiece>> {
  const last = (await backupsIn(folder)).at(-1);
  const pieces = last ? await piecesOf(join(folder, last)).catch(() => []) : [];
  return new Map(pieces.map((piece) => [piece.name, piece]));
}

async function keepTable(
  client: pg.Client,
  table: Table,
  { draft, recipients, witness }: Writing,
): Promise<StoredTable> {
  const stream = client.query(copyTo(`COPY ${quotedTable(table.name)} (${quoted(table.columns)}) TO STDOUT`));
  const file = await writePacked(join(draft, fileOf(table.name, recipients)), stream, witnessed(recipients, witness));
  return { table: table.name, columns: table.columns, rows: stream.rowCount, ...file };
}

/** Random ids and hashes: nothing that needs to be encrypted. */
async function keepList(pieces: readonly StoredPiece[], draft: string) {
  const lines = pieces.map(({ name, bytes, sha256, content = '' }) => `${name}\t${bytes}\t${sha256}\t${content}\n`);
  const { content: _, ...file } = await writePacked(join(draft, piecesFile), Readable.from(lines), []);
  return file;
}
