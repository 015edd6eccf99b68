import { mkdir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type Pieces, quotedTable } from './catalogue.js';
import { readPacked, type Witness, witnessed, writePacked } from './files.js';
import type { StoredFile } from './manifest.js';

export interface StoredPiece extends StoredFile {
  /** `<id>.<version>`, with `.age` when it is encrypted. */
  readonly name: string;
  /** SHA-256 of the rows before they are packed; missing before November 2026. */
  readonly content?: string | undefined;
}

export const piecesFile = 'pieces.tsv.gz';

const FOLDER = 'pieces';
const AT_ONCE = 1000;

/** The path of a piece: beside all backups, so that the next one finds it there. */
export const pathOfPiece = (folder: string, name: string): string => join(folder, FOLDER, name.slice(34, 36), name);

export interface Keeping {
  readonly pieces: Pieces;
  readonly folder: string;
  readonly recipients: readonly string[];
  /** The pieces of the backup before, by name: what is still there is not written again. */
  readonly earlier: ReadonlyMap<string, StoredPiece>;
  /** An additional recipient while this backup is being proven. */
  readonly witness?: Witness | null;
  readonly fresh: Set<string>;
}

/**
 * Writes those things that no earlier backup of this folder wrote for these recipients.
 * @param client within the backup's snapshot
 * @returns all of them, by their ids
 */
export async function keepPieces(client: pg.Client, keeping: Keeping): Promise<StoredPiece[]> {
  const { things, key, version } = keeping.pieces;
  const kept: StoredPiece[] = [];
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const { rows } = await client.query<{ id: string; version: string | null }>(
      `SELECT ${key}::text AS id, ${version}::text AS version FROM ${quotedTable(things)}
       WHERE ${key} > $1 ORDER BY ${key} LIMIT ${AT_ONCE}`,
      [after],
    );
    for (const row of rows) kept.push(await keep(client, keeping, row.id, row.version));
    if (rows.length < AT_ONCE) return kept;
    after = rows.at(-1)!.id;
  }
}

async function keep(client: pg.Client, keeping: Keeping, id: string, version: string | null): Promise<StoredPiece> {
  const { pieces, folder, recipients, earlier, witness, fresh } = keeping;
  const name = `${id}.${version ?? 'plain'}${recipients.length > 0 ? `.${recipients.map(shortOf).join('-')}.age` : ''}`;
  const path = pathOfPiece(folder, name);
  const before = earlier.get(name);
  if (before && (await sizeOf(path)) === before.bytes) return before;
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const kept = await writePacked(path, readPiece(client, pieces, id), witnessed(recipients, witness));
  fresh.add(name);
  return { name, ...kept };
}

export const readPiece = (client: pg.Client, { table, of, order }: Pieces, id: string): Readable =>
  client.query(
    copyTo(
      `COPY (SELECT * FROM ${quotedTable(table)} WHERE ${of} = '${id}' ORDER BY ${order}) TO STDOUT (FORMAT binary)`,
    ),
  );

export const idOfPiece = (name: string): string => name.slice(0, 36);

const sizeOf = (path: string): Promise<number | null> =>
  stat(path).then(
    ({ size }) => size,
    () => null,
  );

const shortOf = (recipient: string): string => recipient.slice(-8);

/** The pieces of a backup, read in parts: a list of years is long. @param path its folder */
export async function piecesOf(path: string): Promise<StoredPiece[]> {
  const list = (await readPacked(join(path, piecesFile), false, null)).setEncoding('utf8');
  const pieces: StoredPiece[] = [];
  let begun = '';
  for await (const part of list) {
    const lines = `${begun}${part}`.split('\n');
    begun = lines.pop()!;
    for (const line of lines) {
      const [name = '', bytes = '', sha256 = '', content] = line.split('\t');
      pieces.push({ name, bytes: Number(bytes), sha256, content: content || undefined });
    }
  }
  return pieces;
}
