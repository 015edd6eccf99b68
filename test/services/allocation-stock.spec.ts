import {
  AllocationToday,
  BlockersQueries,
  DeliveriesService,
  ProposalsService,
  RequestAnswersService,
  RequestQueries,
  ReservationQueries,
  ReservationsService,
} from '#bank/allocation';
import { DeviceList, DevicesService, InventoryService } from '#bank/devices';
import { ArrivalsService, TransfersService } from '#bank/logistics';
import { OrganisationsService } from '#bank/people';
import { sha256 } from '#platform/kernel';
import { broken, type Services } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';
import { inventoryOf, readyDevice } from '../support/things/ready-device.js';

let a: Allocation;
let s: Services;
beforeAll(async () => {
  a = await Allocation.open();
  s = a.s;
});
afterAll(() => s.close());

const get = <T>(type: new (...args: never[]) => T): T => a.get(type);
const people = () => a.people;

describe('from proposal to somebody’s hands', () => {
  test('a proposal says why; a person accepts; the device is seen by the structure from then on', async () => {
    const request = await a.approved('tablet', 2, []);
    expect((await a.proposed({ requestId: request })).map((p) => p.missing?.code)).toEqual([
      'none_in_stock',
      'none_in_stock',
    ]);
    const device = await readyDevice(s.app, s.fixtures, { category: 'tablet' });
    // Days as the bank counts them: clocks were changed meanwhile.
    await s.db.query(
      `UPDATE allocation.request SET submitted_at = (now() AT TIME ZONE b.time_zone - interval '41 days') AT TIME ZONE b.time_zone
       FROM people.bank b WHERE id = $1`,
      [request],
    );
    const [first, second] = await a.proposed({ requestId: request });
    expect(first).toMatchObject({
      deviceId: device,
      why: [{ code: 'waits', days: 41 }],
      quota: { allowed: 50 },
      structure: 'CCAS de Bagneux',
    });
    expect(second!.missing).toEqual({ code: 'all_promised', category: 'tablet', fitting: 1 });
    expect(await broken(get(ProposalsService).list(people().ines))).toBe('not_found');
    const accepted = await s.work((tx) =>
      get(ReservationsService).accept(tx, people().leila, [
        { unitId: first!.unitId, deviceId: device, why: first!.why },
      ]),
    );
    expect(accepted).toMatchObject({ reserved: 1, skipped: 0 });
    expect((await get(ReservationQueries).list(people().ines, { state: 'reserved' })).items).toMatchObject([
      { deviceId: device, why: [{ code: 'waits', days: 41 }] },
    ]);
    expect((await get(ReservationQueries).list(people().omar)).items).toEqual([]);
    expect(
      await s.db.query(`SELECT cause_kind FROM devices.visibility WHERE device_id = $1 AND organisation_id = $2`, [
        device,
        a.structure.id,
      ]),
    ).toEqual([{ cause_kind: 'request' }]);
  });

  test('looking at one request does not put it before those that wait longer', async () => {
    const older = await a.approved('desktop');
    await s.db.query(`UPDATE allocation.request SET submitted_at = now() - interval '9 days' WHERE id = $1`, [older]);
    const newer = await a.approved('desktop');
    const device = await readyDevice(s.app, s.fixtures, { category: 'desktop' });
    const seen = async (requestId: string) =>
      (await a.proposed({ requestId })).map((p) => p.deviceId ?? p.missing?.code);
    expect([await seen(newer), await seen(older)]).toEqual([['all_promised'], [device]]);
  });

  test('a reservation let go puts the device back, and what lost its proof is looked at again', async () => {
    const request = await a.approved('laptop', 2);
    const [u1, u2] = await a.units(request);
    const [whole, changed] = [await readyDevice(s.app, s.fixtures), await readyDevice(s.app, s.fixtures)];
    await s.work((tx) =>
      get(ReservationsService).reserve(tx, people().leila, [
        { unitId: u1!, deviceId: whole },
        { unitId: u2!, deviceId: changed },
      ]),
    );
    // A disk nobody had seen turns up while the device waits on its shelf.
    const disk = {
      kind: 'ssd',
      serial: 'S3YKNEW1',
      serialIsGeneric: false,
      model: null,
      sizeBytes: null,
      interface: null,
    } as const;
    await s.work((tx) =>
      get(InventoryService).attach(tx, people().leila, changed, inventoryOf(8192, [disk]), sha256('x')),
    );
    for (const r of (await get(ReservationQueries).list(people().leila, { state: 'reserved' })).items) {
      if (r.requestId === request) await s.work((tx) => get(ReservationsService).release(tx, people().leila, r.id));
    }
    expect([await a.state(whole), await a.state(changed)]).toEqual(['in_stock', 'received']);
    expect(
      (await get(RequestQueries).byId(people().leila, request)).unitList.map((u) => [u.state, u.deviceId]),
    ).toEqual([
      ['approved', null],
      ['approved', null],
    ]);
  });

  test('a cancelled request lets go of its devices; what is on its way stops the cancelling', async () => {
    const before = await a.used('laptop');
    const request = await a.approved('laptop');
    const device = await readyDevice(s.app, s.fixtures);
    const [unit] = await a.units(request);
    await s.work((tx) => get(ReservationsService).reserve(tx, people().leila, [{ unitId: unit!, deviceId: device }]));
    await s.work((tx) => get(RequestAnswersService).cancel(tx, people().ines, request));
    expect([await a.state(device), await a.used('laptop')]).toEqual(['in_stock', before]);
    const away = await a.delivered();
    expect(await broken(s.work((tx) => get(RequestAnswersService).cancel(tx, people().ines, away.request)))).toBe(
      'allocation.already_on_its_way',
    );
    expect(
      await broken(
        s.work((tx) => get(RequestAnswersService).refuse(tx, people().leila, away.request, { reason: 'no_stock' })),
      ),
    ).toBe('allocation.already_on_its_way');
  });

  test('a reservation ends by itself when its device is lost, and the unit waits again', async () => {
    const request = await a.approved('laptop');
    const device = await readyDevice(s.app, s.fixtures);
    const [unit] = await a.units(request);
    await s.work((tx) => get(ReservationsService).reserve(tx, people().leila, [{ unitId: unit!, deviceId: device }]));
    await s.work((tx) => get(DevicesService).act(tx, people().leila, 'report_lost', device, { reason: 'stolen' }));
    expect(await s.db.query('SELECT end_reason FROM allocation.reservation WHERE device_id = $1', [device])).toEqual([
      { end_reason: 'device_gone' },
    ]);
    expect(
      await s.db.query(`SELECT 1 FROM devices.visibility WHERE device_id = $1 AND cause_kind = 'request'`, [device]),
    ).toEqual([]);
    expect((await a.proposed({ requestId: request })).length).toBe(1);
  });

  test('a reserved device that lands at another structure is no longer kept for the first', async () => {
    const request = await a.approved('laptop');
    const device = await readyDevice(s.app, s.fixtures);
    await a.reserve((await a.units(request))[0]!, device);
    const { leila, omar } = people();
    const { id: lot } = await s.work((tx) =>
      get(TransfersService).createDelivery(tx, leila, {
        toOrganisationId: omar.organisationId,
        deviceIds: [device],
        cause: { kind: 'request', id: request },
      }),
    );
    const [{ code }] = await s.db.query('SELECT code FROM devices.device WHERE id = $1', [device]);
    await s.work((tx) => get(ArrivalsService).confirm(tx, omar, lot, [code]));
    await s.work((tx) => get(ArrivalsService).finish(tx, omar, lot));
    expect(await a.state(device)).toBe('delivered');
    expect((await get(RequestQueries).byId(people().ines, request)).unitList).toMatchObject([
      { state: 'approved', deviceId: null },
    ]);
    expect(await get(ReservationQueries).ofDevice(omar, device)).toBeNull();
  });
});

