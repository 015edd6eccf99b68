import { DataSource } from 'typeorm';
import type { Fixtures, Person } from '#bank/demo';
import { WebhookSending } from '#bank/events';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { bankClock } from '../support/servers/bank-clock.js';
import { Receiver } from '../support/servers/receiver.js';
import { verified } from '../support/servers/standard-webhooks.mjs';

let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;
let receiver: Receiver;

beforeAll(async () => {
  process.env.WEBHOOK_ALLOWED = '127.0.0.1';
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
  receiver = await Receiver.open();
});
afterAll(async () => {
  delete process.env.WEBHOOK_ALLOWED;
  await receiver.close();
  await t.close();
});

const as = (person: Person) => Visitor.as(t, fixtures, person);
const PAGE = '/gestion/webhooks';
const secretIn = (page: string): string =>
  /whsec_[\w+/=]+/.exec(page.replaceAll('&#x2F;', '/').replaceAll('&#61;', '='))![0];
const newest = async (): Promise<string> =>
  (await db.query('SELECT id FROM events.webhook ORDER BY id DESC LIMIT 1'))[0].id;

test('a manager makes one, tries it, reads what was answered, renews its secret, stops and removes it', async () => {
  const aude = await as('aude');
  expect((await aude.get('/gestion')).text).toContain(PAGE);
  const shown = await aude.post(PAGE, { address: receiver.url(), things: ['device', 'donation'], events: '' });
  const secret = secretIn(shown.text);
  const page = `${PAGE}/${await newest()}`;
  expect((await aude.get(PAGE)).text).not.toContain(secret);
  expect((await aude.post(`${page}/essai`)).status).toBe(303);
  expect(readable(await aude.get(page))).toContain('attend');
  receiver.answers = (_, response) => void response.writeHead(500).end('<b>panne</b>');
  await t.app.get(WebhookSending).look(await newest());
  const { body, headers } = receiver.received[0]!;
  expect(verified(secret, body, headers)).toMatchObject({ type: 'webhook.test', data: {} });
  const log = await aude.get(page);
  expect(readable(log)).toContain('refusé (500)');
  expect(log.text).toContain('&lt;b>panne&lt;/b>');
  const second = secretIn((await aude.post(`${page}/secret`)).text);
  expect(second).not.toBe(secret);
  // Its page was lost: the one that the receiver has signs all the same.
  const third = secretIn((await aude.post(`${page}/secret`)).text);
  expect(readable(await aude.get(page))).toContain('L’ancien secret signe encore');
  expect((await aude.post(`${page}/envois/${headers['webhook-id']}`)).status).toBe(303);
  await t.app.get(WebhookSending).look(await newest());
  const again = receiver.received[1]!;
  expect(again.headers['webhook-id']).toBe(headers['webhook-id']);
  for (const one of [secret, second, third]) expect(() => verified(one, again.body, again.headers)).not.toThrow();
  for (let i = 0; i < 9; i++) await aude.post(`${page}/secret`);
  await aude.post(`${page}/essai`);
  await t.app.get(WebhookSending).look(await newest());
  expect(receiver.received[2]!.headers['webhook-signature']!.split(' ')).toHaveLength(10);
  await aude.post(`${page}/arret`);
  expect(readable(await aude.get(page))).toContain('arrêté par vous');
  await aude.post(`${page}/remise`);
  await aude.post(`${page}/modification`, { address: receiver.url(), events: 'device.arrive' });
  expect(readable(await aude.get(page))).toContain('device.arrive');
  await aude.post(`${page}/reprise`, { from: 'now' });
  expect(readable(await aude.get('/gestion/journal'))).toContain('webhook');
  await aude.post(`${page}/retrait`);
  expect((await aude.get(page)).status).toBe(404);
});

test.each([
  [{ address: 'http://outil.example.org/x', things: ['device'] }, 'https://'],
  [{ address: 'https://10.0.0.1/x', things: ['device'] }, 'réseau interne'],
  [{ address: 'https://[::ffff:169.254.169.254]/x', things: ['device'] }, 'réseau interne'],
  [{ address: 'https://a:b@outil.example.org/x', things: ['device'] }, 'sans mot de passe'],
  [{ address: 'nulle part', things: ['device'] }, 'adresse entière'],
  [{ address: 'https://outil.example.org/x' }, 'Dites de quoi'],
  [{ address: 'https://outil.example.org/x', things: ['sim'] }, 'ne voit pas ces choses'],
  [{ address: 'https://outil.example.org/x', events: 'device.fly' }, 'device.fly'],
])('bad input loses nothing: %j', async (form, said) => {
  const answer = await (await as('aude')).post(PAGE, form);
  expect([409, 422]).toContain(answer.status);
  expect(readable(answer)).toContain(said);
  expect(answer.text).toContain(form.address.slice(0, 8));
});

test('it goes on from where a day begins at the bank, of which the first hour is one too', async () => {
  const aude = await as('aude');
  await aude.post(PAGE, { address: 'https://outil.example.org/x', things: ['device'] });
  const page = `${PAGE}/${await newest()}`;
  const clock = bankClock(t);
  // Half past midnight in Paris.
  await clock.goTo('2031-12-09T23:30:00Z');
  const late = await Visitor.as(t, fixtures, 'aude');
  const answers: number[] = [];
  for (const since of ['2031-12-10', '2031-09-11', '2031-09-10', '2031-12-11'])
    answers.push((await late.post(`${page}/reprise`, { from: 'since', since })).status);
  await clock.back();
  expect(answers).toEqual([303, 303, 409, 409]);
});

test('another organisation’s does not exist, and who manages nothing has none', async () => {
  await (await as('aude')).post(PAGE, { address: 'https://outil.example.org/x', things: ['device'] });
  const page = `${PAGE}/${await newest()}`;
  const moussa = await as('moussa');
  expect((await moussa.get(page)).status).toBe(404);
  for (const act of ['essai', 'secret', 'arret', 'remise', 'retrait', 'envois/x'])
    expect([act, (await moussa.post(`${page}/${act}`)).status]).toEqual([act, 404]);
  for (const person of ['paul', 'nora'] as const) expect((await (await as(person)).get(PAGE)).status).toBe(403);
});
