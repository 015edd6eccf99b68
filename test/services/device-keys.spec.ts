import type { DataSource } from 'typeorm';
import { freshDatabase, openDataSource, type TestDatabase } from '../support/servers/database.js';

let database: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  database = await freshDatabase();
  db = await openDataSource(database.url);
});
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** What is never looked for by its device alone, and by what instead. */
const OTHERWISE = [
  'allocation.reservation.device_id', // open ones only
  'devices.custody_end.device_id', // with the organisation that reads
  'inventories.received.device_id', // through what it read of the device
  'maintenance.ticket.replacement_device_id', // through its ticket
  'reporting.handover_proof.device_id', // by the hand-over's own event
];

test('what hangs on a device is found by its device, however many there are', async () => {
  const found: { name: string }[] = await db.query(
    `SELECT format('%s.%s', c.conrelid::regclass, a.attname) AS name
     FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
     WHERE c.contype = 'f' AND c.confrelid = 'devices.device'::regclass AND NOT EXISTS (
       SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1]
         AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) = format('(%I IS NOT NULL)', a.attname)))`,
  );
  expect(found.map(({ name }) => name).sort()).toEqual(OTHERWISE);
});
