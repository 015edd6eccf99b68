import pg from 'pg';
import { MatchingRunsService, ProposalRefusals, ProposalsService, ReservationsService } from '#bank/allocation';
import { DevicesService } from '#bank/devices';
import { Outbox } from '#platform/queue';
import { missingWords } from '../../libs/bank/allocation/web/allocation.words.js';
import { copiesOf } from '../support/counting/copies.js';
import { workOff } from '../support/servers/mail-server.js';
import { broken } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';
import { readyDevice } from '../support/things/ready-device.js';

let a: Allocation;
let behind: pg.Client;
beforeAll(async () => {
  a = await Allocation.open();
  behind = new pg.Client({ connectionString: a.s.database.ownerUrl });
  await behind.connect();
  await behind.query('SET session_replication_role = replica');
});
afterAll(async () => {
  await behind?.end();
  await a?.s.close();
});

const runs = () => a.get(MatchingRunsService);
const ask = () => a.s.work((tx) => runs().ask(tx, a.people.leila));
const work = () => workOff(a.s.app, 'matching');
const listed = async () => (await a.get(ProposalsService).list(a.people.leila, { limit: 500 })).items;
const minutely = () => {
  const { schedules } = a.s.app.get(Outbox, { strict: false });
  return schedules.find((s) => s.name === 'allocation.match')!.run();
};
const openRuns = async (): Promise<number> =>
  (await a.s.db.query('SELECT 1 FROM allocation.matching_run WHERE ended_at IS NULL')).length;
const decisions = (unitId: string) =>
  a.s.db.query(`SELECT decision FROM allocation.matching_line WHERE unit_id = $1 AND decision IS NOT NULL`, [unitId]);

const memory = (deviceId: string, mb: number | null) =>
  behind.query('UPDATE devices.device SET memory_mb = $2 WHERE id = $1', [deviceId, mb]);

test('all that wait and the whole stock are looked at: the one device that fits is found at the last id', async () => {
  const hopeless = await a.approved('desktop', 1, ['video']);
  const small = await readyDevice(a.s.app, a.s.fixtures, { category: 'desktop' });
  await memory(small, 4096);
  await copiesOf(behind, 'devices.device', small, 400, {
    code: `'2222' || translate(lpad(i::text, 3, '0'), '01', 'XY')`,
    serial: `'S' || i`,
    serial_key: `'S' || i`,
  });
  const [hopelessUnit] = await a.units(hopeless);
  await copiesOf(behind, 'allocation.request_unit', hopelessUnit!, 120, { '"position"': 'i + 1' });
  const served = await a.approved('desktop', 1, ['office']);
  const last = await readyDevice(a.s.app, a.s.fixtures, { category: 'desktop' });
  await memory(last, 8192);
  await work();
  // Who has waited longest gets the one that fits, and behind 120 of whom none can be served somebody is.
  const all = await a.get(ProposalsService).list(a.people.leila, { category: 'desktop', limit: 500 });
  expect(all.items).toHaveLength(122);
  expect(all.items.filter((p) => p.deviceId === last)).toHaveLength(1);
  const [unit] = await a.units(served);
  expect(all.items.find((p) => p.unitId === unit)!.deviceId).not.toBeNull();
  const [{ stock, fitting }] = await a.s.db.query(
    `SELECT count(*)::int AS stock, count(*) FILTER (WHERE memory_mb >= 8192 * 0.9)::int AS fitting FROM devices.device
     WHERE state = 'in_stock' AND category = 'desktop'`,
  );
  expect(stock).toBeGreaterThan(400);
  const unserved = all.items.filter((p) => !p.deviceId);
  expect(unserved).toHaveLength(120);
  expect(new Set(unserved.map((p) => JSON.stringify(p.missing)))).toEqual(
    new Set([JSON.stringify({ code: 'all_promised', fitting, category: 'desktop' })]),
  );
  // Page by page, none twice and none left out.
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await a.get(ProposalsService).list(a.people.leila, { category: 'desktop', limit: 50, cursor });
    seen.push(...page.items.map((p) => p.unitId));
    if (!page.next) break;
    cursor = page.next;
  }
  expect(seen).toEqual(all.items.map((p) => p.unitId));
});

test('while a run is open, who asks waits for that one; two at once too', async () => {
  const [first, second] = await Promise.all([ask(), ask()]);
  expect(second).toBe(first);
  await work();
  expect((await runs().byId(a.people.leila, first)).state).toBe('done');
  expect(await ask()).not.toBe(first);
  await work();
});

test('a run that is stopped proposes nothing, and what the last one proposed stays', async () => {
  const before = await listed();
  const id = await ask();
  await a.s.work((tx) => runs().cancel(tx, a.people.leila, id));
  await work();
  expect((await runs().byId(a.people.leila, id)).state).toBe('cancelled');
  expect(await listed()).toEqual(before);
  expect(await broken(a.s.work((tx) => runs().cancel(tx, a.people.leila, id)))).toBe('allocation.run_ended');
  // Nor does it begin again by itself at once.
  await minutely();
  expect(await openRuns()).toBe(0);
});

