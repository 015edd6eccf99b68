import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Applied, applied } from './applied.js';
import { MIGRATIONS } from './migration.js';

/**
 * The files that are applied again whenever they change: `<schema>/pure/<function>.sql` (needs no table; tables may use it),
 * `<schema>/functions/<function>.sql`, `<schema>/views/<view>.sql`, `<schema>/triggers/<table>.sql` (all triggers of that table).
 */
export function sqlFiles(folder = MIGRATIONS): Applied[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\/.*\.sql$/.test(path))
    .map((path) => applied(path, readFileSync(join(folder, path), 'utf8')));
}
