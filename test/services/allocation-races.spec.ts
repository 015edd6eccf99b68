import {
  AllocationModule,
  DeliveriesService,
  HandoversService,
  QuotasService,
  RequestAnswersService,
  RequestsService,
  ReservationsService,
  typedSignature,
} from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { DevicesService } from '#bank/devices';
import { ArrivalsService } from '#bank/logistics';
import { broken, type Services, services } from '../support/servers/services.js';
import { readyDevice } from '../support/things/ready-device.js';

let s: Services;
beforeAll(async () => {
  s = await services(AllocationModule);
});
afterAll(() => s.close());

const TWENTY = Array.from({ length: 20 }, (_, i) => i);
const YEAR = { startsOn: '2000-01-01', endsOn: '2999-12-31' };
const tally = (outcomes: readonly string[]) =>
  Object.fromEntries([...new Set(outcomes)].map((o) => [o, outcomes.filter((x) => x === o).length]));

async function quota(category: string, allowed: number): Promise<void> {
  await s.work((tx) =>
    s.app.get(QuotasService).set(tx, s.fixtures.people.leila, {
      structureId: s.fixtures.organisations.structure.id,
      category,
      ...YEAR,
      allowed,
    }),
  );
}

async function submitted(category: string, quantity = 1): Promise<string> {
  const { ines } = s.fixtures.people;
  const requests = s.app.get(RequestsService);
  return s.work(async (tx) => {
    const id = await requests.draft(tx, ines, {
      placeId: s.fixtures.organisations.structure.place,
      lines: [{ category, quantity, needs: ['video'] }],
    });
    await requests.submit(tx, ines, id);
    return id;
  });
}

const approve = (id: string) =>
  s.work((tx) => s.app.get(RequestAnswersService).approve(tx, s.fixtures.people.leila, id));

test('twenty reservations at the last three places of a quota: three take them, the others wait', async () => {
  await quota('tablet', 3);
  const request = await submitted('tablet', 20);
  await approve(request);
  const units: { id: string }[] = await s.db.query('SELECT id FROM allocation.request_unit WHERE request_id = $1', [
    request,
  ]);
  const devices: string[] = [];
  for (const _ of units) devices.push(await readyDevice(s.app, s.fixtures, { category: 'tablet' }));
  const reserve = (unitId: string, deviceId: string) =>
    s.work((tx) => s.app.get(ReservationsService).reserve(tx, s.fixtures.people.leila, [{ unitId, deviceId }]));
  const outcomes = await Promise.all(units.map(({ id }, i) => broken(reserve(id, devices[i]!))));
  expect(tally(outcomes)).toEqual({ done: 3, 'allocation.quota_exceeded': 17 });
  const [row] = await s.db.query(
    `SELECT q.allowed, q.used, (SELECT sum(delta)::int FROM allocation.quota_ledger WHERE quota_id = q.id) AS ledger,
       (SELECT count(*)::int FROM allocation.request_unit WHERE category = 'tablet' AND state = 'approved') AS waiting,
       (SELECT count(*)::int FROM devices.device WHERE id = ANY($1) AND state = 'reserved') AS reserved
     FROM allocation.quota q WHERE q.category = 'tablet'`,
    [devices],
  );
  expect(row).toEqual({ allowed: 3, used: 3, ledger: 3, waiting: 20, reserved: 3 });
});

/** A quota of one, somebody who waits for it, and a device for them. */
async function aLastPlace(category: 'printer' | 'multifunction_printer') {
  await quota(category, 1);
  const request = await submitted(category);
  await approve(request);
  const [{ id: unitId }] = await s.db.query('SELECT id FROM allocation.request_unit WHERE request_id = $1', [request]);
  const deviceId = await readyDevice(s.app, s.fixtures, { category });
  const reserve = () =>
    s.work((tx) => s.app.get(ReservationsService).reserve(tx, s.fixtures.people.leila, [{ unitId, deviceId }]));
  return { unitId, deviceId, reserve };
}

