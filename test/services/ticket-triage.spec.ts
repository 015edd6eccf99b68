import { DevicesService, showAssetCode } from '#bank/devices';
import { forgetWords } from '#bank/faults';
import { bankClock } from '../support/servers/bank-clock.js';
import { openDataSource } from '../support/servers/database.js';
import { broken } from '../support/servers/services.js';
import { handedOverDevice } from '../support/things/handed-over.js';
import { STRANGER, type TicketDesk, ticketDesk } from '../support/things/ticket-desk.js';

let s: TicketDesk['s'];
let queries: TicketDesk['queries'];
let clock: ReturnType<typeof bankClock>;
let faults: TicketDesk['faults'];
let report: TicketDesk['report'];
let act: TicketDesk['act'];

beforeAll(async () => {
  ({ s, faults, queries, report, act } = await ticketDesk());
  clock = bankClock(s);
});
afterEach(() => clock.back());
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

  test('to a device with an open fault joins it: one fault goes on, and whoever reported follows it by the number they have', async () => {
    const { leila, ines } = s.fixtures.people;
    const device = await handedOverDevice(s.app, s.fixtures);
    const open = await report(device.code, { sentence: 'la première' });
    const nameless = await report('ETIQUETTE-USEE', { sentence: 'la même', phone: '0612345678' });
    const { secret, number } = await faults.followUpKey(nameless);
    expect(await act(leila, 'assign', nameless, { label: device.code })).toBe(open);
    expect((await queries.byId(ines, open)).reports.map((r) => [r.sentence, r.phone])).toEqual([
      ['la première', null],
      ['la même', '+33612345678'],
    ]);
    const ended = await queries.byId(leila, nameless);
    expect(ended).toMatchObject({
      state: 'closed',
      closeReason: 'duplicate',
      joined: { id: open },
      reports: [],
      allowed: [],
    });
    expect((await queries.timeline(leila, nameless))[0]).toMatchObject({
      verb: 'close',
      operatorName: expect.any(String),
    });
    expect((await queries.timeline(leila, open))[0]).toMatchObject({ verb: 'join', operatorName: expect.any(String) });
    await act(ines, 'take', open);
    expect(await faults.followUp(secret)).toMatchObject({ number, step: 2 });
    expect((await queries.list(ines, { q: number })).items.map((t) => t.id)).toEqual([open]);
    expect(await broken(act(leila, 'reopen', nameless, { reason: 'too_early' }))).toBe('maintenance.goes_on_elsewhere');
    // Said of the wrong device: the report is moved out again, under a number of its own fault.
    const own = await act(leila, 'move_out', open, { reportId: nameless });
    expect(await queries.byId(leila, own)).toMatchObject({ state: 'open', reports: [{ number }] });
  });

  test('two at once that find one device behind two labels leave one open fault', async () => {
    const { leila } = s.fixtures.people;
    for (let round = 0; round < 3; round += 1) {
      const device = await handedOverDevice(s.app, s.fixtures);
      const both = [await report(`USEE-A-${round}`), await report(`USEE-B-${round}`)];
      const assigned = both.map((id) => act(leila, 'assign', id, { label: device.code }));
      const [one, two] = await Promise.all(assigned);
      expect(one).toBe(two);
      const open = (await queries.ofDevice(leila, device.id, 5)).filter((t) => t.endedAt === null);
      expect(open.map((t) => t.id)).toEqual([one]);
      expect((await queries.byId(leila, one!)).reports.map((r) => r.id)).toEqual(both);
    }
  });

  test('one fault that two at once find of two devices is of one of them', async () => {
    const { leila } = s.fixtures.people;
    const [one, two] = [await handedOverDevice(s.app, s.fixtures), await handedOverDevice(s.app, s.fixtures)];
    const id = await report('USEE-C');
    const tries = [one, two].map(({ code }) => broken(act(leila, 'assign', id, { label: code })));
    expect((await Promise.all(tries)).sort()).toEqual(['done', 'maintenance.not_now']);
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

describe('a fault that was ended too early', () => {
  const ended = async () => {
    const { ines } = s.fixtures.people;
    const device = await handedOverDevice(s.app, s.fixtures);
    const id = await report(device.code, { sentence: 'il chauffe' });
    await act(ines, 'take', id);
    await act(ines, 'solve', id, { solution: 'advice' });
    return { id, device };
  };
  const reopen = (id: string) => broken(act(s.fixtures.people.ines, 'reopen', id, { reason: 'too_early' }));

  test('goes on without its words, once they are forgotten', async () => {
    const { id } = await ended();
    const nameless = await report('PERSONNE-1', { sentence: 'perdu' });
    await act(s.fixtures.people.leila, 'close', nameless, { reason: 'not_reachable' });
    await s.work((tx) => forgetWords(tx, new Date(Date.now() + 400 * 86_400_000)));
    expect(await reopen(id)).toBe('done');
    expect(await queries.byId(s.fixtures.people.ines, id)).toMatchObject({
      state: 'taken',
      typed: '',
      reports: [{ sentence: null, typed: '' }],
    });
    expect(await broken(act(s.fixtures.people.leila, 'reopen', nameless, { reason: 'too_early' }))).toBe('done');
  });

  test('stays ended while a newer one of its device is open, which is said and offered instead', async () => {
    const { id, device } = await ended();
    await clock.pass('15 days');
    const newer = await report(device.code);
    expect(newer).not.toBe(id);
    const seen = await queries.byId(s.fixtures.people.ines, id);
    expect([seen.allowed, seen.others.map((o) => o.id)]).toEqual([[], [newer]]);
    const { number } = await queries.byId(s.fixtures.people.ines, newer);
    await expect(act(s.fixtures.people.ines, 'reopen', id, { reason: 'too_early' })).rejects.toMatchObject({
      code: 'maintenance.goes_on_elsewhere',
      facts: { number },
    });
  });

  test('reopened while its device is reported and its reporter asks again, all at once: one open fault', async () => {
    for (let round = 0; round < 3; round += 1) {
      const { id, device } = await ended();
      await clock.pass('15 days');
      const { secret } = await faults.followUpKey(id);
      const ask = broken(s.work((tx) => faults.askOnceMore(tx, STRANGER, secret)));
      const answers = await Promise.all([reopen(id), broken(report(device.code)), ask]);
      expect(answers[1]).toBe('done');
      expect(['done', 'maintenance.goes_on_elsewhere', 'maintenance.not_now']).toContain(answers[0]);
      const open = (await queries.ofDevice(s.fixtures.people.ines, device.id, 5)).filter((t) => t.endedAt === null);
      expect(open).toHaveLength(1);
      await clock.back();
    }
  });
});
