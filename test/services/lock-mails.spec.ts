import type { DataSource } from 'typeorm';
import { DeviceLocksService, DonationsService, LockNoticesService, LockQueries, LoggingService } from '#bank/intake';
import { LockMails } from '../../libs/bank/intake/locks/lock-notices.js';
import { freshSerial } from '../support/counting/bench.js';
import { Life } from '../support/planted/life.js';
import { openDataSource } from '../support/servers/database.js';

let life: Life;
let owner: DataSource;
const before = { url: process.env.SMTP_URL, from: process.env.MAIL_FROM };

beforeAll(async () => {
  // Nobody answers there: what is asked for is looked at, not sent.
  process.env.SMTP_URL = 'smtp://127.0.0.1:9';
  process.env.MAIL_FROM = 'bonjour@banque.example.fr';
  life = await Life.open();
  owner = await openDataSource(life.s.database.ownerUrl, {}, 2);
});
afterAll(async () => {
  Object.assign(process.env, { SMTP_URL: before.url ?? '', MAIL_FROM: before.from ?? '' });
  await owner.destroy();
  await life.s.close();
});

/** A locked laptop of a donation, whose lock was found so many hours ago. */
async function locked(email: string, hoursAgo: number): Promise<{ donation: string; serial: string }> {
  const { aude } = life.people;
  const serial = freshSerial('LOCK-00000');
  return life.s
    .work(async (tx) => {
      const donation = await life.get(DonationsService).create(tx, aude, {
        donor: { kind: 'public_body', name: `Ville de ${serial}`, contact: { name: 'Le parc', email } },
        placeId: life.s.fixtures.organisations.collection.place,
        arrival: 'received',
      });
      const device = await life.get(LoggingService).log(tx, aude, donation, { category: 'laptop', make: 'HP', serial });
      await life.get(DeviceLocksService).declare(tx, aude, device, 'bios_password');
      return { donation, serial };
    })
    .then(async (made) => {
      await longAgo('intake.device_lock', 'found_at', hoursAgo, made.donation);
      return made;
    });
}
/** Moves the time of a donation's locks or notices, past the rules. */
async function longAgo(table: string, column: string, hours: number, donation: string): Promise<void> {
  const whose =
    table === 'intake.lock_notice'
      ? 'donation_id = $1'
      : 'device_id IN (SELECT id FROM devices.device WHERE donation_id = $1)';
  await owner.transaction(async (tx) => {
    await tx.query('SET LOCAL session_replication_role = replica');
    await tx.query(`UPDATE ${table} SET ${column} = now() - make_interval(hours => $2) WHERE ${whose}`, [
      donation,
      hours,
    ]);
  });
}
const mailsAbout = (donation: string) =>
  owner.query('SELECT recipient, subject, body FROM notifications.mail WHERE cause_id = $1 ORDER BY id', [donation]);
const send = () => life.get(LockMails).send();

test('a donor gets the serials to release, once, then a reminder after the delay in force', async () => {
  const { donation, serial } = await locked('parc@ville.example.fr', 20);
  await send();
  await send();
  const [first, ...more] = await mailsAbout(donation);
  expect(more).toEqual([]);
  expect(first).toMatchObject({ recipient: 'parc@ville.example.fr' });
  expect(first.body).toContain(serial);
  await longAgo('intake.lock_notice', 'at', 16 * 24, donation);
  await send();
  const [, reminder] = await mailsAbout(donation);
  expect(reminder.subject).toMatch(/^Rappel : /);
});

test('while devices are still being logged, nothing is written: one letter tells of all', async () => {
  const { donation } = await locked('parc@autre.example.fr', 2);
  await send();
  expect(await mailsAbout(donation)).toEqual([]);
});

test('four processes at the same moment write one letter', async () => {
  const { donation } = await locked('parc@quatre.example.fr', 20);
  await Promise.all([send(), send(), send(), send()]);
  expect(await mailsAbout(donation)).toHaveLength(1);
});

test('without an address, or with one that is none, a person has to ring: nothing says that the donor was told', async () => {
  const none = await locked('', 20);
  const wrong = await locked('parc,tous@ville.example.fr', 20);
  await send();
  for (const { donation } of [none, wrong]) {
    expect(await mailsAbout(donation)).toEqual([]);
    expect(await owner.query('SELECT 1 FROM intake.lock_notice WHERE donation_id = $1', [donation])).toEqual([]);
  }
});

test('a donor who was told by telephone is not written to on top', async () => {
  const { donation } = await locked('parc@appel.example.fr', 20);
  await life.s.work((tx) => life.get(LockNoticesService).record(tx, life.people.aude, donation, 'person'));
  await send();
  expect(await mailsAbout(donation)).toEqual([]);
});

test('a letter that was refused is said so: the donor has to be rung', async () => {
  const { donation } = await locked('parc@refus.example.fr', 20);
  await send();
  const { aude } = life.people;
  const failed = async () => (await life.get(LockQueries).notices(aude, donation)).map((notice) => notice.failed);
  expect(await failed()).toEqual([false]);
  await owner.query(
    `UPDATE notifications.mail SET state = 'failed', error = 'notifications.refused', recipient = NULL, subject = NULL, body = NULL WHERE cause_id = $1`,
    [donation],
  );
  expect(await failed()).toEqual([true]);
});

test('donors without an address do not keep the others from being written to', async () => {
  const first = await locked('', 20);
  const { donation } = await locked('parc@suite.example.fr', 20);
  const due = await life.get(LockQueries).due(life.s.db, { withAddress: true, limit: 500 });
  expect(due.map((d) => d.donationId)).toContain(donation);
  expect(due.map((d) => d.donationId)).not.toContain(first.donation);
});
