import { MaintenanceToday, TICKETS, TicketNotes } from '#bank/faults';
import { bankClock } from '../support/servers/bank-clock.js';
import { broken } from '../support/servers/services.js';
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
const see = (id: string) => desk.queries.byId(ines(), id);
const taken = async () => {
  const device = await handedOverDevice(desk.s.app, desk.s.fixtures);
  const id = await desk.report(device.code);
  await desk.act(ines(), 'take', id);
  return { id, device };
};
const day = async (days: number): Promise<string> =>
  (
    await desk.s.db.query(
      `SELECT ((platform.now() AT TIME ZONE time_zone)::date + $1::int)::text AS day FROM people.bank`,
      [days],
    )
  )[0].day;

describe('a ticket that moves', () => {
  test('who takes it has it, and entrusts it to a colleague alone', async () => {
    const { id } = await taken();
    expect((await see(id)).owner).toMatchObject({ id: ines().membershipId, active: true });
    expect((await desk.queries.byId(leila(), id)).owner).toMatchObject({
      operatorName: null,
      operatorNumber: expect.any(Number),
    });
    await desk.s.db.query(
      `INSERT INTO people.membership (id, user_id, organisation_id, roles) VALUES (gen_random_uuid(), $1, $2, '{structure_agent}')`,
      [desk.s.fixtures.people.aude.userId, ines().organisationId],
    );
    const [colleague] = await desk.queries.colleagues(ines());
    expect(await broken(desk.act(ines(), 'entrust', id, { ownerId: leila().membershipId }))).toBe(
      'maintenance.owner_unknown',
    );
    await desk.act(ines(), 'entrust', id, { ownerId: colleague!.id });
    expect(await see(id)).toMatchObject({ state: 'taken', owner: { id: colleague!.id } });
  });

  test('two agents take it at once: one has it, the other is told', async () => {
    const device = await handedOverDevice(desk.s.app, desk.s.fixtures);
    const id = await desk.report(device.code);
    const both = await Promise.all([broken(desk.act(ines(), 'take', id)), broken(desk.act(leila(), 'take', id))]);
    expect(both.sort()).toEqual(['done', 'maintenance.not_now']);
  });

  test('it waits for somebody or something until a day, and says what it waited for', async () => {
    const { id } = await taken();
    const wait = async (waitsFor: string | undefined, days: number | null) =>
      broken(desk.act(ines(), 'wait', id, { waitsFor, waitsUntil: days === null ? 'demain' : await day(days) }));
    expect(await wait(undefined, 3)).toBe('maintenance.waits_for_missing');
    expect(await wait('part', null)).toBe('maintenance.until_wrong');
    expect(await wait('part', -1)).toBe('maintenance.until_wrong');
    expect(await wait('part', 200)).toBe('maintenance.until_wrong');
    expect(await wait('part', 3)).toBe('done');
    expect(await see(id)).toMatchObject({ state: 'waiting', waitsFor: 'part', waitsUntil: await day(3), late: false });
    expect(await wait('person', 5)).toBe('done');
    await desk.act(ines(), 'resume', id);
    expect(await see(id)).toMatchObject({ state: 'taken', waitsFor: null, waitsUntil: null });
    const told = (await desk.queries.timeline(ines(), id)).map((e) => [e.verb, e.reason, e.until]);
    expect(told.slice(1, 3)).toEqual([
      ['wait', 'person', await day(5)],
      ['wait', 'part', await day(3)],
    ]);
  });

  test('what is here in repair waits here', async () => {
    const { id } = await taken();
    await desk.act(ines(), 'take_in', id, { placeId: desk.s.fixtures.organisations.structure.place });
    await desk.act(ines(), 'wait', id, { waitsFor: 'part', waitsUntil: await day(20) });
    expect(await see(id)).toMatchObject({ state: 'device_in', waitsFor: 'part' });
    await desk.act(ines(), 'resume', id);
    const resumed = await see(id);
    expect(resumed).toMatchObject({ state: 'device_in', waitsFor: null, waitsUntil: null });
    expect(resumed.allowed).not.toContain('resume');
    expect(await broken(desk.act(ines(), 'resume', id))).toBe('maintenance.waits_for_nothing');
    await desk.act(ines(), 'wait', id, { waitsFor: 'part', waitsUntil: await day(20) });
    expect((await see(id)).allowed).toContain('resume');
    await desk.act(ines(), 'give_back', id, { solution: 'repaired', files: 'kept', found: 'battery' });
    expect(await see(id)).toMatchObject({ state: 'solved', waitsFor: null, found: 'battery' });
  });

  test('what was found is of the list of its category, apart from what the person said', async () => {
    const { id } = await taken();
    expect(await broken(desk.act(ines(), 'diagnose', id, { found: 'paper_path' }))).toBe('maintenance.found_missing');
    await desk.act(ines(), 'diagnose', id, { found: 'battery' });
    expect(await see(id)).toMatchObject({ state: 'taken', problem: 'screen', found: 'battery' });
    await expect(
      desk.s.db.query(`UPDATE maintenance.ticket SET found = 'board' WHERE id = $1`, [id]),
    ).rejects.toThrow();
  });

  test('notes are dated and signed, read by whoever reads what people say, and go with it', async () => {
    const { id } = await taken();
    const notes = desk.s.app.get(TicketNotes);
    const add = (text: string) => desk.s.work((tx) => notes.add(tx, ines(), id, text));
    expect(await broken(add('  '))).toBe('maintenance.note_missing');
    expect(await broken(add('x'.repeat(501)))).toBe('maintenance.note_too_long');
    await add('Rappeler mardi');
    expect((await see(id)).notes).toMatchObject([
      { text: 'Rappeler mardi', operatorName: expect.any(String), at: expect.any(Date) },
    ]);
    const [{ bytes }] = await desk.s.db.query('SELECT bytes FROM maintenance.ticket_note WHERE ticket_id = $1', [id]);
    expect(bytes.toString()).not.toContain('mardi');
    expect(await broken(desk.s.work((tx) => notes.add(tx, desk.s.fixtures.people.omar, id, 'x')))).toBe('not_found');
  });

  test('its warranty is on it, with the paper that says it; of what is given without one, none', async () => {
    expect((await see((await taken()).id)).warranty).toBeNull();
    await desk.s.db.query(
      `INSERT INTO allocation.warranty_rule (mode, valid_from, months, source) VALUES ('gift', $1::date, 6, 'Choix de la banque')`,
      [await day(0)],
    );
    const { id, device } = await taken();
    const [paper] = await desk.s.db.query(
      `SELECT d.number, ($2::date + interval '6 months')::date::text AS until
       FROM allocation.handover h JOIN documents.document d ON d.cause_id = h.id AND d.type = 'handover_bank' WHERE h.device_id = $1`,
      [device.id, await day(0)],
    );
    expect(paper.number).toMatch(/\d/);
    expect((await see(id)).warranty).toEqual({ until: paper.until, over: false, paper: paper.number });
    await clock.pass('200 days');
    expect((await see(id)).warranty).toMatchObject({ until: paper.until, over: true });
  });
});

