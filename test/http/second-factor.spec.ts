import { Secret, TOTP } from 'otpauth';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { FactorResetsService, LinksService } from '#bank/people';
import { newTotpSecret, stepOf } from '../../libs/bank/people/second-factor/totp.js';
import { AuthenticatorApp, halfMinutesPass, paperCodesIn, stepIn } from '../support/browser/authenticator-app.js';
import { readable, Visitor } from '../support/browser/visitor.js';
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
afterAll(() => Promise.all([t?.close(), office?.close()]));
// Each begins with no try counted and no code taken, whatever the one before came to, and however long it took.
beforeEach(() => Promise.all([halfMinutesPass(t), db.query('DELETE FROM platform.attempt')]));

const mailOf = (person: Person | 'sacha') => `${person}@demo.example`;
const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);
/** The first step: the password. */
async function knocks(person: Person | 'sacha') {
  const who = Visitor.stranger(t);
  const seen = await who.post('/connexion', { email: mailOf(person), password: DEMO_PASSWORD });
  return { who, seen, step: stepIn(seen.text) };
}
const lastMailTo = async (person: Person): Promise<string | undefined> => {
  await workOff(t.app, 'mail');
  return office.to(mailOf(person)).at(-1);
};
const audits = async (verb: string): Promise<number> =>
  (await db.query('SELECT count(*)::int AS n FROM people.audit_entry WHERE verb = $1', [verb]))[0].n;

