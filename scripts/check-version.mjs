import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { surfaceOf } from './api-changes.mjs';

// A migration that the last version did not have comes with a higher version: backups name it, and only the version that made one puts it back.
const RELEASED = 'scripts/released.json';
const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
const migrations = readdirSync('migrations')
  .filter((name) => /^\d{3,}-/.test(name))
  .sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10) || (a < b ? -1 : 1));

if (process.argv.includes('--write')) {
  writeFileSync(RELEASED, `${JSON.stringify({ version, migrations }, null, 2)}\n`);
  // What programs of this version rely on, with which the next one is compared (docs/api-changelog.md).
  writeFileSync(
    'docs/api-surface.txt',
    `${surfaceOf(JSON.parse(readFileSync('docs/openapi.json', 'utf8'))).join('\n')}\n`,
  );
}
const released = JSON.parse(readFileSync(RELEASED, 'utf8'));
const numbers = (text) => text.split('.').map(Number);
const [a, b] = [numbers(version), numbers(released.version)];
const at = a.findIndex((n, i) => n !== b[i]);
const isHigher = at !== -1 && a[at] > b[at];
const added = migrations.filter((name) => !released.migrations.includes(name));
if (added.length > 0 && !isHigher) {
  console.error(
    `${added.length} migrations (${added[0]}…) are newer than version ${released.version}: package.json needs a higher version than ${version} (CONTRIBUTING.md).`,
  );
  process.exitCode = 1;
} else console.log(`${version}, ${added.length} migrations since ${released.version}`);
