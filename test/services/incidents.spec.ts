import { DevicesService, showAssetCode } from '#bank/devices';
import {
  type IncidentInput,
  IncidentQueries,
  IncidentsModule,
  IncidentsService,
  IncidentsToday,
} from '#bank/incidents';
import { NoticesService } from '#bank/mails';
import { type RemovedMediaDesk, removedMediaDesk } from '../support/machines/removed-media-desk.js';
import { Life } from '../support/planted/life.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { eventsSettled } from '../support/servers/events-settled.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { broken } from '../support/servers/services.js';
import { BRING_TO } from '../support/things/device-states.js';

let life: Life;
let desk: RemovedMediaDesk;
let queries: IncidentQueries;
let time: BankClock;
let office: MailServer;
beforeAll(async () => {
  office = await MailServer.open();
  life = await Life.open(IncidentsModule);
  desk = removedMediaDesk(life);
  queries = life.get(IncidentQueries);
  time = bankClock(life.s);
});
afterAll(async () => {
  await time.back();
  await life.s.close();
  await office.close();
});
// What somebody said within the hour is one incident: each test has an hour of its own.
beforeEach(() => time.pass('2 hours'));

const incidentsOf = async (deviceId: string) =>
  Promise.all(
    (await queries.ofDevice(life.people.leila, deviceId)).map(({ id }) => queries.byId(life.people.leila, id)),
  );
const lose = (
  ids: string | readonly string[],
  who = life.people.karim,
  reason: 'stolen' | 'not_found_on_shelf' = 'stolen',
) =>
  life.s.work(async (tx) => {
    for (const id of [ids].flat()) await life.get(DevicesService).act(tx, who, 'report_lost', id, { reason });
  });
const find = (id: string) =>
  life.act(id, 'find', { reason: 'found_again', placeId: life.s.fixtures.organisations.bank.place }, life.people.leila);
const given = async (donor: string): Promise<string> => life.logOn(await life.donation(donor), {});

