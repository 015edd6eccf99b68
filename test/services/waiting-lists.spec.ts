import pg from 'pg';
import type { DataSource } from 'typeorm';
import { REQUESTS } from '#bank/allocation';
import { TICKETS } from '#bank/faults';
import { DONATIONS } from '#bank/intake';
import { TRANSFERS } from '#bank/logistics';
import { TODAY } from '#bank/people';
import { SIMS } from '#bank/sims';
import { QUEUE, type QueueAsked, REMOVED } from '#bank/workshop';
import { rows } from '#platform/database';
import { waitingColumn } from '#platform/ui';
import { LIST } from '../../libs/bank/devices/list/device-list.statements.js';
import { pageByPage } from '../support/browser/page-by-page.js';
import { openDataSource, type TestDatabase } from '../support/servers/database.js';
import { unchecked } from '../support/things/listed-things.js';
import { seededDatabase } from '../support/things/seeded.js';

/** Where the day begins while it is still the day before in France. */
const ZONE = 'Pacific/Noumea';

let database: TestDatabase;
let workshop: string;
let db: DataSource;
/** Behind the triggers' back, which note moments themselves. */
let behind: pg.Client;

beforeEach(async () => {
  const seeded = await seededDatabase('demo');
  database = seeded.database;
  workshop = seeded.fixtures.organisations.workshop.id;
  db = await openDataSource(database.url);
  behind = new pg.Client({ connectionString: database.ownerUrl });
  await behind.connect();
  await behind.query('SET session_replication_role = replica');
  await behind.query('UPDATE people.bank SET time_zone = $1', [ZONE]);
}, 240_000);
afterEach(async () => {
  await behind?.end();
  await db?.destroy();
  await database?.drop();
});

/** The list of devices has a statement of its own. */
async function devices({ sort, waiting }: Asked) {
  const { text, values, options } = LIST({ ...(waiting ? { waiting } : {}) }, sort!, 51, false);
  return { items: await rows<{ waitingSince: Date | null }>(db, text, values, options) };
}

type Asked = { readonly sort?: 'waiting'; readonly waiting?: 'all' | 'week' | 'month' | 'quarter' };

/** The lists that declare it: their table, since when a row waits, another moment of it, a state in which it waits and one in which it does not. */
const LISTS = [
  ['maintenance.ticket', 'opened_at', 'ended_at', 'open', 'closed', (a: Asked) => TICKETS.page(db, null, a)],
  [
    'allocation.request',
    'submitted_at',
    'created_at',
    'submitted',
    'refused',
    (a: Asked) => REQUESTS.page(db, null, a),
  ],
  [
    'logistics.transfer',
    'sent_at',
    'created_at',
    'sent',
    'received',
    (a: Asked) => TRANSFERS.page(db, { org: null, all: true }, a),
  ],
  [
    'intake.donation',
    'changed_at',
    'created_at',
    'promised',
    'closed',
    (a: Asked) => DONATIONS.page(db, { own: null, names: true }, a),
  ],
  [
    'refurbishment.removed_medium',
    'removed_at',
    'changed_at',
    'kept',
    'destroyed',
    (a: Asked) => REMOVED.page(db, null, a),
  ],
  [
    'sims.sim',
    'changed_at',
    'created_at',
    'allotted',
    'in_stock',
    (a: Asked) => SIMS.page(db, { own: null, numberHashes: () => null }, a),
  ],
  ['devices.device', 'state_since', 'changed_at', 'at_workshop', 'handed_over', devices],
] as const;

/** Days ago and an hour of that day: at the ends of those between which a filter tells. */
const SINCE = [
  [0, '00:00'],
  [90, '23:59:59'],
  [6, '00:00'],
  [29, '00:00'],
  [7, '23:59:59'],
  [89, '00:00'],
  [30, '23:59:59'],
] as const;

