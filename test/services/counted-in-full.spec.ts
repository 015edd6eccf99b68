import pg from 'pg';
import { AllocationToday, BlockersQueries, ProposalsService, ReservationQueries } from '#bank/allocation';
import { IntakeModule } from '#bank/intake';
import { freshSerial } from '../support/counting/bench.js';
import { copiesOf } from '../support/counting/copies.js';
import { disk, mediaBench } from '../support/machines/media-bench.js';
import { Allocation } from '../support/things/allocation.js';
import { readyDevice } from '../support/things/ready-device.js';

let a: Allocation;
let behind: pg.Client;
beforeAll(async () => {
  a = await Allocation.open(IntakeModule);
  behind = new pg.Client({ connectionString: a.s.database.ownerUrl });
  await behind.connect();
  await behind.query('SET session_replication_role = replica');
});
afterAll(async () => {
  await behind?.end();
  await a?.s.close();
});

const devices = (id: string, count: number, tag: string) =>
  copiesOf(behind, 'devices.device', id, count, {
    code: `'${tag}' || translate(lpad(i::text, 5, '0'), '01', 'XY')`,
    serial: `'${tag}' || i`,
    serial_key: `'${tag}' || i`,
  });
const blockers = () => a.get(BlockersQueries).blockers(a.people.leila);
const counted = async (where: string): Promise<number> =>
  (await a.s.db.query(`SELECT count(*)::int AS n FROM devices.device d WHERE ${where}`))[0].n;

test('however many devices there are of a type, each is counted where it is', async () => {
  await a.approved('laptop', 3);
  const t = mediaBench(a.s);
  const [unlisted = '', listed = ''] = [...(await t.w.demo.atWorkshop()), ...(await t.w.demo.atWorkshop())];
  await t.inventory(listed, disk(freshSerial('S4XCOUNT0000')));
  const ready = await readyDevice(a.s.app, a.s.fixtures);
  await devices(ready, 1_000, 'RR');
  await devices(unlisted, 450, 'WW');
  const { blocked } = await blockers();
  const laptops = blocked.filter((b) => b.category === 'laptop');
  const sum = (of: typeof laptops) => of.reduce((n, b) => n + b.devices, 0);
  expect(sum(laptops)).toBe(
    await counted(`category = 'laptop' AND state = ANY ('{received,in_transit,at_workshop,in_stock,returned}')`),
  );
  expect(sum(laptops.filter((b) => b.blocker === 'ready'))).toBe(
    await counted(`category = 'laptop' AND state = 'in_stock' AND NOT in_deposit`),
  );
  const atBench = laptops.filter((b) => b.state === 'at_workshop');
  expect(Object.fromEntries(atBench.map((b) => [b.blocker, b.devices]))).toEqual({ media: 451, erase: 1 });
});

test('a bench with more than it is worth to look at each is counted too, and the others still say what lacks', async () => {
  const t = mediaBench(a.s);
  await a.approved('tablet', 1, []);
  const [tablet = ''] = await t.w.demo.atWorkshop();
  await behind.query(`UPDATE devices.device SET category = 'tablet' WHERE id = $1`, [tablet]);
  await devices(tablet, 1_100, 'TT');
  const { blocked } = await blockers();
  const atBench = blocked.filter((b) => b.state === 'at_workshop');
  expect(atBench.filter((b) => b.category === 'tablet')).toMatchObject([{ blocker: 'bench', devices: 1_101 }]);
  expect(
    atBench
      .filter((b) => b.category === 'laptop')
      .map((b) => b.blocker)
      .sort(),
  ).toEqual(['erase', 'media']);
});

test('the home, what blocks and the proposals say the same number of people who wait', async () => {
  const [request] = [await a.approved('desktop', 2)];
  const [unit] = await a.units(request);
  await copiesOf(behind, 'allocation.request_unit', unit!, 1_200, { '"position"': 'i + 2' });
  const count = (await a.get(ProposalsService).counts(a.people.leila)).waiting;
  const { awaited } = await blockers();
  expect(awaited.find((w) => w.category === 'desktop')).toMatchObject({ devices: 1_202, requests: 1 });
  expect(awaited.reduce((n, w) => n + w.devices, 0)).toBe(count);
  const today = await a.get(AllocationToday).today(a.people.leila);
  expect(today.find(({ what }) => what === 'units_unserved')!.count).toBe(count);
});

test('what is kept for somebody comes page by page to its end, however much it is', async () => {
  const {
    request,
    devices: [device = ''],
  } = await a.reserved('tablet');
  const [{ reservation, unit }] = await a.s.db.query(
    'SELECT id AS reservation, unit_id AS unit FROM allocation.reservation WHERE device_id = $1',
    [device],
  );
  await devices(device, 1_100, 'VV');
  await copiesOf(behind, 'allocation.request_unit', unit, 1_100, { '"position"': 'i + 1' });
  const numbered = (table: string, of: string) =>
    `(SELECT id, row_number() OVER (ORDER BY id) AS i FROM ${table} WHERE ${of})`;
  await copiesOf(
    behind,
    'allocation.reservation',
    reservation,
    1_100,
    { unit_id: 'u.id', device_id: 'd.id' },
    `${numbered('allocation.request_unit', `"position" > 1 AND request_id = '${request}'`)} u JOIN ${numbered('devices.device', `code LIKE 'VV%'`)} d USING (i)`,
  );
  for (const person of [a.people.leila, a.people.ines]) {
    const seen: string[] = [];
    for (let cursor: string | undefined = ''; cursor !== undefined; ) {
      const page = await a.get(ReservationQueries).list(person, { state: 'reserved', limit: 200, cursor });
      seen.push(...page.items.map((r) => r.deviceId));
      cursor = page.next ?? undefined;
    }
    expect([seen.length, new Set(seen).size]).toEqual([1_101, 1_101]);
  }
});