test('a place that is given back is taken again, as often as devices come and go', async () => {
  const { unitId, deviceId, reserve } = await aLastPlace('multifunction_printer');
  for (let round = 0; round < 3; round++) {
    await reserve();
    await s.work((tx) => s.app.get(ReservationsService).releaseDevices(tx, s.fixtures.people.leila, [deviceId]));
  }
  const turns = await s.db.query(
    'SELECT turn, delta, reason, membership_id IS NOT NULL AS known FROM allocation.quota_ledger WHERE unit_id = $1 ORDER BY turn',
    [unitId],
  );
  expect(turns).toEqual(
    Array.from({ length: 6 }, (_, i) => ({
      turn: i + 1,
      delta: i % 2 ? -1 : 1,
      reason: i % 2 ? 'released' : 'reserved',
      known: true,
    })),
  );
});

test('a reserved device that is lost gives its place back by itself', async () => {
  const { deviceId, reserve } = await aLastPlace('printer');
  await reserve();
  await s.work((tx) =>
    s.app.get(DevicesService).act(tx, s.fixtures.people.leila, 'report_lost', deviceId, { reason: 'stolen' }),
  );
  expect(await s.db.query(`SELECT used FROM allocation.quota WHERE category = 'printer'`)).toEqual([{ used: 0 }]);
});

test('twenty clients approve the same request: once', async () => {
  const id = await submitted('monitor', 3);
  const outcomes = await Promise.all(TWENTY.map(() => broken(approve(id))));
  expect(tally(outcomes)).toEqual({ done: 1, 'allocation.request_not_now': 19 });
});

test('twenty clients reserve one device, each for a unit of its own: one gets it', async () => {
  await quota('laptop', 100);
  const request = await submitted('laptop', 20);
  await approve(request);
  const device = await readyDevice(s.app, s.fixtures);
  const units: { id: string }[] = await s.db.query('SELECT id FROM allocation.request_unit WHERE request_id = $1', [
    request,
  ]);
  const outcomes = await Promise.all(
    units.map(({ id }) =>
      broken(
        s.work((tx) =>
          s.app.get(ReservationsService).reserve(tx, s.fixtures.people.leila, [{ unitId: id, deviceId: device }]),
        ),
      ),
    ),
  );
  expect(tally(outcomes)).toEqual({ done: 1, 'allocation.device_taken': 19 });
  const [row] = await s.db.query(
    `SELECT d.state, (SELECT count(*)::int FROM allocation.reservation WHERE device_id = d.id AND ended_at IS NULL) AS live,
       (SELECT count(*)::int FROM devices.device_event WHERE device_id = d.id AND verb = 'reserve') AS told
     FROM devices.device d WHERE d.id = $1`,
    [device],
  );
  expect(row).toEqual({ state: 'reserved', live: 1, told: 1 });
});

test('twenty clients reserve twenty devices for one unit: one device is kept', async () => {
  await quota('desktop', 100);
  const request = await submitted('desktop');
  await approve(request);
  const devices: string[] = [];
  for (const _ of TWENTY) devices.push(await readyDevice(s.app, s.fixtures, { category: 'desktop' }));
  const [unit] = await s.db.query('SELECT id FROM allocation.request_unit WHERE request_id = $1', [request]);
  const outcomes = await Promise.all(
    devices.map((deviceId) =>
      broken(
        s.work((tx) =>
          s.app.get(ReservationsService).reserve(tx, s.fixtures.people.leila, [{ unitId: unit.id, deviceId }]),
        ),
      ),
    ),
  );
  expect(tally(outcomes)).toEqual({ done: 1, 'allocation.unit_taken': 19 });
  const rows = await s.db.query(
    `SELECT state, count(*)::int AS n FROM devices.device WHERE id = ANY($1) GROUP BY 1 ORDER BY 1`,
    [devices],
  );
  expect(rows).toEqual([
    { state: 'in_stock', n: 19 },
    { state: 'reserved', n: 1 },
  ]);
});

