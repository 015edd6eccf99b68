import { BeneficiariesService, RequestAnswersService, RequestsService } from '#bank/allocation';
import { FaultsService } from '#bank/faults';
import { DeviceLocksService, DonationsService } from '#bank/intake';
import { ArrivalsService } from '#bank/logistics';
import { allNotices, type MailKind, NoticesService, OperatingMails } from '#bank/mails';
import { AgreementsService, ReceiptsModule } from '#bank/receipts';
import { SimsModule, SimsService } from '#bank/sims';
import { recordProof } from '#platform/database';
import { clock as now } from '#platform/kernel';
import { LockMails } from '../../libs/bank/intake/locks/lock-notices.js';
import { PASSWORD } from '../support/counting/bench.js';
import { Life } from '../support/planted/life.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { eventsSettled } from '../support/servers/events-settled.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { bring, iccid } from '../support/sheets/sim-lists.js';
import { BRING_TO } from '../support/things/device-states.js';

let life: Life;
let office: MailServer;
let clock: BankClock;

beforeAll(async () => {
  office = await MailServer.open();
  life = await Life.open(ReceiptsModule, SimsModule);
  clock = bankClock(life.s);
  // Whoever gets a kind has it at once, so that each is seen to arrive by itself.
  await life.s.db.query(
    `INSERT INTO notifications.notice_choice (membership_id, kind, way) SELECT m.id, k, 'at_once' FROM people.membership m CROSS JOIN unnest($1::text[]) k`,
    [allNotices().map(({ kind }) => kind)],
  );
});
afterAll(async () => {
  await clock?.back();
  await life?.s.close();
  await office?.close();
});
beforeEach(async () => {
  await written();
  office.letters.length = 0;
});

async function written(): Promise<void> {
  await eventsSettled(life.s.db);
  await life.get(NoticesService).write();
  await workOff(life.s.app, 'mail');
}
async function late(): Promise<void> {
  await life.get(NoticesService).publishLate();
  await written();
}

/** Kinds of mail that were received since the test began, and by whom. */
async function received(kind: MailKind): Promise<string[]> {
  await written();
  const asked: { recipient: string; cause: string }[] = await life.s.db.query(
    `SELECT u.email AS recipient, m.cause_id AS cause FROM notifications.mail m JOIN people.app_user u ON u.id = m.user_id
     WHERE m.kind = $1 AND m.state = 'sent' ORDER BY m.asked_at, m.id`,
    [kind],
  );
  const there = asked.filter(({ recipient }) => office.to(recipient).length > 0);
  return [...new Set(there.map(({ recipient }) => recipient.split('@')[0]!))].toSorted();
}
const letters = (who: string) => office.to(`${who}@demo.example`).join('\n');

test('a request that is sent, waits, is answered', async () => {
  const placeId = life.s.fixtures.organisations.structure.place;
  const lines = [{ category: 'laptop', quantity: 1, needs: [] }];
  const { ines, leila } = life.people;
  const request = await life.s.work((tx) => life.get(RequestsService).draft(tx, ines, { placeId, lines }));
  await life.s.work((tx) => life.get(RequestsService).submit(tx, ines, request));
  expect(await received('request_sent')).toContain('leila');
  await clock.pass('8 days');
  await late();
  expect(await received('request_waits')).toContain('leila');
  await life.s.work((tx) => life.get(RequestAnswersService).approve(tx, leila, request));
  expect(await received('request_answered')).toContain('ines');
  expect(letters('ines')).toContain(`/demandes/${request}`);
});

test('a quota is told to be nearly used when the part of the dated rule is reached: once, to both', async () => {
  const [{ used, allowed }] = await life.s.db.query(
    `SELECT used, allowed FROM allocation.quota WHERE structure_id = $1`,
    [life.organisation('otherStructure')],
  );
  expect([used, allowed]).toEqual([0, 3]);
  const reserved = async () => life.reserve((await life.approved('omar')).unit, await BRING_TO.in_stock(life));
  await reserved();
  await reserved();
  expect(await received('quota_nearly_used')).toEqual([]);
  await reserved();
  expect(await received('quota_nearly_used')).toEqual(expect.arrayContaining(['leila', 'omar']));
  expect(letters('omar')).toContain('3 places prises sur 3');
  expect(letters('ines')).not.toContain('places prises sur');
  const before = office.letters.length;
  await written();
  expect(office.letters).toHaveLength(before);
});

test('a lock is told to whoever follows the donation, and to the donor in a letter of their own', async () => {
  const { place } = life.s.fixtures.organisations.collection;
  const donor = {
    kind: 'public_body' as const,
    name: 'Ville des Verrous',
    contact: { name: 'Le parc', email: 'parc@verrous.example' },
  };
  const donation = await life.s.work((tx) =>
    life.get(DonationsService).create(tx, life.people.aude, { donor, placeId: place, arrival: 'received' }),
  );
  const device = await life.logOn(donation, { make: 'HP', serial: 'LOCKED-KINDS-1' });
  await life.s.work((tx) => life.get(DeviceLocksService).declare(tx, life.people.aude, device, 'bios_password'));
  expect(await received('device_locked')).toContain('aude');
  expect(letters('aude')).toContain('mot de passe BIOS');
  expect(letters('aude')).not.toContain('Ville des Verrous');
  await clock.pass('13 hours');
  await life.get(LockMails).send();
  await workOff(life.s.app, 'mail');
  expect(office.to('parc@verrous.example')).toEqual([expect.stringContaining('LOCKED-KINDS-1')]);
});

