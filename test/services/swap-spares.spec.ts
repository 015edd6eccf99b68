import fc from 'fast-check';
import type { EntityManager } from 'typeorm';
import {
  AppointmentsService,
  BeneficiariesService,
  HandoverQueries,
  HandoversService,
  RequestsService,
  SwapService,
  typedSignature,
} from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { newId } from '#platform/kernel';
import { meanwhile } from '../support/faults/two-at-once.js';
import { broken } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';

type OnShelf = Awaited<ReturnType<Allocation['delivered']>>;

let a: Allocation;
let day: string;
let person: string;
beforeAll(async () => {
  a = await Allocation.open();
  [{ day }] = await a.s.db.query('SELECT ((platform.now())::date + 2)::text AS day');
  person = await a.s.work((tx) => a.get(BeneficiariesService).create(tx, a.people.ines, {}));
});
afterAll(() => a.s.close());

const work = (run: (tx: EntityManager) => Promise<unknown>) => broken(a.s.work(run));
const appoint = (d: OnShelf) => (tx: EntityManager) =>
  a.get(AppointmentsService).set(tx, a.people.ines, d.device, { on: day, at: '10:00' });
const cancel = (d: OnShelf) => (tx: EntityManager) => a.get(AppointmentsService).cancel(tx, a.people.ines, d.device);
const bind = (d: OnShelf, to: string | null) => (tx: EntityManager) =>
  a.get(RequestsService).bind(tx, a.people.ines, d.request, d.unit, to);
const handOver = (d: OnShelf) => (tx: EntityManager) =>
  a.get(HandoversService).handOver(tx, a.people.ines, {
    deviceId: d.device,
    newBeneficiary: {},
    mode: 'gift',
    signature: typedSignature('Je confirme'),
    password: DEMO_PASSWORD,
  });
const swap = (brokenOne: OnShelf, by: OnShelf) => (tx: EntityManager) =>
  a.get(SwapService).swap(tx, a.people.ines, {
    brokenDeviceId: brokenOne.device,
    replacementDeviceId: by.device,
    ticketId: newId(),
    ticketLabel: 'P-7K3F-92',
    unsigned: 'not_there',
    password: DEMO_PASSWORD,
  });
/** The promises behind a device, read from the tables themselves. */
const promisesOf = async (d: OnShelf) =>
  (
    await a.s.db.query(
      `SELECT d.state, v.unit_id = $2 AS kept, u.beneficiary_id AS person, w.comes_on::text AS "comesOn" FROM devices.device d
       LEFT JOIN allocation.reservation v ON v.device_id = d.id AND v.ended_at IS NULL LEFT JOIN allocation.request_unit u ON u.id = v.unit_id
       LEFT JOIN allocation.appointment w ON w.reservation_id = v.id WHERE d.id = $1`,
      [d.device, d.unit],
    )
  )[0];
const handedOver = async (): Promise<OnShelf> => {
  const d = await a.delivered();
  expect(await work(handOver(d))).toBe('done');
  return d;
};
const onShelf = async (d: OnShelf) =>
  (await a.get(HandoverQueries).shelf(a.people.ines, 'laptop')).find((one) => one.id === d.device);

describe('what replaces a broken device is a spare of the structure', () => {
  test('not one that somebody has an appointment for; once it is taken back, it may', async () => {
    const [first, other] = [await handedOver(), await a.delivered()];
    expect(await onShelf(other)).toMatchObject({ because: null });
    expect(await work(appoint(other))).toBe('done');
    expect(await onShelf(other)).toMatchObject({ because: 'appointment', comesOn: day });
    const rule = a.s.work(swap(first, other)).catch((e) => e);
    expect(await rule).toMatchObject({
      code: 'allocation.replacement_promised',
      field: 'replacementDeviceId',
      facts: { because: 'appointment' },
    });
    expect(await promisesOf(other)).toMatchObject({ state: 'delivered', kept: true, comesOn: day });
    expect(await work(cancel(other))).toBe('done');
    expect(await work(swap(first, other))).toBe('done');
    expect(await onShelf(other)).toBeUndefined();
  });

  test('not one that was asked for a person; once it is for nobody, it may', async () => {
    const [first, other] = [await handedOver(), await a.delivered()];
    expect(await work(bind(other, person))).toBe('done');
    expect(await onShelf(other)).toMatchObject({ because: 'person', reference: expect.stringMatching(/^R-/) });
    expect(await work(swap(first, other))).toBe('allocation.replacement_promised');
    expect(await promisesOf(other)).toMatchObject({ state: 'delivered', kept: true, person });
    expect(await work(bind(other, null))).toBe('done');
    expect(await work(swap(first, other))).toBe('done');
  });

  test('whatever SQL the application runs', async () => {
    const [first, other, away] = [await handedOver(), await a.delivered(), await a.reserved('laptop')];
    expect(await work(appoint(other))).toBe('done');
    const replace = (device: string) =>
      a.s.db.query(
        `INSERT INTO allocation.handover (id, unit_id, device_id, structure_id, beneficiary_id, mode, undertaking, signature_kind, unsigned_why, replaces)
         SELECT gen_random_uuid(), h.unit_id, $2, h.structure_id, h.beneficiary_id, h.mode, 'x', 'none', 'not_there', h.id
         FROM allocation.handover h WHERE h.device_id = $1`,
        [first.device, device],
      );
    await expect(replace(other.device)).rejects.toThrow('allocation.replacement_promised');
    await expect(replace(away.devices[0]!)).rejects.toThrow('allocation.replacement_not_here');
    await expect(
      a.s.db.query(
        `UPDATE allocation.reservation SET ended_at = platform.now(), end_reason = 'swapped' WHERE device_id = $1`,
        [other.device],
      ),
    ).rejects.toThrow('allocation.replacement_promised');
  });
});

