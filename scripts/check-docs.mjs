import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { surfaceOf, unsaid, withAdded } from './api-changes.mjs';

// What documents say of the program is written by the program, and changes in the same commit: --write does it.
const DOCUMENTS = { openapi: 'docs/openapi.json', lifecycles: 'docs/lifecycles.md', access: 'docs/access.md' };
const write = process.argv.includes('--write');

for (const [command, file] of Object.entries(DOCUMENTS)) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/apps/cli/main.js', command], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  if (status !== 0) {
    console.error(stderr || stdout);
    process.exit(1);
  }
  if (write) writeFileSync(file, stdout);
  else if (!existsSync(file) || readFileSync(file, 'utf8').trim() !== stdout.trim()) {
    console.error(`${file} n'est pas à jour : npm run check -- --write`);
    process.exitCode = 1;
  }
}

// What programs rely on: each line that the description gained or lost since the last version is in the changelog. A loss is never written by itself.
const [SURFACE, CHANGELOG] = ['docs/api-surface.txt', 'docs/api-changelog.md'];
const before = readFileSync(SURFACE, 'utf8').split('\n').filter(Boolean);
const now = surfaceOf(JSON.parse(readFileSync(DOCUMENTS.openapi, 'utf8')));
const changelog = readFileSync(CHANGELOG, 'utf8');
const { added, removed } = unsaid(before, now, changelog);
if (write && added.length) writeFileSync(CHANGELOG, withAdded(changelog, added));
else if (added.length) {
  console.error(`${CHANGELOG} ne dit pas ce qui est nouveau : npm run check -- --write\n  ${added.join('\n  ')}`);
  process.exitCode = 1;
}
if (removed.length) {
  console.error(
    `${CHANGELOG} ne dit pas ce que les programmes perdent ; à écrire à la main, avec la raison, ligne par ligne (« - removed: \`…\` ») :\n  ${removed.join('\n  ')}`,
  );
  process.exitCode = 1;
}
