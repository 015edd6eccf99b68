import { FaultsService, TICKETS_A_DAY } from '#bank/faults';
import { newId } from '#platform/kernel';
import { bankClock } from '../support/servers/bank-clock.js';
import { workOff } from '../support/servers/mail-server.js';
import { broken } from '../support/servers/services.js';
import { handedOverDevice } from '../support/things/handed-over.js';
import { STRANGER, type TicketDesk, ticketDesk } from '../support/things/ticket-desk.js';

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
const faults = () => desk.s.app.get(FaultsService);
/** As the public page does: received, and sorted by the worker. */
const received = (label: string, countedBy: string | null = null, sentence?: string): Promise<string> =>
  desk.s.work((tx) => faults().receive(tx, STRANGER, { label, problem: 'screen', countedBy, sentence }));
const sorted = async () => {
  for (let left = 30; left && (await unsorted()); left -= 1) await workOff(desk.s.app, 'fault-reports');
};
const unsorted = async (): Promise<number> =>
  (await desk.s.db.query('SELECT count(*)::int AS n FROM maintenance.report WHERE ticket_id IS NULL'))[0].n;
const ticketOf = async (report: string): Promise<string> => (await faults().ticketOf(report))!;
const follow = async (report: string) => faults().followUp((await faults().followUpKey(report)).secret);
const device = () => handedOverDevice(desk.s.app, desk.s.fixtures);

describe('one open ticket a device', () => {
  test('fifteen reports of one device, all at once, are one ticket; each has its own number, secret and word', async () => {
    const { code } = await device();
    const reports = await Promise.all(Array.from({ length: 15 }, (_, i) => received(code, null, `phrase ${i}`)));
    const sortings = reports.map((id) => desk.s.app.get(FaultsService) && broken(sortOne(id)));
    expect(new Set(await Promise.all(sortings))).toEqual(new Set(['done']));
    const tickets = new Set(await Promise.all(reports.map(ticketOf)));
    expect(tickets.size).toBe(1);
    const keys = await Promise.all(reports.map((id) => faults().followUpKey(id)));
    for (const what of ['number', 'secret'] as const) expect(new Set(keys.map((k) => k[what])).size).toBe(15);
    const ticket = await desk.queries.byId(ines(), [...tickets][0]!);
    expect(ticket.reports.map((r) => r.sentence).sort()).toEqual(
      Array.from({ length: 15 }, (_, i) => `phrase ${i}`).sort(),
    );
    expect((await desk.queries.list(ines(), { q: keys[14]!.number })).items.map((t) => t.id)).toEqual([...tickets]);
  });

  const sortOne = (id: string) =>
    desk.s.work(async (tx) => {
      const { ReportSorting } = await import('../../libs/bank/faults/report-sorting.service.js');
      await desk.s.app.get(ReportSorting).sort(tx, id);
    });

  test('Postgres refuses a second one, whoever asks', async () => {
    const { code, id } = await device();
    const first = await desk.report(code);
    await expect(
      desk.s.db.query(
        `INSERT INTO maintenance.ticket (id, number, typed, problem, device_id, state, last_event_id)
         SELECT $1, '222222', 'x', 'screen', $2, 'open', last_event_id FROM maintenance.ticket WHERE id = $3`,
        [newId(), id, first],
      ),
    ).rejects.toThrow(/ticket_one_live|no_change_without_history/);
  });

  test('what is followed tells a report nothing of another: neither what was before it, nor its words', async () => {
    const { code } = await device();
    const first = await received(code);
    await sorted();
    const ticket = await ticketOf(first);
    await desk.act(ines(), 'take', ticket);
    expect(await follow(first)).toMatchObject({ step: 2 });
    const second = await received(code);
    const before = await follow(second);
    await sorted();
    const { number: _, ...told } = await follow(second);
    const { number: _n, ...unsortedTold } = before;
    expect(told).toEqual(unsortedTold);
    // As that of a device that nobody ever saw.
    const unknown = await received('JAMAIS-VU');
    await sorted();
    const { number: _u, ...ofUnknown } = await follow(unknown);
    expect(told).toEqual(ofUnknown);
    await desk.act(ines(), 'take_in', ticket, { placeId: desk.s.fixtures.organisations.structure.place });
    expect([await follow(first), await follow(second)].map((f) => f.step)).toEqual([3, 3]);
    expect(Object.keys(told).sort()).toEqual(['askedAgain', 'problem', 'state', 'step', 'words']);
  });

  test('reported again within fourteen days of its end it is the same ticket, and a new one afterwards', async () => {
    const { code } = await device();
    const first = await desk.report(code);
    await desk.act(ines(), 'take', first);
    await desk.act(ines(), 'solve', first, { solution: 'advice' });
    await clock.pass('13 days');
    const again = await received(code);
    await sorted();
    expect(await ticketOf(again)).toBe(first);
    expect(await desk.queries.byId(ines(), first)).toMatchObject({ state: 'open', solution: null, endedAt: null });
    await desk.act(ines(), 'take', first);
    await desk.act(ines(), 'solve', first, { solution: 'advice' });
    await clock.pass('28 days');
    const later = await received(code);
    await sorted();
    expect(await ticketOf(later)).toBe(later);
  });

  test('unknown labels that read alike are one ticket', async () => {
    const one = await received('Vieux-Code 12');
    const two = await received('VIEUX-CODE 12');
    await sorted();
    expect(await ticketOf(two)).toBe(one);
  });
});

