import { once } from 'node:events';
import { beginFeedAnew, EventsModule, EventsService, WebhookSending, WebhooksService } from '#bank/events';
import { withClient } from '#platform/database';
import { clock as bankNow, type Member } from '#platform/kernel';
import { Outbox } from '#platform/queue';
import { heapInUse } from '../support/counting/heap-in-use.js';
import { Life } from '../support/planted/life.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { eventually } from '../support/servers/eventually.js';
import { Receiver } from '../support/servers/receiver.js';
import { broken } from '../support/servers/services.js';
import { verified } from '../support/servers/standard-webhooks.mjs';

let life: Life;
let webhooks: WebhooksService;
let sending: WebhookSending;
let clock: BankClock;
let receiver: Receiver;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOWED = '127.0.0.1';
  life = await Life.open(EventsModule);
  webhooks = life.get(WebhooksService);
  sending = life.get(WebhookSending);
  clock = bankClock(life.s);
});
afterAll(async () => {
  delete process.env.WEBHOOK_ALLOWED;
  await life.s.close();
});
beforeEach(async () => {
  receiver = await Receiver.open();
});
afterEach(async () => {
  await life.s.db.query('DELETE FROM events.webhook');
  await receiver.close();
  await clock.back();
});

const made = (who: Member, kinds: readonly string[], address = receiver.url()) =>
  life.s.work((tx) => webhooks.make(tx, who, { address, kinds }));

/** Waits for what runs now on the server, until which nothing of later is heard. */
async function settled(): Promise<void> {
  const [{ end }] = await life.s.db.query('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS end');
  await eventually('what ran before to end', async () => {
    const [{ over }] = await life.s.db.query(
      'SELECT pg_snapshot_xmin(pg_current_snapshot()) >= $1::text::xid8 AS over',
      [end],
    );
    return over;
  });
}
const look = async (id: string) => {
  await settled();
  await sending.look(id);
};

test('the public library verifies what a webhook is sent: ids, verbs and states, and nothing of people', async () => {
  const { id, secret } = await made(life.people.leila, ['device']);
  const device = await life.log();
  await life.act(device, 'report_lost', { reason: 'lost_in_transit' });
  await look(id);
  expect(receiver.kinds()).toEqual(['device.log', 'device.report_lost']);
  const [first, second] = receiver.received.map(({ body, headers }) => verified(secret, body, headers));
  expect(first).toEqual({
    type: 'device.log',
    timestamp: expect.stringMatching(/^\d{4}-.*Z$/),
    data: {
      id: expect.stringMatching(/^\d+$/),
      thing: 'device',
      verb: 'log',
      subjectId: device,
      from: 'none',
      to: 'received',
      organisationId: life.organisation('collection'),
    },
  });
  expect(second).toMatchObject({ type: 'device.report_lost', data: { subjectId: device } });
  const { body, headers } = receiver.received[0]!;
  expect(() => verified(secret, `${body} `, headers)).toThrow();
  await look(id);
  expect(receiver.received).toHaveLength(2);
});

/** What its page says of a webhook, read as whoever manages it. */
const view = (who: Member, id: string) => webhooks.get(who, id);
const log = (who: Member, id: string) => webhooks.deliveries(who, id);
const refuses = (status: number) => {
  receiver.answers = (_, response) => void response.writeHead(status).end();
};
const takes = () => refuses(204);

describe('of what happens', () => {
  test('an organisation’s webhook hears what that organisation reads, and of the kinds that it chose', async () => {
    const { id } = await made(life.people.aude, ['device.log']);
    const others = await made(life.people.ines, ['device']);
    const device = await life.log();
    await life.act(device, 'report_lost', { reason: 'lost_in_transit' });
    await look(others.id);
    expect(receiver.kinds()).toEqual([]);
    await look(id);
    expect(receiver.kinds()).toEqual(['device.log']);
    expect(await broken(made(life.people.aude, ['sim']))).toBe('events.webhook_kind_elsewhere');
    expect(await broken(made(life.people.omar, ['beneficiary']))).toBe('done');
  });

  test('ten thousand at once all come, in order and each once, read a hundred at a time', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await withClient(life.s.database.ownerUrl, 'bn test', (owner) =>
      owner.query(`INSERT INTO events.event (thing, verb, subject_id, seen_by)
        SELECT 'device', 'move', gen_random_uuid(), '{}' FROM generate_series(1, 10000)`),
    );
    const before = heapInUse();
    for (let turns = 0; receiver.received.length < 10_000 && turns < 60; turns++) await look(id);
    const numbers = receiver.received.map(({ body }) => Number((JSON.parse(body) as { data: { id: string } }).data.id));
    expect(numbers).toHaveLength(10_000);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    // The receiver keeps some 5 MB of them here.
    expect(heapInUse() - before).toBeLessThan(50 * 1024 * 1024);
    expect(receiver.connections).toBeLessThan(60);
  }, 180_000);

  test('is kept while the organisation is suspended, and sent when it is open again', async () => {
    const { id } = await made(life.people.omar, ['device']);
    const organisation = life.people.omar.organisationId;
    const open = (active: boolean) =>
      life.s.db.query('UPDATE people.organisation SET active = $2 WHERE id = $1', [organisation, active]);
    await withClient(life.s.database.ownerUrl, 'bn test', (owner) =>
      owner.query(
        `INSERT INTO events.event (thing, verb, subject_id, seen_by) VALUES ('device', 'move', gen_random_uuid(), ARRAY[$1::uuid])`,
        [organisation],
      ),
    );
    await open(false);
    await look(id);
    expect(receiver.received).toEqual([]);
    await open(true);
    await look(id);
    expect(receiver.kinds()).toEqual(['device.move']);
  });

  test('of what was deleted before it could be sent, the page says that it was missed, and now is where it goes on', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    await clock.pass('91 days');
    await settled();
    await life.get(EventsService).deleteOld();
    await look(id);
    expect(receiver.received).toEqual([]);
    expect((await view(life.people.leila, id)).missedAt).not.toBeNull();
    await life.log();
    await look(id);
    expect(receiver.kinds()).toEqual(['device.log']);
  });

  test('of a restored bank, none of the bank that is no more is sent', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    await life.s.work((tx) => beginFeedAnew(tx));
    await look(id);
    expect(receiver.received).toEqual([]);
    expect((await view(life.people.leila, id)).missedAt).not.toBeNull();
  });
});