describe('lateness, by one rule', () => {
  const late = async (): Promise<string[]> =>
    (await TICKETS.page(desk.s.db, null, { late: 'oui' })).items.map((t) => t.id);
  const today = async () =>
    (await desk.s.app.get(MaintenanceToday).today(leila())).find((w) => w.what === 'faults_late')!.count;
  const written = async (): Promise<string[]> => {
    await desk.s.db.query('SELECT maintenance.publish_late_tickets()');
    return (await desk.s.db.query(`SELECT subject_id AS id FROM events.lateness WHERE thing = 'ticket'`)).map(
      (r: { id: string }) => r.id,
    );
  };

  test('each live state has its days; the list, the home and the digest say the same', async () => {
    const start = await taken();
    const open = await desk.report('RETARD 1');
    const waiting = await taken();
    await desk.act(ines(), 'wait', waiting.id, { waitsFor: 'person', waitsUntil: await day(3) });
    const here = await taken();
    await desk.act(ines(), 'take_in', here.id, { placeId: desk.s.fixtures.organisations.structure.place });
    const all = [open, start.id, waiting.id, here.id];
    const told = async () => (await late()).filter((id) => all.includes(id)).sort();
    expect(await told()).toEqual([]);
    await clock.pass('4 days 1 hour');
    expect(await told()).toEqual([waiting.id]);
    await clock.pass('4 days');
    expect(await told()).toEqual([open, waiting.id].sort());
    await clock.pass('7 days');
    expect(await told()).toEqual([open, start.id, waiting.id].sort());
    await clock.pass('16 days');
    expect(await told()).toEqual([...all].sort());
    expect(await today()).toBe((await late()).length);
    expect((await written()).filter((id) => all.includes(id)).sort()).toEqual([...all].sort());
    await desk.act(ines(), 'diagnose', start.id, { found: 'nothing' });
    expect(await told()).toContain(start.id);
    await desk.act(ines(), 'wait', start.id, { waitsFor: 'part', waitsUntil: await day(10) });
    expect(await told()).not.toContain(start.id);
  });

  test('first in the order of what is late', async () => {
    const { items } = await TICKETS.page(desk.s.db, null, { sort: 'late' });
    const due = items.map((t) => t.dueAt?.getTime() ?? Number.POSITIVE_INFINITY);
    expect(due).toEqual([...due].sort((a, b) => a - b));
  });
});
