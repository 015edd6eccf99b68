import type pg from 'pg';
import { withClient } from '#platform/database';
import { BackupError, Mismatch } from './backup-error.js';
import { type Pieces, quoted } from './catalogue.js';
import type { StoredPiece } from './pieces.js';
import { restore } from './restore.js';
import { missingRoom } from './room.js';
import { type PieceReading, type Reading, verify } from './verify.js';

/** How a backup is proven before it gets its name. */
export interface Proving {
  readonly migrate: (ownerUrl: string) => Promise<unknown>;
  /** The data folder of the server that restores it; null where that disk cannot be seen from here. */
  readonly dataFolder: string | null;
}

export interface Proof {
  /** Restored in a scratch database and compared table by table; or, where none can be made, its files opened and compared by their hashes. */
  readonly how: 'restored' | 'compared';
  /** Why it was not restored although a database could be made, in words; else null. */
  readonly why: string | null;
}

interface Proven extends Proving {
  readonly url: string;
  readonly path: string;
  readonly key: string | null;
  readonly pieces: Pieces;
  readonly fresh: ReadonlySet<string>;
  readonly now: Date;
}

/** Older stored files were proven when they were written; a thirtieth of them is read each night, so that decay is noticed. */
const ROUNDS = 30;
const DAY_MS = 86_400_000;

function readingOf({ fresh, now }: Proven): Reading {
  const round = Math.floor(now.getTime() / DAY_MS) % ROUNDS;
  const isTheirs = (piece: StoredPiece) => Number.parseInt(piece.name.slice(32, 36), 16) % ROUNDS === round;
  return { pieces: (piece): PieceReading => (fresh.has(piece.name) ? 'open' : isTheirs(piece) ? 'hash' : 'skip') };
}

/** Restores a backup into a scratch database, compares, and drops it. @throws Mismatch when it does not give again what was read */
export function prove(p: Proven): Promise<Proof> {
  return withClient(p.url, 'bn backup', async (client) => {
    try {
      const why = await whyNotThere(client, p);
      const scratch = why === null ? await makeScratch(client) : null;
      const restored = scratch !== null && (await restoredAt(client, scratch, p));
      if (!restored) await compare(p);
      return restored ? { how: 'restored', why: null } : { how: 'compared', why };
    } catch (error) {
      throw isOfTheData(error) ? new Mismatch((error as Error).message, { cause: error }) : error;
    }
  });
}

/** Rows that Postgres does not accept again, or that break a key. */
const isOfTheData = (error: unknown): boolean =>
  !(error instanceof BackupError) && /^2[23]/.test((error as { code?: string }).code ?? '');

async function whyNotThere(client: pg.Client, { dataFolder, pieces }: Proven): Promise<string | null> {
  if (dataFolder === null) return null;
  const { rows } = await client.query<{ bytes: string }>(
    'SELECT (pg_database_size(current_database()) - pg_total_relation_size($1::regclass))::text AS bytes',
    [pieces.table],
  );
  // Twice: for what is restored, and its write-ahead log.
  const missing = await missingRoom(dataFolder, 2 * Number(rows[0]!.bytes));
  return missing && `elle n’a pas été rétablie à l’essai : ${missing}`;
}

const suffix = '_restore_proof';

/** A database of the same kind beside the bank's; null where the owner may make none. */
async function makeScratch(client: pg.Client): Promise<string | null> {
  const { rows } = await client.query<{
    may: boolean;
    scratch: string;
    encoding: string;
    collate: string;
    ctype: string;
  }>(
    `SELECT r.rolsuper OR r.rolcreatedb AS may, d.datname || $1 AS scratch, pg_encoding_to_char(d.encoding) AS encoding,
       d.datcollate AS collate, d.datctype AS ctype
     FROM pg_database d, pg_roles r WHERE d.datname = current_database() AND r.rolname = current_user`,
    [suffix],
  );
  const { may, scratch, encoding, collate, ctype } = rows[0]!;
  if (!may || Buffer.byteLength(scratch) > 63) return null;
  await dropScratch(client, scratch);
  await client.query(
    `CREATE DATABASE ${quoted([scratch])} TEMPLATE template0 ENCODING '${encoding}' LC_COLLATE '${collate}' LC_CTYPE '${ctype}'`,
  );
  return scratch;
}

const dropScratch = (client: pg.Client, scratch: string) =>
  client.query(`DROP DATABASE IF EXISTS ${quoted([scratch])} WITH (FORCE)`);

/** @returns false where the owner may make a database but not all that the program needs in it */
async function restoredAt(client: pg.Client, scratch: string, p: Proven): Promise<boolean> {
  const url = new URL(p.url);
  url.pathname = `/${encodeURIComponent(scratch)}`;
  try {
    try {
      await p.migrate(url.href);
    } catch (error) {
      if ((error as { code?: string }).code === '42501') return false;
      throw error;
    }
    await restore({ url: url.href, path: p.path, key: p.key, pieces: p.pieces, used: [], reading: readingOf(p) });
    return true;
  } finally {
    await dropScratch(client, scratch);
  }
}

async function compare(p: Proven): Promise<void> {
  const { damaged } = await verify(p.path, p.key, readingOf(p));
  if (damaged.length > 0) throw new Mismatch(`Ce qui a été écrit n’est pas ce qui a été lu :\n${damaged.join('\n')}`);
}

/**
 * Drops the scratch database that a killed backup left.
 * @param client of the bank's database, which holds the lock of backups, so that nobody uses it now
 */
export async function forgetScratch(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ scratch: string }>(
    `SELECT s.datname AS scratch FROM pg_database s JOIN pg_roles r ON r.rolname = current_user
     WHERE s.datname = current_database() || $1 AND pg_has_role(s.datdba, 'USAGE')`,
    [suffix],
  );
  for (const { scratch } of rows) await dropScratch(client, scratch);
}
