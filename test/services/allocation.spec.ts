import {
  HandoversService,
  QuotasService,
  REQUEST_LIFECYCLE,
  RequestAnswersService,
  RequestQueries,
  RequestsService,
  ReservationsService,
  typedSignature,
} from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { DevicesService } from '#bank/devices';
import { forgetFreeText } from '../../libs/bank/allocation/beneficiaries/words-purge.js';
import { openDataSource } from '../support/servers/database.js';
import { broken, type Services } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';
import { readyDevice } from '../support/things/ready-device.js';

let a: Allocation;
let s: Services;
beforeAll(async () => {
  a = await Allocation.open();
  s = a.s;
});
afterAll(() => s.close());

const get = <T>(type: new (...args: never[]) => T): T => a.get(type);
const people = () => a.people;

test('the life of a request in Postgres is the literal table', async () => {
  const rows = await s.db.query(
    'SELECT verb, from_state AS "from", to_state AS "to" FROM allocation.request_lifecycle',
  );
  const key = (r: { verb: string; from: string; to: string }) => `${r.verb} ${r.from} ${r.to}`;
  expect(rows.map(key).sort()).toEqual(REQUEST_LIFECYCLE.rows().map(key).sort());
});

describe('a request', () => {
  test('is the structure’s alone until it is sent, and never another structure’s', async () => {
    const id = await a.draft([{ category: 'laptop', quantity: 2, needs: ['video', 'job'] }]);
    const queries = get(RequestQueries);
    expect((await queries.byId(people().ines, id)).allowed).toEqual(['submit', 'cancel']);
    expect(await broken(queries.byId(people().leila, id))).toBe('not_found');
    expect(await broken(queries.byId(people().omar, id))).toBe('not_found');
    await s.work((tx) => get(RequestsService).submit(tx, people().ines, id));
    const seen = await queries.byId(people().leila, id);
    expect(seen).toMatchObject({ state: 'submitted', units: 2, allowed: ['approve', 'refuse', 'cancel'] });
    expect(seen.number).toMatch(/^DM-\d{4}-\d{4}$/);
    expect(await broken(s.work((tx) => get(RequestsService).submit(tx, people().omar, id)))).toBe('not_found');
    expect(await broken(s.work((tx) => get(RequestAnswersService).approve(tx, people().ines, id)))).toBe('not_found');
  });

  test('is settled once it is sent', async () => {
    const id = await a.approved('laptop');
    const again = { placeId: a.structure.place, lines: [{ category: 'tablet', quantity: 9, needs: [] }] };
    expect(await broken(s.work((tx) => get(RequestsService).rewrite(tx, people().ines, id, again)))).toBe(
      'allocation.request_settled',
    );
    expect(await broken(s.db.query('DELETE FROM allocation.request_line WHERE request_id = $1', [id]))).toBe(
      'allocation.request_settled',
    );
  });

  test.each([
    [[], 'allocation.lines_missing'],
    [[{ category: 'fridge', quantity: 1, needs: [] }], 'allocation.category_unknown'],
    [[{ category: 'laptop', quantity: 0, needs: [] }], 'allocation.quantity_invalid'],
    [[{ category: 'laptop', quantity: 1, needs: ['dialysis'] }], 'allocation.need_unknown'],
  ])('%j is refused', async (lines, code) => {
    expect(await broken(a.draft(lines as never))).toBe(code);
  });

  test('of another structure’s place is refused', async () => {
    const input = {
      placeId: s.fixtures.organisations.otherStructure.place,
      lines: [{ category: 'laptop', quantity: 1, needs: [] }],
    };
    expect(await broken(s.work((tx) => get(RequestsService).draft(tx, people().ines, input)))).toBe(
      'allocation.place_unknown',
    );
  });

  test('takes a place in the quota when a device is reserved; refused after all gives it back, with a reason that the requester reads', async () => {
    const before = await a.used('tablet');
    const id = await a.approved('tablet', 3);
    expect(await a.used('tablet')).toBe(before);
    const [unit = ''] = await a.units(id);
    await a.reserve(unit, await readyDevice(s.app, s.fixtures, { category: 'tablet' }));
    expect(await a.used('tablet')).toBe(before + 1);
    const refuse = (reason: string) =>
      s.work((tx) =>
        get(RequestAnswersService).refuse(tx, people().leila, id, { reason, note: 'Revenez en janvier.' }),
      );
    expect(await broken(refuse('because'))).toBe('allocation.refusal_reason_missing');
    await refuse('no_stock');
    expect(await a.used('tablet')).toBe(before);
    expect(await get(RequestQueries).byId(people().ines, id)).toMatchObject({
      state: 'refused',
      refusalReason: 'no_stock',
      refusalNote: 'Revenez en janvier.',
      allowed: [],
    });
  });

  test('without a quota waits, and gets nothing', async () => {
    const id = await a.draft([
      { category: 'laptop', quantity: 1, needs: [] },
      { category: 'printer', quantity: 1, needs: [] },
    ]);
    await s.work((tx) => get(RequestsService).submit(tx, people().ines, id));
    await s.work((tx) => get(RequestAnswersService).approve(tx, people().leila, id));
    const [laptop = '', printer = ''] = await a.units(id);
    const [one, other] = [
      await readyDevice(s.app, s.fixtures),
      await readyDevice(s.app, s.fixtures, { category: 'printer' }),
    ];
    const before = await a.used('laptop');
    const both = [
      { unitId: laptop, deviceId: one },
      { unitId: printer, deviceId: other },
    ];
    const reserve = () => s.work((tx) => get(ReservationsService).reserve(tx, people().leila, both));
    expect(await broken(reserve())).toBe('allocation.quota_exceeded');
    expect([await a.used('laptop'), await a.state(one), await a.state(other)]).toEqual([
      before,
      'in_stock',
      'in_stock',
    ]);
    const accept = s.work((tx) => get(ReservationsService).accept(tx, people().leila, both));
    expect(await accept).toMatchObject({ reserved: 1, skipped: 1 });
    expect([await a.used('laptop'), await a.state(other)]).toEqual([before + 1, 'in_stock']);
  });

  test('cancelled when something of it was handed over ends as served', async () => {
    const request = await a.approved('laptop', 2);
    const [unit = ''] = await a.units(request);
    const device = await readyDevice(s.app, s.fixtures);
    await a.reserve(unit, device);
    await a.arrive([device]);
    const gift = {
      newBeneficiary: {},
      mode: 'gift',
      signature: typedSignature('Je confirme'),
      password: DEMO_PASSWORD,
    } as const;
    await s.work((tx) => get(HandoversService).handOver(tx, people().ines, { deviceId: device, ...gift }));
    const before = await a.used('laptop');
    await s.work((tx) => get(RequestAnswersService).cancel(tx, people().ines, request));
    expect(await a.used('laptop')).toBe(before);
    const seen = await get(RequestQueries).byId(people().ines, request);
    expect([seen.state, seen.unitList.map((u) => u.state)]).toEqual(['fulfilled', ['fulfilled', 'closed']]);
  });

  test('whose time has passed gives back its places and its devices', async () => {
    const before = await a.used('desktop');
    const id = await a.approved('desktop', 2);
    const device = await readyDevice(s.app, s.fixtures, { category: 'desktop' });
    const [unit] = await a.units(id);
    await s.work((tx) => get(ReservationsService).reserve(tx, people().leila, [{ unitId: unit!, deviceId: device }]));
    await s.db.query(`UPDATE allocation.request SET expires_at = now() - interval '1 day' WHERE id = $1`, [id]);
    const system = { kind: 'system', channel: 'system' } as const;
    expect(await s.work((tx) => get(RequestAnswersService).expireDue(tx, system))).toBe(1);
    expect(await s.work((tx) => get(RequestAnswersService).expireDue(tx, system))).toBe(0);
    expect((await get(RequestQueries).byId(people().ines, id)).state).toBe('expired');
    expect([await a.used('desktop'), await a.state(device)]).toEqual([before, 'in_stock']);
  });
});

