import { RequestAnswersService, RequestsService } from '#bank/allocation';
import { FaultsService } from '#bank/faults';
import { ArrivalsService } from '#bank/logistics';
import { ChoicesService, MailService, NoticesService } from '#bank/mails';
import { Life } from '../support/planted/life.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { eventsSettled } from '../support/servers/events-settled.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { BRING_TO } from '../support/things/device-states.js';
import { STRANGER } from '../support/things/ticket-desk.js';

let life: Life;
let office: MailServer;
let clock: BankClock;

beforeAll(async () => {
  office = await MailServer.open();
  life = await Life.open();
  clock = bankClock(life.s);
});
afterAll(async () => {
  await clock?.back();
  await life?.s.close();
  await office?.close();
});
beforeEach(async () => {
  await written();
  await deliver();
  office.letters.length = 0;
});
afterEach(() => office.up());

const deliver = () => workOff(life.s.app, 'mail');
async function written(): Promise<void> {
  await eventsSettled(life.s.db);
  await life.get(NoticesService).write();
}
const to = (who: string) => office.to(`${who}@demo.example`);
/** Three tries a day, in vain. */
async function daysWithoutServer(days: number): Promise<void> {
  for (let tries = days * 3; tries; tries -= 1) {
    await clock.pass('8 hours');
    await deliver();
  }
}
async function back(): Promise<void> {
  await office.up();
  await clock.pass('7 hours');
  await deliver();
}
const submitted = async (): Promise<string> => {
  const placeId = life.s.fixtures.organisations.structure.place;
  const lines = [{ category: 'laptop' as const, quantity: 1, needs: [] }];
  const id = await life.s.work((tx) => life.get(RequestsService).draft(tx, life.people.ines, { placeId, lines }));
  await life.s.work((tx) => life.get(RequestsService).submit(tx, life.people.ines, id));
  return id;
};
const approve = (id: string) => life.s.work((tx) => life.get(RequestAnswersService).approve(tx, life.people.leila, id));
const report = async (): Promise<string> => {
  const { code } = await life.row(await BRING_TO.handed_over(life));
  return life.s.work((tx) =>
    life.get(FaultsService).report(tx, STRANGER, { label: code, problem: 'screen', countedBy: null }),
  );
};
/** What became of the mails about a thing, as the log has it. */
const logged = async (causeId: string, kind: string): Promise<string[]> => {
  const found: { what: string }[] = await life.s.db.query(
    `SELECT DISTINCT state || coalesce(' ' || error, '') AS what FROM notifications.mail WHERE cause_id = $1 AND kind = $2`,
    [causeId, kind],
  );
  return found.map(({ what }) => what);
};
const NO_MORE = 'outdated notifications.true_no_more';

test('a mail server is down for two days: what is no more does not leave and says so, what is still true leaves in today’s words', async () => {
  const devices = [await life.log(), await life.log(), await life.log()];
  const codes = await Promise.all(devices.map(async (id) => (await life.row(id)).code));
  const unconfirmed = await life.send(devices, 'workshop');
  await written();
  await deliver();
  const { moussa } = life.people;
  const arrive = (lot: string, some: readonly string[]) =>
    life.s.work((tx) => life.get(ArrivalsService).confirm(tx, moussa, lot, some));
  await arrive(unconfirmed, codes.slice(0, 1));
  await life.s.work((tx) => life.get(ChoicesService).choose(tx, life.people.aude, 'lot_unconfirmed', 'at_once'));

  await office.down();
  office.letters.length = 0;
  await life.s.work((tx) => life.get(ArrivalsService).finish(tx, moussa, unconfirmed));
  const announced = await life.send([await life.log()], 'workshop');
  const late = await life.send([await life.log()], 'workshop');
  const [answered, open] = [await submitted(), await submitted()];
  const [taken, untaken] = [await report(), await report()];
  await written();
  await daysWithoutServer(2);
  await approve(answered);
  await life.onTicket(taken, 'take');
  await life.s.work((tx) => life.get(ArrivalsService).confirmLate(tx, moussa, unconfirmed, codes[1]!));
  const [{ code }] = await life.s.db.query(
    'SELECT d.code FROM logistics.transfer_line l JOIN devices.device d ON d.id = l.device_id WHERE l.transfer_id = $1',
    [late],
  );
  await life.receive(late, [code]);
  await back();

  expect(await logged(answered, 'request_sent')).toEqual([NO_MORE]);
  expect(await logged(open, 'request_sent')).toEqual(['sent']);
  expect(await logged(taken, 'fault_opened')).toEqual([NO_MORE]);
  expect(await logged(untaken, 'fault_opened')).toEqual(['sent']);
  expect(await logged(late, 'delivery_announced')).toEqual([NO_MORE]);
  expect(await logged(announced, 'delivery_announced')).toEqual(['sent']);
  const asked = to('leila').join('\n');
  expect(asked).toContain(`/demandes/${open}`);
  expect(asked).not.toContain(`/demandes/${answered}`);
  expect(to('moussa').join('\n')).not.toContain(`/lots/${late}`);
  const lacking = to('aude').filter((text) => text.includes(`/lots/${unconfirmed}`));
  expect(lacking).toEqual([expect.stringContaining('il y manque un appareil')]);
  const [{ words }] = await life.s.db.query(
    `SELECT count(*) FILTER (WHERE num_nonnulls(recipient, subject, body) > 0)::int AS words FROM notifications.mail WHERE state = 'outdated'`,
  );
  expect(words).toBe(0);
  // The log of the bank shows it, and nobody sends it again.
  const [shown] = (await life.get(MailService).toOrganisation(life.organisation('bank'))).filter(
    ({ state }) => state === 'outdated',
  );
  expect(shown).toMatchObject({ kind: 'request_sent', sendableAgain: false });
});

