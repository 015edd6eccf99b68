import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { UsersService } from '#bank/people';
import { type Seen, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';

let t: TestApp;
let fixtures: Fixtures;
let office: MailServer;
let db: DataSource;

beforeAll(async () => {
  office = await MailServer.open();
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
});
afterAll(async () => {
  await t?.close();
  await office?.close();
});
beforeEach(() => {
  office.letters.length = 0;
});

const SYSTEM = { kind: 'system', channel: 'system' } as const;
const NEW = 'une phrase toute neuve';
const as = (person: Person, password = DEMO_PASSWORD): Promise<Visitor> =>
  Visitor.signedIn(t, `${person}@demo.example`, password, fixtures.people[person].organisationId);
const posts = async () => {
  await workOff(t.app, 'password-reset');
  await workOff(t.app, 'mail');
};
const linkIn = (text: string): string => /\/(?:mot-de-passe|compte\/adresse)\/[\w-]+/.exec(text)![0];
const keyOf = async (person: Person, name: string) =>
  db.transaction((tx) => t.app.get(UsersService).makeToken(tx, SYSTEM, fixtures.people[person].membershipId, name));
const choose = (link: string, password: string, more: Record<string, string | string[]> = {}): Promise<Seen> =>
  Visitor.stranger(t).post(link, { password, again: password, ...more });
const signIn = (email: string, password: string) => Visitor.stranger(t).post('/connexion', { email, password });

describe('my account', () => {
  test('is in the menu; another name is asked with its reason', async () => {
    const ines = await as('ines');
    expect((await ines.get('/')).text).toContain('href="/compte"');
    expect((await ines.post('/compte/nom', { name: 'Inès B.' })).text).toContain('Dites pourquoi le nom change');
    expect((await ines.post('/compte/nom', { name: 'Inès B.', nameReason: 'renamed' })).location).toBe('/compte');
    expect((await ines.get('/compte')).text).toContain('Inès B.');
  });

  test('a new password asks for the one before, ends the other sessions, and the keys that are not kept', async () => {
    const [here, there] = [await as('karim'), await as('karim')];
    const [kept, lost] = [await keyOf('karim', 'tableur'), await keyOf('karim', 'oublié')];
    const form = { currentPassword: 'pas le bon mot', password: NEW, again: NEW, keep: [kept.id] };
    expect((await here.post('/compte/mot-de-passe', form)).text).toContain('Ce n’est pas votre mot de passe actuel');
    expect((await there.get('/compte')).status).toBe(200);
    expect((await here.post('/compte/mot-de-passe', { ...form, currentPassword: DEMO_PASSWORD })).location).toBe(
      '/compte',
    );
    expect((await here.get('/compte')).status).toBe(200);
    expect((await there.get('/compte')).location).toContain('/connexion');
    const me = (secret: string) => Visitor.program(t, secret).api('GET', '/api/v1/me');
    expect([(await me(kept.secret)).status, (await me(lost.secret)).status]).toEqual([200, 401]);
  });

  test('guesses of the password before are throttled, and the right one after them too', async () => {
    const elise = await as('elise');
    const form = (currentPassword: string) => ({ currentPassword, password: NEW, again: NEW });
    for (let i = 0; i < 10; i++) await elise.post('/compte/mot-de-passe', form(`faux numéro ${i}`));
    const right = await elise.post('/compte/mot-de-passe', form(DEMO_PASSWORD));
    expect([right.status >= 400, right.text.includes('Trop d’essais')]).toEqual([true, true]);
  });

  test('says where one is signed in; a session is ended, another’s is not there', async () => {
    const browser = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0' };
    const other = Visitor.stranger(t);
    const form = { email: 'aude@demo.example', password: DEMO_PASSWORD };
    await other.send('POST', '/connexion', { form, headers: browser });
    const aude = await as('aude');
    const page = (await aude.get('/compte')).text;
    expect(page).toContain('Firefox sur Linux');
    const end = /action="(\/compte\/sessions\/[\w-]+\/fin)"/.exec(page)![1]!;
    expect((await (await as('ines')).post(end)).status).toBe(404);
    expect((await other.get('/compte')).status).toBe(200);
    expect((await aude.post(end)).location).toBe('/compte');
    expect((await other.get('/compte')).location).toContain('/connexion');
    const third = await as('aude');
    expect((await aude.post('/compte/deconnexion-partout')).location).toBe('/connexion');
    for (const gone of [aude, third]) expect((await gone.get('/compte')).location).toContain('/connexion');
  });

  test('a new mail address counts when its own mailbox said so, and the old one is told', async () => {
    const leila = await as('leila');
    const form = { email: 'leila.neuve@demo.example', currentPassword: DEMO_PASSWORD };
    expect((await leila.post('/compte/adresse', { ...form, currentPassword: 'faux' })).status).toBeGreaterThan(400);
    expect((await leila.post('/compte/adresse', form)).location).toBe('/compte');
    await posts();
    expect(office.to('leila@demo.example')).toEqual([]);
    const link = linkIn(office.to(form.email)[0]!);
    expect((await signIn(form.email, DEMO_PASSWORD)).status).toBe(401);
    expect((await Visitor.stranger(t).get(link)).text).toContain(form.email);
    expect((await signIn(form.email, DEMO_PASSWORD)).status).toBe(401);
    expect((await Visitor.stranger(t).post(link)).location).toBe('/connexion');
    expect((await Visitor.stranger(t).post(link)).text).toContain('déjà servi');
    await posts();
    expect(office.to('leila@demo.example')[0]).toContain('Celle-ci ne sert plus');
    expect((await signIn(form.email, DEMO_PASSWORD)).status).toBe(303);
  });

  test('a link to a new address sets no password, and one to a password no address', async () => {
    const omar = await as('omar');
    await omar.post('/compte/adresse', { email: 'omar.neuf@demo.example', currentPassword: DEMO_PASSWORD });
    await posts();
    const secret = linkIn(office.to('omar.neuf@demo.example')[0]!).split('/').at(-1)!;
    expect((await Visitor.stranger(t).get(`/mot-de-passe/${secret}`)).status).toBe(404);
    expect((await choose(`/mot-de-passe/${secret}`, NEW)).text).toContain('Ce lien');
    expect((await signIn('omar@demo.example', DEMO_PASSWORD)).status).toBe(303);
  });
});

describe('a forgotten password', () => {
  const forget = (email: string, headers: Record<string, string> = {}) =>
    Visitor.stranger(t).send('POST', '/mot-de-passe-oublie', { form: { email, _key: crypto.randomUUID() }, headers });
  const linkFor = async (email: string) => {
    await forget(email);
    await posts();
    return linkIn(office.to(email).at(-1)!);
  };

  test('is asked for on the sign-in page; whoever has no account is told the same, and written nothing', async () => {
    expect((await Visitor.stranger(t).get('/connexion')).text).toContain('href="/mot-de-passe-oublie"');
    const [known, unknown] = [await forget('aude@demo.example'), await forget('personne@demo.example')];
    const plain = (seen: Seen) => seen.text.replace(/[0-9a-f-]{36}/g, '');
    expect(plain(known)).toBe(plain(unknown));
    expect([known.status, unknown.status]).toEqual([200, 200]);
    // Nothing is looked up before the answer: what is kept of both is the same, and the worker alone finds out.
    const kept = await db.query('SELECT count(*)::int AS n FROM notifications.reset_asked');
    expect(kept[0].n).toBe(2);
    await posts();
    expect(office.letters.map(({ to }) => to)).toEqual([['aude@demo.example']]);
    expect((await db.query('SELECT count(*)::int AS n FROM notifications.reset_asked'))[0].n).toBe(0);
  });

  test('its link carries the site’s own address, whatever the request says of the host', async () => {
    await forget('ines@demo.example', { host: 'pirate.example', 'x-forwarded-host': 'pirate.example' });
    await posts();
    const [text] = office.to('ines@demo.example');
    expect(text).toContain(`${process.env.PUBLIC_URL}/mot-de-passe/`);
    expect(text).not.toContain('pirate');
  });

  test('its link serves once; a used one offers another', async () => {
    const link = await linkFor('omar@demo.example');
    const session = await as('omar');
    expect((await choose(link, NEW)).location).toBe('/');
    expect((await session.get('/compte')).location).toContain('/connexion');
    expect((await choose(link, 'encore une autre phrase')).text).toContain('Ce lien');
    expect((await signIn('omar@demo.example', NEW)).status).toBe(303);
    const used = await Visitor.stranger(t).get(link);
    expect([used.status, used.text.includes('/mot-de-passe-oublie')]).toEqual([404, true]);
  });

  test('its link is kept as a hash, sealed until it leaves, and not at all afterwards; it is good for an hour', async () => {
    await forget('karim@demo.example');
    await workOff(t.app, 'password-reset');
    const [waiting] = await db.query(`SELECT body, link_sealed FROM notifications.mail WHERE state = 'waiting'`);
    expect(waiting.body).not.toContain('/mot-de-passe/');
    expect(waiting.link_sealed).not.toBeNull();
    await posts();
    const left = await db.query(`SELECT 1 FROM notifications.mail WHERE link_sealed IS NOT NULL OR body IS NOT NULL`);
    expect(left).toEqual([]);
    const [{ minutes }] = await db.query(
      `SELECT round(extract(epoch FROM expires_at - created_at) / 60)::int AS minutes FROM people.one_time_link WHERE purpose = 'reset' ORDER BY created_at DESC LIMIT 1`,
    );
    expect(minutes).toBe(60);
    const link = linkIn(office.to('karim@demo.example')[0]!);
    await db.query(`UPDATE people.one_time_link SET expires_at = now()`);
    expect((await choose(link, NEW)).text).toContain('Ce lien');
  });

  test('of twenty who use one link at the same instant, one sets the password', async () => {
    const link = await linkFor('paul@demo.example');
    const all = await Promise.all(Array.from({ length: 20 }, (_, i) => choose(link, `${NEW} numéro ${i}`)));
    expect(all.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(all.filter(({ status }) => status >= 500)).toEqual([]);
  });

  test('is throttled for an address, known or not, and for whoever asks', async () => {
    const answers = [];
    for (let i = 0; i < 6; i++) answers.push((await forget('inconnue@demo.example')).text.includes('Trop de demandes'));
    expect(answers).toEqual([false, false, false, false, false, true]);
    // Of all addresses together: as many as a workshop asks for in its busiest hour.
    await db.query(
      'INSERT INTO platform.attempt (subject_hash) SELECT subject_hash FROM platform.attempt, generate_series(1, 300)',
    );
    expect((await forget('autre@demo.example')).text).toContain('Trop de demandes');
    await db.query('DELETE FROM platform.attempt');
  });

  test('from another site is refused', async () => {
    expect((await forget('aude@demo.example', { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
  });

  test('of somebody suspended everywhere sends nothing', async () => {
    const { membershipId } = fixtures.people.aude;
    await db.query(`UPDATE people.membership SET active = false WHERE id = $1`, [membershipId]);
    await forget('aude@demo.example');
    await posts();
    expect(office.letters).toEqual([]);
    await db.query(`UPDATE people.membership SET active = true WHERE id = $1`, [membershipId]);
  });

  test('without a mail server: the page says whom to ask', async () => {
    const url = process.env.SMTP_URL;
    delete process.env.SMTP_URL;
    try {
      const page = await Visitor.stranger(t).get('/mot-de-passe-oublie');
      expect(page.text).toContain('la personne responsable de votre organisation');
      expect(page.text).not.toContain('name="email"');
      const asked = await forget('aude@demo.example');
      expect([asked.status >= 400, asked.text.includes('C’est noté')]).toEqual([true, false]);
    } finally {
      process.env.SMTP_URL = url;
    }
  });
});