describe('an application of codes', () => {
  let phone: AuthenticatorApp;
  let paper: string[];

  test('is set up with its first code; ten codes for paper are shown once, other sessions end', async () => {
    const [aude, elsewhere] = [await as('aude'), await as('aude')];
    expect((await aude.get('/compte')).text).toContain('href="/compte/verification"');
    const begun = await aude.post('/compte/verification/application');
    const page = (await aude.get(begun.location!)).text;
    expect(page).toContain('<svg class="qr"');
    phone = AuthenticatorApp.reading(page);
    // Nothing is asked of anybody before it showed a right code.
    expect((await knocks('aude')).seen.status).toBe(303);
    const wrong = await aude.post('/compte/verification/application/code', { code: '000000' });
    expect(wrong.text).toContain('n’est pas le bon');
    const code = phone.shows();
    const done = await aude.post('/compte/verification/application/code', { code });
    paper = paperCodesIn(done.text);
    expect([done.status, paper.length]).toEqual([200, 10]);
    // It is used up.
    const { who, step } = await knocks('aude');
    expect((await who.post('/connexion/code', { step, code })).status).toBe(401);
    expect((await aude.get('/compte/verification')).text).toContain('réglée le');
    expect((await elsewhere.get('/')).location).toContain('/connexion');
    await workOff(t.app, 'mail');
    expect(office.to(mailOf('aude')).at(-1)).toContain('seconde vérification');
    const kept = await db.query('SELECT sealed FROM people.totp');
    expect(kept[0].sealed.toString('latin1')).not.toContain('otpauth');
  });

  test('asks for a code after the password, without scripts; none is taken twice', async () => {
    const { who, seen, step } = await knocks('aude');
    expect([seen.status, seen.headers['set-cookie']]).toEqual([200, undefined]);
    expect((await who.get('/dons')).location).toContain('/connexion');
    const code = phone.shows();
    expect((await who.post('/connexion/code', { step, code, vers: '/appareils' })).location).toBe('/appareils');
    expect((await who.get('/compte')).status).toBe(200);
    const again = await knocks('aude');
    const replayed = await again.who.post('/connexion/code', { step: again.step, code });
    expect([replayed.status, stepIn(replayed.text)]).toEqual([401, again.step]);
  });

  test('asks for a code after a password was chosen behind a link, and lets in with it', async () => {
    const secret = await db.transaction((tx) =>
      t.app.get(LinksService).make(tx, fixtures.people.aude.userId, { purpose: 'reset', madeBy: null }),
    );
    const who = Visitor.stranger(t);
    const chosen = await who.post(`/mot-de-passe/${secret}`, { password: DEMO_PASSWORD, again: DEMO_PASSWORD });
    expect([chosen.status, (await who.get('/dons')).location]).toEqual([200, '/connexion?vers=%2Fdons']);
    const code = phone.shows();
    expect((await who.post('/connexion/code', { step: stepIn(chosen.text), code })).location).toBe('/');
    expect((await who.get('/dons')).status).toBe(200);
  });

  test('of two that send the same code at once, one is in', async () => {
    const { step } = await knocks('aude');
    const code = phone.shows();
    const both = await Promise.all([1, 2].map(() => Visitor.stranger(t).post('/connexion/code', { step, code })));
    expect(both.map(({ status }) => status).sort()).toEqual([303, 401]);
  });

  test('a clock may be half a minute wrong, and no more', async () => {
    const tries = async (later: number) => {
      const { who, step } = await knocks('aude');
      return (await who.post('/connexion/code', { step, code: phone.shows(later) })).status;
    };
    // Also when a half minute ends on the way.
    expect([await tries(-2), await tries(3), await tries(1)]).toEqual([401, 401, 303]);
    const [secret, at] = [newTotpSecret(), 1_800_000_000_000];
    const shown = new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
    const taken = [-60_000, -30_000, 0, 30_000, 59_999, 60_000].map((later) => stepOf(secret, shown, at + later));
    expect(taken).toEqual([null, 60_000_000, 60_000_000, 60_000_000, 60_000_000, null]);
  });

  test('a code from paper serves once, and the page says so', async () => {
    const { who, step } = await knocks('aude');
    const form = { step, code: paper[0]!.toLowerCase().replaceAll('-', ' ') };
    expect((await who.post('/connexion/code', form)).status).toBe(303);
    expect(readable(await who.get('/compte/verification'))).toContain('Il vous reste 9 codes');
    const second = await knocks('aude');
    expect((await second.who.post('/connexion/code', { ...form, step: second.step })).status).toBe(401);
    const renewed = paperCodesIn((await who.post('/compte/verification/codes')).text);
    expect([renewed.length, renewed.some((code) => paper.includes(code))]).toEqual([10, false]);
    const old = await knocks('aude');
    expect((await old.who.post('/connexion/code', { step: old.step, code: paper[1]! })).status).toBe(401);
  });

  test('another’s step, an invented one, one of an old password open nothing', async () => {
    const stranger = Visitor.stranger(t);
    const invented = await stranger.post('/connexion/code', { step: 'abc.def', code: phone.shows() });
    expect([invented.status, invented.text.includes('Trop de temps a passé')]).toEqual([401, true]);
    const { who, step } = await knocks('aude');
    await db.query("UPDATE people.app_user SET password_hash = password_hash || ' ' WHERE email = $1", [
      mailOf('aude'),
    ]);
    expect((await who.post('/connexion/code', { step, code: phone.shows() })).text).toContain('Trop de temps');
    await db.query('UPDATE people.app_user SET password_hash = rtrim(password_hash) WHERE email = $1', [
      mailOf('aude'),
    ]);
  });

  test('guesses are counted, of many at once too, and a right code after them is refused', async () => {
    const { who, step } = await knocks('aude');
    const guesses = await Promise.all(
      Array.from({ length: 12 }, (_, i) => who.post('/connexion/code', { step, code: String(i).padStart(6, '0') })),
    );
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(5);
    const right = await who.post('/connexion/code', { step, code: phone.shows() });
    expect([right.status, /Trop de codes faux.*Réessayez dans 15.minutes/.test(right.text)]).toEqual([429, true]);
    // The day's number is used up too: who waits a quarter of an hour is not told to wait another.
    for (let i = 0; i < 5; i++) {
      await db.query(`UPDATE platform.attempt SET at = at - interval '16 minutes'`);
      await who.post('/connexion/code', { step, code: '000000' });
    }
    const day = await who.post('/connexion/code', { step, code: phone.shows() });
    expect([day.status, /Réessayez dans \d\d.heures/.test(day.text)]).toEqual([429, true]);
  });

  test('what was typed before the session ended is sent after the second step', async () => {
    const who = Visitor.stranger(t);
    const resume = JSON.stringify({ action: '/dons', fields: [['name', 'Don de la mairie']], filesLost: false });
    const asked = await who.post('/connexion', { email: mailOf('aude'), password: DEMO_PASSWORD, resume });
    expect(asked.text).toContain('Don de la mairie');
    const sent = await who.post('/connexion/code', { step: stepIn(asked.text), code: phone.shows(), resume });
    expect([sent.status, sent.text.includes('Don de la mairie')]).toEqual([200, true]);
  });

  test('is taken away by its person; afterwards the password is enough', async () => {
    const { who, step } = await knocks('aude');
    await who.post('/connexion/code', { step, code: phone.shows() });
    expect((await who.post('/compte/verification/application/retrait')).location).toBe('/compte/verification');
    expect((await knocks('aude')).seen.status).toBe(303);
    expect((await db.query('SELECT count(*)::int AS n FROM people.recovery_code WHERE used_at IS NULL'))[0].n).toBe(0);
  });
});

