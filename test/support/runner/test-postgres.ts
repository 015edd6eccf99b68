import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { markTrial, startEmbedded } from '#platform/database';
import { migrateAll } from '../../../apps/server/startup/open-database.js';
import { composeAccess } from '../servers/compose.js';
import { scratchFolder } from '../servers/scratch.js';

/** Run by the global set-up: says where its server is on one line, and stops it when standard input closes. */
const folder = scratchFolder('bn-test-');
// As root, PostgreSQL runs as another user, who must be able to come in.
chmodSync(folder, 0o711);

// The data is thrown away after the run, so nothing needs to survive a power cut.
const settings = ['fsync=off', 'synchronous_commit=off', 'full_page_writes=off'];
// Whom compose lets in, and nobody else.
const access = join(folder, 'pg_hba.conf');
writeFileSync(access, composeAccess(), { mode: 0o644 });
settings.push(`hba_file=${access}`);
const server = await startEmbedded({ folder, settings });
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

const TEMPLATE = 'bn_template';
const at = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

const owner = new pg.Client({ connectionString: at(server.ownerUrl, 'postgres') });
await owner.connect();
await owner.query(`CREATE DATABASE ${TEMPLATE}`);
await owner.end();
try {
  await migrateAll(at(server.ownerUrl, TEMPLATE), at(server.serverUrl, TEMPLATE));
  await markTrial(at(server.ownerUrl, TEMPLATE));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await server.leave();
  process.exit(1);
}

console.log(
  JSON.stringify({ TEST_OWNER_URL: server.ownerUrl, TEST_SERVER_URL: server.serverUrl, TEST_TEMPLATE: TEMPLATE }),
);
process.stdin.resume().on('close', () => {
  void server.leave().then(() => process.exit(0));
});
