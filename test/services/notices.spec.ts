import { FaultsModule, FaultsService, TicketsService } from '#bank/faults';
import {
  type AnyNotice,
  addNotices,
  allNotices,
  ChoicesService,
  MAIL_KINDS,
  MailService,
  type Notices,
  NoticesService,
  openStopLink,
  stopKey,
} from '#bank/mails';
import { BankService } from '#bank/people';
import type { Member } from '#platform/kernel';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { eventsSettled } from '../support/servers/events-settled.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { broken } from '../support/servers/services.js';
import { Allocation } from '../support/things/allocation.js';
import { handedOverDevice } from '../support/things/handed-over.js';
import { STRANGER } from '../support/things/ticket-desk.js';

let a: Allocation;
let office: MailServer;
let clock: BankClock;

beforeAll(async () => {
  office = await MailServer.open();
  a = await Allocation.open(FaultsModule);
  clock = bankClock(a.s);
});
afterAll(async () => {
  await clock?.back();
  await a?.s.close();
  await office?.close();
});
beforeEach(async () => {
  await written();
  await a.s.db.query('DELETE FROM notifications.notice_choice');
  await a.s.db.query('DELETE FROM notifications.summary_line');
  office.letters.length = 0;
});

const notices = () => a.get(NoticesService);
const choices = () => a.get(ChoicesService);
const ines = () => a.people.ines as Member;
const leila = () => a.people.leila as Member;

async function written(): Promise<void> {
  await eventsSettled(a.s.db);
  await notices().write();
  await workOff(a.s.app, 'mail');
}
async function summaries(): Promise<void> {
  await notices().sendSummaries();
  await workOff(a.s.app, 'mail');
}
const report = (label: string): Promise<string> =>
  a.s.work((tx) =>
    a
      .get(FaultsService)
      .report(tx, STRANGER, { label, problem: 'screen', sentence: 'Sur la table de Paul', countedBy: null }),
  );
const choose = (who: Member, kind: string, way: 'at_once' | 'summary' | 'none') =>
  a.s.work((tx) => choices().choose(tx, who, kind, way));
const settleHour = async (summaryHour: number) => {
  const bank = a.get(BankService);
  const before = await bank.settings();
  await a.s.work((tx) => bank.change(tx, leila(), { ...before, summaryHour }));
};
const toInes = () => office.to('ines@demo.example');
const toLeila = () => office.to('leila@demo.example');
const tomorrowMorning = async () => {
  await clock.pass('1 day');
  const [{ at }] = await a.s.db.query(
    `SELECT (((platform.now() AT TIME ZONE time_zone)::date + time '08:00') AT TIME ZONE time_zone)::text AS at FROM people.bank`,
  );
  await clock.goTo(at);
};

test('a fault is written to the structure that handed the device over, once, without what the person wrote', async () => {
  const { code } = await handedOverDevice(a.s.app, a.s.fixtures);
  await written();
  office.letters.length = 0;
  await report(code);
  await written();
  await written();
  expect(toInes()).toHaveLength(1);
  // As the page of faults writes the number.
  expect(toInes()[0]).toMatch(/Panne[ _]P-\w{4}-\w{2}[ _]:/);
  expect(toInes()[0]).not.toContain('Paul');
  expect(toLeila()).toEqual([]);
});

test('a fault of an unknown device is written to the bank; found, to its structure', async () => {
  const { code } = await handedOverDevice(a.s.app, a.s.fixtures);
  await written();
  office.letters.length = 0;
  await report('AUTOCOLLANT PERDU');
  await written();
  expect(toLeila()).toHaveLength(1);
  expect(toInes()).toEqual([]);
  const [{ id }] = await a.s.db.query('SELECT id FROM maintenance.ticket ORDER BY opened_at DESC LIMIT 1');
  await a.s.work((tx) => a.get(TicketsService).act(tx, leila(), 'assign', id, { label: code }));
  await written();
  expect(toInes()).toHaveLength(1);
  expect(toLeila()).toHaveLength(1);
});

test('what is late is an event, once, and one line of each morning’s summary', async () => {
  await report('EN RETARD 1');
  await a.submitted('laptop');
  await written();
  office.letters.length = 0;
  await clock.pass('8 days');
  const late = async (): Promise<string[]> =>
    (
      await a.s.db.query(
        `SELECT thing || '.' || verb || ' ' || subject_id AS what FROM events.event WHERE verb = 'late' AND at > platform.now() - interval '1 hour' ORDER BY 1`,
      )
    ).map(({ what }: { what: string }) => what);
  await notices().publishLate();
  const once = await late();
  expect(once.some((what) => what.startsWith('request.late'))).toBe(true);
  expect(once.some((what) => what.startsWith('ticket.late'))).toBe(true);
  expect(new Set(once).size).toBe(once.length);
  await notices().publishLate();
  expect(await late()).toEqual(once);
  await written();
  expect(toLeila()).toEqual([]);
  await tomorrowMorning();
  await summaries();
  await summaries();
  expect(toLeila()).toHaveLength(1);
  expect(toLeila()[0]).toContain('attend depuis une semaine');
  expect(toLeila()[0]).toContain('/pannes/');
  expect(toLeila()[0]).toContain('/demandes/');
  await notices().publishLate();
  await written();
  await tomorrowMorning();
  await summaries();
  expect(toLeila()).toHaveLength(1);
});

