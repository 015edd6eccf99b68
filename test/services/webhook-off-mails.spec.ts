import { EventsModule, WebhookSending, WebhooksService } from '#bank/events';
import { MailsModule } from '#bank/mails';
import { withClient } from '#platform/database';
import { Outbox } from '#platform/queue';
import { type BankClock, bankClock } from '../support/servers/bank-clock.js';
import { eventually } from '../support/servers/eventually.js';
import { Receiver } from '../support/servers/receiver.js';
import { type Services, services } from '../support/servers/services.js';

let s: Services;
let clock: BankClock;
let receiver: Receiver;
const before = { ...process.env };

beforeAll(async () => {
  Object.assign(process.env, {
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'bonjour@banque.example.fr',
    WEBHOOK_ALLOWED: '127.0.0.1',
  });
  s = await services(EventsModule, MailsModule);
  clock = bankClock(s);
  receiver = await Receiver.open();
});
afterAll(async () => {
  await clock.back();
  await receiver.close();
  await s.close();
  process.env = before;
});

const night = () =>
  s.app
    .get(Outbox)
    .schedules.find(({ name }) => name === 'events.announce-webhooks-off')!
    .run();
const mails = (id: string): Promise<{ recipient: string; subject: string; body: string }[]> =>
  s.db.query(
    `SELECT recipient, subject, body FROM notifications.mail WHERE kind = 'webhook_off' AND cause_id = $1 ORDER BY asked_at`,
    [id],
  );

/** Something happens of which the structure hears, and its webhook is looked after until it is switched off. */
async function switchedOffBy(id: string, status: number): Promise<void> {
  receiver.answers = (_, response) => void response.writeHead(status).end();
  await withClient(s.database.ownerUrl, 'bn test', (owner) =>
    owner.query(
      `INSERT INTO events.event (thing, verb, subject_id, seen_by) VALUES ('device', 'move', gen_random_uuid(), ARRAY[$1::uuid])`,
      [s.fixtures.people.ines.organisationId],
    ),
  );
  const off = async () => (await s.app.get(WebhooksService).get(s.fixtures.people.ines, id)).offBecause !== null;
  await eventually('it is switched off', async () => {
    await s.app.get(WebhookSending).look(id);
    if (await off()) return true;
    await clock.pass('13 hours');
    return false;
  });
}

test('a webhook that was switched off by itself is told of to who manages its organisation, once each time', async () => {
  const { ines } = s.fixtures.people;
  const webhooks = s.app.get(WebhooksService);
  const address = `${receiver.url()}?jeton=secret`;
  const { id } = await s.work((tx) => webhooks.make(tx, ines, { address, kinds: ['device'] }));
  const other = await s.work((tx) => webhooks.make(tx, ines, { address: receiver.url(), kinds: ['sim'] }));
  await s.work((tx) => webhooks.switchOff(tx, ines, other.id));
  await night();
  await switchedOffBy(id, 410);
  await night();
  await night();
  expect(await mails(other.id)).toEqual([]);
  const [gone, ...more] = await mails(id);
  expect([gone!.recipient, more]).toEqual(['ines@demo.example', []]);
  for (const words of ['n’existe plus', `127.0.0.1:${receiver.port}`, `/gestion/webhooks/${id}`])
    expect(gone!.body).toContain(words);
  expect(gone!.body).not.toContain('jeton');
  await s.work((tx) => webhooks.switchOn(tx, ines, id));
  await night();
  expect(await mails(id)).toHaveLength(1);
  await switchedOffBy(id, 500);
  await night();
  await night();
  expect(await mails(id)).toHaveLength(2);
  expect((await mails(id))[1]!.body).toContain('depuis trois jours');
});
