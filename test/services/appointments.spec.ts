import { AppointmentsService, BeneficiariesService, HandoversService, typedSignature } from '#bank/allocation';
import { DEMO_PASSWORD } from '#bank/demo';
import { forgetAppointments } from '../../libs/bank/allocation/appointments/appointments.service.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { broken, type Services } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';

let a: Allocation;
let s: Services;
let time: BankClock;
beforeAll(async () => {
  a = await Allocation.open();
  s = a.s;
  time = bankClock(s);
});
afterEach(() => time.back());
afterAll(() => s.close());

const get = <T>(type: new (...args: never[]) => T): T => a.get(type);
const people = () => a.people;

const today = async (plus = 0): Promise<string> =>
  (
    await s.db.query(`SELECT ((platform.now() AT TIME ZONE time_zone)::date + $1::int)::text AS day FROM people.bank`, [
      plus,
    ])
  )[0].day;
const soon = async () => (await get(AppointmentsService).soon(people().ines)).map(({ at, tomorrow }) => [at, tomorrow]);
const set = (device: string, on: string, at: string) =>
  s.work((tx) => get(AppointmentsService).set(tx, people().ines, device, { on, at }));
const kept = async (): Promise<number> => (await s.db.query('SELECT 1 FROM allocation.appointment')).length;

test('an appointment is set for a device that lies at the desk, moved and taken back; the list is today’s and tomorrow’s, of the desk alone', async () => {
  const { device } = await a.delivered();
  await set(device, await today(1), '09:30');
  expect(await soon()).toEqual([['09:30', true]]);
  expect(await get(AppointmentsService).soon(people().omar)).toEqual([]);
  await set(device, await today(), '14:00');
  expect([await soon(), await kept()]).toEqual([[['14:00', false]], 1]);
  await set(device, await today(2), '14:00');
  expect(await soon()).toEqual([]);
  const cancel = () => s.work((tx) => get(AppointmentsService).cancel(tx, people().ines, device));
  await cancel();
  await cancel();
  expect(await kept()).toBe(0);
});

test('an appointment is refused for a day that is past or that is none, an hour that is none, another’s device; all at once', async () => {
  const { device } = await a.delivered();
  const judged = (on: string, at: string) => broken(s.work((tx) => get(AppointmentsService).judge(tx, { on, at })));
  expect(await judged('2026-02-30', '09:30')).toBe('allocation.appointment_day');
  expect(await judged(await today(-1), '09:30')).toBe('allocation.appointment_day');
  expect(await judged(await today(), '25:00')).toBe('allocation.appointment_hour');
  const of = (who: 'omar' | 'leila') =>
    s.work(async (tx) => get(AppointmentsService).set(tx, people()[who], device, { on: await today(), at: '10:00' }));
  expect(await broken(of('omar'))).toBe('not_found');
  expect(await broken(of('leila'))).toBe('not_found');
  expect(await kept()).toBe(0);
});

test('an appointment goes with the hand-over, with what names the person, and thirty days after its day', async () => {
  const { device, unit } = await a.delivered();
  await set(device, await today(), '10:00');
  const ines = people().ines;
  const person = await s.work((tx) =>
    get(BeneficiariesService).create(tx, ines, { identity: { name: 'Camille Exemple', contact: null } }),
  );
  await s.db.query('UPDATE allocation.request_unit SET beneficiary_id = $2 WHERE id = $1', [unit, person]);
  expect(await get(AppointmentsService).soon(ines)).toMatchObject([{ beneficiaryId: person }]);
  await s.work((tx) => get(BeneficiariesService).forget(tx, ines, person));
  expect(await kept()).toBe(0);

  await set(device, await today(), '10:00');
  await s.db.query('UPDATE allocation.appointment SET comes_on = comes_on - 31');
  await s.work(forgetAppointments);
  expect(await kept()).toBe(0);

  await set(device, await today(), '10:00');
  await s.work((tx) =>
    get(HandoversService).handOver(tx, ines, {
      deviceId: device,
      beneficiaryId: person,
      mode: 'gift',
      accessories: [],
      signature: typedSignature('Je confirme'),
      password: DEMO_PASSWORD,
    }),
  );
  expect(await soon()).toEqual([]);
  await s.work(forgetAppointments);
  expect(await kept()).toBe(0);
});

describe('an appointment that is past', () => {
  const miss = (device: string, who: 'ines' | 'omar' = 'ines') =>
    s.work((tx) => get(AppointmentsService).miss(tx, people()[who], device));
  const undo = (device: string) => s.work((tx) => get(AppointmentsService).undoMiss(tx, people().ines, device));
  const of = (device: string) => get(AppointmentsService).ofDevice(people().ines, device);

  test('waits on the list, however long, until somebody says whether the person came', async () => {
    const { device } = await a.delivered();
    await set(device, await today(), '10:00');
    await time.pass('20 days');
    expect(await get(AppointmentsService).soon(people().ines)).toMatchObject([{ past: true, missed: 0 }]);
    await s.work(forgetAppointments);
    expect(await of(device)).toMatchObject({ past: true, keptUntil: null, free: false });
    await s.work((tx) => get(AppointmentsService).cancel(tx, people().ines, device));
  });

  test('after a first absence keeps the device fourteen days, and is free the day after', async () => {
    const { device } = await a.delivered();
    await set(device, await today(), '00:00');
    await miss(device);
    await miss(device);
    expect(await of(device)).toMatchObject({ missed: 1, keptUntil: await today(14), free: false });
    await time.pass('14 days');
    expect(await of(device)).toMatchObject({ free: false });
    await time.pass('15 days');
    expect(await of(device)).toMatchObject({ free: true });
  });

  test('keeps the count of absences where it is put off: the second makes the device free at once', async () => {
    const { device } = await a.delivered();
    await set(device, await today(), '00:00');
    await miss(device);
    await set(device, await today(3), '10:00');
    expect(await of(device)).toMatchObject({ past: false, missed: 1, keptUntil: null, free: false });
    expect(await broken(miss(device))).toBe('allocation.appointment_not_past');
    await time.pass('4 days');
    await miss(device);
    expect(await of(device)).toMatchObject({ missed: 2, keptUntil: await today(), free: true });
  });

  test('absence recorded by mistake is taken back; where there is none, that is refused', async () => {
    const { device } = await a.delivered();
    await set(device, await today(), '00:00');
    expect(await broken(undo(device))).toBe('allocation.no_absence');
    await miss(device);
    await undo(device);
    expect(await of(device)).toMatchObject({ past: true, missed: 0, keptUntil: null });
    expect(await broken(miss(device, 'omar'))).toBe('not_found');
  });

  test('absence of which two are told at once is one', async () => {
    const { device } = await a.delivered();
    await set(device, await today(), '00:00');
    await Promise.all([miss(device), miss(device), miss(device)]);
    expect(await of(device)).toMatchObject({ missed: 1 });
  });
});
