import fc from 'fast-check';
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { TICKETS } from '#bank/faults';
import { LOCK_KINDS, LOCKED, LockQueries } from '#bank/intake';
import { pageInOrder, rows, type Sorted, sortNames, type Turn } from '#platform/database';
import { cursorOf, readCursor } from '#platform/kernel';
import { pageByPage } from '../support/browser/page-by-page.js';
import { openDataSource, type TestDatabase } from '../support/servers/database.js';
import { type Listed, listedThings, MOMENT, unchecked } from '../support/things/listed-things.js';
import { seededDatabase } from '../support/things/seeded.js';

let database: TestDatabase;
let db: DataSource;
/** Behind the triggers' back: what a list walks is rows, however they came to be so. */
let behind: pg.Client;
let lists: Readonly<Record<string, Listed>>;
const ROWS = 30;

beforeAll(async () => {
  const seeded = await seededDatabase('demo');
  database = seeded.database;
  db = await openDataSource(database.url);
  behind = new pg.Client({ connectionString: database.ownerUrl });
  await behind.connect();
  await behind.query('SET session_replication_role = replica');
  const { structure, collection, bank } = seeded.fixtures.organisations;
  lists = listedThings({ structure: structure.id, collection: collection.id, bank: bank.id });
  for (const list of Object.values(lists)) {
    await unchecked(behind, list.table);
    expect(await copied(list, ROWS)).toHaveLength(ROWS);
  }
}, 240_000);
afterAll(async () => {
  await behind?.end();
  await db?.destroy();
  await database?.drop();
});

/** So many rows more, each like one that is there, if any, with values of its own. @returns their ids. */
async function copied({ table, own, vary }: Listed, count: number): Promise<string[]> {
  const { rows: columns } = await behind.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  // Like ours, in the order of their making.
  const id = `(lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0') || '7' || substr(md5(random()::text), 1, 3) || 'a' || substr(md5(random()::text), 1, 15))::uuid`;
  const values = columns.map(({ name }) => ({ id, ...own, ...vary })[name] ?? `x."${name}"`);
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const { rows: made } = await behind.query<{ id: string }>(
    `INSERT INTO ${table} (${names}) SELECT ${values.join(', ')} FROM generate_series(1, $1) i
     LEFT JOIN LATERAL (SELECT * FROM ${table} ORDER BY md5(id::text || i) LIMIT 1) x ON true RETURNING id`,
    [count],
  );
  return made.map((row) => row.id);
}

const changed = ({ table, vary }: Listed, column: string, id: string) =>
  behind.query(`UPDATE ${table} SET "${column}" = ${vary[column]} WHERE id = $1`, [id]);

interface Walk {
  readonly sort: string;
  readonly narrowed: string;
  readonly limit: number;
  readonly meanwhile: readonly { readonly column: number; readonly which: number }[];
}

/** One walk from the first page to the last, with a change between two pages. @param spoil what becomes of each cursor. */
async function walked(list: Listed, { sort, narrowed, limit, meanwhile }: Walk, spoil = (cursor: string) => cursor) {
  const statement = list.narrowed[narrowed]!;
  const page = (most: number, cursor?: string) =>
    pageInOrder<string, { id: string }>(list.sorts, 'newest', { sort, limit: most, cursor }, false, (turn) => {
      const { text, values, options } = statement(turn as Turn<never>);
      return rows<{ id: string } & Sorted>(db, text, values, options);
    });
  const before = (await page(10_000)).items.map(({ id }) => id);
  const { rows: all } = await behind.query<{ id: string }>(`SELECT id FROM ${list.table} ORDER BY id`);
  const touched = new Set<string>();
  const seen: string[] = [];
  let cursor: string | undefined;
  for (let turn = 0; ; turn++) {
    const { items, next } = await page(limit, cursor);
    seen.push(...items.map(({ id }) => id));
    if (!next || seen.length > 10 * (before.length + 50)) break;
    cursor = spoil(next);
    const change = meanwhile[turn];
    if (!change) continue;
    const columns = Object.keys(list.vary);
    const column = columns[change.column % (columns.length + 1)];
    const id = column ? all[change.which % all.length]!.id : (await copied(list, 1))[0]!;
    touched.add(id);
    if (column) await changed(list, column, id);
  }
  const untouched = (of: readonly string[]) => of.filter((id) => !touched.has(id));
  return { seen: untouched(seen), before: untouched(before) };
}

const walks = (list: Listed) =>
  fc.record({
    sort: fc.constantFrom(...Object.keys(list.sorts)),
    narrowed: fc.constantFrom(...Object.keys(list.narrowed)),
    limit: fc.integer({ min: 1, max: 11 }),
    meanwhile: fc.array(fc.record({ column: fc.nat(9), which: fc.nat(999) }), { minLength: 3, maxLength: 12 }),
  });

