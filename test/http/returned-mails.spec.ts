import { MailSending } from '#bank/mails';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { messageIdOf, workOff } from '../support/servers/mail-server.js';
import { type MembersDesk, membersDesk } from '../support/things/members-desk.js';

let desk: MembersDesk;
beforeAll(async () => {
  desk = await membersDesk();
});
afterAll(() => desk?.close());

const PAGE = '/gestion/messages/revenu';
const ADDRESS = 'leila@demo.example';
const SHOWN = `${ADDRESS} n’a pas pris le message`;

/** A mail to leila that a mail server takes. */
async function sent(): Promise<string> {
  const leila = await desk.as('leila');
  await leila.post('/gestion/messages/essai', {});
  await workOff(desk.t.app, 'mail');
  return messageIdOf(desk.mail.letters.at(-1)!);
}
/** As a mail server writes to the sender when it cannot deliver what it took. */
const report = (id: string, { to = ADDRESS, action = 'failed' } = {}): string =>
  [
    'From: MAILER-DAEMON@relais.example.fr',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="B"',
    '',
    '--B',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; relais.example.fr',
    '',
    `Final-Recipient: rfc822; ${to}`,
    `Action: ${action}`,
    'Status: 5.1.1',
    '',
    '--B',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: <${id}@banque.example.fr>`,
    '--B--',
  ].join('\r\n');
const rowOf = async (id: string) =>
  (await desk.db.query('SELECT state, error FROM notifications.mail WHERE id = $1', [id]))[0];
const page = async () => (await (await desk.as('leila')).get(desk.memberPage('leila'))).text;

test('a mail that a server took and sent back is noted by a person who pastes it: in the log, and at the address, until it answers again', async () => {
  const leila = await desk.as('leila');
  const id = await sent();
  expect(await rowOf(id)).toEqual({ state: 'sent', error: null });
  expect((await leila.get('/gestion/messages')).text).toContain(PAGE);
  expect(await page()).not.toContain(SHOWN);
  const posted = await leila.post(PAGE, { message: report(id), now: 'returned' });
  expect(posted).toMatchObject({ status: 303, location: '/gestion/messages' });
  expect(await rowOf(id)).toEqual({ state: 'failed', error: 'notifications.returned' });
  expect((await leila.get('/gestion/messages')).text).toContain('Parti, puis revenu');
  expect(await page()).toContain(SHOWN);
  expect((await leila.get('/gestion/membres')).text).toMatch(/leila@demo\.example\s:\srefusée/);
  // The server takes the next one too, which says nothing.
  await sent();
  expect(await page()).toContain(SHOWN);
  // Its words are gone: nothing is there to be sent again.
  expect((await leila.post(`/gestion/messages/${id}/renvoi`, {})).status).toBe(409);
  expect((await leila.post(PAGE, { message: ADDRESS, now: 'answers' })).status).toBe(303);
  expect(await page()).not.toContain(SHOWN);
  expect((await leila.post(PAGE, { message: ADDRESS, now: 'answers' })).text).toContain('il n’y a rien à lever');
});

test('an address alone is enough for a person', async () => {
  const leila = await desk.as('leila');
  expect((await leila.post(PAGE, { message: 'LEILA@demo.example', now: 'returned' })).status).toBe(303);
  expect(await page()).toContain(SHOWN);
  await leila.post(PAGE, { message: ADDRESS, now: 'answers' });
});

test('a program of the bank posts what comes to the sender’s address, and is believed where it names a mail of ours', async () => {
  const { leila } = desk.fixtures.people;
  const { secret } = await desk.db.transaction((tx) =>
    desk.t.app.get(UsersService).makeToken(tx, leila, leila.membershipId, 'Boîte de la banque'),
  );
  const program = Visitor.program(desk.t, secret);
  const post = (message: string) => program.api('POST', '/api/v1/mails/returned', { message });
  const id = await sent();
  const unknown = await post(ADDRESS);
  expect(unknown.status).toBe(409);
  expect(unknown.json<{ code: string }>().code).toBe('notifications.returned_unknown');
  expect(await page()).not.toContain(SHOWN);
  // Forwarded, or another one's: the mail came back, and its account's address is not blamed.
  expect((await post(report(id, { to: 'ailleurs@example.org' }))).status).toBe(201);
  expect(await rowOf(id)).toMatchObject({ state: 'failed' });
  expect(await page()).not.toContain(SHOWN);
  const next = await sent();
  expect((await post(report(next))).json()).toEqual({ mailId: next });
  expect(await page()).toContain(SHOWN);
});

test.each([
  ['delayed', 'rien n’a été noté'],
  ['relayed', 'le mail est arrivé'],
])('a report that says « %s » notes nothing', async (action, sentence) => {
  const leila = await desk.as('leila');
  const id = await sent();
  const answer = await leila.post(PAGE, { message: report(id, { action }), now: 'returned' });
  expect(answer).toMatchObject({ status: 409 });
  expect(answer.text).toContain(sentence);
  expect(await rowOf(id)).toMatchObject({ state: 'sent' });
});

test('what names no address, or several, is asked again', async () => {
  const leila = await desk.as('leila');
  for (const [message, sentence] of [
    ['rien', 'Il n’y a pas d’adresse ici'],
    ['a@b.example, c@d.example', 'Ne gardez que l’adresse'],
    ['', 'Il n’y a pas d’adresse ici'],
  ] as const)
    expect((await leila.post(PAGE, { message, now: 'returned' })).text).toContain(sentence);
});

test('no address is stored for it, and what is noted ends with the log', async () => {
  const leila = await desk.as('leila');
  await leila.post(PAGE, { message: ADDRESS, now: 'returned' });
  expect(JSON.stringify(await desk.db.query('SELECT * FROM notifications.returned_address'))).not.toContain('leila');
  await desk.db.query(`UPDATE notifications.returned_address SET at = platform.now() - interval '13 months'`);
  await desk.t.app.get(MailSending).forgetLog();
  expect(await page()).not.toContain(SHOWN);
});
