import { MailService, MailsModule } from '#bank/mails';
import { clock, newId } from '#platform/kernel';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { MailServer, messageIdOf, workOff } from '../support/servers/mail-server.js';
import { type Services, services } from '../support/servers/services.js';

let s: Services;
let office: MailServer;
let time: BankClock;
let begun: number;

beforeAll(async () => {
  office = await MailServer.open();
  s = await services(MailsModule);
  time = bankClock(s);
});
afterAll(async () => {
  await s?.close();
  await office?.close();
});
beforeEach(() => {
  office.letters.length = 0;
  office.greylistsFor = 0;
  begun = clock.ms();
});
afterEach(() => time.back());

/** Mails to as many people, one of them with a link that ends within the hour. */
async function ask(many: number): Promise<string[]> {
  const to = Array.from({ length: many }, () => `${newId()}@ville.example.fr`);
  const mail = (address: string, i: number) => ({
    kind: 'lock_reminder',
    causeId: newId(),
    once: newId(),
    to: address,
    subject: 'Trois appareils attendent d’être libérés',
    text: 'Bonjour,\n\nMerci de retirer le mot de passe.\n',
    usefulHours: i ? undefined : 1,
  });
  for (const [i, address] of to.entries()) await s.work((tx) => s.app.get(MailService).request(tx, mail(address, i)));
  return to;
}
const deliver = () => workOff(s.app, 'mail');
/** Lets time go by in small steps, the worker at it all the while. */
async function wait(steps: number, each: string): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await time.pass(each);
    await deliver();
  }
}
const HOUR = 3_600_000;
const hours = () => (clock.ms() - begun) / HOUR;

/** How often each of them had a letter, all of which have the same Message-ID. */
const arrived = (to: readonly string[]): number[] =>
  to.map((address) => {
    const letters = office.letters.filter((letter) => letter.to.includes(address));
    expect(new Set(letters.map(messageIdOf)).size).toBe(letters.length ? 1 : 0);
    return letters.length;
  });

test('greylisted for twenty minutes, each arrives within the half-hour, once', async () => {
  office.greylistsFor = HOUR / 3;
  const to = await ask(5);
  await deliver();
  await wait(9, '2 minutes');
  expect(arrived(to)).toEqual([0, 0, 0, 0, 0]);
  await wait(6, '2 minutes');
  expect(hours()).toBeLessThan(0.55);
  expect(arrived(to)).toEqual([1, 1, 1, 1, 1]);
});

test.each(['nobody answers at its address', 'it says that it is down'])(
  'a mail server that is down for a day, and %s: whatever is still of use arrives, once',
  async (how) => {
    if (how.startsWith('nobody')) await office.down();
    else office.answers = Array.from({ length: 1000 }, () => 421);
    const to = await ask(4);
    await deliver();
    await wait(24, '1 hour');
    expect(hours()).toBeGreaterThanOrEqual(24);
    expect(arrived(to)).toEqual([0, 0, 0, 0]);
    if (how.startsWith('nobody')) await office.up();
    office.answers = [];
    await wait(7, '1 hour');
    // The link of the first opened nothing any more.
    expect(arrived(to)).toEqual([0, 1, 1, 1]);
    expect(
      await s.db.query(`SELECT error FROM notifications.mail WHERE state = 'outdated' AND asked_at > $1`, [
        new Date(begun - 1000),
      ]),
    ).toEqual([{ error: 'notifications.no_longer_useful' }]);
  },
);

test.each(['hangs', 'cuts'] as const)(
  'a mail server that has a letter whole and %s instead of saying so has it again under the same Message-ID',
  async (how) => {
    office.afterData = [how, how];
    const to = await ask(3);
    await deliver();
    expect(office.letters).toHaveLength(3);
    await wait(2, '2 minutes');
    expect(arrived(to).sort()).toEqual([1, 2, 2]);
    await wait(2, '2 hours');
    expect(office.letters).toHaveLength(5);
  },
);