describe('a loss of what may hold data', () => {
  test('opens an incident in the very act, with the media as the gate sees them and who had it last', async () => {
    const d = await desk.machine();
    await lose(d.id);
    const [incident, ...others] = await incidentsOf(d.id);
    expect(others).toEqual([]);
    expect(incident).toMatchObject({ how: 'stolen', state: 'open', devices: 1, media: 0, noticeHours: 48 });
    expect(incident!.number).toMatch(/^I-\d{4}-\d{4}$/);
    const [item] = incident!.items;
    expect(item).toMatchObject({
      deviceId: d.id,
      custodian: expect.any(String),
      place: expect.any(String),
      heldSince: expect.anything(),
      seenOperator: life.people.karim.operatorNumber,
      foundAt: null,
    });
    expect(item!.lostMedia.map(({ why }) => why)).toEqual(['medium_unproven', 'medium_unproven']);
    expect(item!.lostMedia.map(({ serial }) => serial).sort()).toEqual(
      Object.keys(d.media)
        .map((disk) => d.disks[disk])
        .sort(),
    );
    // Of no gift that is known, the bank answers itself.
    expect(incident!.controllers).toMatchObject([{ kind: 'bank', toldHow: 'itself' }]);
  });

  test('names the donor, whose data it holds', async () => {
    const id = await given('Mairie de Vanves');
    await lose(id, life.people.aude);
    const [incident] = await incidentsOf(id);
    expect(incident).toMatchObject({
      untold: 1,
      controllers: [{ kind: 'donor', name: 'Mairie de Vanves', toldAt: null }],
    });
    expect(incident!.items[0]!.lostMedia).toMatchObject([{ why: 'no_media_knowledge', serial: null, dataEpoch: 1 }]);
  });

  test('names the structure of a device that came back from a person, not the donor', async () => {
    const id = await BRING_TO.returned(life);
    await lose(id, life.people.ines);
    const [incident] = await incidentsOf(id);
    const { structure } = life.s.fixtures.organisations;
    expect(incident!.controllers).toMatchObject([{ kind: 'structure', organisationId: structure.id, donorId: null }]);
  });

  test('is none when the gate knows that all is erased', async () => {
    const id = await BRING_TO.in_stock(life);
    await lose(id, life.people.leila);
    expect(await incidentsOf(id)).toEqual([]);
  });

  test('by one person within an hour is one incident, of all donors', async () => {
    const ids = [await given('Lycée Rabelais'), await given('Hôpital Corentin'), await given('Lycée Rabelais')];
    await lose(ids.slice(0, 2), life.people.aude);
    await lose(ids[2]!, life.people.aude);
    const found = (await Promise.all(ids.map(incidentsOf))).flat();
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(found[0]).toMatchObject({ devices: 3 });
    // Each gift of the same school was said under a card of its own here.
    expect(new Set(found[0]!.controllers.map(({ name }) => name))).toEqual(
      new Set(['Lycée Rabelais', 'Hôpital Corentin']),
    );
  });

  test('said twice at once by one person is one incident', async () => {
    const ids = [await given('Mairie A'), await given('Mairie B'), await given('Mairie C'), await given('Mairie D')];
    await Promise.all(ids.map((id) => lose(id, life.people.aude)));
    const found = (await Promise.all(ids.map(incidentsOf))).flat();
    expect(new Set(found.map(({ id }) => id)).size).toBe(1);
    expect(found[0]!.devices).toBe(4);
  });

  test('ends when all is found, and stays; what is lost again is another incident', async () => {
    const ids = [await given('Mairie E'), await given('Mairie F')];
    await lose(ids, life.people.aude);
    await find(ids[0]!);
    expect((await incidentsOf(ids[0]!))[0]).toMatchObject({ state: 'open', found: 1 });
    await find(ids[1]!);
    const [over] = await incidentsOf(ids[0]!);
    expect(over).toMatchObject({ state: 'found', found: 2, endedAt: expect.anything() });
    // Nobody knows what it holds now.
    const [{ f }] = await life.s.db.query('SELECT refurbishment.data_left($1) AS f', [ids[0]]);
    expect(f).toBe('no_media_knowledge');
    await lose(ids[0]!, life.people.leila);
    const [again, ...before] = await incidentsOf(ids[0]!);
    expect(before.map(({ id }) => id)).toEqual([over!.id]);
    expect(again).toMatchObject({ state: 'open', controllers: [{ kind: 'donor', name: 'Mairie E' }] });
  });

  test('of media alone, a box of them, is one incident; of one that was erased, none', async () => {
    const [d, e] = [await desk.machine(), await desk.machine()];
    const codes = [await desk.takeOut(d), await desk.takeOut(e)];
    for (const code of codes) await desk.act(code, 'report_lost', { reason: 'stolen' });
    const [one, other] = (await Promise.all([d.id, e.id].map(incidentsOf))).flat();
    expect(one!.id).toBe(other!.id);
    expect(one).toMatchObject({ devices: 0, media: 2, state: 'open' });
    await desk.act(codes[0]!, 'reopen', { reason: 'wrong_entry' });
    await desk.act(codes[1]!, 'reopen', { reason: 'found_again' });
    expect((await incidentsOf(d.id))[0]).toMatchObject({ state: 'found', found: 2 });
  });

  test('no program opens, changes or empties an incident', async () => {
    const denied = (sql: string) =>
      life.s
        .work((tx) => tx.query(sql))
        .then(
          () => 'done',
          (e: Error) => e.message,
        );
    expect(await denied('DELETE FROM incidents.lost_item')).toMatch(/permission denied/);
    expect(await denied('DELETE FROM incidents.incident')).toMatch(/permission denied/);
    expect(await denied(`UPDATE incidents.incident SET state = 'closed', ended_at = now()`)).toMatch(
      /no_change_without_history|incidents/,
    );
    expect(
      await denied(`UPDATE incidents.controller SET told_at = now(), told_how = 'mail' WHERE told_at IS NULL`),
    ).toMatch(/no_change/);
  });
});

const written = async (): Promise<void> => {
  await life.get(NoticesService).publishLate();
  await eventsSettled(life.s.db);
  await life.get(NoticesService).write();
  await workOff(life.s.app, 'mail');
};

describe('who hears of it', () => {
  test('a theft that the technician says is on the coordinator’s home at once, and in the mail of both in the same minute', async () => {
    await written();
    office.letters.length = 0;
    const today = async (who = life.people.leila) =>
      Object.fromEntries((await life.get(IncidentsToday).today(who)).map(({ what, count }) => [what, count]));
    const before = await today();
    const d = await desk.machine();
    await lose(d.id);
    const [incident] = await incidentsOf(d.id);
    expect((await today())['incidents_to_tell']).toBe(before['incidents_to_tell']! + 1);
    expect(await today(life.people.moussa)).toMatchObject({ incidents_open: expect.any(Number) });
    expect(await today(life.people.karim)).toEqual({});
    await written();
    for (const who of ['leila', 'moussa']) {
      const [letter, ...others] = office.to(`${who}@demo.example`);
      expect(others).toEqual([]);
      expect(letter).toContain(`/incidents/${incident!.id}`);
      expect(letter).toContain('48 heures');
      expect(letter).toContain('Vol : 1 appareil');
    }
    expect(office.to('karim@demo.example')).toEqual([]);
    // Told once, however often it is asked.
    office.letters.length = 0;
    await written();
    expect(office.letters).toEqual([]);
  });

  test('at half the hours of the agreement, a controller whom nobody told is an alarm', async () => {
    const id = await given('Mairie de Malakoff');
    await lose(id, life.people.aude);
    await written();
    office.letters.length = 0;
    await time.pass('23 hours');
    await written();
    expect(office.letters.filter(({ text }) => text.includes('n’est pas prévenu'))).toEqual([]);
    await time.pass('2 hours');
    await written();
    const [incident] = await incidentsOf(id);
    const late = office.to('leila@demo.example').filter((text) => text.includes(incident!.id));
    expect(late.join()).toContain('n’est pas prévenu. Faites-le maintenant');
  });
});

