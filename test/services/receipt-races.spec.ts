import type { EntityManager } from 'typeorm';
import { DevicesService } from '#bank/devices';
import { ReceiptsService } from '#bank/receipts';
import { COMPANY, type ReceiptFixtures, receiptFixtures, SIGNED } from '../support/papers/receipts.js';
import { eventually } from '../support/servers/eventually.js';
import { broken } from '../support/servers/services.js';

let s: ReceiptFixtures;
beforeAll(async () => {
  s = await receiptFixtures();
});
afterAll(() => s.close());

type Act = (tx: EntityManager) => Promise<unknown>;

/** The second act begins while the first is carried out and not yet committed; it waits for it. @returns how the second ended. */
async function meanwhile(first: Act, second: Act): Promise<string | null> {
  let ended: Promise<string | null> = Promise.resolve(null);
  await s.work(async (tx) => {
    await first(tx);
    let done = false;
    ended = broken(s.work(second)).finally(() => {
      done = true;
    });
    await eventually('the second waits, or is through', async () => {
      const [row] = await s.db.query(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      );
      return done || row.n > 0;
    });
  });
  return ended;
}
const deviceOf = async (donationId: string): Promise<string> =>
  (await s.db.query('SELECT id FROM devices.device WHERE donation_id = $1', [donationId]))[0].id;
const withdraw =
  (id: string): Act =>
  (tx) =>
    s.app.get(DevicesService).act(tx, s.aude, 'withdraw', id, { reason: 'logged_twice' });
const issue =
  (id: string): Act =>
  (tx) =>
    s.app.get(ReceiptsService).issue(tx, s.leila, id, { ...COMPANY, ...SIGNED });
const counted = async (donationId: string): Promise<{ receipts: number; living: number }> =>
  (
    await s.db.query(
      `SELECT (SELECT count(*)::int FROM receipts.receipt r WHERE r.donation_id = $1) AS receipts,
         (SELECT count(*)::int FROM devices.device d WHERE d.donation_id = $1 AND d.state <> 'withdrawn') AS living`,
      [donationId],
    )
  )[0];

test('a device is withdrawn at the moment at which its receipt is issued: it waits, and stays', async () => {
  const id = await s.closed();
  const device = await deviceOf(id);
  expect(await meanwhile(issue(id), withdraw(device))).toBe('devices.kept_on_receipt');
  expect(await counted(id)).toEqual({ receipts: 1, living: 1 });
});

test('a receipt is issued at the moment at which its only device is withdrawn: there is nothing to count', async () => {
  const id = await s.closed();
  const device = await deviceOf(id);
  expect(await meanwhile(withdraw(device), issue(id))).toBe('receipts.nothing_given');
  expect(await counted(id)).toEqual({ receipts: 0, living: 0 });
});
