import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventsModule, WebhooksService } from '#bank/events';
import { MailService, MailsModule } from '#bank/mails';
import { withClient } from '#platform/database';
import { newId } from '#platform/kernel';
import { startProgram } from '../support/faults/program.js';
import { eventually } from '../support/servers/eventually.js';
import { MailServer, messageIdOf } from '../support/servers/mail-server.js';
import { Receiver } from '../support/servers/receiver.js';
import { type Services, services } from '../support/servers/services.js';

jest.setTimeout(1_200_000);

const KILLS = 50;
const WEBHOOKS = 12;
/** So many of each wait more at each start than were sent before the last kill. */
const MAILS_EACH = 8;
const EVENTS_EACH = 4;
/** The worker dies when so many letters, or messages, at most have come from it. */
const CAME_AT_MOST = 8;
const MOMENT_MS = 30;
const SECRET = 'a secret of the tests, long enough';

let s: Services;
let office: MailServer;
let receiver: Receiver;
let folder: string;

beforeAll(async () => {
  process.env.BN_SECRET = SECRET;
  process.env.WEBHOOK_ALLOWED = '127.0.0.1';
  office = await MailServer.open();
  receiver = await Receiver.open();
  s = await services(EventsModule, MailsModule);
  folder = mkdtempSync(join(tmpdir(), 'bn-sending-'));
});
afterAll(async () => {
  delete process.env.WEBHOOK_ALLOWED;
  await s?.close();
  await receiver?.close();
  await office?.close();
  rmSync(folder, { recursive: true, force: true });
});

const worker = () =>
  startProgram('worker/main.js', {
    DATABASE_URL: s.database.url,
    MIGRATION_DATABASE_URL: s.database.ownerUrl,
    BN_SECRET: SECRET,
    BN_DATA: folder,
    PUBLIC_URL: 'https://banque.example.fr',
    SMTP_URL: process.env.SMTP_URL!,
    MAIL_FROM: process.env.MAIL_FROM!,
    WEBHOOK_ALLOWED: '127.0.0.1',
  });

const mails: string[] = [];
async function askForMails(many: number): Promise<void> {
  const text = 'Bonjour,\n\nMerci de retirer le mot de passe.\n';
  for (let i = 0; i < many; i++) {
    const to = `${newId()}@ville.example.fr`;
    mails.push(to);
    const mail = { kind: 'lock_reminder', causeId: newId(), once: newId(), to, subject: 'Trois appareils', text };
    await s.work((tx) => s.app.get(MailService).request(tx, mail));
  }
}

const happen = (many: number) =>
  withClient(s.database.ownerUrl, 'bn test', (owner) =>
    owner.query(
      `INSERT INTO events.event (thing, verb, subject_id, seen_by) SELECT 'device', 'move', gen_random_uuid(), '{}' FROM generate_series(1, $1)`,
      [many],
    ),
  );

/** Each of several webhooks has an address of its own, by which what it received is told from the others'. */
async function makeWebhooks(): Promise<string[]> {
  const addresses = Array.from({ length: WEBHOOKS }, (_, i) => `${receiver.url()}?${i}`);
  for (const address of addresses)
    await s.work((tx) => s.app.get(WebhooksService).make(tx, s.fixtures.people.leila, { address, kinds: ['device'] }));
  return addresses.map((address) => new URL(address)).map(({ pathname, search }) => `${pathname}${search}`);
}

/** Starts a worker, and kills it without a word at a random moment of its sending: every other time before that is answered. */
async function killWhileSending(kills: number): Promise<void> {
  const { process: child, ended, saying } = worker();
  const dying = new Promise<void>((dead) => {
    let left = randomInt(1, CAME_AT_MOST);
    const kill = () => {
      child.kill('SIGKILL');
      dead();
    };
    const came = () => {
      if (--left !== 0) return;
      if (kills % 4 < 2) kill();
      else setTimeout(kill, randomInt(MOMENT_MS));
    };
    office.came = receiver.came = () => undefined;
    (kills % 2 ? office : receiver).came = came;
  });
  await Promise.race([dying, saying('never said')]);
  await ended;
}

test(`${KILLS} kills of the worker at random moments lose no mail and no event, and what comes twice has the same id`, async () => {
  const paths = await makeWebhooks();
  let events = 0;
  for (let kills = 0; kills < KILLS; kills++) {
    await askForMails(MAILS_EACH);
    await happen(EVENTS_EACH);
    events += EVENTS_EACH;
    await killWhileSending(kills);
  }
  office.came = receiver.came = () => undefined;
  const last = worker();
  await eventually('all mails are noted as sent', async () => {
    const [{ waiting }] = await s.db.query(
      `SELECT count(*)::int AS waiting FROM notifications.mail WHERE state <> 'sent'`,
    );
    return waiting === 0;
  });
  const idsOf = (path: string) =>
    receiver.received.filter((one) => one.path === path).map(({ headers }) => headers['webhook-id']!);
  await eventually('all webhooks have heard of everything', async () =>
    paths.every((path) => new Set(idsOf(path)).size >= events),
  );
  last.process.kill('SIGTERM');
  await last.ended;

  for (const to of mails) {
    const ids = office.letters.filter((letter) => letter.to.includes(to)).map(messageIdOf);
    expect([to, new Set(ids).size]).toEqual([to, 1]);
  }
  for (const path of paths) {
    const distinct = [...new Set(idsOf(path))];
    expect(distinct).toHaveLength(events);
    // First heard of in the order in which it happened.
    const numbers = distinct.map((id) => Number(id.split('_').at(-1)));
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
  }
  // Some were killed between sending and noting.
  expect(office.letters.length).toBeGreaterThan(mails.length);
  expect(receiver.received.length).toBeGreaterThan(events * WEBHOOKS);
});