describe('whose data it is', () => {
  const tell = (id: string, input: IncidentInput, who = life.people.leila) =>
    life.s.work((tx) => life.get(IncidentsService).act(tx, who, 'tell', id, input));
  const answer = (id: string, input: IncidentInput) =>
    life.s.work((tx) => life.get(IncidentsService).act(tx, life.people.leila, 'answer', id, input));

  test('is told by one press, each of what is theirs alone; with the last answer it is over', async () => {
    const ids = [await given('Mairie de Bagneux'), await given('Lycée Lakanal')];
    await lose(ids, life.people.aude);
    const [incident] = await incidentsOf(ids[0]!);
    const of = (name: string) => incident!.controllers.find((c) => c.name === name)!.id;
    const [bagneux, lakanal] = [of('Mairie de Bagneux'), of('Lycée Lakanal')];
    const { id } = incident!;
    expect(await broken(tell(id, { controllerId: bagneux }))).toBe('incidents.how_missing');
    expect(await broken(tell(id, { controllerId: bagneux, how: 'mail', email: 'nobody' }))).toBe(
      'notifications.address_wrong',
    );
    expect(await broken(answer(id, { controllerId: bagneux, answer: 'notified' }))).toBe('incidents.none_awaited');
    office.letters.length = 0;
    await tell(id, { controllerId: bagneux, how: 'mail', email: 'dpo@bagneux.example.fr' });
    await workOff(life.s.app, 'mail');
    const [letter] = office.to('dpo@bagneux.example.fr');
    const codes = await Promise.all(ids.map(async (one) => showAssetCode((await life.row(one)).code)));
    expect(letter).toContain(codes[0]);
    expect(letter).not.toContain(codes[1]);
    expect(letter).toContain('72 heures');
    const [half] = await incidentsOf(ids[0]!);
    expect(half).toMatchObject({ state: 'open', untold: 1, unanswered: 1 });
    const told = half!.controllers.find((c) => c.id === bagneux)!;
    expect(told.controllerDueAt!.getTime() - told.toldAt!.getTime()).toBe(72 * 3_600_000);
    // One to whom it went is told of nothing more by the same incident.
    const later = await given('Mairie de Bagneux');
    await lose(later, life.people.aude);
    expect((await incidentsOf(later))[0]!.id).not.toBe(id);
    await tell(id, { controllerId: lakanal, how: 'letter' });
    expect(await broken(tell(id, { controllerId: lakanal, how: 'letter' }))).toBe('incidents.all_told');
    expect((await incidentsOf(ids[0]!))[0]!.state).toBe('told');
    await answer(id, { controllerId: bagneux, answer: 'notified' });
    expect((await incidentsOf(ids[0]!))[0]!.state).toBe('told');
    await answer(id, { controllerId: lakanal, answer: 'no_risk' });
    expect((await incidentsOf(ids[0]!))[0]).toMatchObject({ state: 'closed', endedAt: expect.anything() });
    // Found later, it stays closed.
    await find(ids[0]!);
    expect((await incidentsOf(ids[0]!))[0]).toMatchObject({ state: 'closed', found: 1 });
  });

  test('a private person is told what to do about their own data, an organisation what the law asks of it', async () => {
    const id = await given('Mairie de Clamart');
    await lose(id, life.people.aude);
    const [incident] = await incidentsOf(id);
    const [controller] = incident!.controllers;
    const words = (donorKind: 'person' | 'public_body') =>
      life.get(IncidentsService).notice(incident!, { ...controller!, donorKind });
    expect(await words('public_body')).toContain('comme sous-traitant');
    const person = await words('person');
    expect(person).toContain('changez-les');
    expect(person).not.toContain('sous-traitant');
  });

  test('is told by the bank, which is the processor, and by nobody else', async () => {
    const id = await given('Mairie de Sceaux');
    await lose(id, life.people.aude);
    const [incident] = await incidentsOf(id);
    const input = { controllerId: incident!.controllers[0]!.id, how: 'letter' } as const;
    await expect(tell(incident!.id, input, life.people.aude)).rejects.toThrow();
    await expect(tell(incident!.id, input, life.people.karim)).rejects.toThrow();
    expect((await incidentsOf(id))[0]!.state).toBe('open');
  });
});
