import { EventsModule, WebhookSending, WebhooksService } from '#bank/events';
import { withClient } from '#platform/database';
import { eventually } from '../support/servers/eventually.js';
import { Receiver } from '../support/servers/receiver.js';
import { type Services, services } from '../support/servers/services.js';

let s: Services;
let receiver: Receiver;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOWED = '127.0.0.1';
  s = await services(EventsModule);
});
afterAll(async () => {
  delete process.env.WEBHOOK_ALLOWED;
  await s.close();
});
beforeEach(async () => {
  receiver = await Receiver.open();
});
afterEach(async () => {
  await s.db.query('DELETE FROM events.webhook');
  await receiver.close();
});

const asOwner = (text: string) => withClient(s.database.ownerUrl, 'bn test', (owner) => owner.query(text));

/** A webhook of the bank's, and so many events that it has not heard of. */
async function behind(events: number): Promise<string> {
  const kinds = ['device'];
  const made = await s.work((tx) =>
    s.app.get(WebhooksService).make(tx, s.fixtures.people.leila, { address: receiver.url(), kinds }),
  );
  await asOwner(`INSERT INTO events.event (thing, verb, subject_id, seen_by)
    SELECT 'device', 'move', gen_random_uuid(), '{}' FROM generate_series(1, ${events})`);
  return made.id;
}
/** Looks once what runs now on the server is over, until which nothing of later is heard. */
async function look(id: string): Promise<void> {
  const [{ end }] = await s.db.query('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS end');
  await eventually('what ran before to end', async () => {
    const [{ over }] = await s.db.query('SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 AS over', [
      end,
    ]);
    return over;
  });
  await s.app.get(WebhookSending).look(id);
}

/** Ends the connection that has a webhook's lock, as a Postgres that is restarted does. */
const endConnectionOfLock = () =>
  withClient(s.database.ownerUrl, 'bn test', async (owner) => {
    const { rows } = await owner.query<{ pid: number }>(
      `SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = x'424e77'::int AND granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(rows).toHaveLength(1);
    await owner.query('SELECT pg_terminate_backend($1, 10000)', [rows[0]!.pid]);
  });

test('a worker that loses the connection of its lock stops there, and what it did not note comes again with the same ids', async () => {
  const id = await behind(5);
  receiver.answers = async (_, response) => {
    if (receiver.received.length === 2) await endConnectionOfLock();
    response.writeHead(204).end();
  };
  await look(id);
  const [first, second, ...more] = receiver.ids();
  expect(more).toEqual([]);
  await look(id);
  expect(receiver.ids().slice(2, 4)).toEqual([first, second]);
  expect([receiver.ids().length, new Set(receiver.ids()).size]).toEqual([7, 5]);
});

test('what was sent and could not be noted is sent again with the same id', async () => {
  const id = await behind(1);
  receiver.answers = async (_, response) => {
    await asOwner('REVOKE INSERT ON events.webhook_delivery FROM bn_app');
    response.writeHead(204).end();
  };
  await expect(look(id)).rejects.toThrow('permission denied');
  await asOwner('GRANT INSERT ON events.webhook_delivery TO bn_app');
  receiver.answers = (_, response) => void response.writeHead(204).end();
  await look(id);
  expect(receiver.ids()).toHaveLength(2);
  expect(new Set(receiver.ids()).size).toBe(1);
});
