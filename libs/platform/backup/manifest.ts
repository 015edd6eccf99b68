import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BackupError } from './backup-error.js';

/** A file of a backup: gzip, then age where there is a recipient. */
export interface StoredFile {
  readonly bytes: number;
  readonly sha256: string;
}

/** The rows of one table, as `COPY … TO STDOUT` writes them. */
export interface StoredTable extends StoredFile {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: number;
  /** SHA-256 of the text before it is packed: a restored table must give it again. */
  readonly content: string;
}

/** What a backup is: written last, so that a folder without it is no backup. */
export interface Manifest {
  readonly format: 1;
  /** ISO 8601, when its snapshot was taken. */
  readonly at: string;
  /** What made it; missing before November 2026. */
  readonly program?: { readonly version: string; readonly commit: string | null };
  /** Rows fit the tables of these migrations and no others. */
  readonly migrations: readonly string[];
  readonly postgres: string;
  readonly recipients: readonly string[];
  readonly tables: readonly StoredTable[];
  readonly sequences: Readonly<Record<string, string>>;
  /** The list of its pieces (`pieces.tsv.gz`), which lie beside all backups and are stored once. */
  readonly pieces: StoredFile & { readonly count: number; readonly total: number };
}

/** « 0.2.0 (1234567) »: what to install to restore a backup; null where it does not say. */
export const programOf = ({ program }: Manifest): string | null =>
  program ? `${program.version}${program.commit ? ` (${program.commit.slice(0, 12)})` : ''}` : null;

export const MANIFEST = 'manifest.json';

export const writeManifest = (folder: string, manifest: Manifest): Promise<void> =>
  writeFile(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });

/** @throws BackupError when there is none, or one of another format */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => null);
  if (text === null)
    throw new BackupError(`Il n'y a pas de sauvegarde entière dans ${folder} : manifest.json y manque.`);
  const manifest = parsed(text);
  if (manifest?.format !== 1)
    throw new BackupError(`La sauvegarde ${folder} est d'un format que cette version ne connaît pas.`);
  return manifest;
}

function parsed(text: string): Manifest | null {
  try {
    return JSON.parse(text) as Manifest;
  } catch {
    return null;
  }
}

export const fileOf = (table: string, recipients: readonly string[]): string =>
  `${table}.copy.gz${recipients.length > 0 ? '.age' : ''}`;
