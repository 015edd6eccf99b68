import { DevicesService, showAssetCode } from '#bank/devices';
import { FaultsService } from '#bank/faults';
import { openDataSource } from '../support/servers/database.js';
import { broken } from '../support/servers/services.js';
import { handedOverDevice } from '../support/things/handed-over.js';
import { STRANGER, type TicketDesk, ticketDesk } from '../support/things/ticket-desk.js';

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

  test('gets what is reported of a device that is lost or stolen, whoever handed it over, and sees what it is', async () => {
    const { leila, ines } = s.fixtures.people;
    const device = await handedOverDevice(s.app, s.fixtures);
    const before = await report(device.code);
    expect(await queries.byId(ines, before)).toMatchObject({ deviceOut: null });
    await act(ines, 'take', before);
    await act(ines, 'close', before, { reason: 'not_reachable' });
    await s.work((tx) => s.app.get(DevicesService).act(tx, ines, 'report_lost', device.id, { reason: 'stolen' }));
    const id = await report(device.code);
    expect(id).not.toBe(before);
    const [{ today }] = await s.db.query(
      'SELECT (platform.now() AT TIME ZONE time_zone)::date::text AS today FROM people.bank',
    );
    expect(await queries.byId(leila, id)).toMatchObject({
      deviceId: device.id,
      structureId: null,
      deviceOut: { state: 'lost', reason: 'stolen', since: today },
    });
    expect(await broken(queries.byId(ines, id))).toBe('not_found');
    const [{ n }] = await s.db.query('SELECT count(*)::int AS n FROM maintenance.report WHERE ticket_id = $1', [id]);
    expect(n).toBe(1);
  });

  test('gets what is reported of a device whose structure closed, also of a fault that was over', async () => {
    const { leila, ines } = s.fixtures.people;
    const [first, second] = [await handedOverDevice(s.app, s.fixtures), await handedOverDevice(s.app, s.fixtures)];
    const over = await report(second.code);
    const kept = await report((await handedOverDevice(s.app, s.fixtures)).code);
    await act(ines, 'close', over, { reason: 'no_fault' });
    await act(ines, 'close', kept, { reason: 'no_fault' });
    const faults = s.app.get(FaultsService);
    const { secret } = await faults.followUpKey(over);
    // Past the guard that names what it still holds: the other tests' devices.
    const shut = async (active: boolean): Promise<void> => {
      const owner = await openDataSource(s.database.ownerUrl, {}, 1);
      await owner.query('SET session_replication_role = replica');
      await owner.query('UPDATE people.organisation SET active = $1 WHERE id = $2', [active, ines.organisationId]);
      await owner.destroy();
    };
    await shut(false);
    try {
      expect(await queries.byId(leila, await report(first.code))).toMatchObject({ structureId: null, state: 'open' });
      await s.work((tx) => faults.askOnceMore(tx, STRANGER, secret));
      expect(await queries.byId(leila, over)).toMatchObject({ structureId: null, state: 'open' });
      await act(leila, 'reopen', kept, { reason: 'too_early' });
      expect(await queries.byId(leila, kept)).toMatchObject({ structureId: null });
      await expect(
        s.db.query(
          `WITH e AS (INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, device_id, structure_id, channel)
             SELECT id, 'assign', 'open', 'open', device_id, $2, 'system' FROM maintenance.ticket WHERE id = $1 RETURNING id)
           UPDATE maintenance.ticket SET structure_id = $2, last_event_id = e.id FROM e WHERE maintenance.ticket.id = $1`,
          [over, ines.organisationId],
        ),
      ).rejects.toThrow('people.organisation_closed');
    } finally {
      await shut(true);
    }
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