test('what waited longer than it is of use does not leave; a fact that stays true does', async () => {
  await office.down();
  const stolen = await life.log();
  await life.act(stolen, 'report_lost', { reason: 'stolen' });
  const fault = await report();
  await written();
  const [{ id: incident }] = await life.s.db.query(
    'SELECT incident_id AS id FROM incidents.lost_item WHERE device_id = $1',
    [stolen],
  );
  await life.act(stolen, 'find', {
    reason: 'found_again',
    placeId: life.s.fixtures.organisations.collection.place,
  });
  // Nothing could try meanwhile.
  await clock.pass('8 days');
  await back();
  expect(await logged(fault, 'fault_opened')).toEqual(['outdated notifications.no_longer_useful']);
  expect(await logged(incident, 'incident_opened')).toEqual(['sent']);
});

test('who stopped hearing of it, or works there no more, does not receive what waited', async () => {
  await office.down();
  const request = await submitted();
  const fault = await report();
  await written();
  const { ines, leila } = life.people;
  await life.s.work((tx) => life.get(ChoicesService).choose(tx, leila, 'request_sent', 'none'));
  await life.s.db.query('UPDATE people.membership SET active = false WHERE id = $1', [ines.membershipId]);
  try {
    await back();
    expect(await logged(request, 'request_sent')).not.toContain('waiting');
    expect(to('leila').join('\n')).not.toContain(`/demandes/${request}`);
    expect(to('ines').join('\n')).not.toContain(`/pannes/${fault}`);
  } finally {
    await life.s.db.query('UPDATE people.membership SET active = true WHERE id = $1', [ines.membershipId]);
    await life.s.work((tx) => life.get(ChoicesService).choose(tx, leila, 'request_sent', 'at_once'));
  }
});

test('of the summaries of three days without a mail server, one leaves, with what is still true', async () => {
  const { leila } = life.people;
  const morning = async (days: number) => {
    const [{ at }] = await life.s.db.query(
      `SELECT (((platform.now() AT TIME ZONE time_zone)::date + $1::int + time '08:00') AT TIME ZONE time_zone)::text AS at FROM people.bank`,
      [days],
    );
    await clock.goTo(at);
    await life.get(NoticesService).sendSummaries();
    await deliver();
  };
  await life.s.work((tx) => life.get(ChoicesService).choose(tx, leila, 'request_sent', 'summary'));
  await morning(1);
  office.letters.length = 0;
  await office.down();
  const [answered, open] = [await submitted(), await submitted()];
  await written();
  await morning(1);
  const later = await submitted();
  await written();
  await morning(1);
  await approve(answered);
  await morning(1);
  await back();
  const summaries = to('leila').filter((text) => text.includes(`/demandes/${open}`));
  expect(summaries).toHaveLength(1);
  expect(summaries[0]).toContain(`/demandes/${later}`);
  expect(summaries[0]).not.toContain(`/demandes/${answered}`);
  await morning(1);
  expect(to('leila').filter((text) => text.includes(`/demandes/${open}`))).toHaveLength(1);
  const [{ n }] = await life.s.db.query(
    `SELECT count(*)::int AS n FROM notifications.summary_line WHERE about && $1::uuid[]`,
    [[answered, open, later]],
  );
  expect(n).toBe(0);
});
