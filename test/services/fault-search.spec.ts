import { DevicesService } from '#bank/devices';
import { TICKETS } from '#bank/faults';
import { type Actor, newId, READ, scopeOf } from '#platform/kernel';
import { handedOverDevice } from '../support/things/handed-over.js';
import { type TicketDesk, ticketDesk } from '../support/things/ticket-desk.js';

let desk: TicketDesk;
beforeAll(async () => {
  desk = await ticketDesk();
});
afterAll(() => desk.s.close());

const ines = () => desk.s.fixtures.people.ines;
const leila = () => desk.s.fixtures.people.leila;
const found = async (actor: Actor, q: string): Promise<string[]> =>
  (await TICKETS.page(desk.s.db, scopeOf(actor, READ.tickets), { q }, true)).items.map(({ id }) => id);
const call = (deviceId: string, is: { make?: string; model?: string; serial?: string }) =>
  desk.s.work((tx) => desk.s.app.get(DevicesService).correct(tx, ines(), deviceId, is));
/** A fault of a device that nothing else is called like. */
async function fault() {
  const device = await handedOverDevice(desk.s.app, desk.s.fixtures);
  const own = newId().slice(-6).toUpperCase();
  await call(device.id, { make: 'Dell', model: `Latitude ${own}`, serial: `SN${own}` });
  return { device, own, id: await desk.report(device.code) };
}

describe('the search of the list of faults', () => {
  test('finds by model, make and model, serial and code of the device, in any spelling', async () => {
    const { device, own, id } = await fault();
    const other = await fault();
    expect(await found(leila(), 'Latitude')).toEqual(expect.arrayContaining([id, other.id]));
    const label = `BN-${device.code.slice(0, 4)}-${device.code.slice(4)}`;
    for (const q of [own, `dell LATITUDE ${own}`, `sn${own.toLowerCase()}`, device.code, label.toLowerCase()])
      expect([q, await found(leila(), q)]).toEqual([q, [id]]);
    expect(await found(leila(), `${own} Lenovo`)).toEqual([]);
    expect(await found(leila(), '%')).toEqual([]);
  });

  test('finds by its number as before, and by one of a report that joined it', async () => {
    const { device, id } = await fault();
    await desk.report(device.code);
    const reports: { number: string }[] = await desk.s.db.query(
      'SELECT number FROM maintenance.report WHERE ticket_id = $1',
      [id],
    );
    expect(reports).toHaveLength(2);
    for (const { number } of reports)
      expect(await found(leila(), `p-${number.slice(0, 4)}-${number.slice(4)}`)).toEqual([id]);
  });

  test("finds by the structure's name and by what was found, together with other words", async () => {
    const { own, id } = await fault();
    const [{ name }] = await desk.s.db.query('SELECT name FROM people.organisation WHERE id = $1', [
      ines().organisationId,
    ]);
    expect(await found(leila(), `${name} ${own}`)).toEqual([id]);
    expect(await found(leila(), `charnière ${own}`)).toEqual([]);
    await desk.act(ines(), 'take', id);
    await desk.act(ines(), 'diagnose', id, { found: 'casing' });
    expect(await found(leila(), `CHARNIERE ${own}`)).toEqual([id]);
  });

  test('follows a device that is called otherwise, also where the fault is over', async () => {
    const { device, own, id } = await fault();
    const history = () => desk.s.db.query('SELECT id FROM maintenance.ticket_event WHERE ticket_id = $1', [id]);
    const before = await history();
    await call(device.id, { model: `ProBook ${own}` });
    expect(await found(leila(), `latitude ${own}`)).toEqual([]);
    expect(await found(leila(), `probook ${own}`)).toEqual([id]);
    expect(await history()).toEqual(before);
    await desk.act(ines(), 'close', id, { reason: 'no_fault' });
    await call(device.id, { model: `ThinkPad ${own}` });
    expect(await found(leila(), `thinkpad ${own}`)).toEqual([id]);
  });

  test("finds nothing of what is another structure's", async () => {
    const { own } = await fault();
    const elsewhere: Actor = { ...ines(), organisationId: newId() };
    expect(await found(elsewhere, own)).toEqual([]);
    expect(await found(ines(), own)).toHaveLength(1);
  });
});
