import { runMigrations } from 'bullmq';
import pg from 'pg';

/**
 * Brings BullMQ's own tables (schema `bullmq`) to the version of the installed library and opens them to the application.
 * Any number of processes may call it at once. Call it after the database's own migrations, with the owner's address.
 */
export async function migrateQueue(ownerUrl: string): Promise<void> {
  const owner = new pg.Client({ connectionString: ownerUrl, application_name: 'bn migrate' });
  owner.on('error', () => undefined);
  await owner.connect();
  try {
    await runMigrations(owner, 'bullmq');
    await owner.query(`
      GRANT USAGE ON SCHEMA bullmq TO bn_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA bullmq TO bn_app;
      GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA bullmq TO bn_app;
    `);
  } finally {
    await owner.end();
  }
}
