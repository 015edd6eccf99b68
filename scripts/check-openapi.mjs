import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

// The committed description of the API is what its readers rely on: it changes in the same commit as the API.
const COMMITTED = 'docs/openapi.json';
const { status, stdout, stderr } = spawnSync(process.execPath, ['dist/apps/cli/main.js', 'openapi'], {
  encoding: 'utf8',
  maxBuffer: 1 << 26,
});
if (status !== 0) {
  console.error(stderr || stdout);
  process.exit(1);
}
const committed = existsSync(COMMITTED) ? readFileSync(COMMITTED, 'utf8') : '';
if (committed.trim() !== stdout.trim()) {
  console.error(`${COMMITTED} n'est pas à jour : npm run -s cli -- openapi > ${COMMITTED}`);
  process.exitCode = 1;
}