test('a summary leaves in the morning of the bank, not at night', async () => {
  await choose(leila(), 'request_sent', 'summary');
  await a.submitted('tablet');
  await written();
  await tomorrowMorning();
  await clock.pass('-3 hours');
  await summaries();
  expect(toLeila()).toEqual([]);
  await clock.pass('3 hours');
  await summaries();
  expect(toLeila()).toHaveLength(1);
});

test('the hour at which summaries leave is the bank’s to settle', async () => {
  await choose(leila(), 'request_sent', 'summary');
  await settleHour(18);
  try {
    await a.submitted('tablet');
    await written();
    await tomorrowMorning();
    await clock.pass('9 hours');
    await summaries();
    expect(toLeila()).toEqual([]);
    await clock.pass('2 hours');
    await summaries();
    expect(toLeila()).toHaveLength(1);
    await expect(settleHour(24)).rejects.toThrow();
  } finally {
    await settleHour(7);
  }
});

test('whoever works in two organisations has one summary, of each its part, and stops it by its link', async () => {
  const { workshop } = a.s.fixtures.organisations;
  const { userId } = ines();
  await a.s.db.query(
    `INSERT INTO people.membership (id, user_id, organisation_id, roles) VALUES (gen_random_uuid(), $1, $2, '{workshop_supervisor}')`,
    [userId, workshop.id],
  );
  // Lines of nothing that happened: taken for facts that stay true, they leave as they are.
  const kinds = allNotices().filter(({ kind }) => kind === 'lot_late' || kind === 'fault_late');
  const facts = (usefulDays: (kind: AnyNotice) => number | null) =>
    addNotices(Object.fromEntries(kinds.map((one) => [one.kind, { ...one, usefulDays: usefulDays(one) }])) as Notices);
  facts(() => null);
  const line = `INSERT INTO notifications.summary_line (id, membership_id, kind, subject_id, about, once_key, line, page)
    SELECT gen_random_uuid(), m.id, $2, gen_random_uuid(), '{}', $3, $4, 'https://banque.example.fr/' || $4 FROM people.membership m WHERE m.user_id = $1 AND m.organisation_id = $5`;
  const structure = a.structure.id;
  await a.s.db.query(line, [userId, 'lot_late', 'one', 'Lot un', structure]);
  await a.s.db.query(line, [userId, 'fault_late', 'two', 'Panne deux', structure]);
  await a.s.db.query(line, [userId, 'lot_late', 'three', 'Lot trois', workshop.id]);
  await a.s.db.query(line, [leila().userId, 'lot_late', 'four', 'Lot quatre', leila().organisationId]);
  await tomorrowMorning();
  await summaries();
  facts(({ usefulDays }) => usefulDays);
  expect(toInes()).toHaveLength(1);
  const [text] = toInes();
  const names = await a.s.db.query('SELECT name FROM people.organisation WHERE id = ANY ($1) ORDER BY name', [
    [structure, workshop.id],
  ]);
  for (const { name } of names) expect(text).toContain(name.toUpperCase());
  expect(text!.match(/Lot en retard/g)).toHaveLength(2);
  expect(text!.indexOf('Panne en retard')).toBeLessThan(text!.indexOf('Panne deux'));
  expect(text).not.toContain('Lot quatre');
  // Each organisation where they work sees that it went; nobody else does.
  const logged = async (organisation: string) =>
    (await a.get(MailService).toOrganisation(organisation)).filter(({ kind }) => kind === 'summary').length;
  for (const id of [structure, workshop.id]) {
    expect(await logged(id)).toBeGreaterThan(0);
    expect((await a.get(MailService).toPerson(userId!, id)).map(({ kind }) => kind)).toContain('summary');
  }
  expect(await logged(a.s.fixtures.organisations.otherStructure.id)).toBe(0);
  // Of one organisation alone there is nothing to tell apart.
  expect(toLeila()[0]).not.toContain('BANQUE DU NUM');

  const link = openStopLink(/messages\/arret\/([\w.-]+)/.exec(text!)![1]!)!;
  expect(link).toEqual({ userId, notice: null });
  await a.s.work((tx) => choices().stopSummaries(tx, userId!));
  const way = async (kind: string) => (await choices().mine(ines())).find(({ notice }) => notice.kind === kind)!.way;
  expect(await way('fault_late')).toBe('none');
  // A manager must know of a late lot.
  expect(await way('lot_late')).toBe('summary');
  expect(await way('request_answered')).toBe('at_once');
  await a.s.work((tx) => choices().stopSummaries(tx, userId!));
  await a.s.db.query('UPDATE people.membership SET active = false WHERE user_id = $1 AND organisation_id = $2', [
    userId,
    workshop.id,
  ]);
});

