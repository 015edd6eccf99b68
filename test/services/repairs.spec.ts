import { HandoverQueries } from '#bank/allocation';
import { CorrectionsService } from '#bank/corrections';
import { DeviceQueries, DevicesService, lockDevices } from '#bank/devices';
import { TicketQueries, TicketsService } from '#bank/faults';
import { ReturnsService, TransferQueries, TransfersService } from '#bank/logistics';
import { BenchService } from '#bank/workshop';
import { type Member, refusalsIn } from '#platform/kernel';
import { PASSWORD } from '../support/counting/bench.js';
import { brokenInvariants } from '../support/counting/invariants.js';
import { Life } from '../support/planted/life.js';
import { broken } from '../support/servers/services.js';
import { BRING_TO } from '../support/things/device-states.js';

let life: Life;
beforeAll(async () => {
  life = await Life.open();
});
afterAll(() => life.s.close());

/** A device that was taken in for its person, and the ticket about it. */
const inRepair = async () => {
  const device = await BRING_TO.handed_over(life);
  const [{ id: handover, beneficiary_id: person }] = await life.s.db.query(
    'SELECT id, beneficiary_id FROM allocation.handover WHERE device_id = $1',
    [device],
  );
  return { device, handover, person, ticket: await life.repair(device) };
};
const swap = async (ticket: string) => {
  const replacementDeviceId = await BRING_TO.delivered(life);
  await life.onTicket(ticket, 'swap', { replacementDeviceId, unsigned: 'not_there', password: PASSWORD });
};
const giveBack = (ticket: string, files?: 'kept' | 'lost') =>
  broken(life.onTicket(ticket, 'give_back', { solution: 'repaired', files }));

