import { EventsModule, WebhookSending, WebhooksService } from '#bank/events';
import { NoticesService } from '#bank/mails';
import { Life } from '../support/planted/life.js';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { eventsSettled } from '../support/servers/events-settled.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';
import { Receiver } from '../support/servers/receiver.js';

let life: Life;
let office: MailServer;
let receiver: Receiver;
let clock: BankClock;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOWED = '127.0.0.1';
  office = await MailServer.open();
  receiver = await Receiver.open();
  life = await Life.open(EventsModule);
  clock = bankClock(life.s);
});
afterAll(async () => {
  delete process.env.WEBHOOK_ALLOWED;
  await clock?.back();
  await life?.s.close();
  await receiver?.close();
  await office?.close();
});

const look = async (id: string) => {
  await eventsSettled(life.s.db);
  await life.get(WebhookSending).look(id);
};

test('a webhook hears a week late, and at once of what happens after the clock went back', async () => {
  const { id } = await life.s.work((tx) =>
    life.get(WebhooksService).make(tx, life.people.leila, { address: receiver.url(), kinds: ['device'] }),
  );
  await life.log();
  await clock.pass('7 days');
  await look(id);
  expect(receiver.received).toHaveLength(1);
  await clock.pass('-2 days');
  await life.log();
  await look(id);
  expect(receiver.received).toHaveLength(2);
});

test('a mail that was asked for before the clock went back leaves at once', async () => {
  await life.approved();
  await eventsSettled(life.s.db);
  await life.get(NoticesService).write();
  await clock.pass('-2 days');
  await workOff(life.s.app, 'mail');
  expect(office.to('ines@demo.example').join('\n')).toContain('est acceptée');
});
