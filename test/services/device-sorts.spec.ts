import fc from 'fast-check';
import { DataSource } from 'typeorm';
import {
  copyGrade,
  DEVICE_SORT_NAMES,
  type DeviceFilters,
  DeviceList,
  type DeviceSort,
  DevicesService,
  NUMBERED,
  type Verb,
} from '#bank/devices';
import { cursorOf } from '#platform/kernel';
import { LIST } from '../../libs/bank/devices/list/device-list.statements.js';
import { type Services, services } from '../support/servers/services.js';
import { neverAnalysed } from '../support/sheets/rows-taken-up.js';

let s: Services;
let ids: readonly string[];

const MAKES = ['Dell', 'DELL', 'Lenovo', 'Écran & Cie', ''] as const;
const MODELS = ['Latitude 5490', 'latitude 7490', 'L480', ''] as const;
const GRADES = ['A', 'B', 'C', null] as const;

const at = (organisation: 'collection' | 'workshop') => ({
  location: { place: s.fixtures.organisations[organisation].place },
  holder: { organisation: s.fixtures.organisations[organisation].id },
});
const log = (category: 'laptop' | 'tablet', n: number): Promise<string[]> =>
  s.work((tx) =>
    s.app
      .get(DevicesService)
      .log(
        tx,
        s.fixtures.people.leila,
        [{ category, make: MAKES[n % MAKES.length]!, model: MODELS[n % MODELS.length]! }],
        at(n % 3 ? 'collection' : 'workshop'),
      ),
  );

beforeAll(async () => {
  s = await services();
  // Plans are asked for: a few rows that Postgres came to count in between would make others of them.
  await neverAnalysed(s.database);
  const logged: string[] = [];
  for (let n = 0; n < 30; n++) logged.push(...(await log(n % 2 ? 'laptop' : 'tablet', n)));
  ids = logged;
  await s.work((tx) => Promise.all(ids.map((id, n) => copyGrade(tx, id, GRADES[n % GRADES.length]!))));
});
afterAll(() => s.close());

/** Changes something by which devices are sorted or kept. */
const CHANGES: readonly ((id: string, n: number) => Promise<unknown>)[] = [
  (id, n) =>
    s.work((tx) =>
      s.app.get(DevicesService).correct(tx, s.fixtures.people.leila, id, {
        make: MAKES[n % MAKES.length]!,
        model: MODELS[n % MODELS.length]!,
      }),
    ),
  (id, n) => s.work((tx) => copyGrade(tx, id, GRADES[n % GRADES.length]!)),
  (id, n) =>
    s.work(async (tx) => {
      const perform = (verb: Verb, how: object) =>
        s.app.get(DevicesService).perform(tx, s.fixtures.people.leila, verb, [id], how);
      await perform('report_lost', { reason: 'not_found_on_shelf' });
      await perform('find', { ...at(n % 2 ? 'collection' : 'workshop'), reason: 'found_again' });
    }),
];

const filters = (): DeviceFilters[] => [
  {},
  { state: 'received' },
  { state: 'received,at_workshop' },
  { category: 'laptop' },
  { place: s.fixtures.organisations.collection.place },
  { place: 'suresnes' },
  { holder: s.fixtures.organisations.workshop.id },
  { holder: 'esat' },
  { grade: 'A' },
  { grade: 'none', category: 'tablet' },
  { age: 'under_7' },
  { q: 'lat' },
];

const list = (people: 'leila' | 'aude', asked: DeviceFilters, limit: number) =>
  s.app.get(DeviceList).page(s.fixtures.people[people], asked, limit);

