import { rmSync } from 'node:fs';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { AccountMails, MailSending, MailService } from '#bank/mails';
import { LinksService } from '#bank/people';
import { backup, noteRestored, restore } from '#platform/backup';
import { readSettings } from '#platform/kernel';
import { endWhatCameBack, PIECES, USED } from '../../apps/server/startup/backups.js';
import { openDatabase } from '../../apps/server/startup/open-database.js';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testApp, testAppWith } from '../support/servers/app.js';
import { freshDatabase, type TestDatabase } from '../support/servers/database.js';
import { scratchFolder } from '../support/servers/scratch.js';

let t: TestApp;
let other: TestApp;
let fixtures: Fixtures;
let elsewhere: TestDatabase;
let folder: string;
let leila: Visitor;
let link: string;
const MAIL = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'banque@exemple.fr' };

async function look<T extends pg.QueryResultRow>(text: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: elsewhere.ownerUrl });
  await client.connect();
  return (await client.query<T>(text).finally(() => client.end())).rows;
}
const mails = () =>
  look<{ state: string; held: boolean }>(
    `SELECT state::text, held FROM notifications.mail WHERE kind = 'trial' ORDER BY id`,
  );

/** A bank with a session, a link and a mail that waits; then the same, put back elsewhere and started. */
beforeAll(async () => {
  Object.assign(process.env, MAIL);
  ({ t, fixtures } = await testAppWith('fixtures'));
  leila = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
  const aude = fixtures.people.aude.userId;
  link = await t.app.get(DataSource).transaction(async (tx) => {
    await ask(t, tx, 'before');
    const mails = t.app.get(MailService);
    const of = { causeId: aude, once: 'before', to: 'quelquun@exemple.fr' };
    await mails.send(tx, 'password_link', { name: 'Aude', link: 'https://x.fr/1', hours: 1 }, { ...of, userId: aude });
    await mails.send(tx, 'donor_link', { link: 'https://x.fr/2' }, of);
    const from = { address: '192.0.2.7' };
    await t.app.get(AccountMails).askForLink(tx, 'reset', 'aude@demo.example', from);
    return t.app.get(LinksService).make(tx, aude, { purpose: 'reset', madeBy: null });
  });
  folder = scratchFolder('bn-restored-');
  const { path, manifest } = await backup({ url: t.database.ownerUrl, folder, pieces: PIECES });
  elsewhere = await freshDatabase();
  const finish = (client: pg.ClientBase) => noteRestored(client, new Date(manifest.at));
  await restore({ url: elsewhere.ownerUrl, path, pieces: PIECES, used: USED, finish });
});
afterAll(async () => {
  for (const name of Object.keys(MAIL)) delete process.env[name];
  await other?.close();
  await t.close();
  rmSync(folder, { recursive: true, force: true });
});

const ask = (app: TestApp, tx: Parameters<MailService['request']>[0], once: string, unasked?: true) =>
  app.app.get(MailService).request(tx, {
    kind: 'trial',
    causeId: fixtures.organisations.bank.id,
    once,
    to: 'quelquun@exemple.fr',
    subject: 'Objet',
    text: 'Texte',
    ...(unasked ? { unasked } : {}),
  });

test('the next start ends every session and link, and holds what waited, before anybody is served', async () => {
  expect(await look('SELECT FROM people.session')).not.toHaveLength(0);
  const settings = { ...readSettings(), database: { serverUrl: elsewhere.url, ownerUrl: elsewhere.ownerUrl } };
  const said: string[] = [];
  const { leave } = await openDatabase(settings, 'bn test', (sentence) => said.push(sentence));
  await leave();
  expect(said.join('\n')).toMatch(/Sessions fermées : [1-9]\d* ; liens à usage unique périmés : [1-9]/);
  expect(await look('SELECT FROM people.session')).toHaveLength(0);
  // The link of an account has ended, a donor's has not; one that was asked for is made by nobody.
  expect(await look('SELECT kind, state::text, held FROM notifications.mail ORDER BY id')).toEqual([
    { kind: 'trial', state: 'waiting', held: true },
    { kind: 'password_link', state: 'failed', held: false },
    { kind: 'donor_link', state: 'waiting', held: true },
  ]);
  expect(await look('SELECT FROM notifications.reset_asked')).toHaveLength(0);
  // Once.
  expect(await endWhatCameBack({ url: elsewhere.url })).toBeNull();

  other = await testApp({ database: elsewhere });
  const before = Visitor.withSession(other, leila.cookie('bn_session'), fixtures.organisations.bank.id);
  expect((await before.get('/appareils')).status).toBe(303);
  expect((await Visitor.stranger(other).get(`/mot-de-passe/${link}`)).status).toBe(404);
});

test('the page lists what to look at, until somebody says that it was', async () => {
  const there = await Visitor.signedIn(other, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
  const page = readable(await there.get('/gestion/systeme'));
  for (const text of [
    'La banque a été rétablie',
    'Après le rétablissement',
    'Suspensions, départs',
    'seront donnés une seconde fois',
    '2 messages retenus',
  ])
    expect(page).toContain(text);

  // What the program writes of itself may have gone already; what somebody asks for now has not.
  await other.app.get(DataSource).transaction(async (tx) => {
    await ask(other, tx, 'of itself', true);
    await ask(other, tx, 'by hand');
  });
  expect(await mails()).toEqual([
    { state: 'waiting', held: true },
    { state: 'waiting', held: true },
    { state: 'waiting', held: false },
  ]);
  await other.app.get(MailSending).giveUp();
  expect((await there.post('/gestion/systeme/messages-retenus', { decision: 'send' })).status).toBe(303);
  expect(new Set((await mails()).map(({ held }) => held))).toEqual(new Set([false]));
  expect((await there.post('/gestion/systeme/retabli')).status).toBe(303);
  await other.app.get(DataSource).transaction((tx) => ask(other, tx, 'later', true));
  expect((await mails()).at(-1)).toEqual({ state: 'waiting', held: false });
  expect(await look('SELECT FROM backup.restoration WHERE looked_at IS NULL')).toHaveLength(0);
});

test('a held mail may be let go: its words go with it', async () => {
  const there = await Visitor.signedIn(other, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
  await look(`UPDATE notifications.mail SET held = true WHERE state = 'waiting'`);
  expect((await there.post('/gestion/systeme/messages-retenus', { decision: 'drop' })).status).toBe(303);
  expect(await look('SELECT FROM notifications.mail WHERE body IS NOT NULL')).toHaveLength(0);
  expect(new Set((await mails()).map(({ state }) => state))).toEqual(new Set(['failed']));
});
