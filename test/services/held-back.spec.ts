import {
  BeneficiariesService,
  BlockersQueries,
  DeliveriesService,
  HandoversService,
  ReservationQueries,
  ReservationsService,
  typedSignature,
} from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { InventoryService } from '#bank/devices';
import { BenchService, ErasureService, MediaService } from '#bank/workshop';
import { newId, sha256 } from '#platform/kernel';
import { fixture, freshSerial } from '../support/counting/bench.js';
import { type RawSqlAttacker, rawSqlAttacker } from '../support/counting/raw-sql-attacker.js';
import { disk } from '../support/machines/media-bench.js';
import { broken } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';
import { inventoryOf, readyDevice } from '../support/things/ready-device.js';

let a: Allocation;
let t: RawSqlAttacker;
beforeAll(async () => {
  a = await Allocation.open();
  t = await rawSqlAttacker(a.s);
});
afterAll(async () => {
  await t.attacker.destroy();
  await a.s.close();
});

const leila = () => a.people.leila;
const ines = () => a.people.ines;
const held = async () => (await a.get(BlockersQueries).blockers(leila())).held;
const heldOf = async (device: string) => (await held()).find((h) => h.deviceId === device);

/** An inventory that comes late shows a disk that nothing proved. */
async function lateInventory(device: string): Promise<string> {
  const serial = freshSerial('S4XLATE00000');
  await a.s.work((tx) =>
    a.get(InventoryService).attach(tx, leila(), device, inventoryOf(8192, [disk(serial)]), sha256(newId())),
  );
  return serial;
}
const handOver = (device: string) =>
  broken(
    a.s.work((tx) =>
      a.get(HandoversService).handOver(tx, ines(), {
        deviceId: device,
        newBeneficiary: { ageBand: 'soixante_dix_plus', commune: 'Bagneux (92)' },
        identity: null,
        mode: 'gift',
        signature: typedSignature('Je confirme'),
        password: DEMO_PASSWORD,
      }),
    ),
  );
/** The forged hand-over, to a person of the structure, with its history row: nothing is asked but what Postgres asks. */
const handOverSql = async (device: string, from = 'delivered', verb = 'hand_over') => {
  const beneficiary = await a.s.work((tx) => a.get(BeneficiariesService).create(tx, ines(), {}));
  return t.tried(
    `WITH e AS (
       INSERT INTO devices.device_event (device_id, verb, from_state, to_state, location_from, location_to, holder_from, holder_to, channel)
       SELECT d.id, $3, $4, 'handed_over', devices.location_of(d), 'holder', devices.holder_of(d), 'ref:' || $2::uuid::text, 'page'
       FROM devices.device d WHERE d.id = $1 RETURNING id
     ) UPDATE devices.device SET state = 'handed_over', place_id = NULL, holder_org_id = NULL, holder_ref = $2, last_event_id = (SELECT id FROM e) WHERE id = $1`,
    [device, beneficiary, verb, from],
  );
};
const deliver = (device: string) =>
  broken(a.s.work((tx) => a.get(DeliveriesService).deliver(tx, leila(), { deviceIds: [device] })));

async function reserved(): Promise<{ device: string; reservation: string }> {
  const request = await a.approved('laptop');
  const device = await readyDevice(a.s.app, a.s.fixtures);
  const [unit = ''] = await a.units(request);
  await a.reserve(unit, device);
  const reservation = await a.get(ReservationQueries).ofDevice(leila(), device);
  return { device, reservation: reservation!.id };
}

test('a delivered device of whose disks something is learnt is not handed over, by nobody and by no SQL; it keeps its reservation and is listed', async () => {
  const { device } = await a.delivered();
  expect(await heldOf(device)).toBeUndefined();
  await lateInventory(device);
  expect(await a.state(device)).toBe('delivered');
  expect(await handOver(device)).toBe('refurbishment.gate_closed');
  expect(await handOverSql(device)).toBe('refurbishment.gate_closed');
  expect(await t.tried('DELETE FROM refurbishment.asked_again')).toBe('not permitted');
  expect(await heldOf(device)).toMatchObject({
    state: 'delivered',
    atBench: false,
    failures: [expect.stringMatching(/^medium_unproven:/)],
  });
  // The structure reads why, beside what it would hand over.
  const [shown] = (await a.get(ReservationQueries).list(ines())).items.filter((r) => r.deviceId === device);
  expect(shown!.lacking).toEqual([expect.stringMatching(/^medium_unproven:/)]);
  expect((await a.get(ReservationQueries).ofDevice(ines(), device))!.lacking).toHaveLength(1);
});

test('what is asked of a delivered device may be answered where it stands: then it is handed over', async () => {
  const { device } = await a.delivered();
  const serial = await lateInventory(device);
  const log = fixture('nwipe/other-disk.log', { ZA1OTHER7QX: serial });
  await a.s.work((tx) => a.get(ErasureService).receive(tx, leila(), { bytes: log, filename: 'nwipe.log' }, device));
  expect(await heldOf(device)).toBeUndefined();
  expect(await handOver(device)).toBe('done');
});

test('a reserved device stays reserved: it does not leave, and goes back to be looked at when a person releases it', async () => {
  const { device, reservation } = await reserved();
  await a.s.work((tx) => a.get(BenchService).repair(tx, leila(), device, ['disk']));
  expect(await a.state(device)).toBe('reserved');
  expect(await heldOf(device)).toMatchObject({
    state: 'reserved',
    atBench: true,
    failures: ['media_reopened:part_changed'],
  });
  expect(await deliver(device)).toBe('logistics.not_ready');
  expect(await a.state(device)).toBe('reserved');
  expect(await t.stockSql(device, 'in_stock', 'release')).toBe('refurbishment.gate_closed');
  await a.s.work((tx) => a.get(ReservationsService).release(tx, leila(), reservation));
  expect(await a.state(device)).toBe('received');
  expect(await heldOf(device)).toBeUndefined();
});

test('a reserved device that was answered for leaves as any other', async () => {
  const { device } = await reserved();
  await a.s.work((tx) => a.get(BenchService).repair(tx, leila(), device, ['board']));
  expect(await heldOf(device)).toBeDefined();
  await a.s.work((tx) => a.get(MediaService).state(tx, leila(), device, 'no_medium', DEMO_PASSWORD));
  expect(await heldOf(device)).toBeUndefined();
  expect(await deliver(device)).toBe('done');
});
