import { MailSending, MailService, MailsModule, type NewMail } from '#bank/mails';
import { newId } from '#platform/kernel';
import { Outbox, type OutboxWork } from '#platform/queue';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { broken, type Services, services } from '../support/servers/services.js';

let s: Services;
let mail: MailService;
let work: OutboxWork;
let office: MailServer;
const letters = () => office.letters;

beforeAll(async () => {
  office = await MailServer.open();
  s = await services(MailsModule);
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

test('a mail server that is busy is asked again later; a mailbox that does not exist is given up at once', async () => {
  office.answers = [451];
  await ask();
  await deliver();
  expect((await rows())[0]).toMatchObject({ state: 'waiting', attempts: 1, recipient: 'parc@ville.example.fr' });
  expect(await work.pending(50)).toEqual([]);
  await s.db.query(`UPDATE notifications.mail SET due_at = now() WHERE state = 'waiting'`);
  await deliver();
  expect(letters()).toHaveLength(1);

  office.answers = [550];
  await ask();
  await deliver();
  expect((await rows())[0]).toMatchObject({
    state: 'failed',
    error: 'notifications.refused',
    recipient: null,
    body: null,
  });
});

test('a mail server that never answers ends in a failed mail, not in a stuck one', async () => {
  office.answers = Array.from({ length: 9 }, () => 421);
  await ask();
  for (let tries = 0; tries < 6; tries++) {
    await s.db.query(`UPDATE notifications.mail SET due_at = now() WHERE state = 'waiting'`);
    await deliver();
  }
  expect((await rows())[0]).toMatchObject({ state: 'failed', error: 'notifications.no_answer', recipient: null });
  expect(letters()).toHaveLength(0);
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
