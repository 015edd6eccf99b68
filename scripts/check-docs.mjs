import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

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