describe('a repair goes back to its person', () => {
  test('by way of the workshop: it stays in repair, its hand-over never ends, and the same person has it again', async () => {
    const { device, handover, person, ticket } = await inRepair();
    await life.carry(device, 'workshop');
    expect((await life.row(device)).state).toBe('in_maintenance');
    await life.s.work((tx) => life.get(BenchService).repair(tx, life.people.moussa, device, ['battery']));
    const said = async () => life.get(TicketQueries).byId(life.people.ines, ticket);
    const there = { deviceElsewhere: expect.any(String), deviceOnItsWay: false, deviceRepaired: 'batterie changée' };
    expect(await said()).toMatchObject(there);
    expect(await life.get(TicketQueries).beingRepaired(device)).toBe((await said()).problem);
    expect(await broken(life.onTicket(ticket, 'give_back', { solution: 'repaired', files: 'kept' }))).toBe(
      'devices.not_yours',
    );
    await life.carry(device, 'structure');
    expect((await life.row(device)).state).toBe('in_maintenance');
    expect(await said()).toMatchObject({ deviceElsewhere: null, deviceOnItsWay: false });
    const [lot] = await life.s.db.query(
      'SELECT transfer_id FROM logistics.transfer_line WHERE device_id = $1 ORDER BY id DESC LIMIT 1',
      [device],
    );
    const waits = async (who = life.people.ines) =>
      (await life.get(TransferQueries).get(who, lot.transfer_id)).lines.map((line) => line.waitsForPerson);
    expect([await waits(), await waits(life.people.moussa)]).toEqual([[true], [false]]);
    expect(await giveBack(ticket, 'kept')).toBe('done');
    expect(await waits()).toEqual([false]);
    expect(await life.row(device)).toMatchObject({ state: 'handed_over', holder_ref: person });
    expect(await life.get(HandoverQueries).byId(life.people.ines, handover)).toMatchObject({ endedAt: null });
    const [last] = await life.get(DeviceQueries).timeline(life.people.ines, device);
    expect(last).toMatchObject({ verb: 'give_back', facts: { files: 'kept' } });
    expect(await brokenInvariants(life.s.db, [device])).toEqual([]);
  });

  test('by way of the bank as well: it is still that person’s', async () => {
    const { device, handover, person, ticket } = await inRepair();
    await life.carry(device, 'bank');
    expect((await life.row(device)).state).toBe('in_maintenance');
    await life.carry(device, 'structure');
    expect(await giveBack(ticket, 'kept')).toBe('done');
    expect(await life.row(device)).toMatchObject({ state: 'handed_over', holder_ref: person });
    expect(await life.get(HandoverQueries).byId(life.people.ines, handover)).toMatchObject({ endedAt: null });
  });

  test('all that is missing in what is said of it is told at once, and to whoever sees it alone', async () => {
    const { device, ticket } = await inRepair();
    const judge = (actor: Member, verb: 'give_back' | 'swap', said: object) =>
      life.s
        .work((tx) => life.get(TicketsService).judge(tx, actor, verb, ticket, said))
        .then(
          () => [],
          (e: unknown) => (refusalsIn(e).length ? refusalsIn(e).map((rule) => rule.code) : [(e as Error).name]),
        );
    const { ines, omar } = life.people;
    expect(await judge(ines, 'give_back', {})).toEqual(['maintenance.solution_missing', 'maintenance.files_missing']);
    expect(await judge(ines, 'swap', {})).toEqual([
      'maintenance.replacement_unknown',
      'allocation.swap_unsigned_missing',
      'people.confirmation_missing',
    ]);
    expect(await judge(omar, 'give_back', {})).toEqual(['NotFound']);
    expect((await life.row(device)).state).toBe('in_maintenance');
  });

  test('not by a collection point, which would take it for a gift', async () => {
    const { device } = await inRepair();
    expect(await broken(life.carry(device, 'collection'))).toBe('logistics.in_repair');
  });

  test('not by another structure: refused when it is listed, whoever lists it, and it is not proposed there', async () => {
    const { device } = await inRepair();
    await life.carry(device, 'workshop');
    const { moussa, karim } = life.people;
    const refusal = 'logistics.in_repair_elsewhere';
    expect(await broken(life.prepare([device], 'otherStructure'))).toBe(refusal);
    const other = life.organisation('otherStructure');
    const judged = life.s.work(async (tx) => {
      const judge = await life.get(TransfersService).judge(tx, moussa, { toOrganisationId: other }, null, [device]);
      judge((await lockDevices(tx, [device]))[0]!);
    });
    expect(await broken(judged)).toBe(refusal);
    const list = async (to: string) =>
      life.s.work((tx) => life.get(TransfersService).prepare(tx, moussa, { toOrganisationId: to }));
    const proposed = async (lot: string) => {
      const view = await life.get(TransferQueries).get(moussa, lot);
      return (await life.get(TransferQueries).sendable(moussa, view)).items.map(({ id }) => id);
    };
    const [astray, home] = [await list(other), await list(life.organisation('structure'))];
    expect(await proposed(astray)).not.toContain(device);
    expect(await proposed(home)).toContain(device);
    const forged = life.s.db.query(
      'INSERT INTO logistics.transfer_line (id, transfer_id, device_id) VALUES (gen_random_uuid(), $1, $2)',
      [astray, device],
    );
    await expect(forged).rejects.toThrow(refusal);
    expect(await broken(life.s.work((tx) => life.get(TransfersService).addDevices(tx, karim, home, [device])))).toBe(
      'done',
    );
  });

  test('replaced while it travels, it is repaired for nobody: the workshop gets a device to process', async () => {
    const { device, ticket } = await inRepair();
    const lot = await life.send([device], 'workshop');
    await swap(ticket);
    await life.receive(lot, [(await life.row(device)).code]);
    expect((await life.row(device)).state).toBe('at_workshop');
    await life.prove(device);
    await life.putInStock(device);
    expect((await life.row(device)).state).toBe('in_stock');
    expect(await brokenInvariants(life.s.db, [device])).toEqual([]);
  });

  test('replaced on its way home, it arrives there and waits for nobody; taken back, it is no repair either', async () => {
    const { device, ticket } = await inRepair();
    await life.carry(device, 'workshop');
    const lot = await life.send([device], 'structure');
    await swap(ticket);
    await life.receive(lot, [(await life.row(device)).code]);
    const [line] = (await life.get(TransferQueries).get(life.people.ines, lot)).lines;
    expect(line).toMatchObject({ waitsForPerson: false });
    await life.carry(device, 'collection');
    expect((await life.row(device)).state).toBe('received');
    const again = await inRepair();
    const recalled = await life.send([again.device], 'workshop');
    await swap(again.ticket);
    await life.s.work((tx) => life.get(ReturnsService).recall(tx, life.people.ines, recalled));
    expect((await life.row(again.device)).state).toBe('returned');
    expect(await brokenInvariants(life.s.db, [device, again.device])).toEqual([]);
  });

  test('a ticket of long ago is not opened again about a device that has gone on', async () => {
    const device = await BRING_TO.handed_over(life);
    const ticket = await life.ticket(device);
    await life.onTicket(ticket, 'solve', { solution: 'advice' });
    await life.takeBack(device);
    await life.carry(device, 'workshop');
    expect(await broken(life.onTicket(ticket, 'reopen', { reason: 'too_early' }))).toBe('maintenance.not_now');
  });

  test('whoever gives it back says what became of the files; what was erased is not said to be kept', async () => {
    const { device, ticket } = await inRepair();
    expect(await giveBack(ticket)).toBe('maintenance.files_missing');
    await life.carry(device, 'workshop');
    await life.prove(device);
    const erased = await life.s.db.query(
      `SELECT 1 FROM refurbishment.evidence e JOIN devices.device d ON d.id = e.device_id AND d.data_epoch = e.data_epoch WHERE d.id = $1`,
      [device],
    );
    await life.carry(device, 'structure');
    expect(await giveBack(ticket, 'kept')).toBe(erased.length ? 'maintenance.media_touched' : 'done');
    if (erased.length) expect(await giveBack(ticket, 'lost')).toBe('done');
  });

  test('it does not go into stock under its person’s hand-over', async () => {
    const { device } = await inRepair();
    await life.carry(device, 'workshop');
    await life.prove(device);
    expect(await broken(life.putInStock(device))).toBe('allocation.repaired_for_a_person');
    expect((await life.row(device)).state).toBe('in_maintenance');
  });
});

