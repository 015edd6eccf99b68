import {
  ProposalRefusals,
  ProposalsService,
  QuotaCorrections,
  RequestAnswersService,
  RequestQueries,
  ReservationsService,
} from '#bank/allocation';
import { broken } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';
import { readyDevice } from '../support/things/ready-device.js';

let a: Allocation;
beforeAll(async () => {
  a = await Allocation.open();
});
afterAll(() => a.s.close());

const request = (id: string) => a.get(RequestQueries).byId(a.people.leila, id);
const part = async (id: string, quantity: number, reason?: string) => {
  const [line] = (await request(id)).lines;
  const lines = [{ lineId: line!.id, quantity }];
  return a.s.work((tx) => a.get(RequestAnswersService).approve(tx, a.people.leila, id, { lines, reason }));
};
const states = async (id: string) => (await request(id)).unitList.map((u) => u.state);

describe('a request is approved in part', () => {
  test('what is granted waits, what is left out says why to the requester', async () => {
    const id = await a.submitted('laptop', 3);
    await part(id, 1, 'no_stock');
    expect(await states(id)).toEqual(['approved', 'closed', 'closed']);
    const read = await a.get(RequestQueries).byId(a.people.ines, id);
    expect(read.unitList.map((u) => u.refusalReason)).toEqual([null, 'no_stock', 'no_stock']);
    expect(read.state).toBe('approved');
  });
  test('without a reason, what is left out waits for its answer with its date, and nothing closes it meanwhile', async () => {
    const id = await a.submitted('laptop', 3);
    await part(id, 1);
    const read = await a.get(RequestQueries).byId(a.people.ines, id);
    expect([read.state, read.unanswered, await states(id)]).toEqual(['approved', 2, ['approved', 'asked', 'asked']]);
    const inPart = await a.get(RequestQueries).list(a.people.leila, { state: 'in_part' });
    expect(inPart.items.map((r) => r.id)).toEqual([id]);
    expect(read.expiresAt).toBeNull();
    // Another part, then the end of it: each an answer of its own.
    await part(id, 1);
    expect(await states(id)).toEqual(['approved', 'approved', 'asked']);
    await part(id, 1);
    expect((await request(id)).events.map((e) => e.verb).slice(0, 3)).toEqual([
      'approve_more',
      'approve_more',
      'approve',
    ]);
    const whole = await request(id);
    expect(whole.allowed).not.toContain('approve_more');
    expect([whole.submittedAt, whole.expiresAt]).toEqual([read.submittedAt, expect.any(Date)]);
    expect(await broken(part(id, 1))).toBe('allocation.request_not_now');
  });
  test('not for an unknown reason, not nothing, and not more than was asked', async () => {
    const id = await a.submitted('laptop', 2);
    expect(await broken(part(id, 1, 'because'))).toBe('allocation.refusal_reason_missing');
    expect(await broken(part(id, 0, 'no_stock'))).toBe('allocation.part_empty');
    expect(await broken(part(id, 3, 'no_stock'))).toBe('allocation.part_quantity_invalid');
    expect(await states(id)).toEqual(['asked', 'asked']);
    await part(id, 2);
    expect(await states(id)).toEqual(['approved', 'approved']);
  });
  test('once its part is handed out the request is served; a script cannot open what was left out', async () => {
    const id = await a.submitted('laptop', 2);
    await part(id, 1, 'quota_used');
    const device = await readyDevice(a.s.app, a.s.fixtures);
    const [unit, left] = await a.units(id);
    await a.reserve(unit!, device);
    expect(await broken(a.reserve(left!, await readyDevice(a.s.app, a.s.fixtures)))).toBe(
      'allocation.unit_not_approved',
    );
    await expect(
      a.s.db.query(`UPDATE allocation.request_unit SET state = 'approved' WHERE id = $1`, [left]),
    ).rejects.toThrow(/request_unit_refused_is_closed/);
  });
});

