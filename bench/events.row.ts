import http from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { WebhookSending, WebhooksService } from '#bank/events';
import { CLIENTS, type Ground } from './ground.js';
import { call } from './http.js';
import { BARE_FEED } from './references/feed.js';
import type { Requests, Work } from './rounds.js';
import { taker } from './taker.js';

/** Of what a webhook has not heard at each turn. */
const BEHIND = 200;
const PART = 100;
const EVENTS = 100_000;

interface Place {
  readonly feed: string;
  readonly txid: string;
  readonly number: string;
}

const asOwner = async <T extends pg.QueryResultRow>(g: Ground, text: string, values: unknown[] = []): Promise<T[]> => {
  const owner = new pg.Client({ connectionString: g.ownerUrl });
  await owner.connect();
  try {
    return (await owner.query<T>(text, values)).rows;
  } finally {
    await owner.end();
  }
};

/** A part of the feed through the API, against a bare loop that asks for the same JSON of the same events, and against Fastify by hand. */
export async function feed(g: Ground): Promise<Requests> {
  await asOwner(
    g,
    `INSERT INTO events.event (thing, verb, subject_id, from_state, to_state, organisation_id, seen_by)
     SELECT 'device', 'move', gen_random_uuid(), 'in_stock', 'in_stock', $1, ARRAY[$1::uuid] FROM generate_series(1, $2)`,
    [g.fixtures.organisations.bank.id, EVENTS],
  );
  await asOwner(g, 'VACUUM ANALYZE events.event');
  const afters: string[] = [];
  const headers = { authorization: `Bearer ${g.token}` };
  for (let after = ''; afters.length < 500; ) {
    const answer = await fetch(
      `${g.url}/api/v1/events?limit=${PART}${after && `&after=${encodeURIComponent(after)}`}`,
      {
        headers,
      },
    );
    const part = (await answer.json()) as { items: unknown[]; next: string };
    if (part.items.length < PART) break;
    after = part.next;
    afters.push(after);
  }
  const after = taker(afters);
  const places = await asOwner<Place>(
    g,
    `SELECT txid::text, number::text FROM events.event WHERE number % $1 = 0 ORDER BY txid, number LIMIT 500`,
    [PART],
  );
  const place = taker(places);
  return {
    kind: 'requests',
    name: `feed, ${PART} events`,
    unit: '/s',
    clients: CLIENTS,
    aims: { loop: 0.4, byHand: 0.8 },
    sides: {
      ours: {
        pid: g.server.pid,
        work: async (client) => {
          const address = `${g.url}/api/v1/events?limit=${PART}&after=${encodeURIComponent(after())}`;
          await call(address, g.people[client]!.api);
          return 1;
        },
      },
      loop: {
        pid: process.pid,
        work: async () => {
          const { txid, number } = place();
          await g.pool.query({ name: 'feed', text: BARE_FEED, values: [txid, number, PART] });
          return 1;
        },
      },
      byHand: {
        pid: g.references.byHand.pid,
        work: async (client) => {
          const { txid, number } = place();
          await call(`${g.references.byHand.url}/api/v1/events?after=${txid}.${number}`, g.people[client]!.api);
          return 1;
        },
      },
    },
  };
}

const BARE_PART = `
  SELECT coalesce(json_agg(x), '[]') AS part FROM (
    SELECT number, at, thing, verb, subject_id, from_state, to_state, reason, reference, organisation_id FROM events.event
    WHERE (txid, number) > ($1::text::xid8, $2::bigint) ORDER BY txid, number LIMIT $3) x`;

/** A change of state through the API, against the same while the trigger that writes its event is off. */
export function changeUntold(g: Ground, told: Requests): Requests {
  const trigger = (how: 'ENABLE' | 'DISABLE') => async () =>
    void (await asOwner(g, `ALTER TABLE devices.device_event ${how} TRIGGER publish`));
  return {
    ...told,
    name: 'change of state with its event',
    aims: { untold: 0.97 },
    sides: {
      untold: { ...told.sides.ours, before: trigger('DISABLE') },
      ours: { ...told.sides.ours, before: trigger('ENABLE') },
    },
  };
}

/** What a webhook is sent and notes, against a loop that reads and sends the same, one after another on one connection. */
export async function webhooks(g: Ground): Promise<Requests> {
  let taken = 0;
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      taken++;
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  server.unref();
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  const { id } = await g.app
    .get(DataSource)
    .transaction((tx) => g.app.get(WebhooksService).make(tx, g.fixtures.people.leila, { address, kinds: ['device'] }));
  const behind: { place?: Place } = {};
  const back = async (): Promise<void> => {
    behind.place ??= (
      await asOwner<Place>(
        g,
        `SELECT f.id AS feed, e.txid::text, e.number::text FROM events.event e CROSS JOIN events.feed f ORDER BY e.txid DESC, e.number DESC OFFSET $1 LIMIT 1`,
        [BEHIND],
      )
    )[0]!;
    const { txid, number } = behind.place;
    await g.pool.query(
      'UPDATE events.webhook SET txid = $2::text::xid8, number = $3, next_at = platform.now() WHERE id = $1',
      [id, txid, number],
    );
  };
  const counted =
    (work: () => Promise<unknown>): Work =>
    async () => {
      const before = taken;
      await work();
      return taken - before;
    };
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  return {
    kind: 'requests',
    name: 'webhooks',
    unit: 'messages/s',
    clients: 1,
    aims: { loop: 0.3 },
    sides: {
      ours: {
        pid: process.pid,
        work: counted(async () => {
          await back();
          await g.app.get(WebhookSending).look(id);
        }),
      },
      loop: {
        pid: process.pid,
        work: counted(async () => {
          await back();
          const { txid, number } = behind.place!;
          const { rows } = await g.pool.query({ name: 'send', text: BARE_PART, values: [txid, number, BEHIND] });
          for (const event of rows[0].part) await post(address, agent, JSON.stringify(event));
        }),
      },
    },
  };
}

const post = (address: string, agent: http.Agent, body: string): Promise<void> =>
  new Promise((done, failed) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    http
      .request(address, { method: 'POST', agent, headers }, (response) => response.resume().on('end', done))
      .on('error', failed)
      .end(body);
  });
