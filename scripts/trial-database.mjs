import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrateAll } from '../dist/apps/server/startup/open-database.js';
import { startEmbedded } from '../dist/libs/platform/database/index.js';

/** Does the work with a PostgreSQL of its own, migrated and empty; gone afterwards. `work` gets the server's addresses. */
export async function withTrialDatabase(work) {
  const folder = mkdtempSync(join(tmpdir(), 'bn-check-'));
  chmodSync(folder, 0o711);
  const server = await startEmbedded({ folder, settings: ['fsync=off'] });
  try {
    await migrateAll(server.ownerUrl, server.serverUrl);
    await work(server);
  } finally {
    await server.leave();
    rmSync(folder, { recursive: true, force: true });
  }
}
