import { type LoggedMail, MailSending, MailService, MailsModule, type NewMail } from '#bank/mails';
import { newId } from '#platform/kernel';
import { Outbox, type OutboxWork } from '#platform/queue';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let mail: MailService;
let work: OutboxWork;
let office: MailServer;
let time: BankClock;
const letters = () => office.letters;

beforeAll(async () => {
  office = await MailServer.open();
  s = await services(MailsModule);
  time = bankClock(s);
  mail = s.app.get(MailService);
  work = s.app.get(Outbox, { strict: false }).works.find((w) => w.queue === 'mail')!;
});
afterAll(async () => {
  await s?.close();
  await office?.close();
});
beforeEach(() => {
  office.letters.length = 0;
  office.answers = [];
});
afterEach(() => time.back());

const ask = (over: Partial<NewMail> = {}) =>
  s.work((tx) =>
    mail.request(tx, {
      kind: 'lock_reminder',
      causeId: newId(),
      once: newId(),
      to: 'parc@ville.example.fr',
      subject: 'Trois appareils attendent d’être libérés',
      text: 'Bonjour,\n\nN° de série : PF3DEMO1 — merci de retirer le mot de passe.\n',
      ...over,
    }),
  );
const deliver = () => workOff(s.app, 'mail');
const rows = () =>
  s.db.query('SELECT state, recipient, subject, body, error, attempts FROM notifications.mail ORDER BY id DESC');

test('a mail asked for twice is sent once, and its words are forgotten', async () => {
  const same = { once: newId(), causeId: newId() };
  expect([await ask(same), await ask(same)]).toEqual([true, false]);
  expect(await mail.hasSent()).toBe(false);
  await deliver();
  expect(await mail.hasSent()).toBe(true);
  await deliver();
  expect(letters()).toHaveLength(1);
  expect(letters()[0]).toMatchObject({ from: 'bonjour@banque.example.fr', to: ['parc@ville.example.fr'] });
  expect(letters()[0]!.text).toMatch(/Message-ID: <[0-9a-f-]+@banque\.example\.fr>/i);
  expect((await rows())[0]).toMatchObject({ state: 'sent', recipient: null, subject: null, body: null });
  expect(await mail.about(same.causeId)).toMatchObject([{ kind: 'lock_reminder', state: 'sent' }]);
});

test('a mail that could not leave for a month is given up, and its words are forgotten', async () => {
  office.answers = [451];
  await ask();
  await deliver();
  await s.db.query(
    `UPDATE notifications.mail SET asked_at = now() - interval '29 days', due_at = now() + interval '1 day' WHERE state = 'waiting'`,
  );
  const sending = s.app.get(MailSending);
  expect(await sending.giveUp()).toBe(0);
  await s.db.query(`UPDATE notifications.mail SET asked_at = now() - interval '31 days' WHERE state = 'waiting'`);
  expect(await sending.giveUp()).toBe(1);
  expect((await rows())[0]).toMatchObject({ state: 'failed', recipient: null, subject: null, body: null });
});

test('two workers at the same row send one letter', async () => {
  await ask();
  const [row] = await work.pending(1);
  await Promise.all(Array.from({ length: 8 }, () => work.process(row!)));
  expect(letters()).toHaveLength(1);
});

test('a transaction that fails sends nothing', async () => {
  const failing = s.work(async (tx) => {
    await mail.request(tx, { kind: 'x', causeId: newId(), once: newId(), to: 'a@b.example', subject: 's', text: 't' });
    throw new Error('the rest failed');
  });
  await expect(failing).rejects.toThrow('the rest failed');
  await deliver();
  expect(letters()).toHaveLength(0);
});

/** The log of an organisation's mails, of which there is one at least. */
const undelivered = async (organisation: string | null) =>
  (await mail.toOrganisation(organisation)) as [LoggedMail, ...LoggedMail[]];