describe('a delivery', () => {
  const deliver = (deviceIds: string[]) =>
    s.work((tx) => get(DeliveriesService).deliver(tx, people().leila, { deviceIds }));

  test('goes to the place that its requests name; for two places there are two', async () => {
    const { ines } = people();
    const annexe = await s.work((tx) =>
      get(OrganisationsService).addPlace(tx, ines, a.structure.id, { kind: 'site', name: 'Annexe' }),
    );
    const here = await a.reserved('laptop');
    const there = await a.reserved('laptop', 2, annexe);
    const mixed = [...here.devices, ...there.devices];
    expect(await broken(deliver(mixed))).toBe('allocation.several_places');
    expect(await Promise.all(mixed.map((device) => a.state(device)))).toEqual(mixed.map(() => 'reserved'));
    const places = async () =>
      Promise.all(
        [here.devices, there.devices].map(async (devices) => {
          const { transferId } = await deliver(devices);
          const [sent] = await s.db.query('SELECT to_place_id FROM logistics.transfer WHERE id = $1', [transferId]);
          return sent.to_place_id;
        }),
      );
    expect(await places()).toEqual([a.structure.place, annexe]);
  });

  test('Postgres lets none leave for two places, whoever writes it', async () => {
    const annexe = await s.work((tx) =>
      get(OrganisationsService).addPlace(tx, people().ines, a.structure.id, { kind: 'site', name: 'Antenne' }),
    );
    const { request, devices } = await a.reserved('laptop');
    devices.push(...(await a.reserved('laptop', 1, annexe)).devices);
    const sent = s.work((tx) =>
      get(TransfersService).createDelivery(tx, people().leila, {
        toOrganisationId: a.structure.id,
        deviceIds: devices,
        cause: { kind: 'request', id: request },
      }),
    );
    expect(await broken(sent)).toBe('allocation.several_places');
  });

  test('two coordinators who send the same devices at once send them once', async () => {
    const { devices } = await a.reserved('laptop', 2);
    const outcomes = await Promise.all([1, 2, 3].map(() => broken(deliver(devices))));
    expect(outcomes.sort()).toEqual(['allocation.not_reserved', 'allocation.not_reserved', 'done']);
  });
});

