import { DevicesService } from '#bank/devices';
import { MaintenanceToday, ModelSeriesQueries, TICKETS } from '#bank/faults';
import { type Actor, newId } from '#platform/kernel';
import { bankClock } from '../support/servers/bank-clock.js';
import { handedOverDevice } from '../support/things/handed-over.js';
import { type TicketDesk, ticketDesk } from '../support/things/ticket-desk.js';

let desk: TicketDesk;
let clock: ReturnType<typeof bankClock>;
beforeAll(async () => {
  desk = await ticketDesk();
  clock = bankClock(desk.s);
});
afterEach(() => clock.back());
afterAll(() => desk.s.close());

const ines = () => desk.s.fixtures.people.ines;
const leila = () => desk.s.fixtures.people.leila;
const newModel = () => `Latitude ${newId().slice(-8).toUpperCase()}`;
/** A fault of one more device of the model. */
async function fault(model: string, make = 'Dell'): Promise<string> {
  const device = await handedOverDevice(desk.s.app, desk.s.fixtures);
  await desk.s.work((tx) => desk.s.app.get(DevicesService).correct(tx, ines(), device.id, { make, model }));
  return desk.report(device.code);
}
const seriesOf = async (actor: Actor, model: string) =>
  (await desk.s.app.get(ModelSeriesQueries).list(actor)).find((one) => one.model.endsWith(model));
const told = async () =>
  (await desk.s.app.get(MaintenanceToday).today(leila())).find((w) => w.what === 'faults_series')?.count ?? 0;

test('five faults of one model in three months reach the bank, with what was found and the list that holds them', async () => {
  const model = newModel();
  const before = await told();
  const ids: string[] = [];
  for (let n = 0; n < 4; n++) ids.push(await fault(model, n % 2 ? 'DELL' : 'Dell'));
  await fault(`${model}-2`);
  expect(await seriesOf(leila(), model)).toBeUndefined();
  ids.push(await fault(model));
  for (const [n, found] of (['battery', 'screen', 'battery'] as const).entries()) {
    await desk.act(ines(), 'take', ids[n]!);
    await desk.act(ines(), 'diagnose', ids[n]!, { found });
  }
  const series = await seriesOf(leila(), model);
  expect(series).toMatchObject({
    faults: 5,
    devices: 5,
    found: [
      { found: 'battery', faults: 2 },
      { found: 'screen', faults: 1 },
    ],
  });
  expect(await told()).toBe(before + 1);
  const { items } = await TICKETS.page(desk.s.db, null, { model: series!.model });
  expect(items.map(({ id }) => id)).toEqual([...ids].reverse());
  await clock.pass('4 months');
  expect(await seriesOf(leila(), model)).toBeUndefined();
});

test('what was no fault is not counted, and the bank’s rule of the day says how many are', async () => {
  const model = newModel();
  const ids: string[] = [];
  for (let n = 0; n < 5; n++) ids.push(await fault(model));
  await desk.act(ines(), 'close', ids[0]!, { reason: 'no_fault' });
  expect(await seriesOf(leila(), model)).toBeUndefined();
  await desk.s.db.query(
    `INSERT INTO maintenance.series_rule (valid_from, faults, months, source) SELECT (platform.now() AT TIME ZONE time_zone)::date, 4, 3, 'Essai' FROM people.bank`,
  );
  expect(await seriesOf(leila(), model)).toMatchObject({ faults: 4, devices: 4, found: [] });
});

test('a structure sees those of its own faults alone', async () => {
  const model = newModel();
  for (let n = 0; n < 5; n++) await fault(model);
  expect(await seriesOf(ines(), model)).toMatchObject({ faults: 5 });
  expect(await seriesOf({ ...ines(), organisationId: newId() }, model)).toBeUndefined();
});