describe('a promise and a swap at the same moment', () => {
  test('whichever is first stands, at the desk', async () => {
    const [first, taken, promised] = [await handedOver(), await a.delivered(), await a.delivered()];
    const swapped = await meanwhile(a.s, swap(first, taken), () => work(appoint(taken)));
    expect(swapped).toEqual(['done', 'devices.not_now']);
    const kept = await meanwhile(a.s, appoint(promised), () => work(swap(taken, promised)));
    expect(kept).toEqual(['done', 'allocation.replacement_promised']);
    expect(await promisesOf(promised)).toMatchObject({ state: 'delivered', kept: true, comesOn: day });
  });

  test('and in Postgres, where nobody locks the device first', async () => {
    const taken = await a.delivered();
    const end = (d: OnShelf) => (tx: EntityManager) =>
      tx.query(
        `UPDATE allocation.reservation SET ended_at = platform.now(), end_reason = 'swapped' WHERE device_id = $1 AND ended_at IS NULL`,
        [d.device],
      );
    const write = (d: OnShelf) => (tx: EntityManager) =>
      tx.query(
        `INSERT INTO allocation.appointment (reservation_id, comes_on, comes_at, set_by)
         SELECT v.id, $2, '10:00', $3 FROM allocation.reservation v WHERE v.device_id = $1 ORDER BY v.made_at DESC LIMIT 1`,
        [d.device, day, a.people.ines.membershipId],
      );
    expect(await meanwhile(a.s, end(taken), () => work(write(taken)))).toEqual([
      'done',
      'allocation.appointment_not_kept',
    ]);
    for (const promise of [write, (d: OnShelf) => bind(d, person)]) {
      const promised = await a.delivered();
      expect(await meanwhile(a.s, promise(promised), () => work(end(promised)))).toEqual([
        'done',
        'allocation.replacement_promised',
      ]);
    }
  });
});

test('whatever is promised, taken back, handed over and swapped, in any order: a swap takes what nobody was promised, and nothing else', async () => {
  const step = fc.tuple(
    fc.constantFrom('appoint', 'cancel', 'bind', 'unbind', 'swap', 'swap', 'swap', 'hand over', 'both' as const),
    fc.nat(),
    fc.nat(),
  );
  const shelf = new Map<OnShelf, Set<'appointment' | 'person'>>();
  let withPeople: OnShelf[] = [];
  let taken = 0;
  const run = fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), async (steps) => {
    while (shelf.size < 4) shelf.set(await a.delivered(), new Set());
    while (withPeople.length < 2) withPeople.push(await handedOver());
    for (const [what, which, whose] of steps) {
      if (!shelf.size || !withPeople.length) break;
      const [d, promises] = [...shelf][which % shelf.size]!;
      const old = withPeople[whose % withPeople.length]!;
      const leaves = (): void => {
        shelf.delete(d);
        withPeople.push(d);
      };
      const replaces = (): void => {
        leaves();
        withPeople = withPeople.filter((one) => one !== old);
        taken += 1;
      };
      if (what === 'swap') {
        const outcome = await work(swap(old, d));
        expect(outcome).toBe(promises.size ? 'allocation.replacement_promised' : 'done');
        if (outcome === 'done') replaces();
      } else if (what === 'hand over') {
        expect(await work(handOver(d))).toBe('done');
        leaves();
      } else if (what === 'both') {
        const [swapped, set] = await Promise.all([work(swap(old, d)), work(appoint(d))]);
        expect(swapped === 'done').toBe(set !== 'done');
        if (set === 'done') promises.add('appointment');
        else replaces();
      } else {
        expect(
          await work(
            { appoint, cancel, bind: (x: OnShelf) => bind(x, person), unbind: (x: OnShelf) => bind(x, null) }[what](d),
          ),
        ).toBe('done');
        if (what === 'appoint') promises.add('appointment');
        if (what === 'bind') promises.add('person');
        if (what === 'cancel') promises.delete('appointment');
        if (what === 'unbind') promises.delete('person');
      }
    }
    for (const [d, promises] of shelf) {
      if (!promises.size) continue;
      const found = await promisesOf(d);
      expect(found).toMatchObject({ state: 'delivered', kept: true });
      expect([found.comesOn !== null, found.person !== null]).toEqual([
        promises.has('appointment'),
        promises.has('person'),
      ]);
    }
  });
  await fc.assert(run, { numRuns: 12 });
  expect(taken).toBeGreaterThan(0);
});