describe('a device that is ready at a workshop', () => {
  test('is proposed after one at the bank, says where it stands, and leaves from there', async () => {
    await a.quota('all_in_one', 5);
    const request = await a.approved('all_in_one', 2, []);
    const away = await readyDevice(s.app, s.fixtures, { category: 'all_in_one', at: 'workshop' });
    const here = await readyDevice(s.app, s.fixtures, { category: 'all_in_one' });
    const proposed = await a.proposed({ requestId: request });
    expect(proposed.map((p) => p.deviceId)).toEqual([here, away]);
    const workshop = s.fixtures.organisations.workshop;
    expect(proposed[1]!.why).toContainEqual({ code: 'at_workshop', workshop: workshop.name });
    expect(await get(DeviceList).readyStock(people().leila)).toContainEqual({
      category: 'all_in_one',
      at: workshop.name,
      count: 1,
    });
    await a.reserve(proposed[1]!.unitId, away);
    expect(await get(ReservationQueries).ofDevice(people().leila, away)).toMatchObject({ at: workshop.name });
    const lot = await a.arrive([away]);
    expect(await a.state(away)).toBe('delivered');
    const [{ from_org_id }] = await s.db.query('SELECT from_org_id FROM logistics.transfer WHERE id = $1', [lot]);
    expect(from_org_id).toBe(workshop.id);
  });
});

test('what blocks whom: a request waits, and the device that would serve it lacks a step somewhere', async () => {
  await a.approved('tablet', 1, []);
  const { collection } = s.fixtures.organisations;
  await s.work((tx) =>
    get(DevicesService).log(tx, people().aude, [{ category: 'tablet', make: 'Apple', model: 'iPad' }], {
      location: { place: collection.place },
      holder: { organisation: collection.id },
    }),
  );
  const { awaited, blocked } = await get(BlockersQueries).blockers(people().leila);
  expect(awaited.find((w) => w.category === 'tablet')!.devices).toBeGreaterThan(0);
  expect(blocked).toContainEqual({
    category: 'tablet',
    holderId: collection.id,
    holder: collection.name,
    blocker: 'to_send',
    state: 'received',
    here: false,
    devices: 1,
  });
  expect(await broken(get(BlockersQueries).blockers(people().ines))).toBe('not_found');
});

test('a request that ends within a week is in the list of those that expire', async () => {
  const request = await a.approved('laptop', 1, []);
  const expiring = async () =>
    (await get(RequestQueries).list(people().leila, { state: 'expiring', limit: 200 })).items.map((r) => r.id);
  expect(await expiring()).not.toContain(request);
  await s.db.query(`UPDATE allocation.request SET expires_at = now() + interval '3 days' WHERE id = $1`, [request]);
  expect(await expiring()).toContain(request);
  const counted = (await get(AllocationToday).today(people().leila)).find((w) => w.what === 'requests_expiring');
  expect(counted!.count).toBe((await expiring()).length);
});

test('today tells each kind of person what waits', async () => {
  const of = async (actor: Parameters<AllocationToday['today']>[0]) =>
    (await get(AllocationToday).today(actor)).map((c) => c.what);
  expect(await of(people().leila)).toEqual([
    'requests_to_approve',
    'requests_in_part',
    'requests_expiring',
    'devices_held_back',
    'units_unserved',
    'reservations_to_deliver',
  ]);
  expect(await of(people().ines)).toEqual([
    'devices_to_hand_over',
    'requests_expiring',
    'request_drafts',
    'requests_running',
    'devices_handed_over',
  ]);
  expect(await of(people().karim)).toEqual([]);
});