test('whatever is sorted, kept and changed meanwhile, who was not touched is walked over exactly once', async () => {
  const walk = fc.record({
    sort: fc.constantFrom(...DEVICE_SORT_NAMES),
    filter: fc.nat(filters().length - 1),
    limit: fc.integer({ min: 1, max: 9 }),
    who: fc.constantFrom('leila' as const, 'aude' as const),
    meanwhile: fc.array(fc.record({ what: fc.nat(CHANGES.length), which: fc.nat(29), n: fc.nat(99) }), {
      minLength: 3,
      maxLength: 12,
    }),
  });
  await fc.assert(
    fc.asyncProperty(walk, async ({ sort, filter, limit, who, meanwhile }) => {
      const asked = { ...filters()[filter]!, sort };
      const before = (await list(who, asked, 1_000)).items.map((d) => d.id);
      const touched = new Set<string>();
      const seen: string[] = [];
      let after: string | undefined;
      for (let turn = 0; ; turn++) {
        const page = await list(who, { ...asked, ...(after ? { cursor: after } : {}) }, limit);
        seen.push(...page.items.map((d) => d.id));
        if (!page.next) break;
        after = page.next;
        const change = meanwhile[turn];
        if (!change) continue;
        const id = ids[change.which]!;
        const [fresh] = change.what === CHANGES.length ? await log('laptop', change.n) : [];
        if (!fresh) await CHANGES[change.what]!(id, change.n);
        touched.add(fresh ?? id);
      }
      const untouched = (of: readonly string[]) => of.filter((id) => !touched.has(id));
      expect(untouched(seen)).toEqual(untouched(before));
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test.each(DEVICE_SORT_NAMES.filter((sort) => sort !== 'place'))(
  '%s: an index gives the order, from the beginning and from any place in it',
  async (sort) => {
    const ends = (await list('leila', { sort }, 5)).next!;
    const place = (JSON.parse(Buffer.from(ends, 'base64url').toString()) as string[]).slice(1);
    const walked = async (kept: { beyond?: string[] }): Promise<string> => {
      const { text, values } = LIST(kept, sort, 51, false);
      // What a list that is too long to be sorted would do.
      const plan: { 'QUERY PLAN': string }[] = await s.app.get(DataSource).transaction(async (tx) => {
        await tx.query('SET LOCAL enable_sort = off');
        await tx.query('SET LOCAL enable_seqscan = off');
        await tx.query('SET LOCAL enable_bitmapscan = off');
        return tx.query(`EXPLAIN (COSTS off) ${text}`, values);
      });
      return plan.map((line) => line['QUERY PLAN']).join('\n');
    };
    expect(await walked({})).not.toMatch(/Sort/);
    const from = await walked({ beyond: place });
    expect(from).not.toMatch(/Sort/);
    expect(from).toMatch(/Index Cond: \(.*< |Index Cond: .*> /);
  },
);

test('by place: places are walked in order, and in each no more devices are read than a page shows', async () => {
  const { text, values } = LIST({}, 'place', 51, false);
  const plan: { 'QUERY PLAN': string }[] = await s.app.get(DataSource).transaction(async (tx) => {
    await tx.query('SET LOCAL enable_seqscan = off');
    await tx.query('SET LOCAL enable_bitmapscan = off');
    return tx.query(`EXPLAIN (COSTS off) ${text}`, values);
  });
  const lines = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(lines).toMatch(/Incremental Sort[\s\S]*Presorted Key: /);
  expect(lines).toMatch(/Index Scan using device_by_place/);
});

test('a number is looked up as a serial and as an old number, each by its index', async () => {
  const plan: { 'QUERY PLAN': string }[] = await s.app.get(DataSource).transaction(async (tx) => {
    await tx.query('SET LOCAL enable_seqscan = off');
    return tx.query(`EXPLAIN (COSTS off) ${NUMBERED}`, ['PF1']);
  });
  const lines = plan.map((line) => line['QUERY PLAN']).join('\n');
  expect(lines).toMatch(/using device_serial|on device_serial/);
  expect(lines).toMatch(/using alias_number|on alias_number/);
});

test.each<[string, (string | number)[]]>([
  ['another order’s place', ['grade', 'A', '0199a8e0-0000-7000-8000-000000000000']],
  ['no moment', ['changed', 'hier', '0199a8e0-0000-7000-8000-000000000000']],
  ['a number', ['changed', 3, '0199a8e0-0000-7000-8000-000000000000']],
  ['no text that Postgres can hold', ['changed', '\0', '0199a8e0-0000-7000-8000-000000000000']],
  ['no id', ['changed', '0', 'x']],
  ['too little', ['changed']],
])('a cursor that is %s is the beginning', async (_, made) => {
  const sort: DeviceSort = 'changed';
  const first = await list('leila', { sort }, 3);
  expect((await list('leila', { sort, cursor: cursorOf(made) }, 3)).items).toEqual(first.items);
});