describe('a ticket that was ended too early', () => {
  const reopen = (id: string) => broken(life.onTicket(id, 'reopen', { reason: 'too_early' }));

  test('is opened again, where it was', async () => {
    const { ticket } = await inRepair();
    await life.onTicket(ticket, 'close', { reason: 'beyond_repair' });
    expect(await broken(life.onTicket(ticket, 'reopen', { reason: 'beyond_repair' }))).toBe(
      'corrections.reason_missing',
    );
    expect(await reopen(ticket)).toBe('done');
    expect(await life.get(TicketQueries).byId(life.people.ines, ticket)).toMatchObject({
      state: 'device_in',
      endedAt: null,
    });
    expect(await giveBack(ticket, 'kept')).toBe('done');
    expect(await reopen(ticket)).toBe('done');
    expect((await life.get(TicketQueries).byId(life.people.ines, ticket)).state).toBe('taken');
    const { items } = await life.get(CorrectionsService).list(life.people.ines);
    expect(items.filter((c) => c.subjectId === ticket).map((c) => c.to)).toEqual([
      { ticket: 'taken' },
      { ticket: 'device_in' },
    ]);
  });
});

describe('a wrong scan', () => {
  const undo = (id: string, who?: Member) =>
    life
      .row(id)
      .then((row) =>
        broken(life.s.work((tx) => life.get(DevicesService).undoExit(tx, who ?? life.actorOf(row), id, 'misread'))),
      );

  test.each(['recycled', 'dismantled', 'given_back'] as const)('« %s » is undone the same day', async (state) => {
    const id = await BRING_TO[state](life);
    const before = await life.row(id);
    expect((await life.get(DeviceQueries).get(life.actorOf(before), id)).allowed).toContain('undo_exit');
    expect(await undo(id)).toBe('done');
    const after = await life.row(id);
    expect(['received', 'at_workshop']).toContain(after.state);
    expect(after.data_epoch).toBe(before.data_epoch);
    const [last, exit] = await life.get(DeviceQueries).timeline(life.people.leila, id);
    expect([last?.verb, last?.toState]).toEqual(['undo_exit', exit?.fromState]);
    expect(await undo(id)).toBe('devices.not_now');
    expect(await brokenInvariants(life.s.db, [id])).toEqual([]);
  });

  test('not when it ended a hand-over, nor when its serial came again on another device', async () => {
    const { device } = await inRepair();
    await life.act(device, 'recycle', { reason: 'beyond_repair' }, life.people.leila);
    expect(await undo(device, life.people.leila)).toBe('devices.stays_out');
    const id = await BRING_TO.given_back(life);
    const { serial } = await life.row(id);
    await life.s.work((tx) =>
      life
        .get(DevicesService)
        .log(tx, life.people.aude, [{ category: 'laptop', make: 'Lenovo', model: 'L480', serial }], {
          location: { place: life.s.fixtures.organisations.collection.place },
          holder: { organisation: life.s.fixtures.organisations.collection.id },
        }),
    );
    expect(await undo(id)).toBe('devices.serial_taken');
  });

  test('two at the same instant: one of them does', async () => {
    const id = await BRING_TO.recycled(life);
    expect((await Promise.all([undo(id), undo(id)])).sort()).toEqual(['devices.not_now', 'done']);
  });
});