describe('one device of an accepted request is given up', () => {
  const giveUp = (id: string, unit: string, by = a.people.ines) =>
    a.s.work((tx) => a.get(RequestAnswersService).giveUp(tx, by, id, unit));

  test('its place and what was kept for it are free, the rest waits; the last one cancels the request', async () => {
    const before = await a.used('laptop');
    const id = await a.approved('laptop', 2);
    const device = await readyDevice(a.s.app, a.s.fixtures);
    const [one, other] = (await a.units(id)) as [string, string];
    await a.reserve(one, device);
    expect(await a.used('laptop')).toBe(before + 1);
    await giveUp(id, one);
    expect(await states(id)).toEqual(['closed', 'approved']);
    expect([await a.state(device), await a.used('laptop')]).toEqual(['in_stock', before]);
    expect(await broken(giveUp(id, one))).toBe('allocation.unit_not_approved');
    await giveUp(id, other, a.people.leila);
    expect([(await request(id)).state, await a.used('laptop')]).toEqual(['cancelled', before]);
  });
  test('what has no answer yet too; the last that had one does not end what still waits for its own', async () => {
    const id = await a.submitted('laptop', 3);
    await part(id, 1);
    const [approved, asked, other] = (await a.units(id)) as [string, string, string];
    await giveUp(id, asked);
    await giveUp(id, approved);
    expect([(await request(id)).state, await states(id)]).toEqual(['approved', ['closed', 'closed', 'asked']]);
    await part(id, 1);
    await giveUp(id, other);
    expect((await request(id)).state).toBe('cancelled');
    const half = await a.submitted('laptop', 2);
    await part(half, 1);
    await giveUp(half, (await a.units(half))[1]!);
    expect([(await request(half)).unanswered, (await request(half)).expiresAt]).toEqual([0, expect.any(Date)]);
  });
  test('not what is on its way, not of another structure, and not before the bank has answered', async () => {
    const { request: sent, unit } = await a.delivered();
    expect(await broken(giveUp(sent, unit))).toBe('allocation.already_on_its_way');
    expect(await broken(giveUp(sent, unit, a.people.omar))).toBe('not_found');
    const asked = await a.submitted('laptop', 2);
    expect(await broken(giveUp(asked, (await a.units(asked))[0]!))).toBe('allocation.request_not_now');
    expect(await broken(giveUp(asked, unit))).toBe('not_found');
  });
});

test('devices for ten requests, some refused, and a smaller quota at the same instant: never more reserved than allowed', async () => {
  await a.quota('tablet', 6);
  const ids: string[] = [];
  const pairs: [unit: string, device: string][] = [];
  for (let i = 0; i < 10; i++) {
    ids.push(await a.approved('tablet'));
    const [unit = ''] = await a.units(ids[i]!);
    pairs.push([unit, await readyDevice(a.s.app, a.s.fixtures, { category: 'tablet' })]);
  }
  await a.reserve(...pairs[0]!);
  const refuse = (id: string) =>
    a.s.work((tx) => a.get(RequestAnswersService).refuse(tx, a.people.leila, id, { reason: 'no_stock' }));
  const smaller = () =>
    a.s.work((tx) =>
      a
        .get(QuotaCorrections)
        .onTheSpot(tx, a.people.leila, ids[0]!, { category: 'tablet', allowed: 4, reason: 'mistyped' }),
    );
  const outcomes = await Promise.all([
    ...pairs.slice(1).map((pair) => broken(a.reserve(...pair))),
    broken(smaller()),
    ...ids.slice(0, 3).map((id) => broken(refuse(id))),
  ]);
  expect(new Set(outcomes).size).toBeGreaterThan(1);
  const [row] = await a.s.db.query(
    `SELECT q.allowed, q.used, (SELECT sum(delta)::int FROM allocation.quota_ledger WHERE quota_id = q.id) AS ledger,
       (SELECT count(*)::int FROM allocation.reservation v JOIN allocation.request_unit u ON u.id = v.unit_id
         WHERE u.request_id = ANY ($1) AND v.ended_at IS NULL) AS units
     FROM allocation.quota q WHERE q.category = 'tablet'`,
    [ids],
  );
  expect(row.used).toBeLessThanOrEqual(row.allowed);
  expect([row.ledger, row.units]).toEqual([row.used, row.used]);
});