describe('a quota', () => {
  test('cannot go below what was reserved, nor meet another of the same days', async () => {
    await a.reserved('laptop', 2);
    expect(await broken(a.quota('laptop', 1))).toBe('allocation.quota_below_used');
    const overlapping = {
      structureId: a.structure.id,
      category: 'laptop',
      startsOn: '2026-06-01',
      endsOn: '2026-06-30',
    };
    expect(
      await broken(s.work((tx) => get(QuotasService).set(tx, people().leila, { ...overlapping, allowed: 3 }))),
    ).toBe('allocation.quota_overlaps');
  });

  test('is seen by its structure and the bank', async () => {
    expect((await get(QuotasService).list(people().ines)).map((q) => q.category).sort()).toEqual([
      'desktop',
      'laptop',
      'tablet',
    ]);
    expect(await get(QuotasService).list(people().omar)).toEqual([]);
    const id = (await get(QuotasService).list(people().leila))[0]!.id;
    expect(await broken(get(QuotasService).byId(people().omar, id))).toBe('not_found');
  });
});

test('what was written freely is forgotten at its dated period, and the audit says how many', async () => {
  const owner = await openDataSource(s.database.ownerUrl);
  const id = await readyDevice(s.app, s.fixtures);
  const { leila } = s.fixtures.people;
  await s.work((tx) =>
    s.app.get(DevicesService).act(tx, leila, 'recycle', id, { reason: 'too_old', note: 'Écran cassé' }),
  );
  await s.work(forgetFreeText);
  const kept = await s.db.query('SELECT 1 FROM devices.device_note WHERE device_id = $1', [id]);
  expect(kept).toHaveLength(1);
  await owner.query(`UPDATE devices.device_note SET created_at = now() - interval '25 months' WHERE device_id = $1`, [
    id,
  ]);
  await owner.query(
    `INSERT INTO devices.device_note (id, device_id, event_id, note, created_at)
     SELECT gen_random_uuid(), device_id, event_id, note, created_at FROM devices.device_note WHERE device_id = $1`,
    [id],
  );
  await owner.destroy();
  const atOnce = () => s.work((tx) => forgetFreeText(tx, 1));
  expect([await atOnce(), await atOnce(), await atOnce()]).toEqual([1, 1, 0]);
  expect(await s.db.query('SELECT 1 FROM devices.device_note WHERE device_id = $1', [id])).toHaveLength(0);
  const told = await s.db.query(`SELECT facts FROM people.audit_entry WHERE verb = 'forget_free_text'`);
  const one = { facts: { notes: 1, refusals: 0 } };
  expect(told).toEqual([one, one]);
});
