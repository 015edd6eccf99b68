import type { DataSource } from 'typeorm';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/servers/database.js';

let database: TestDatabase;
let application: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  application = await openDataSource(database.url);
});
afterAll(async () => {
  await application.destroy();
  await database.drop();
});

test.each([
  'UPDATE people.membership SET operator_number = 1',
  'UPDATE people.membership SET user_id = organisation_id',
  'DELETE FROM people.membership',
  'UPDATE people.machine_credential SET membership_id = id',
  'UPDATE people.one_time_link SET user_id = made_by',
  "UPDATE people.session SET expires_at = now() + interval '1 year'",
  'UPDATE people.audit_entry SET verb = verb',
  'DELETE FROM people.audit_checkpoint',
  'DELETE FROM platform.counter',
  'DELETE FROM devices.custody_end',
  "UPDATE devices.asset_code SET code = '2222222'",
  "UPDATE devices.alias SET number = 'x'",
  "UPDATE allocation.handover SET undertaking = 'x'",
  'UPDATE allocation.quota SET used = 0',
  'DELETE FROM allocation.quota_ledger',
  'UPDATE people.retention SET amount = 600',
  'UPDATE intake.price_ceiling SET cents = NULL',
  'DELETE FROM refurbishment.drive_result',
  'DELETE FROM refurbishment.result_use',
])('the application may not: %s', async (statement) => {
  await expect(application.query(statement)).rejects.toThrow(/permission denied/);
});

test('no function that runs as the owner looks anything up where the application could put it', async () => {
  const loose = await application.query(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
     WHERE p.prosecdef AND n.nspname NOT IN ('pg_catalog', 'information_schema')
       AND NOT coalesce('search_path=pg_catalog' = ANY (p.proconfig), false)`,
  );
  expect(loose).toEqual([]);
});