describe('a receiver that', () => {
  test('answers 500 for two days has each message in order afterwards, with the ids that it refused', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    await life.log();
    refuses(500);
    await look(id);
    expect(receiver.received).toHaveLength(1);
    await look(id);
    expect(receiver.received).toHaveLength(1);
    for (let hours = 0; hours < 48; hours += 6) {
      await clock.pass('6 hours');
      await look(id);
    }
    const tries = receiver.received.length;
    expect(tries).toBeGreaterThan(4);
    expect(new Set(receiver.ids()).size).toBe(1);
    const failing = await view(life.people.leila, id);
    expect([failing.failingSince !== null, failing.offSince]).toEqual([true, null]);
    takes();
    await clock.pass('13 hours');
    await look(id);
    const [refused, ...rest] = [...new Set(receiver.ids())];
    expect(receiver.ids().slice(tries)).toEqual([refused, ...rest]);
    expect(rest).toHaveLength(1);
    expect((await view(life.people.leila, id)).failingSince).toBeNull();
    expect((await log(life.people.leila, id)).map((d) => [d.status, d.tries]).sort()).toEqual([
      [204, 1],
      [204, tries + 1],
    ]);
  });

  test('refuses for three days is switched off, and goes on where it was when somebody switches it on', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    refuses(503);
    for (let days = 0; days < 5; days++) {
      await look(id);
      await clock.pass('1 day');
    }
    const off = await view(life.people.leila, id);
    expect(off.offBecause).toBe('failing');
    const tried = receiver.received.length;
    await look(id);
    expect(receiver.received).toHaveLength(tried);
    takes();
    await life.s.work((tx) => webhooks.switchOn(tx, life.people.leila, id));
    await look(id);
    expect(receiver.ids().at(-1)).toBe(receiver.ids()[0]);
  });

  test('is gone (410) is switched off at once; a test by hand still goes', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    refuses(410);
    await look(id);
    expect((await view(life.people.leila, id)).offBecause).toBe('gone');
    expect(
      await life.s.db.query(
        `SELECT verb, organisation_id AS organisation, user_id AS by FROM people.audit_entry WHERE subject_kind = 'webhook' AND subject_id = $1 ORDER BY id`,
        [id],
      ),
    ).toMatchObject([{ verb: 'create' }, { verb: 'end', organisation: life.organisation('bank'), by: null }]);
    takes();
    await life.s.work((tx) => webhooks.test(tx, life.people.leila, id));
    await look(id);
    expect(receiver.kinds()).toEqual(['device.log', 'webhook.test']);
  });

  test('redirects to the address of a machine’s secrets is not followed', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    receiver.answers = (_, response) =>
      void response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    await look(id);
    expect(receiver.received).toHaveLength(1);
    expect((await log(life.people.leila, id))[0]).toMatchObject({ status: 302, tries: 1 });
    expect((await view(life.people.leila, id)).failingSince).not.toBeNull();
  });

  test('answers with 10 MB has taken it: 64 kB are read, and the first of them are shown as plain text', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    let written = 0;
    receiver.answers = async (_, response) => {
      response.setMaxListeners(0).writeHead(200);
      const part = Buffer.alloc(64 * 1024, '<\u0000>');
      for (let i = 0; i < 160 && !response.destroyed; i++) {
        if (!response.write(part)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
        if (!response.destroyed) written += part.length;
      }
    };
    await look(id);
    const [delivery] = await log(life.people.leila, id);
    expect(delivery!.status).toBe(200);
    expect(delivery!.answer).toHaveLength(500);
    expect(delivery!.answer).not.toContain('\u0000');
    expect(written).toBeLessThan(10 * 1024 * 1024);
  });

  test('cuts the connection is tried again with the same id', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    receiver.answers = (_, response) => void response.destroy();
    await look(id);
    expect((await log(life.people.leila, id))[0]).toMatchObject({ status: null, failure: 'no_connection' });
    takes();
    await clock.pass('1 minute');
    await look(id);
    expect(new Set(receiver.ids()).size).toBe(1);
    expect((await log(life.people.leila, id))[0]).toMatchObject({ status: 204, failure: null });
  });

  test('does not answer is waited for ten seconds', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    receiver.answers = () => undefined;
    await look(id);
    const [delivery] = await log(life.people.leila, id);
    expect(delivery).toMatchObject({ status: null, failure: 'timeout' });
    expect(delivery!.milliseconds).toBeGreaterThanOrEqual(9_900);
    expect(delivery!.milliseconds).toBeLessThan(15_000);
  }, 40_000);
});