/** `SEED=…` walks the same again; a failure says which one it was. */
const runs = (numRuns: number) => ({
  numRuns,
  endOnFailure: true,
  ...(process.env.SEED ? { seed: Number(process.env.SEED) } : {}),
});

const NAMES = Object.keys(listedThings({ structure: '', collection: '', bank: '' }));

test.each(NAMES)(
  '%s: whatever is sorted, kept and changed meanwhile, who was not touched is walked over exactly once',
  async (name) => {
    const list = lists[name]!;
    const property = fc.asyncProperty(walks(list), async (walk) => {
      const { seen, before } = await walked(list, walk);
      expect(seen).toEqual(before);
    });
    await fc.assert(property, runs(20));
  },
);

test.each<[string, (read: readonly string[]) => string[]]>([
  [
    'forgets which of equal rows it ended with',
    (read) => [...read.slice(0, -1), 'ffffffff-ffff-ffff-ffff-ffffffffffff'],
  ],
  [
    'holds milliseconds where Postgres has microseconds',
    (read) => read.map((v) => (/^\d{16}$/.test(v) ? `${v.slice(0, -3)}000` : v)),
  ],
])('a cursor that %s is found out', async (_, spoiled) => {
  const list = lists['donations']!;
  const spoil = (cursor: string) => cursorOf(spoiled(readCursor(cursor, 3) as string[]));
  const property = fc.asyncProperty(walks(list), async (walk) => {
    const { seen, before } = await walked(list, { ...walk, sort: 'changed', narrowed: 'all' }, spoil);
    expect(seen).toEqual(before);
  });
  await expect(fc.assert(property, runs(20))).rejects.toThrow('Property failed');
});

test('a page goes on in the order of the page before, also where none is asked for; what is blank asks for nothing', async () => {
  const four = await TICKETS.page(db, null, { sort: 'oldest', limit: 4 });
  const first = await TICKETS.page(db, null, { sort: 'oldest', q: ' ', limit: 2 });
  const second = await TICKETS.page(db, null, { cursor: first.next!, limit: 2 });
  const ids = (page: { readonly items: readonly { readonly id: string }[] }) => page.items.map(({ id }) => id);
  expect([...ids(first), ...ids(second)]).toEqual(ids(four));
  expect(new Set(ids(four)).size).toBe(4);
});

test('locked devices, whose order is worked out, are walked over once each', async () => {
  await behind.query(
    `INSERT INTO intake.device_lock (id, device_id, kind, found_at, channel)
     SELECT gen_random_uuid(), d.id, ($1::text[])[n], ${MOMENT}, 'page' FROM devices.device d, generate_series(1, 2) n WHERE d.state = 'received'`,
    [LOCK_KINDS],
  );
  const list = (sort: keyof typeof LOCKED.sorts, limit: number, cursor?: string) =>
    new LockQueries(db).list({ kind: 'system', channel: 'system' }, { sort, limit, cursor });
  for (const sort of sortNames(LOCKED.sorts)) {
    const walked = await pageByPage((cursor) => list(sort, 2, cursor));
    expect(walked.length).toBeGreaterThan(2);
    expect([sort, walked]).toEqual([sort, (await list(sort, 1_000)).items]);
  }
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Parent Relationship'?: string;
  readonly 'Index Name'?: string;
  readonly Plans?: readonly Plan[];
}

const AN_ID = '0199a8e0-0000-7000-8000-000000000000';

/** From the top of a plan down to the table whose rows come in order. */
function spine(plan: Plan): Plan[] {
  const below = plan.Plans?.find((one) => one['Parent Relationship'] === 'Outer');
  return [plan, ...(below ? spine(below) : [])];
}

test.each(NAMES)('%s: an index gives each order, from the beginning and from any place in it', async (name) => {
  const { sorts, narrowed } = lists[name]!;
  for (const [sort, { keys }] of Object.entries(sorts))
    for (const beyond of [undefined, [...keys.map(({ fits: is }) => ['1', 'true', AN_ID].find(is)!), AN_ID]]) {
      const { text, values } = Object.values(narrowed)[0]!({
        sort: sort as never,
        most: 51,
        counts: false,
        ...(beyond ? { beyond } : {}),
      });
      // What a list that is too long to be sorted would do.
      const [answer] = await db.transaction(async (tx) => {
        for (const off of ['sort', 'seqscan', 'bitmapscan', 'hashjoin', 'mergejoin'])
          await tx.query(`SET LOCAL enable_${off} = off`);
        return tx.query(`EXPLAIN (COSTS off, FORMAT json) ${text}`, values);
      });
      const down = spine(answer['QUERY PLAN'][0].Plan as Plan);
      expect([sort, down.map((one) => one['Node Type'])]).not.toEqual([sort, expect.arrayContaining(['Sort'])]);
      expect([sort, down.at(-1)!['Index Name']]).toEqual([sort, expect.any(String)]);
    }
});
