import { DevicesService, type Reason } from '#bank/devices';
import { IncidentQueries, IncidentsModule, IncidentsService } from '#bank/incidents';
import { DonationCorrections } from '#bank/intake';
import type { Member } from '#platform/kernel';
import { type RemovedMediaDesk, removedMediaDesk } from '../support/machines/removed-media-desk.js';
import { Life } from '../support/planted/life.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { broken } from '../support/servers/services.js';
import { BRING_TO } from '../support/things/device-states.js';

let life: Life;
let desk: RemovedMediaDesk;
let time: BankClock;
beforeAll(async () => {
  life = await Life.open(IncidentsModule);
  desk = removedMediaDesk(life);
  time = bankClock(life.s);
});
afterAll(async () => {
  await time.back();
  await life.s.close();
});
// What somebody said within the hour is one incident: each test has an hour of its own.
beforeEach(() => time.pass('2 hours'));

const lose = (id: string, who: Member = life.people.aude, reason: Reason = 'stolen') =>
  life.s.work((tx) => life.get(DevicesService).act(tx, who, 'report_lost', id, { reason }));
const queries = () => life.get(IncidentQueries);
const incidentsOf = async (deviceId: string) =>
  Promise.all(
    (await queries().ofDevice(life.people.leila, deviceId)).map(({ id }) => queries().byId(life.people.leila, id)),
  );
const back = (id: string, reason: Reason, who: Member, organisation: 'bank' | 'collection' = 'bank') =>
  life.s.work((tx) =>
    life.get(DevicesService).act(tx, who, 'find', id, {
      reason,
      placeId: life.s.fixtures.organisations[organisation].place,
    }),
  );
/** What is true of every device, whatever came first: lost with data that nothing proves gone, it has one incident that lists it. */
const listed = async (id: string): Promise<{ state: string; items: number; left: boolean }> => {
  const [row] = await life.s.db.query(
    `SELECT d.state, (SELECT count(*)::int FROM incidents.lost_item x WHERE x.device_id = d.id AND x.removed_medium_id IS NULL AND x.found_at IS NULL) AS items,
       EXISTS (SELECT FROM refurbishment.data_left(d.id)) AS left FROM devices.device d WHERE d.id = $1`,
    [id],
  );
  return row;
};

describe('a donor that is put right after the loss', () => {
  test('is told as another, and the notice that went stays', async () => {
    const donation = await life.donation('Mairie de Meudon');
    const id = await life.logOn(donation, {});
    await lose(id);
    const [before] = await incidentsOf(id);
    const wrong = before!.controllers[0]!;
    const tell = (controllerId: string) =>
      life.s.work((tx) =>
        life.get(IncidentsService).act(tx, life.people.leila, 'tell', before!.id, { controllerId, how: 'letter' }),
      );
    await tell(wrong.id);
    await life.s.work((tx) =>
      life.get(DonationCorrections).correctDonor(tx, life.people.leila, donation, {
        donor: { kind: 'public_body', name: 'Mairie de Vanves' },
        reason: 'wrong_choice',
      }),
    );
    const [after] = await incidentsOf(id);
    expect(after).toMatchObject({ id: before!.id, state: 'open', untold: 1, unanswered: 0 });
    const [first, second] = after!.controllers;
    expect(first).toMatchObject({ name: 'Mairie de Meudon', toldHow: 'letter', replacedAt: expect.any(Date) });
    expect(second).toMatchObject({ name: 'Mairie de Vanves', toldAt: null, replacedAt: null });
    expect(after!.items[0]!.lostMedia.map(({ controllerId }) => controllerId)).toEqual([second!.id]);
    const [event] = await queries().timeline(life.people.leila, before!.id);
    expect(event).toMatchObject({ verb: 'follow', operatorNumber: life.people.leila.operatorNumber });
    // Nobody answers for data that were another's.
    expect(await broken(tell(first!.id))).toBe('incidents.controller_missing');
    await tell(second!.id);
    expect((await incidentsOf(id))[0]).toMatchObject({ state: 'told', untold: 0, unanswered: 1 });
  });
});

describe('what never was lost', () => {
  test('said so by whoever had said the loss, ends the incident as an error, which stays; the gate holds the device', async () => {
    const id = await life.logOn(await life.donation('Mairie de Garches'), {});
    await lose(id);
    const moussa = life.people.moussa;
    expect(await broken(back(id, 'wrong_entry', moussa))).not.toBe('done');
    await back(id, 'wrong_entry', life.people.aude, 'collection');
    const [incident] = await incidentsOf(id);
    expect(incident).toMatchObject({ state: 'error', endedAt: expect.any(Date), found: 1 });
    expect(incident!.items[0]).toMatchObject({ byMistake: true });
    expect((await queries().list(life.people.leila)).items.map((i) => i.id)).toContain(incident!.id);
    expect(await listed(id)).toMatchObject({ state: 'received', items: 0, left: true });
  });

  test('by somebody else of the same organisation, is refused: they may say that it was found', async () => {
    const d = await desk.machine();
    await lose(d.id, life.people.karim);
    const at = (reason: Reason) =>
      life.s.work((tx) =>
        life.get(DevicesService).act(tx, life.people.moussa, 'find', d.id, {
          reason,
          placeId: life.s.fixtures.organisations.workshop.place,
        }),
      );
    expect(await broken(at('wrong_entry'))).toBe('incidents.not_who_said');
    await at('found_again');
    expect((await incidentsOf(d.id))[0]).toMatchObject({ state: 'found' });
  });
});

describe('at once', () => {
  const settled = async (...works: readonly Promise<unknown>[]) =>
    (await Promise.allSettled(works)).filter(({ status }) => status === 'fulfilled').length;

  test('two who say the same loss: one is heard, and there is one incident', async () => {
    for (let n = 0; n < 5; n++) {
      const id = await life.logOn(await life.donation(`Mairie n° ${n}`), {});
      expect(await settled(lose(id), lose(id, life.people.leila, 'not_found_on_shelf'))).toBe(1);
      expect(await incidentsOf(id)).toHaveLength(1);
      expect(await listed(id)).toEqual({ state: 'lost', items: 1, left: true });
    }
  });

  test('a loss and the erasure of all media: an incident exactly where the gate does not know it erased', async () => {
    for (let n = 0; n < 6; n++) {
      const d = await desk.machine();
      const log = () => desk.log(d.disks);
      await settled(...(n % 2 ? [lose(d.id, life.people.karim), log()] : [log(), lose(d.id, life.people.karim)]));
      const { state, items, left } = await listed(d.id);
      expect([state, items]).toEqual(['lost', left ? 1 : 0]);
    }
  });

  test('a loss and the arrival of its lot: lost, it has its incident; arrived, it has none', async () => {
    for (let n = 0; n < 6; n++) {
      const id = await BRING_TO.in_transit(life);
      const [lot] = await life.s.db.query('SELECT transfer_id AS id FROM devices.device WHERE id = $1', [id]);
      const { code } = await life.row(id);
      const arrive = () => life.receive(lot.id, [code]);
      await settled(...(n % 2 ? [lose(id, life.people.leila), arrive()] : [arrive(), lose(id, life.people.leila)]));
      const { state, items } = await listed(id);
      expect(items).toBe(state === 'lost' ? 1 : 0);
    }
  });
});