test('each chooses: in the summary, or not at all; the other kinds go on', async () => {
  await choose(leila(), 'request_sent', 'none');
  await a.submitted('laptop');
  await written();
  expect(toLeila()).toEqual([]);
  await report('AUTRE CHOSE');
  await written();
  expect(toLeila()).toHaveLength(1);
});

test('what a role must know is not stopped, and whoever does not get a kind has nothing to choose', async () => {
  expect(await broken(choose(leila(), 'request_waits', 'none'))).toBe('notifications.must_hear');
  await choose(leila(), 'request_waits', 'at_once');
  await expect(choose(ines(), 'request_waits', 'summary')).rejects.toThrow();
  expect((await choices().mine(ines())).map(({ notice }) => notice.kind)).not.toContain('request_waits');
});

test('the link below a mail stops its kind for its reader alone; what must be known has none', async () => {
  await a.submitted('laptop');
  await written();
  const [text] = toLeila();
  const key = /messages\/arret\/([\w.-]+)/.exec(text!)![1]!;
  const link = openStopLink(key)!;
  if (!link.notice) throw new Error('a link of a summary');
  expect(link.membershipId).toBe(leila().membershipId);
  expect(Math.max(...MAIL_KINDS.map((kind) => stopKey(leila().membershipId, kind).length))).toBeLessThanOrEqual(100);
  expect(openStopLink(`${key.slice(0, -2)}AA`)).toBeNull();
  await a.s.work((tx) => choices().stop(tx, link.membershipId, link.notice));
  office.letters.length = 0;
  await a.submitted('laptop');
  await written();
  expect(toLeila()).toEqual([]);
});

test('of a place in the feed that is gone, and of a worker that dies in the middle, nothing is lost or written twice', async () => {
  const request = await a.submitted('laptop');
  const about = () => toLeila().filter((text) => text.includes(request));
  await eventsSettled(a.s.db);
  const [before] = await a.s.db.query('SELECT * FROM notifications.notice_reader');
  await notices().write();
  await workOff(a.s.app, 'mail');
  expect(about()).toHaveLength(1);
  // As if the process had died before it noted how far it had read: the mails are there already, under their keys.
  await a.s.db.query('UPDATE notifications.notice_reader SET feed = $1, txid = $2::text::xid8, number = $3', [
    before.feed,
    before.txid,
    before.number,
  ]);
  await written();
  expect(about()).toHaveLength(1);
  await a.s.db.query('UPDATE notifications.notice_reader SET feed = gen_random_uuid()');
  await written();
  expect(about()).toHaveLength(1);
});

test('what comes after the morning’s summaries is of the next morning, also where a worker died among them', async () => {
  await choose(leila(), 'request_sent', 'summary');
  await tomorrowMorning();
  await summaries();
  await a.submitted('laptop');
  await written();
  await summaries();
  expect(toLeila()).toEqual([]);
  await tomorrowMorning();
  await summaries();
  expect(toLeila()).toHaveLength(1);
  // As if the process had died before it noted that the day's summaries are written.
  await a.s.db.query('UPDATE notifications.notice_reader SET summaries_on = NULL');
  const later = await a.submitted('laptop');
  await written();
  await summaries();
  expect(toLeila()).toHaveLength(1);
  await tomorrowMorning();
  await summaries();
  expect(toLeila()).toHaveLength(2);
  expect(toLeila()[1]).toContain(later);
});

test('a room that fails stops neither the mails of others nor what follows, and its own come when it works again', async () => {
  const works = allNotices().find(({ kind }) => kind === 'request_sent')!;
  // As a statement that Postgres refuses: the transaction would be lost with it.
  addNotices({
    request_sent: { ...works, find: async (tx) => tx.query('SELECT 1 / 0') },
    request_waits: {
      ...allNotices().find(({ kind }) => kind === 'request_waits')!,
      publishLate: (tx) => tx.query('SELECT 1 / 0'),
    },
  } as Notices);
  const request = await a.submitted('laptop');
  const about = () => toLeila().filter((text) => text.includes(request));
  try {
    await report('UNE PANNE MALGRÉ TOUT');
    await written();
    expect(toLeila()).toHaveLength(1);
    await report('UNE AUTRE');
    await written();
    expect(toLeila()).toHaveLength(2);
    expect(about()).toEqual([]);
    await clock.pass('8 days');
    await notices().publishLate();
    expect(
      await a.s.db.query(
        `SELECT 1 FROM events.event WHERE thing = 'ticket' AND verb = 'late' AND at > platform.now() - interval '1 hour'`,
      ),
    ).not.toEqual([]);
    await clock.pass('-8 days');
  } finally {
    addNotices({ request_sent: works } as Notices);
  }
  await written();
  expect(about()).toHaveLength(1);
  await written();
  expect(about()).toHaveLength(1);
  expect(await a.s.db.query('SELECT 1 FROM notifications.notice_untold')).toEqual([]);
});