test('« Accepter tout » pressed by twenty people at once: each device is kept once, nobody waits for ever', async () => {
  await quota('smartphone', 100);
  const request = await submitted('smartphone', 6);
  await approve(request);
  const devices: string[] = [];
  for (let i = 0; i < 6; i++) devices.push(await readyDevice(s.app, s.fixtures, { category: 'smartphone' }));
  const units: { id: string }[] = await s.db.query('SELECT id FROM allocation.request_unit WHERE request_id = $1', [
    request,
  ]);
  const pairs = units.map((u, i) => ({ unitId: u.id, deviceId: devices[i]! }));
  const outcomes = await Promise.all(
    TWENTY.map((i) =>
      broken(
        s.work((tx) =>
          s.app.get(ReservationsService).accept(tx, s.fixtures.people.leila, i % 2 ? pairs : [...pairs].reverse()),
        ),
      ),
    ),
  );
  expect(tally(outcomes)).toEqual({ done: 1, 'allocation.nothing_left': 19 });
  const [live] = await s.db.query(
    `SELECT count(*)::int AS n, count(DISTINCT device_id)::int AS devices FROM allocation.reservation WHERE device_id = ANY($1) AND ended_at IS NULL`,
    [devices],
  );
  expect(live).toEqual({ n: 6, devices: 6 });
});

test('no script of the application writes what only the ledger may say', async () => {
  const denied = async (sql: string) => {
    const error = await s.db.query(sql).then(
      () => null,
      (e: { driverError: { code: string } }) => e,
    );
    return error?.driverError.code;
  };
  await submitted('tablet');
  expect(await denied(`UPDATE allocation.quota SET used = 0`)).toBe('42501');
  expect(await denied('DELETE FROM allocation.quota')).toBe('42501');
  expect(await denied('DELETE FROM allocation.quota_ledger')).toBe('42501');
  expect(await denied('UPDATE allocation.quota_ledger SET delta = -1')).toBe('42501');
  expect(await denied('TRUNCATE allocation.quota_ledger')).toBe('42501');
  expect(await denied(`UPDATE allocation.request_unit SET state = 'fulfilled' WHERE state = 'approved'`)).toBe('BN001');
  expect(await denied(`UPDATE allocation.request_unit SET state = 'approved' WHERE state = 'asked'`)).toBe('BN001');
  expect(
    await denied(`UPDATE allocation.request SET state = 'approved', expires_at = now() WHERE state = 'submitted'`),
  ).toBe('BN001');
  expect(await denied(`UPDATE allocation.quota SET allowed = 0 WHERE used > 0`)).toBe('23514');
  expect(
    await denied(
      `INSERT INTO allocation.quota (id, structure_id, category, starts_on, ends_on, allowed, used)
       SELECT gen_random_uuid(), structure_id, 'printer', starts_on, ends_on, 9, 5 FROM allocation.quota LIMIT 1`,
    ),
  ).toBe('BN001');
});

test('twenty people hand over one device: one person has it', async () => {
  const { ines } = s.fixtures.people;
  const [kept] = await s.db.query(
    `SELECT v.device_id AS id FROM allocation.reservation v JOIN devices.device d ON d.id = v.device_id WHERE d.state = 'reserved' AND v.ended_at IS NULL LIMIT 1`,
  );
  await delivered(kept.id);
  const outcomes = await Promise.all(
    TWENTY.map(() =>
      broken(
        s.work((tx) =>
          s.app.get(HandoversService).handOver(tx, ines, {
            deviceId: kept.id,
            newBeneficiary: {},
            mode: 'gift',
            signature: typedSignature('Je confirme'),
            password: DEMO_PASSWORD,
          }),
        ),
      ),
    ),
  );
  expect(tally(outcomes).done).toBe(1);
  const [row] = await s.db.query(
    `SELECT (SELECT count(*)::int FROM allocation.handover WHERE device_id = $1) AS handovers,
       (SELECT count(*)::int FROM documents.document d JOIN allocation.handover h ON h.id = d.cause_id WHERE h.device_id = $1) AS papers`,
    [kept.id],
  );
  expect(row).toEqual({ handovers: 1, papers: 2 });
});

async function delivered(deviceId: string): Promise<void> {
  const { leila, ines } = s.fixtures.people;
  const [{ code }] = await s.db.query('SELECT code FROM devices.device WHERE id = $1', [deviceId]);
  const { transferId } = await s.work((tx) =>
    s.app.get(DeliveriesService).deliver(tx, leila, { deviceIds: [deviceId] }),
  );
  await s.work((tx) => s.app.get(ArrivalsService).confirm(tx, ines, transferId, [code]));
  await s.work((tx) => s.app.get(ArrivalsService).finish(tx, ines, transferId));
}