test('a thousand reports of one network in a day leave at most twenty tickets', async () => {
  const before = await desk.s.db.query('SELECT count(*)::int AS n FROM maintenance.ticket');
  let taken = 0;
  for (let hour = 0; hour < 17; hour += 1) {
    for (let i = 0; i < 60; i += 1)
      if ((await broken(received(`FLOT-${hour}-${i}`, '198.51.100.4'))) === 'done') taken += 1;
    await clock.pass(`${hour * 61 + 61} minutes`);
  }
  await sorted();
  expect(taken).toBeGreaterThan(900);
  const after = await desk.s.db.query('SELECT count(*)::int AS n FROM maintenance.ticket');
  expect(after[0].n - before[0].n).toBeLessThanOrEqual(TICKETS_A_DAY + 1);
  const [{ left }] = await desk.s.db.query(
    'SELECT count(*)::int AS left FROM maintenance.report WHERE counted_by IS NOT NULL',
  );
  expect(left).toBe(0);
});

describe('a network that reported much in a day', () => {
  /** Labels that lead to nothing, until they are gathered. */
  const flood = async (network: string, typed = newId().slice(0, 8)): Promise<string[]> => {
    const made: string[] = [];
    for (let i = 0; i <= TICKETS_A_DAY; i += 1) made.push(await received(`${typed}-${i}`, network, `mots de ${i}`));
    await sorted();
    return made;
  };
  const gathering = async (report: string) => desk.queries.byId(leila(), await ticketOf(report));

  test('its labels that lead to nothing are gathered for the bank alone; a device has its own fault, which its structure sees', async () => {
    const last = (await flood('192.0.2.10')).at(-1)!;
    expect(await gathering(last)).toMatchObject({ gathers: true, deviceId: null, structureId: null });
    expect(await broken(desk.queries.byId(ines(), await ticketOf(last)))).toBe('not_found');
    const known = await device();
    const report = await received(known.code, '192.0.2.10', 'le mien');
    await sorted();
    const [own] = await desk.queries.ofDevice(ines(), known.id, 1);
    expect(own).toMatchObject({ id: await ticketOf(report), gathers: false, structure: 'CCAS de Bagneux' });
  });

  test('of more devices than that, what is said of each is read by its structure alone, and each is moved to its own fault', async () => {
    await desk.s.db.query('DELETE FROM platform.attempt');
    const all = await Promise.all(Array.from({ length: TICKETS_A_DAY + 2 }, device));
    const reports: string[] = [];
    for (const { code } of all) reports.push(await received(code, '192.0.2.11', `de ${code}`));
    const unknown = await flood('192.0.2.11');
    await sorted();
    const [one, two] = reports.slice(-2) as [string, string];
    const together = await ticketOf(one);
    expect(await ticketOf(two)).toBe(together);
    const seen = await desk.queries.byId(ines(), together);
    expect(seen).toMatchObject({ gathers: true, deviceId: null, allowed: ['move_out', 'close'] });
    expect(seen.reports.map((r) => r.sentence)).toEqual(all.slice(-2).map(({ code }) => `de ${code}`));
    expect(await ticketOf(unknown.at(-1)!)).not.toBe(together);
    expect(await broken(desk.queries.byId(desk.s.fixtures.people.omar, together))).toBe('not_found');

    await desk.act(ines(), 'move_out', together, { reportId: one });
    expect(await desk.queries.ofDevice(ines(), all.at(-2)!.id, 1)).toMatchObject([{ id: await ticketOf(one) }]);
    expect(await ticketOf(one)).not.toBe(together);
    const again = await desk.report(all.at(-1)!.code);
    await desk.act(ines(), 'move_out', together, { reportId: two });
    expect(await ticketOf(two)).toBe(again);
    expect(await desk.queries.byId(ines(), together)).toMatchObject({ state: 'closed', reports: [] });
  });

  test('gathered reports are never of one device as a whole, whoever asks', async () => {
    const last = (await flood('192.0.2.12')).at(-1)!;
    const { id } = await gathering(last);
    const { code, id: deviceId } = await device();
    expect(await broken(desk.act(leila(), 'assign', id, { label: code }))).toBe('maintenance.several_devices');
    for (const change of [`device_id = '${deviceId}'`, `structure_id = '${ines().organisationId}'`])
      await expect(
        desk.s.work(async (tx) => {
          await tx.query(
            `INSERT INTO maintenance.ticket_event (ticket_id, verb, from_state, to_state, channel) VALUES ($1, 'assign', 'open', 'open', 'page')`,
            [id],
          );
          await tx.query(
            `UPDATE maintenance.ticket t SET ${change}, last_event_id = (SELECT max(e.id) FROM maintenance.ticket_event e WHERE e.ticket_id = t.id) WHERE t.id = $1`,
            [id],
          );
        }),
      ).rejects.toThrow(/ticket_gathers_of_no_device|report_is_for_ever/);
    // Whose label reads as the words by which the gathering fault is called joins nothing.
    const named = await received('plusieurs appareils');
    await sorted();
    expect(await ticketOf(named)).not.toBe(id);
  });
});

