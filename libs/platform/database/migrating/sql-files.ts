import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type Applied, applied } from './applied.js';
import { MIGRATIONS } from './migration.js';

/**
 * The files that are applied again whenever they change: `<schema>/pure/<function>.sql` (needs no table; tables may use it),
 * `<schema>/functions/<function>.sql`, `<schema>/views/<view>.sql`, `<schema>/triggers/<table>.sql` (the triggers of that table),
 * `<schema>/on/<schema>.<table>.sql` (the triggers that run a function of the first schema on a table of the other).
 */
export function sqlFiles(folder = MIGRATIONS): Applied[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.split(sep).join('/'))
    .filter((path) => /\/.*\.sql$/.test(path))
    .map((path) => applied(path, readFileSync(join(folder, path), 'utf8')));
}
