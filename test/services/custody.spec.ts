import { DevicesService } from '#bank/devices';
import {
  ArrivalsService,
  DeparturesService,
  LogisticsModule,
  TransferQueries,
  TransfersService,
} from '#bank/logistics';
import { WorkshopModule } from '#bank/workshop';
import { type Actor, newId } from '#platform/kernel';
import { benchDemo } from '../support/counting/bench.js';
import { broken, type Services, services } from '../support/servers/services.js';
import { readyDevice } from '../support/things/ready-device.js';

let s: Services;
let demo: ReturnType<typeof benchDemo>;

beforeAll(async () => {
  s = await services(LogisticsModule, WorkshopModule);
  demo = benchDemo(s);
});
afterAll(() => s.close());

const people = () => s.fixtures.people;
const departures = () => s.app.get(DeparturesService);

describe('by SQL of the application’s role', () => {
  test('custody cannot move without a confirmation, nor a device take a road it is not listed on', async () => {
    const ids = await demo.log(2);
    const id = await demo.lot([ids[0]!], 'aude', 'workshop');
    await demo.send(id, 'aude');
    const devices = s.app.get(DevicesService);
    const steal = s.work((tx) =>
      devices.perform(tx, people().karim, 'arrive_at_workshop', [ids[0]!], {
        location: { place: s.fixtures.organisations.workshop.place },
        holder: { organisation: s.fixtures.organisations.workshop.id },
      }),
    );
    expect(await broken(steal)).toBe('logistics.not_confirmed');
    expect(
      await broken(
        s.work((tx) => devices.perform(tx, people().aude, 'dispatch', [ids[1]!], { location: { transfer: id } })),
      ),
    ).toBe('logistics.not_on_the_list');
    const sql = (text: string) => broken(s.work((tx) => tx.query(text, [id])));
    expect(await sql(`UPDATE logistics.transfer SET state = 'received', ended_at = now() WHERE id = $1`)).toBe(
      'logistics.lines_left',
    );
    expect(await sql(`UPDATE logistics.transfer SET state = 'preparing', sent_at = NULL WHERE id = $1`)).toBe(
      'logistics.not_now',
    );
    expect(await sql('DELETE FROM logistics.transfer_line WHERE transfer_id = $1')).toBe('logistics.list_is_closed');
  });
});

describe('a delivery', () => {
  test('leaves at once for a structure that then confirms it, and allocation reads what became of it', async () => {
    const ready = await readyDevice(s.app, s.fixtures, { at: 'workshop' });
    const devices = s.app.get(DevicesService);
    const transfers = s.app.get(TransfersService);
    const arrivals = s.app.get(ArrivalsService);
    await s.work((tx) => devices.perform(tx, people().leila, 'reserve', [ready]));
    const cards = () => s.app.get(TransferQueries).today(people().moussa);
    const onTheRoad = async () => (await cards()).find(({ what }) => what === 'lots_on_the_road')?.count ?? 0;
    const before = await onTheRoad();
    const request = '01900000-0000-7000-8000-00000000abcd';
    const { id, number } = await s.work((tx) =>
      transfers.createDelivery(tx, people().leila, {
        toOrganisationId: s.fixtures.organisations.structure.id,
        deviceIds: [ready],
        cause: { kind: 'request', id: request },
      }),
    );
    expect(number).toMatch(/^L-\d{4}-\d{4}$/);
    // Who has to pack it did not order it: it is told to them until it has left.
    const leaving = async () => (await cards()).some(({ what }) => what === 'lots_leaving');
    expect([await leaving(), await onTheRoad()]).toEqual([true, before]);
    const listed = async (state: 'leaving' | 'gone') =>
      (await s.app.get(TransferQueries).list(people().moussa, { state })).items.some((lot) => lot.id === id);
    expect([await listed('leaving'), await listed('gone')]).toEqual([true, false]);
    await s.work((tx) => departures().depart(tx, people().moussa, id));
    expect([await listed('leaving'), await listed('gone')]).toEqual([false, true]);
    expect([await leaving(), await onTheRoad()]).toEqual([false, before + 1]);
    expect(await broken(s.work((tx) => departures().depart(tx, people().moussa, id)))).toBe('logistics.has_left');
    expect(
      await broken(s.work((tx) => tx.query('UPDATE logistics.transfer SET departed_at = NULL WHERE id = $1', [id]))),
    ).toBe('logistics.has_left');
    // Noted by mistake: whoever sends says so, it waits to leave again, and both are kept.
    const undo = (who: Actor) => s.work((tx) => departures().undo(tx, who, id));
    expect(await broken(undo(people().ines))).toBe('logistics.not_yours');
    await undo(people().moussa);
    expect([await listed('leaving'), await listed('gone')]).toEqual([true, false]);
    expect(await broken(undo(people().moussa))).toBe('logistics.has_not_left');
    const { undoneDepartures, departedAt } = await s.app.get(TransferQueries).get(people().moussa, id);
    expect(departedAt).toBeNull();
    const by = people().moussa.operatorNumber;
    expect(undoneDepartures).toMatchObject([{ departedOperator: by, undoneOperator: by, undoneAt: expect.any(Date) }]);
    await s.work((tx) => departures().depart(tx, people().moussa, id));
    const [code] = await demo.codesOf([ready]);
    await s.work(async (tx) => {
      await arrivals.confirm(tx, people().ines, id, [code!]);
      await expect(departures().undo(tx, people().moussa, id)).rejects.toMatchObject({
        code: 'logistics.already_arriving',
      });
      await arrivals.finish(tx, people().ines, id);
    });
    const [device] = await s.db.query('SELECT state, holder_org_id FROM devices.device WHERE id = $1', [ready]);
    expect(device).toEqual({ state: 'delivered', holder_org_id: s.fixtures.organisations.structure.id });
    expect(await s.app.get(TransferQueries).linesOfCause(request)).toMatchObject([
      { deviceId: ready, outcome: 'confirmed', arrivedAt: expect.any(Date) },
    ]);
  });

  test('has left once a part of it arrived, though nobody said so', async () => {
    const both = [
      await readyDevice(s.app, s.fixtures, { at: 'workshop' }),
      await readyDevice(s.app, s.fixtures, { at: 'workshop' }),
    ];
    const transfers = s.app.get(TransfersService);
    await s.work((tx) => s.app.get(DevicesService).perform(tx, people().leila, 'reserve', both));
    const { id } = await s.work((tx) =>
      transfers.createDelivery(tx, people().leila, {
        toOrganisationId: s.fixtures.organisations.structure.id,
        deviceIds: both,
        cause: { kind: 'request', id: newId() },
      }),
    );
    const leaving = async () => (await s.app.get(TransferQueries).get(people().moussa, id)).leaving;
    expect(await leaving()).toBe(true);
    const [code] = await demo.codesOf(both);
    await s.work((tx) => s.app.get(ArrivalsService).confirm(tx, people().ines, id, [code!]));
    expect(await leaving()).toBe(false);
    expect(await broken(s.work((tx) => departures().depart(tx, people().moussa, id)))).toBe('logistics.has_left');
  });

  test('needs a request and proofs: nothing goes to a structure otherwise', async () => {
    const ready = await readyDevice(s.app, s.fixtures);
    expect(await broken(demo.lot([ready], 'leila', 'structure'))).toBe('logistics.needs_a_request');
    const [raw] = await demo.log(1, 'bank', people().leila);
    const lot = await demo.lot([raw!], 'leila', 'structure');
    expect(await broken(demo.send(lot, 'leila'))).toBe('logistics.not_ready');
  });
});