test('a run that is not solved in its time fails, and is shown until another one is done', async () => {
  const [unit] = await a.units(await a.approved('tablet', 1, []));
  await readyDevice(a.s.app, a.s.fixtures, { category: 'tablet' });
  await ask();
  await work();
  const proposed = await listed();
  // People of as many waits as it has bands: longer to solve than the moment that is left for it.
  const [{ request }] = await a.s.db.query('SELECT request_id AS request FROM allocation.request_unit WHERE id = $1', [
    unit,
  ]);
  await copiesOf(behind, 'allocation.request', request, 400, {
    number: `'DEM-2001-' || i`,
    submitted_at: `now() - i * interval '1 day'`,
  });
  await behind.query(`CREATE TEMP TABLE copies AS SELECT id FROM allocation.request WHERE number LIKE 'DEM-2001-%'`);
  await copiesOf(
    behind,
    'allocation.request_unit',
    unit!,
    1,
    { request_id: 'r.id', '"position"': '(row_number() OVER ())::int + 1' },
    'copies r',
  );
  const before = process.env.MATCHING_SECONDS;
  process.env.MATCHING_SECONDS = '0.001';
  const id = await ask();
  try {
    while (await openRuns()) {
      await work();
      await behind.query('UPDATE allocation.matching_run SET due_at = now() WHERE ended_at IS NULL');
    }
  } finally {
    if (before === undefined) delete process.env.MATCHING_SECONDS;
    else process.env.MATCHING_SECONDS = before;
    await behind.query(
      `UPDATE allocation.request_unit SET state = 'closed' WHERE request_id IN (SELECT id FROM copies)`,
    );
  }
  const failed = await runs().byId(a.people.leila, id);
  expect(failed).toMatchObject({ state: 'failed', served: null });
  expect((await runs().newest(a.people.leila)).map((r) => r.state).sort()).toEqual(['done', 'failed']);
  expect((await a.get(ProposalsService).counts(a.people.leila)).failedAt).toEqual(failed.endedAt);
  expect(await listed()).toEqual(proposed);
  await ask();
  await work();
  expect((await runs().newest(a.people.leila)).map((r) => r.state)).toEqual(['done']);
  expect((await a.get(ProposalsService).counts(a.people.leila)).failedAt).toBeNull();
});

test('a run whose worker died is computed by another, and two workers leave one answer', async () => {
  const id = await ask();
  const { works } = a.s.app.get(Outbox, { strict: false });
  const { pending, process } = works.find((w) => w.queue === 'matching')!;
  // Begun and never ended: not before it has been silent for minutes is it another's.
  await behind.query(
    `UPDATE allocation.matching_run SET state = 'running', started_at = now(), due_at = now() + interval '3 minutes' WHERE id = $1`,
    [id],
  );
  expect(await pending(10)).toEqual([]);
  await behind.query(`UPDATE allocation.matching_run SET due_at = now() WHERE id = $1`, [id]);
  const [row] = await pending(10);
  await Promise.all([process(row!), process(row!)]);
  expect((await runs().byId(a.people.leila, id)).state).toBe('done');
  const [{ lines, units }] = await a.s.db.query(
    `SELECT count(*)::int AS lines, (SELECT units FROM allocation.matching_run WHERE id = $1) AS units FROM allocation.matching_line WHERE run_id = $1`,
    [id],
  );
  expect(lines).toBe(units);
});

test('what a person decides stays with the run, whatever is computed later', async () => {
  const [taken, changed, refused] = await Promise.all(
    ['a', 'b', 'c'].map(async () => (await a.units(await a.approved('tablet', 1, [])))[0]!),
  );
  for (let n = 0; n < 4; n++) await readyDevice(a.s.app, a.s.fixtures, { category: 'tablet' });
  await work();
  const proposed = new Map((await listed()).map((p) => [p.unitId, p]));
  const [one, two, three] = [taken, changed, refused].map((unit) => proposed.get(unit!)!);
  const spare = (await a.get(ProposalsService).choices(a.people.leila, two!.unitId))!.devices.find(
    (d) => ![one, two, three].some((p) => p!.deviceId === d.deviceId),
  )!;
  await a.reserve(one!.unitId, one!.deviceId!);
  await a.reserve(two!.unitId, spare.deviceId);
  await a.s.work((tx) =>
    a.get(ProposalRefusals).refuse(tx, a.people.leila, { ...three!, deviceId: three!.deviceId!, reason: 'not_suited' }),
  );
  // What was refused is shown as gone until it is computed anew: nobody accepts it by mistake.
  expect((await listed()).find((p) => p.unitId === three!.unitId)).toMatchObject({ gone: true });
  await work();
  expect((await listed()).find((p) => p.unitId === three!.unitId)!.deviceId).not.toBe(three!.deviceId);
  expect(await Promise.all([one, two, three].map((p) => decisions(p!.unitId)))).toEqual([
    [{ decision: 'accepted' }],
    [{ decision: 'changed' }],
    [{ decision: 'rejected' }],
  ]);
});

