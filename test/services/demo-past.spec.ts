import { DataSource } from 'typeorm';
import { sealAudit, verifyAudit } from '#bank/people';
import { openDataSource, type TestDatabase } from '../support/servers/database.js';
import { seededDatabase } from '../support/things/seeded.js';

/** The trial bank that a first start opens: fourteen months, written through the services while the clock stood in the past. */
let database: TestDatabase;
let db: DataSource;

beforeAll(async () => {
  ({ database } = await seededDatabase('past'));
  db = await openDataSource(database.url);
});
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

const all = <T>(sql: string): Promise<T[]> => db.query(sql);
const none = async (sql: string) => expect(await all(sql)).toEqual([]);

test('nearly each of its fourteen months saw hand-overs, and none most of them', async () => {
  const months = await all<{ month: string; n: number }>(
    `SELECT to_char(handed_over_at, 'YYYY-MM') AS month, count(*)::int AS n FROM allocation.handover GROUP BY 1 ORDER BY 1`,
  );
  expect(months.length).toBeGreaterThanOrEqual(11);
  expect(Math.max(...months.map(({ n }) => n))).toBeLessThanOrEqual(16);
  const [{ days } = { days: 0 }] = await all<{ days: number }>(
    'SELECT extract(day FROM platform.now() - min(received_at))::int AS days FROM intake.donation',
  );
  expect(days).toBeGreaterThan(400);
});

test('its clock says today, and nothing in it is of tomorrow', async () => {
  const [clock] = await all(`SELECT platform.now() - now() = interval '0' AS today, platform.is_trial() AS trial`);
  expect(clock).toEqual({ today: true, trial: true });
  await none('SELECT * FROM devices.device_event WHERE occurred_at > platform.now() OR recorded_at > platform.now()');
});

test('a device’s history goes on in time only', async () => {
  await none(`SELECT device_id FROM (
    SELECT device_id, recorded_at < lag(recorded_at) OVER (PARTITION BY device_id ORDER BY id) AS back FROM devices.device_event) e WHERE back`);
});

test('no device came into stock with a question left open at the gate', async () => {
  await none(`SELECT d.code, f FROM devices.device d, refurbishment.gate_failures(d.id) f
    WHERE d.state IN ('in_stock', 'reserved', 'delivered', 'handed_over')`);
});

test('what was used of each quota is what its ledger counts', async () => {
  await none(`SELECT q.id FROM allocation.quota q LEFT JOIN allocation.quota_ledger l ON l.quota_id = q.id
    GROUP BY q.id HAVING q.used <> coalesce(sum(l.delta), 0)`);
});

test('nobody’s account is about to end for want of use', async () => {
  await none(
    `SELECT email FROM people.app_user u WHERE people.unused_since(u.id) < platform.now() - interval '2 days'`,
  );
});

test('its audit holds under its seals', async () => {
  while ((await sealAudit(db)).more);
  expect(await verifyAudit(db)).toMatchObject({ changed: [], gone: [], broken: [] });
});