describe('required by the bank', () => {
  test('of the roles it names: at their next request they set it up, and can do nothing else before', async () => {
    const before = await as('moussa');
    const leila = await as('leila');
    expect((await leila.post('/gestion/securite', { roles: ['workshop_supervisor', 'instance_admin'] })).location).toBe(
      '/gestion/securite',
    );
    // Who works is asked too, and what they were writing waits in their page.
    expect((await before.get('/atelier')).location).toBe('/compte/verification');
    const written = await before.post('/gestion/lieux', { kind: 'site', name: 'Atelier du fond' });
    expect([written.status, written.text.includes('value="Atelier du fond"')]).toEqual([403, true]);
    expect(written.text).toContain('Envoyer de nouveau');
    const moussa = await as('moussa');
    for (const path of ['/', '/atelier', '/compte', '/gestion/jetons'])
      expect((await moussa.get(path)).location).toBe('/compte/verification');
    const page = (await moussa.get('/compte/verification')).text;
    expect([page.includes('Encore une étape'), page.includes('href="/atelier"')]).toEqual([true, false]);
    expect((await moussa.post('/gestion/jetons', { name: 'porte de derrière' })).status).toBe(403);
    expect((await moussa.post('/organisation', { membershipId: 'instance' })).status).toBe(403);
    expect((await moussa.get('/connexion')).status).toBe(200);
    const { after } = await AuthenticatorApp.setUp(moussa);
    expect(paperCodesIn(after.text)).toHaveLength(10);
    expect((await moussa.get('/atelier')).status).toBe(200);
    expect((await before.get('/atelier')).location).toContain('/connexion');
    const only = await moussa.post('/compte/verification/application/retrait');
    expect(only.text).toContain('Réglez-en d’abord une autre');
  });

  test('who has another role is not asked; who administers the installation is', async () => {
    expect((await (await as('ines')).get('/demandes')).status).toBe(200);
    const sacha = await Visitor.signedIn(t, mailOf('sacha'), DEMO_PASSWORD, 'instance');
    expect((await sacha.get('/gestion')).location).toBe('/compte/verification');
    await AuthenticatorApp.setUp(sacha);
    expect((await sacha.get('/gestion')).status).toBe(200);
  });

  test('only the bank’s administrator and the installation’s say of whom', async () => {
    for (const person of ['paul', 'ines', 'aude'] as const)
      expect((await (await as(person)).get('/gestion/securite')).status).toBe(403);
  });
});

describe('who lost theirs', () => {
  const membership = () => fixtures.people.moussa.membershipId;
  test('begins anew when one administrator asked and another confirmed', async () => {
    const leila = await as('leila');
    expect((await leila.get(`/gestion/membres/${membership()}`)).text).toContain('téléphone perdu');
    expect((await leila.post(`/gestion/membres/${membership()}/verification`)).location).toBe('/gestion/securite');
    expect(await lastMailTo('moussa')).toContain('retirer la seconde vérification');
    const waiting = (await leila.get('/gestion/securite')).text;
    expect([waiting.includes('Une autre personne confirme'), waiting.includes('/confirmation"')]).toEqual([
      true,
      false,
    ]);
    const [{ id }] = await db.query('SELECT id FROM people.factor_reset WHERE ended_at IS NULL');
    const own = await leila.post(`/gestion/securite/demandes/${id}/confirmation`);
    expect([own.status, own.text.includes('une autre personne')]).toEqual([409, true]);
    expect((await knocks('moussa')).seen.status).toBe(200);
    await db.query('UPDATE people.totp SET last_step = 0');
    await db.query("UPDATE people.bank SET second_factor_roles = '{}'");
    await db.query('DELETE FROM people.totp WHERE user_id = (SELECT id FROM people.app_user WHERE email = $1)', [
      mailOf('sacha'),
    ]);
    const sacha = await Visitor.signedIn(t, mailOf('sacha'), DEMO_PASSWORD, 'instance');
    expect((await sacha.get('/gestion/securite')).text).toContain(`/demandes/${id}/confirmation`);
    expect((await sacha.post(`/gestion/securite/demandes/${id}/confirmation`)).location).toBe('/gestion/securite');
    expect((await sacha.post(`/gestion/securite/demandes/${id}/confirmation`)).status).toBe(404);
    expect((await knocks('moussa')).seen.status).toBe(303);
    expect([await audits('ask_factor_reset'), await audits('reset_factor')]).toEqual([1, 1]);
  });

  test('nobody confirms what they asked, nor their own, also by SQL', async () => {
    const user = (person: Person) => fixtures.people[person].userId;
    const insert = (of: string, by: string, confirmed: string | null) =>
      db.query(
        `INSERT INTO people.factor_reset (id, user_id, asked_by, expires_at, confirmed_by, ended_at) VALUES (gen_random_uuid(), $1, $2, now() + interval '1 day', $3, now())`,
        [of, by, confirmed],
      );
    await expect(insert(user('moussa'), user('moussa'), null)).rejects.toThrow('factor_reset_of_another');
    await expect(insert(user('moussa'), user('leila'), user('moussa'))).rejects.toThrow('factor_reset_of_another');
    await expect(insert(user('moussa'), user('leila'), user('leila'))).rejects.toThrow('factor_reset_by_two');
  });

  test('the server’s command line removes a second factor, and the audit says so', async () => {
    await AuthenticatorApp.setUp(await as('moussa'));
    const { userId } = fixtures.people.moussa;
    const before = await audits('reset_factor');
    expect(await db.transaction((tx) => t.app.get(FactorResetsService).byServer(tx, userId))).toBe(true);
    expect((await knocks('moussa')).seen.status).toBe(303);
    expect(await audits('reset_factor')).toBe(before + 1);
  });
});
