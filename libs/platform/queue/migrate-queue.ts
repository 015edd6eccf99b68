import { runMigrations } from 'bullmq';
import { withClient } from '#platform/database';

const LOCK = 0x424e09;

/**
 * Brings BullMQ's own tables (schema `bullmq`) to the version of the installed library and opens them to the application. Any number of processes may
 * call it at once, after the database's own migrations, with the owner's address.
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  await withClient(ownerUrl, 'bn migrate', async (owner) => {
    // Two that grant at once change the same rows of the catalogue, and Postgres refuses the second. Held until the connection ends.
    await owner.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await runMigrations(owner, 'bullmq');
    await owner.query(`
      GRANT USAGE ON SCHEMA bullmq TO bn_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO bn_app;
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA bullmq TO bn_app;
    `);
  });
}