test('a lot that is announced, late, and received without all of it', async () => {
  const [one, other] = [await life.log(), await life.log()];
  const lot = await life.send([one, other], 'workshop');
  expect(await received('delivery_announced')).toContain('moussa');
  await clock.pass('8 days');
  await late();
  expect(await received('lot_late')).toEqual(expect.arrayContaining(['aude', 'moussa']));
  expect(await received('lot_unconfirmed')).toEqual([]);
  const { code } = await life.row(one);
  await life.s.work((tx) => life.get(ArrivalsService).confirm(tx, life.people.moussa, lot, [code]));
  await life.s.work((tx) => life.get(ArrivalsService).finish(tx, life.people.moussa, lot));
  expect(await received('lot_unconfirmed')).toEqual(expect.arrayContaining(['aude', 'moussa']));
  expect(letters('aude')).toContain('il y manque un appareil');
  office.letters.length = 0;
  // A lot of which all came is no news of that kind.
  await life.carry(await life.log(), 'workshop');
  await written();
  expect(letters('aude')).not.toContain('il y manque');
});

test('the credit of cards that ends soon is told to the structure whose people have them: once, and not of one that was recharged', async () => {
  const { leila, ines } = life.people;
  const ends = async (days: number): Promise<string> =>
    (await life.s.db.query('SELECT ((platform.now())::date + $1::int)::text AS day', [days]))[0].day;
  const cards = [iccid(), iccid(), iccid()];
  const list = `ICCID;Fin du crédit\n${cards.map((card) => `${card};`).join('\n')}`;
  await bring(life.s, list.replace(`${cards[2]};`, `${cards[2]};${await ends(31)}`), { creditEndsOn: await ends(40) });
  const ids: string[] = (
    await life.s.db.query('SELECT id FROM sims.sim WHERE iccid = ANY ($1) ORDER BY array_position($1, iccid)', [cards])
  ).map(({ id }: { id: string }) => id);
  const structureId = life.organisation('structure');
  await life.s.work((tx) => life.get(SimsService).allot(tx, leila, structureId, { ids }));
  const beneficiaryId = await life.s.work((tx) => life.get(BeneficiariesService).create(tx, ines, {}));
  for (const simId of ids.slice(0, 2))
    await life.s.work((tx) => life.get(SimsService).handOut(tx, ines, { simId, beneficiaryId, password: PASSWORD }));
  await late();
  expect(await received('sim_ending')).toEqual([]);
  const last = await ends(40);
  const later = await ends(60);
  await clock.pass('11 days');
  await late();
  // The third is at the structure, and nobody's.
  expect(await received('sim_ending')).toEqual(expect.arrayContaining(['ines']));
  expect(letters('ines')).toContain('2 cartes SIM');
  expect(letters('ines')).toContain('/sim?statut=handed_out&tri=credit');
  expect(letters('leila')).not.toContain('cartes SIM');
  const told = office.letters.length;
  await late();
  expect(office.letters).toHaveLength(told);
  await life.s.work((tx) =>
    life.get(SimsService).change(tx, ines, [ids[0]!], { verb: 'recharge', creditEndsOn: later }),
  );
  await late();
  expect(office.letters).toHaveLength(told);
  await clock.pass('20 days');
  await late();
  expect(letters('ines')).toContain(`/sim/${ids[0]}`);
  expect(office.letters.length).toBeGreaterThan(told);
  expect(last < later).toBe(true);
});

test('an agreement that did not come back signed', async () => {
  const donation = await life.donation('Ville des Conventions');
  await life.logOn(donation, { make: 'HP', serial: 'AGREED-KINDS-1' });
  await life.s.work((tx) => life.get(AgreementsService).sign(tx, life.people.leila, donation, PASSWORD));
  await late();
  expect(letters('aude')).not.toContain('Relancez');
  await clock.pass('15 days');
  await late();
  expect(await received('agreement_late')).toContain('aude');
});

test('a fault that is opened and late, a repaired device that is back, a device that waits for its structure', async () => {
  const device = await BRING_TO.handed_over(life);
  expect(await received('device_waiting')).toContain('ines');
  const { code } = await life.row(device);
  const report = { label: code, problem: 'screen', countedBy: null } as const;
  const ticket = await life.s.work((tx) =>
    life.get(FaultsService).report(tx, { kind: 'stranger', channel: 'page' }, report),
  );
  expect(await received('fault_opened')).toContain('ines');
  await clock.pass('8 days');
  await late();
  expect(await received('fault_late')).toEqual(expect.arrayContaining(['ines', 'leila']));
  await life.onTicket(ticket, 'take');
  await life.onTicket(ticket, 'take_in', { placeId: life.s.fixtures.organisations.structure.place });
  await life.carry(device, 'workshop');
  await life.carry(device, 'structure');
  expect(await received('device_back')).toContain('ines');
});

test('a backup or another proof that failed is told to whoever runs the installation, who may not stop it', async () => {
  await recordProof(life.s.db, 'backed_up', { failure: 'backup.not_made' });
  await clock.pass('40 hours');
  await life.get(OperatingMails).warn(now.now());
  expect(await received('proof_late')).not.toEqual([]);
  const [{ email }] = await life.s.db.query(
    `SELECT u.email FROM notifications.mail m JOIN people.app_user u ON u.id = m.user_id WHERE m.kind = 'proof_late' LIMIT 1`,
  );
  expect(office.to(email).join('\n')).toContain('La sauvegarde n’a pas pu se faire');
  expect(allNotices().map(({ kind }) => kind)).not.toContain('proof_late');
});