/** What the mail server answers from now on, until it is well again. */
const answers = (code: number) => {
  office.answers = Array.from({ length: 50 }, () => code);
};
const well = () => {
  office.answers = [];
};
/** Lets time go by in small steps, the worker at it all the while. */
async function wait(steps: number, each: string): Promise<void> {
  for (let step = 0; step < steps; step++) {
    await time.pass(each);
    await deliver();
  }
}

test.each([550, 535, 530])(
  'a sender that is refused (%i) is for somebody to mend: the mail is tried again',
  async (code) => {
    office.refusesSenders = code;
    await ask();
    await deliver();
    expect((await rows())[0]).toMatchObject({ state: 'waiting', attempts: 1 });
    office.refusesSenders = null;
    await wait(1, '2 minutes');
    expect(letters()).toHaveLength(1);
  },
);

test('what was tried for three days is not delivered, and sent again by a press, under the same Message-ID', async () => {
  answers(421);
  await ask({ organisationId: s.fixtures.organisations.structure.id });
  await deliver();
  await wait(13, '6 hours');
  const [failed] = await rows();
  expect(failed).toMatchObject({
    state: 'failed',
    error: 'notifications.no_answer',
    recipient: 'parc@ville.example.fr',
  });
  // Fewer tries than a server would take for a flood.
  expect(failed.attempts).toBeLessThan(20);
  well();
  const [{ id }] = await undelivered(s.fixtures.organisations.structure.id);
  const again = (organisation: 'structure' | 'otherStructure') =>
    s.work((tx) => mail.sendAgain(tx, s.fixtures.people.ines, id, s.fixtures.organisations[organisation].id));
  expect(await broken(again('otherStructure'))).toBe('not_found');
  await again('structure');
  await deliver();
  expect(letters()[0]!.text).toContain(`Message-ID: <${id}@`);
  expect(await broken(again('structure'))).toBe('notifications.not_sendable_again');
});

test('a mailbox that does not exist is given up at once; its words stay thirty days, for who mends the address', async () => {
  answers(550);
  await ask();
  await deliver();
  expect((await rows())[0]).toMatchObject({
    state: 'failed',
    error: 'notifications.refused',
    recipient: 'parc@ville.example.fr',
  });
  await time.pass('31 days');
  await s.app.get(MailSending).giveUp();
  expect((await rows())[0]).toMatchObject({
    state: 'failed',
    error: 'notifications.refused',
    recipient: null,
    body: null,
  });
});

test('a link that opens nothing any more is not sent, and the log says why', async () => {
  answers(451);
  await ask({ link: 'https://banque.example.fr/connexion/lien/x', usefulHours: 0.25 });
  await deliver();
  well();
  await wait(1, '20 minutes');
  expect(letters()).toHaveLength(0);
  expect((await rows())[0]).toMatchObject({ state: 'outdated', error: 'notifications.no_longer_useful', body: null });
  const [{ id, sendableAgain }] = await undelivered(null);
  expect(sendableAgain).toBe(false);
  expect(await broken(s.work((tx) => mail.sendAgain(tx, s.fixtures.people.ines, id, null)))).toBe(
    'notifications.not_sendable_again',
  );
});

test.each([
  'a@b.example\r\nBcc: tous@example.fr',
  'a@b.example, c@d.example',
  '"x" <a@b.example>',
  'sans-arobase.example',
  `${'a'.repeat(260)}@b.example`,
])('%j is no address', async (to) => {
  expect(await broken(ask({ to }))).toBe('notifications.address_wrong');
});

test('a subject cannot begin another header', async () => {
  await ask({ subject: 'Bonjour\r\nBcc: tous@example.fr' });
  await deliver();
  expect(letters()[0]!.to).toEqual(['parc@ville.example.fr']);
  expect(letters()[0]!.text).not.toMatch(/^Bcc:/im);
});

test('without a mail server nothing is promised', async () => {
  const url = process.env.SMTP_URL;
  delete process.env.SMTP_URL;
  try {
    expect(mail.possible).toBe(false);
    expect(await broken(ask())).toBe('notifications.no_post_office');
  } finally {
    process.env.SMTP_URL = url;
  }
});
