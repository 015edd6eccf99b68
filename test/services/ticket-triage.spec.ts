import { DevicesService, showAssetCode } from '#bank/devices';
import { broken } from '../support/servers/services.js';
import { handedOverDevice } from '../support/things/handed-over.js';
import { type TicketDesk, ticketDesk } from '../support/things/ticket-desk.js';

let s: TicketDesk['s'];
let queries: TicketDesk['queries'];
let report: TicketDesk['report'];
let act: TicketDesk['act'];

beforeAll(async () => {
  ({ s, queries, report, act } = await ticketDesk());
});
afterAll(() => s.close());

describe('the bank’s triage', () => {
  test('gets what is unknown and what is ambiguous, and says which device it is', async () => {
    const { leila, ines } = s.fixtures.people;
    const devices = s.app.get(DevicesService);
    const [one, two] = [await handedOverDevice(s.app, s.fixtures), await handedOverDevice(s.app, s.fixtures)];
    await s.work((tx) => devices.addAlias(tx, one.id, 'Mairie A', 'INV-77'));
    await s.work((tx) => devices.addAlias(tx, two.id, 'Mairie B', 'INV-77'));
    const id = await report('inv-77');
    const triage = await queries.list(leila, { state: 'triage' });
    expect(triage.items.map((t) => t.id)).toContain(id);
    expect(await broken(queries.byId(ines, id))).toBe('not_found');
    expect(await broken(act(leila, 'take', id))).toBe('maintenance.device_unknown');
    expect(await broken(act(leila, 'assign', id, { label: 'INV-77' }))).toBe('maintenance.no_such_device');
    await act(leila, 'assign', id, { label: showAssetCode(two.code) });
    expect(await queries.byId(ines, id)).toMatchObject({ deviceId: two.id, state: 'open' });
  });

  test('an old number that one device has leads to it', async () => {
    const device = await handedOverDevice(s.app, s.fixtures);
    await s.work((tx) => s.app.get(DevicesService).addAlias(tx, device.id, 'Mairie A', 'PC-0042'));
    const id = await report('pc-0042');
    expect(await queries.byId(s.fixtures.people.ines, id)).toMatchObject({ deviceId: device.id });
  });

  test('tells a structure nothing of which numbers exist', async () => {
    const { ines } = s.fixtures.people;
    const [mine, other] = [await handedOverDevice(s.app, s.fixtures), await handedOverDevice(s.app, s.fixtures)];
    const own = await report(mine.code);
    const strangers = await report('INCONNU-13');
    for (const label of [showAssetCode(other.code), 'PERSONNE-NE-L-A']) {
      expect(await broken(act(ines, 'assign', own, { label }))).toBe('maintenance.not_yours');
      expect(await broken(act(ines, 'assign', strangers, { label }))).toBe('not_found');
    }
  });

  test('a device of the stock is the bank’s alone, which may close the ticket', async () => {
    const { leila, ines } = s.fixtures.people;
    const id = await report('RIEN-1');
    expect(await broken(act(leila, 'close', id))).toBe('maintenance.reason_missing');
    await act(leila, 'close', id, { reason: 'not_ours' });
    expect(await queries.byId(leila, id)).toMatchObject({
      state: 'closed',
      closeReason: 'not_ours',
      allowed: ['reopen'],
    });
    expect(await broken(act(ines, 'take', id))).toBe('not_found');
  });
});
