import { DataSource } from 'typeorm';
import { AuthenticatorApp, stepIn } from '../support/browser/authenticator-app.js';
import { readable, type Seen, Visitor } from '../support/browser/visitor.js';
import { workOff } from '../support/servers/mail-server.js';
import { type MembersDesk, membersDesk } from '../support/things/members-desk.js';

let desk: MembersDesk;
let db: DataSource;
beforeAll(async () => {
  desk = await membersDesk();
  db = desk.db;
});
afterAll(() => desk?.close());
beforeEach(async () => {
  desk.mail.letters.length = 0;
  await db.query('DELETE FROM platform.attempt');
  await db.query('DELETE FROM notifications.reset_asked');
  await db.query('DELETE FROM people.one_time_link');
});

const stranger = () => Visitor.stranger(desk.t);
const posts = async () => {
  await workOff(desk.t.app, 'password-reset');
  await workOff(desk.t.app, 'mail');
};
const linkTo = (email: string): string | undefined =>
  /\/connexion\/lien\/[\w-]+/.exec(desk.mail.to(email).at(-1) ?? '')?.[0];
async function asks(email: string): Promise<string> {
  await stranger().post('/connexion/lien', { email });
  await posts();
  return linkTo(email)!;
}
const refused = async (email: string): Promise<{ by: string }[]> =>
  (
    await db.query(
      `SELECT e.facts FROM people.audit_entry e JOIN people.app_user u ON u.id = e.user_id WHERE e.verb = 'sign_in_refused' AND u.email = $1`,
      [email],
    )
  ).map(({ facts }: { facts: { by: string } }) => facts);

test('the sign-in page offers a link by mail, and keeps where one was going', async () => {
  const page = (await stranger().get('/connexion?vers=%2Fappareils')).text;
  expect(page).toContain('href="/connexion/lien?vers=%2Fappareils"');
  const asked = await stranger().post('/connexion/lien', { email: 'aude@demo.example', vers: '/appareils' });
  expect(asked.text).toContain('href="/appareils"');
  const elsewhere = await stranger().post('/connexion/lien', { email: 'aude@demo.example', vers: '//pirate.example' });
  expect(elsewhere.text).not.toContain('pirate');
});

test('the same is said and kept of an address that has no account, and nothing is written to it', async () => {
  const plain = (seen: Seen) => seen.text.replace(/[0-9a-f-]{36}/g, '');
  const known = await stranger().post('/connexion/lien', { email: 'aude@demo.example' });
  const unknown = await stranger().post('/connexion/lien', { email: 'personne@demo.example' });
  expect([known.status, plain(known)]).toEqual([unknown.status, plain(unknown)]);
  expect((await db.query('SELECT count(*)::int AS n FROM notifications.reset_asked'))[0].n).toBe(2);
  await posts();
  expect(desk.mail.letters.map(({ to }) => to)).toEqual([['aude@demo.example']]);
});

test('opening the link uses nothing up; its button signs in, once', async () => {
  const link = await asks('aude@demo.example');
  const aude = stranger();
  for (let i = 0; i < 3; i++) {
    const page = await aude.get(link);
    expect([page.status, page.headers['set-cookie'], page.headers['cache-control']]).toEqual([
      200,
      undefined,
      'private, no-store',
    ]);
    expect(page.text).toContain('aude@demo.example');
  }
  expect((await aude.post(link)).location).toBe('/');
  expect((await aude.get('/compte')).status).toBe(200);
  const [entry] = await db.query(
    `SELECT facts FROM people.audit_entry WHERE verb = 'sign_in' ORDER BY id DESC LIMIT 1`,
  );
  expect(entry.facts).toEqual({ by: 'mail_link' });
  const again = await stranger().post(link);
  expect([again.status, again.text.includes('déjà servi'), again.headers['set-cookie']]).toEqual([
    401,
    true,
    undefined,
  ]);
  expect((await stranger().get(link)).status).toBe(404);
  expect(await refused('aude@demo.example')).toEqual([{ by: 'mail_link' }]);
});

test('is kept as a hash, good for a quarter of an hour', async () => {
  const link = await asks('karim@demo.example');
  const [kept] = await db.query(
    `SELECT round(extract(epoch FROM expires_at - created_at) / 60)::int AS minutes, secret_hash FROM people.one_time_link
     WHERE purpose = 'sign_in' ORDER BY created_at DESC LIMIT 1`,
  );
  expect([kept.minutes, link.includes(kept.secret_hash)]).toEqual([15, false]);
  await db.query(`UPDATE people.one_time_link SET expires_at = now() WHERE purpose = 'sign_in'`);
  expect((await stranger().post(link)).text).toContain('trop vieux');
});

test('of ten presses at once, one is in', async () => {
  const link = await asks('paul@demo.example');
  const all = await Promise.all(Array.from({ length: 10 }, () => stranger().post(link)));
  expect(all.filter(({ status }) => status === 303)).toHaveLength(1);
  expect(all.filter(({ status }) => status >= 500)).toEqual([]);
});