test('a device that breaks between proposal and acceptance is left out, and the others are reserved', async () => {
  const request = await a.approved('tablet', 2, []);
  await readyDevice(a.s.app, a.s.fixtures, { category: 'tablet' });
  const proposed = await a.proposed({ requestId: request });
  const [first, second] = proposed.filter((p) => p.deviceId);
  await a.s.work((tx) =>
    a.get(DevicesService).perform(tx, a.people.leila, 'recycle', [first!.deviceId!], { reason: 'beyond_repair' }),
  );
  expect((await listed()).find((p) => p.unitId === first!.unitId)).toMatchObject({ gone: true });
  const pairs = [first, second].flatMap((p) => (p ? [{ unitId: p.unitId, deviceId: p.deviceId! }] : []));
  const { skipped } = await a.s.work((tx) => a.get(ReservationsService).accept(tx, a.people.leila, pairs));
  expect(skipped).toBe(1);
});

test('it is computed anew by itself once something changed, and not before', async () => {
  await ask();
  await work();
  // It rests as long as its work was, nine times: here, not at all.
  await behind.query('UPDATE allocation.matching_run SET started_at = ended_at WHERE ended_at IS NOT NULL');
  await minutely();
  expect(await openRuns()).toBe(0);
  // Waits are counted in days.
  await behind.query(
    `UPDATE allocation.matching_run SET ended_at = ended_at - interval '1 day', started_at = started_at - interval '1 day'`,
  );
  await minutely();
  expect(await openRuns()).toBe(1);
  await work();
  await behind.query('UPDATE allocation.matching_run SET started_at = ended_at WHERE ended_at IS NOT NULL');
  await readyDevice(a.s.app, a.s.fixtures, { category: 'tablet' });
  await minutely();
  await minutely();
  expect(await openRuns()).toBe(1);
  await work();
});

describe('what does not begin one', () => {
  const sinceDone = async (seconds: number) => {
    await ask();
    await work();
    await behind.query(
      `UPDATE allocation.matching_run SET started_at = ended_at - make_interval(secs => ${seconds}) WHERE ended_at IS NOT NULL`,
    );
  };

  test('a device of a type that nobody waits for, or that is not in stock', async () => {
    await a.approved('tablet', 1, []);
    await sinceDone(0);
    await readyDevice(a.s.app, a.s.fixtures, { category: 'printer' });
    await minutely();
    expect(await openRuns()).toBe(0);
    await readyDevice(a.s.app, a.s.fixtures, { category: 'tablet' });
    await minutely();
    expect(await openRuns()).toBe(1);
    await work();
  });

  test('a change right after a long one, which rests nine times as long; who asks does not wait', async () => {
    await sinceDone(60);
    await a.approved('tablet', 1, []);
    expect(await openRuns()).toBe(1);
    const { pending } = a.s.app.get(Outbox, { strict: false }).works.find((w) => w.queue === 'matching')!;
    expect(await pending(10)).toEqual([]);
    const id = await ask();
    expect(await pending(10)).toMatchObject([{ id }]);
    await work();
    expect(await runs().byId(a.people.leila, id)).toMatchObject({ state: 'done', byItself: false });
  });
});

test('what a run proposed that a person asked for is kept; of one that began by itself, until the next', async () => {
  const linesOf = async (id: string): Promise<number> =>
    (await a.s.db.query('SELECT 1 FROM allocation.matching_line WHERE run_id = $1', [id])).length;
  const asked = await ask();
  await work();
  const { units } = await runs().byId(a.people.leila, asked);
  await a.s.work((tx) => runs().follow(tx));
  const [{ id: byItself }] = await a.s.db.query('SELECT id FROM allocation.matching_run WHERE ended_at IS NULL');
  await behind.query('UPDATE allocation.matching_run SET due_at = now() WHERE ended_at IS NULL');
  await work();
  expect([await linesOf(asked), await linesOf(byItself)]).toEqual([units, units]);
  await ask();
  await work();
  expect([await linesOf(asked), await linesOf(byItself)]).toEqual([units, 0]);
  // And for three months.
  await behind.query(`UPDATE allocation.matching_run SET ended_at = ended_at - interval '91 days' WHERE id = $1`, [
    asked,
  ]);
  await ask();
  await work();
  expect(await linesOf(asked)).toBe(0);
});

test('who has no place in a quota reads that a place alone would not help, where nothing in stock would do', async () => {
  const [unit] = await a.units(await a.approved('smartphone', 1, []));
  await ask();
  await work();
  const missing = async () => (await listed()).find((p) => p.unitId === unit)!.missing!;
  expect(await missing()).toMatchObject({ code: 'quota_used', allowed: 0, fitting: 0 });
  expect(missingWords(await missing())).toBe(
    'La structure n’a pas de quota pour ce type, et aucun smartphone qui convient en stock',
  );
  await readyDevice(a.s.app, a.s.fixtures, { category: 'smartphone' });
  await ask();
  await work();
  expect(missingWords(await missing())).toBe('La structure n’a pas de quota pour ce type');
});