describe('a report that joined by mistake', () => {
  test('is moved out into a fault of its own, without its words for the structure, and still followed by whoever sent it', async () => {
    const { code } = await device();
    const first = await received(code, null, 'la première');
    const other = await received(code, null, 'une autre machine');
    await sorted();
    const ticket = await ticketOf(first);
    await desk.act(ines(), 'take', ticket);
    expect(await broken(desk.act(desk.s.fixtures.people.omar, 'move_out', ticket, { reportId: other }))).toBe(
      'not_found',
    );
    for (const reportId of [undefined, newId(), first])
      expect(await broken(desk.act(ines(), 'move_out', ticket, { reportId }))).toBe('maintenance.report_unknown');
    expect(await desk.act(ines(), 'move_out', ticket, { reportId: other })).toBe(ticket);
    expect((await desk.queries.byId(ines(), ticket)).reports.map((r) => r.sentence)).toEqual(['la première']);
    expect(await broken(desk.act(ines(), 'move_out', ticket, { reportId: first }))).toBe('maintenance.one_report');
    const own = await ticketOf(other);
    expect(await broken(desk.queries.byId(ines(), own))).toBe('not_found');
    expect(await desk.queries.byId(leila(), own)).toMatchObject({
      state: 'open',
      deviceId: null,
      number: (await faults().followUpKey(other)).number,
      reports: [{ sentence: 'une autre machine' }],
    });
    const by = async (id: string) => (await desk.queries.timeline(leila(), id))[0];
    expect(await by(ticket)).toMatchObject({ verb: 'move_out', organisation: 'CCAS de Bagneux' });
    expect(await by(own)).toMatchObject({ verb: 'report', organisation: 'CCAS de Bagneux' });
    expect(await follow(other)).toMatchObject({ step: 1 });
    const real = await device();
    await desk.act(leila(), 'assign', own, { label: real.code });
    await desk.act(ines(), 'take', own);
    expect(await follow(other)).toMatchObject({ step: 2 });
  });

  test('moved out by two at once it is one fault', async () => {
    const { code } = await device();
    const [first, other] = [await received(code), await received(code)];
    await sorted();
    const ticket = await ticketOf(first);
    const out = () => broken(desk.act(ines(), 'move_out', ticket, { reportId: other }));
    expect((await Promise.all([out(), out()])).sort()).toEqual(['done', 'maintenance.one_report']);
  });
});

describe('whoever reported', () => {
  test('asks once more, once: those who take care of it are told; over for a short time, it goes on', async () => {
    const { code } = await device();
    const report = await received(code);
    await sorted();
    const { secret } = await faults().followUpKey(report);
    const ask = () => broken(desk.s.work((tx) => faults().askOnceMore(tx, STRANGER, secret)));
    await desk.act(ines(), 'take', await ticketOf(report));
    await desk.act(ines(), 'close', await ticketOf(report), { reason: 'no_fault' });
    expect(await ask()).toBe('done');
    expect(await ask()).toBe('maintenance.asked_already');
    expect(await desk.queries.byId(ines(), await ticketOf(report))).toMatchObject({ state: 'open' });
    expect((await follow(report)).askedAgain).toBe(true);
  });

  test('follows it by its number and its word; a wrong one of either is one answer, five times an hour for each number', async () => {
    const report = await received('SUIVI-1');
    const { number, word } = await faults().followUpKey(report);
    const find = (n: string, w: string) => desk.s.work((tx) => faults().byNumber(tx, n, w));
    expect(word).toMatch(/^[BDFGJLMNRSVZ][AEIOU][BDFGJLMNRSVZ][AEIOU]$/);
    expect(await find(number.toLowerCase(), word.toLowerCase())).toBe(report);
    for (let i = 0; i < 4; i += 1) expect(await find(number, 'FAUX')).toBe('none');
    expect(await broken(find(number, word))).toBe('maintenance.follow_throttled');
    for (let i = 0; i < 5; i += 1) expect(await find('P-2222-22', word)).toBe('none');
    expect(await broken(find('P-2222-22', word))).toBe('maintenance.follow_throttled');
    expect(await find((await faults().followUpKey(await received('SUIVI-2'))).number, word)).toBe('none');
  });
});
