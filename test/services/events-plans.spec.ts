import { AsyncLocalStorage } from 'node:async_hooks';
import pg from 'pg';
import { EventsModule, EventsService, WebhookSending, WebhooksService } from '#bank/events';
import { ChoicesService, NoticesService } from '#bank/mails';
import { withClient } from '#platform/database';
import { clock } from '#platform/kernel';
import { newsKinds } from '../../libs/bank/events/web/news.js';
import { Life } from '../support/planted/life.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { Receiver } from '../support/servers/receiver.js';

/** `EVENTS=1000000` for the figures of docs/performance.md. */
const EVENTS = Number(process.env['EVENTS'] ?? 100_000);
/** Blocks of 8 kB that a statement may look at, whatever the number of events: those of the 5,000 that a request goes through. */
const MOST_BLOCKS = 1_500;

interface Asked {
  readonly text: string;
  readonly values: unknown[];
}
const asked = new AsyncLocalStorage<Asked[]>();
const query = pg.Client.prototype.query as (this: pg.Client, ...of: unknown[]) => unknown;

let life: Life;
let office: MailServer;
let receiver: Receiver;

beforeAll(async () => {
  pg.Client.prototype.query = function (this: pg.Client, ...of: unknown[]) {
    const what = of[0] as string | Partial<Asked>;
    const { text = '', values = of[1] } = typeof what === 'string' ? { text: what } : what;
    if (/events\.|notifications\.|publish_/.test(text))
      asked.getStore()?.push({ text, values: Array.isArray(values) ? values : [] });
    return query.apply(this, of);
  } as typeof pg.Client.prototype.query;
  process.env.WEBHOOK_ALLOWED = '127.0.0.1';
  office = await MailServer.open();
  receiver = await Receiver.open();
  life = await Life.open(EventsModule);
  await asOwner(async (owner) => {
    // Of a thousand transactions, over ninety days; one in fifty concerns the structure.
    await owner.query(
      `INSERT INTO events.event (txid, at, thing, verb, subject_id, from_state, to_state, organisation_id, seen_by)
       SELECT (1 + n * 400 / $2::bigint)::text::xid8, platform.now() - interval '89 days' + n * interval '88 days' / $2::bigint,
         CASE WHEN n % 50 = 0 THEN 'request' ELSE 'device' END::events.thing, CASE WHEN n % 50 = 0 THEN 'approve' ELSE 'move' END,
         gen_random_uuid(), 'here', 'here', $1, CASE WHEN n % 50 = 0 THEN ARRAY[$3::uuid] ELSE ARRAY[$1::uuid] END
       FROM generate_series(0, $2::bigint - 1) n`,
      [life.organisation('bank'), EVENTS, life.organisation('structure')],
    );
    await owner.query('VACUUM ANALYZE events.event');
  });
}, 600_000);
afterAll(async () => {
  pg.Client.prototype.query = query as typeof pg.Client.prototype.query;
  delete process.env.WEBHOOK_ALLOWED;
  await life?.s.close();
  await office?.close();
  await receiver?.close();
});

const asOwner = <T>(work: (owner: pg.Client) => Promise<T>): Promise<T> =>
  withClient(life.s.database.ownerUrl, 'bn test', work);

interface Node {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: readonly Node[];
}
const scans = (node: Node): string[] => [
  ...(node['Node Type'] === 'Seq Scan' && node['Relation Name'] === 'event' ? [node['Node Type']] : []),
  ...(node.Plans ?? []).flatMap(scans),
];

/** What each statement of a piece of work costs, asked again and rolled back. */
async function costs(name: string, work: () => Promise<unknown>): Promise<void> {
  const all: Asked[] = [];
  await asked.run(all, work);
  const statements = [...new Map(all.toReversed().map((one) => [one.text, one])).values()];
  expect(statements).not.toEqual([]);
  await asOwner(async (owner) => {
    for (const { text, values } of statements) {
      if (!/^\s*(?:WITH|SELECT|INSERT|UPDATE|DELETE)\b/i.test(text)) continue;
      await owner.query('BEGIN');
      const { rows } = await owner.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values);
      await owner.query('ROLLBACK');
      const [{ Plan: plan, 'Execution Time': ms }] = rows[0]['QUERY PLAN'] as [
        { Plan: Node; 'Execution Time': number },
      ];
      const blocks = plan['Shared Hit Blocks'] + plan['Shared Read Blocks'];
      if (process.env['EVENTS'])
        console.info(
          `${name}: ${ms.toFixed(1)} ms, ${blocks} blocks: ${text.replace(/\s+/g, ' ').trim().slice(0, 70)}`,
        );
      expect([name, text.slice(0, 80), scans(plan)]).toEqual([name, text.slice(0, 80), []]);
      expect([name, blocks, blocks < MOST_BLOCKS]).toEqual([name, blocks, true]);
    }
  });
}

test('nothing that reads events goes through all of them: feed, places, what is new, webhooks, mails, summaries', async () => {
  const { leila, ines } = life.people;
  const events = life.get(EventsService);
  const first = JSON.parse(await events.after(leila, undefined, 500)) as { next: string };
  await costs('feed, from the oldest', () => events.after(leila, undefined, 500));
  await costs('feed, from a place', () => events.after(leila, first.next, 500));
  await costs('feed of a structure, which sees one in fifty', () => events.after(ines, first.next, 100));
  await costs('place of now', () => events.after(leila, 'now', 1));
  const db = life.s.db;
  await costs('what is new', () => events.news(leila, new Date(clock.ms() - 86_400_000), newsKinds(leila), db));
  const { id } = await life.s.work((tx) =>
    life.get(WebhooksService).make(tx, leila, { address: receiver.url(), kinds: ['ticket'] }),
  );
  await life.s.db.query(`UPDATE events.webhook SET txid = '1', number = 0, next_at = platform.now() WHERE id = $1`, [
    id,
  ]);
  await costs('webhooks that are due', () => workOff(life.s.app, 'webhooks'));
  await life.s.db.query(`UPDATE events.webhook SET txid = '1', number = 0, next_at = platform.now() WHERE id = $1`, [
    id,
  ]);
  await costs('a webhook that nothing concerns', () => life.get(WebhookSending).look(id));
  await costs('mails', () => life.get(NoticesService).write());
  await costs('summaries', () => life.get(NoticesService).sendSummaries());
  await costs('choices', async () => life.get(ChoicesService).mine(leila));
  await costs('what is late', () => life.get(NoticesService).publishLate());
  await costs('what is old', () => events.deleteOld());
}, 600_000);
