import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FORMATS, type InventorySource } from '#bank/devices';

/** One sample of a format: the name of its folder is the format's id. */
export interface InventoryFile {
  readonly format: InventorySource;
  readonly name: string;
  readonly bytes: Buffer;
}

const fixtures = join(import.meta.dirname, '../../fixtures');

/** Every sample of every format; a format without one makes the specs fail. */
export const inventoryFiles: readonly InventoryFile[] = FORMATS.flatMap(({ id }) => {
  const folder = join(fixtures, id === 'glpi_json' ? 'glpi' : `inventories/${id}`);
  return readdirSync(folder)
    .filter((name) => name !== 'README.md')
    .map((name) => ({ format: id, name, bytes: readFileSync(join(folder, name)) }));
});

/** The sample of this name. */
export function inventoryFile(path: string): Buffer {
  const found = inventoryFiles.find((f) => `${f.format}/${f.name}` === path);
  if (!found) throw new Error(`no sample ${path}`);
  return found.bytes;
}

/**
 * What Postgres refuses within JSON: U+0000, or half of a character, each written as an escape. A backslash of the
 * text itself is written twice and begins no escape: « \udA » as a model's name is a text like any other.
 */
export const REFUSED_IN_JSON = /(?<!\\)(?:\\\\)*\\(?:u0000|ud[89a-f])/;