describe('a proposed device is refused', () => {
  const refuse = (requestId: string, unitId: string, deviceId: string) =>
    a.s.work((tx) =>
      a.get(ProposalRefusals).refuse(tx, a.people.leila, { requestId, unitId, deviceId, reason: 'not_suited' }),
    );
  const proposed = async (requestId: string) => (await a.proposed({ requestId }))[0]!;

  test('it is not proposed for that request again, and is for the next one', async () => {
    await readyDevice(a.s.app, a.s.fixtures, { category: 'desktop' });
    const first = await a.approved('desktop');
    const { unitId, deviceId } = await proposed(first);
    await refuse(first, unitId, deviceId!);
    const after = await proposed(first);
    expect(after.deviceId).toBeNull();
    expect(after.missing).toEqual({ code: 'all_refused', category: 'desktop' });
    const next = await a.approved('desktop');
    expect((await proposed(next)).deviceId).toBe(deviceId);
    // Who refused may still choose it by hand, told that it was refused.
    const choices = await a.get(ProposalsService).choices(a.people.leila, unitId);
    expect(choices!.devices.find((d) => d.deviceId === deviceId)).toMatchObject({ refused: true });
    await a.reserve(unitId, deviceId!);
  });
  test('kept already, it is free again; the list that was shown before does not bring it back', async () => {
    const id = await a.approved('laptop');
    const device = await readyDevice(a.s.app, a.s.fixtures);
    const [unit] = await a.units(id);
    await a.reserve(unit!, device);
    await refuse(id, unit!, device);
    expect(await a.state(device)).toBe('in_stock');
    const stale = a.s.work((tx) =>
      a.get(ReservationsService).accept(tx, a.people.leila, [{ unitId: unit!, deviceId: device }]),
    );
    expect(await broken(stale)).toBe('allocation.nothing_left');
  });
  test('refused and kept at the same instant: it is free or kept, never both, and the history says so', async () => {
    for (let i = 0; i < 4; i++) {
      const id = await a.approved('laptop');
      const device = await readyDevice(a.s.app, a.s.fixtures);
      const [unit] = await a.units(id);
      const keep = () =>
        a.s.work((tx) => a.get(ReservationsService).accept(tx, a.people.leila, [{ unitId: unit!, deviceId: device }]));
      await Promise.all([broken(refuse(id, unit!, device)), broken(keep()), broken(keep())]);
      expect(await a.state(device)).toBe('in_stock');
      const [{ live }] = await a.s.db.query(
        'SELECT count(*)::int AS live FROM allocation.reservation WHERE device_id = $1 AND ended_at IS NULL',
        [device],
      );
      expect(live).toBe(0);
    }
  });
  test('another request’s unit, and who is not the bank, find nothing', async () => {
    const [one, other] = [await a.approved('laptop'), await a.approved('laptop')];
    const [unit] = await a.units(one);
    const device = await readyDevice(a.s.app, a.s.fixtures);
    expect(await broken(refuse(other, unit!, device))).toBe('not_found');
    const ines = a.s.work((tx) =>
      a
        .get(ProposalRefusals)
        .refuse(tx, a.people.ines, { requestId: one, unitId: unit!, deviceId: device, reason: 'worn' }),
    );
    expect(await broken(ines)).toBe('not_found');
  });
});

test('a quota changes from the request, with a correction that keeps what it said', async () => {
  const id = await a.submitted('laptop');
  const to = { category: 'laptop', allowed: 70, reason: 'decided_anew' } as const;
  await a.s.work((tx) => a.get(QuotaCorrections).onTheSpot(tx, a.people.leila, id, to));
  const [row] = await a.s.db.query(
    `SELECT c.from_facts->>'allowed' AS before, c.to_facts->>'allowed' AS after, c.reason FROM corrections.correction c WHERE c.kind = 'quota' ORDER BY c.id DESC LIMIT 1`,
  );
  expect(row).toEqual({ before: '50', after: '70', reason: 'decided_anew' });
  // The first of a kind needs nothing to correct.
  const monitors = await a.submitted('monitor');
  await a.s.work((tx) =>
    a
      .get(QuotaCorrections)
      .onTheSpot(tx, a.people.leila, monitors, { category: 'monitor', allowed: 2, reason: 'decided_anew' }),
  );
  await part(monitors, 1);
  expect(
    await broken(a.s.work((tx) => a.get(QuotaCorrections).onTheSpot(tx, a.people.ines, id, { ...to, allowed: 90 }))),
  ).toBe('not_found');
});