test('a worker finds it by what follows its place, by what was asked for by hand, and not while it waits', async () => {
  const work = life.get(Outbox).works.find(({ queue }) => queue === 'webhooks')!;
  const found = async () => {
    await settled();
    return (await work.pending(10)).map((row) => row.id);
  };
  const { id } = await made(life.people.leila, ['device']);
  await look(id);
  expect(await found()).toEqual([]);
  await life.log();
  expect(await found()).toEqual([id]);
  refuses(500);
  await look(id);
  expect(await found()).toEqual([]);
  await life.s.work((tx) => webhooks.test(tx, life.people.leila, id));
  expect(await found()).toEqual([id]);
  await look(id);
  await clock.pass('1 minute');
  expect(await found()).toEqual([id]);
});

describe('two workers', () => {
  test('never send one webhook’s events at the same time', async () => {
    const { id } = await made(life.people.leila, ['device']);
    for (let i = 0; i < 5; i++) await life.log();
    let now = 0;
    let most = 0;
    receiver.answers = (_, response) => {
      most = Math.max(most, ++now);
      setImmediate(() => {
        now--;
        response.writeHead(204).end();
      });
    };
    await settled();
    await Promise.all(Array.from({ length: 6 }, () => sending.look(id)));
    await look(id);
    expect([most, receiver.ids().length, new Set(receiver.ids()).size]).toEqual([1, 5, 5]);
  });
});

describe('by hand', () => {
  test('one message is sent again with its id, and so is all that happened since a day', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    await clock.pass('2 days');
    await life.log();
    await look(id);
    const [first, second] = receiver.ids() as [string, string];
    await life.s.work((tx) => webhooks.replay(tx, life.people.leila, id, first));
    await look(id);
    expect(receiver.ids()).toEqual([first, second, first]);
    const since = (days: number) => new Date(bankNow.ms() - days * 86_400_000);
    await life.s.work((tx) => webhooks.replayFrom(tx, life.people.leila, id, since(1)));
    await look(id);
    expect(receiver.ids().slice(3)).toEqual([second]);
    await life.s.work((tx) => webhooks.replayFrom(tx, life.people.leila, id, since(89)));
    await look(id);
    expect(receiver.ids().slice(-2)).toEqual([first, second]);
    for (const days of [91, -1])
      expect(await broken(life.s.work((tx) => webhooks.replayFrom(tx, life.people.leila, id, since(days))))).toBe(
        'events.webhook_moment_wrong',
      );
  });

  test('what waits is passed over', async () => {
    const { id } = await made(life.people.leila, ['device']);
    await life.log();
    await settled();
    await life.s.work((tx) => webhooks.replayFrom(tx, life.people.leila, id, 'now'));
    await look(id);
    expect(receiver.received).toEqual([]);
  });

  test('a secret is renewed: for a day both sign, then the new one alone', async () => {
    const { id, secret } = await made(life.people.leila, ['device']);
    const renewed = await life.s.work((tx) => webhooks.renewSecret(tx, life.people.leila, id));
    await life.log();
    await look(id);
    const { body, headers } = receiver.received[0]!;
    for (const one of [secret, renewed]) expect(() => verified(one, body, headers)).not.toThrow();
    await clock.pass('25 hours');
    await life.log();
    await look(id);
    const later = receiver.received[1]!;
    expect(() => verified(renewed, later.body, later.headers)).not.toThrow();
    expect(() => verified(secret, later.body, later.headers)).toThrow();
  });
});

test('what was sent is shown for thirty days', async () => {
  const { id } = await made(life.people.leila, ['device']);
  await life.log();
  await look(id);
  await clock.pass('31 days');
  await life
    .get(Outbox)
    .schedules.find(({ name }) => name === 'events.delete-webhook-log')!
    .run();
  expect(await log(life.people.leila, id)).toEqual([]);
});