/** One row for each of them, and two that wait no more. */
async function filled(table: string, since: string, other: string, waits: string, ended: string): Promise<void> {
  await unchecked(behind, table);
  const { rows } = await behind.query(`SELECT to_jsonb(x) AS row FROM ${table} x ORDER BY id LIMIT 1`);
  await behind.query(`DELETE FROM ${table}`);
  const row = (days: number, hour: string, state: string) =>
    behind.query(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, $1::jsonb || jsonb_build_object('id', gen_random_uuid(), 'state', $2::text, 'status', $2::text,
         '${other}', platform.now() - interval '400 days', '${since}', (${TODAY} - $3::int + $4::time) AT TIME ZONE $5))).*`,
      [rows[0].row, state, days, hour, ZONE],
    );
  for (const [days, hour] of SINCE) await row(days, hour, waits);
  for (const days of [200, 3]) await row(days, '12:00', ended);
}

test.each(LISTS)(
  '%s: what waits comes first, longest first, and is kept by the days that its row says',
  async (table, since, other, waits, ended, page) => {
    await filled(table, since, other, waits, ended);
    const { cell } = waitingColumn(ZONE);
    const shown = async (asked: Asked) => (await page({ sort: 'waiting', ...asked })).items.map((row) => cell(row));
    const waited = [
      '90\u00a0jours',
      '89\u00a0jours',
      '30\u00a0jours',
      '29\u00a0jours',
      '7\u00a0jours',
      '6\u00a0jours',
      'aujourd’hui',
    ];
    expect(await shown({})).toEqual([...waited, null, null]);
    expect(await shown({ waiting: 'all' })).toEqual(waited);
    expect(await shown({ waiting: 'week' })).toEqual(waited.slice(0, 5));
    expect(await shown({ waiting: 'month' })).toEqual(waited.slice(0, 3));
    expect(await shown({ waiting: 'quarter' })).toEqual(waited.slice(0, 1));
  },
);

test('the bench’s queue: what waits longest comes first, also where it waits for somebody else, and is kept by days', async () => {
  const reader = { organisation: workshop, helps: false };
  const queue = async (asked: QueueAsked) => (await QUEUE.page(db, reader, asked)).items;
  const devices = (await queue({})).slice(0, SINCE.length);
  expect(devices.length).toBeGreaterThan(3);
  for (const [i, { id }] of devices.entries())
    await behind.query(
      `UPDATE devices.device SET changed_at = (${TODAY} - $2::int + $3::time) AT TIME ZONE $4 WHERE id = $1`,
      [id, ...SINCE[i]!, ZONE],
    );
  await behind.query(
    `INSERT INTO refurbishment.work_order (id, device_id, data_epoch, organisation_id, help_code, help_at, help_operator)
     SELECT gen_random_uuid(), id, data_epoch, $2, 'other', platform.now(), 1 FROM devices.device WHERE id = $1
     ON CONFLICT (device_id, data_epoch, organisation_id) DO UPDATE SET help_code = 'other', help_at = platform.now(), help_operator = 1`,
    [devices[1]!.id, workshop],
  );
  const longest = await queue({ sort: 'waiting' });
  expect(longest[0]).toMatchObject({ id: devices[1]!.id, helpCode: 'other' });
  expect(longest.map((d) => d.waitingSince!.getTime())).toEqual(
    longest.map((d) => d.waitingSince!.getTime()).toSorted((a, b) => a - b),
  );
  expect((await queue({})).at(0)?.id).not.toBe(devices[1]!.id);
  expect((await QUEUE.page(db, { ...reader, helps: true }, {})).items[0]?.id).toBe(devices[1]!.id);
  const days = longest.map((d) => SINCE[devices.findIndex(({ id }) => id === d.id)]?.[0] ?? 0);
  expect((await queue({ waiting: 'month', sort: 'waiting' })).map(({ id }) => id)).toEqual(
    longest.filter((_, i) => days[i]! >= 30).map(({ id }) => id),
  );
  for (const sort of ['ready', 'waiting'] as const) {
    const walked = await pageByPage((cursor) => QUEUE.page(db, reader, { sort, limit: 2, cursor }));
    expect([sort, walked]).toEqual([sort, await queue({ sort })]);
  }
});