test('opens no password and no address, nor do their links open this', async () => {
  const link = await asks('omar@demo.example');
  const secret = link.split('/').at(-1)!;
  expect((await stranger().get(`/mot-de-passe/${secret}`)).status).toBe(404);
  expect((await desk.choose(`/mot-de-passe/${secret}`)).text).toContain('Ce lien');
  expect((await stranger().get(`/compte/adresse/${secret}`)).status).toBe(404);
  await stranger().post('/mot-de-passe-oublie', { email: 'omar@demo.example' });
  await posts();
  const reset = /\/mot-de-passe\/([\w-]+)/.exec(desk.mail.to('omar@demo.example').at(-1)!)![1]!;
  expect((await stranger().get(`/connexion/lien/${reset}`)).status).toBe(404);
  expect((await stranger().post(`/connexion/lien/${reset}`)).status).toBe(401);
  // The one did not end the other.
  expect((await stranger().post(link)).status).toBe(303);
});

test('ends with the mail address it went to: that may be somebody else’s', async () => {
  const link = await asks('karim@demo.example');
  const moussa = await desk.as('moussa');
  const page = desk.memberPage('karim');
  const to = (email: string) => moussa.post(`${page}/identite`, { name: 'Karim', email, nameReason: 'mistyped' });
  expect((await to('karim.b@demo.example')).location).toBe(page);
  expect((await stranger().post(link)).status).toBe(401);
  expect((await to('karim@demo.example')).location).toBe(page);
});

test('is not for whoever is suspended, before or after asking', async () => {
  const link = await asks('karim@demo.example');
  const { membershipId } = desk.fixtures.people.karim;
  await db.query('UPDATE people.membership SET active = false WHERE id = $1', [membershipId]);
  expect((await stranger().post(link)).status).toBe(401);
  desk.mail.letters.length = 0;
  expect(await asks('karim@demo.example')).toBeUndefined();
  await db.query('UPDATE people.membership SET active = true WHERE id = $1', [membershipId]);
  await db.query(`UPDATE people.app_user SET active = false, closed_at = now() WHERE email = 'karim@demo.example'`);
  expect(await asks('karim@demo.example')).toBeUndefined();
  await db.query(`UPDATE people.app_user SET active = true, closed_at = NULL WHERE email = 'karim@demo.example'`);
});

test('who never chose a password is asked to choose one', async () => {
  const elise = await desk.as('elise');
  const form = { name: 'Nouvelle', email: 'nouvelle@exemple.fr', roles: 'technician', way: 'copy' };
  await elise.post('/gestion/membres', form);
  expect(await asks(form.email)).toBeUndefined();
  expect(desk.mail.to(form.email).at(-1)).toContain('/mot-de-passe/');
});

test('is one proof: who has a second factor is asked for it, and who must have one sets it up', async () => {
  const leila = await desk.as('leila');
  const { phone } = await AuthenticatorApp.setUp(leila);
  const link = await asks('leila@demo.example');
  const who = stranger();
  const seen = await who.post(link);
  expect([seen.status, seen.headers['set-cookie']]).toEqual([200, undefined]);
  expect((await who.get('/compte')).location).toContain('/connexion');
  expect((await who.post('/connexion/code', { step: stepIn(seen.text), code: phone.shows(1) })).status).toBe(303);
  expect((await who.get('/compte')).status).toBe(200);
  await db.query(`UPDATE people.bank SET second_factor_roles = '{structure_manager}'`);
  const ines = stranger();
  expect((await ines.post(await asks('ines@demo.example'))).status).toBe(303);
  expect((await ines.get('/')).location).toBe('/compte/verification');
  await db.query(`UPDATE people.bank SET second_factor_roles = '{}'`);
});

test('is throttled for an address, known or not, and for whoever asks; from another site it is refused', async () => {
  const answers: boolean[] = [];
  for (let i = 0; i < 6; i++)
    answers.push(
      (await stranger().post('/connexion/lien', { email: 'x@demo.example' })).text.includes('Trop de demandes'),
    );
  expect(answers).toEqual([false, false, false, false, false, true]);
  const crossed = await stranger().send('POST', '/connexion/lien', {
    form: { email: 'aude@demo.example' },
    headers: { 'sec-fetch-site': 'cross-site' },
  });
  expect(crossed.status).toBe(403);
});

test('what was typed before the session ended waits in its tab', async () => {
  const page = await stranger().post('/gestion/lieux', { kind: 'site', name: 'Annexe d’été' });
  expect(page.text).toContain('href="/connexion/lien" class="button secondary wide" target="_blank"');
  expect(readable(page)).toContain('Envoyer ce que j’ai écrit');
  const bad = await stranger().post('/connexion/lien', { email: 'pas une adresse' });
  expect([bad.status, bad.text.includes('pas une adresse')]).toEqual([422, true]);
});

test('without a mail server it is not offered', async () => {
  const { SMTP_URL } = process.env;
  delete process.env.SMTP_URL;
  try {
    expect((await stranger().get('/connexion')).text).not.toContain('/connexion/lien');
    expect(readable(await stranger().get('/connexion/lien'))).toContain('Demandez un lien à la personne responsable');
    expect((await stranger().post('/connexion/lien', { email: 'aude@demo.example' })).status).toBe(409);
  } finally {
    process.env.SMTP_URL = SMTP_URL;
  }
});
