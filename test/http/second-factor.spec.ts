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

  test('alone, without mails: one administrator asks for a link, another is shown it; who has a colleague is helped by them', async () => {
    const [leila, ines, { membershipId, userId }] = [await as('leila'), await as('ines'), fixtures.people.ines];
    const at = `/gestion/membres/${membershipId}`;
    expect((await leila.get(at)).text).toContain(`href="${at}/mot-de-passe"`);
    expect((await leila.post(`${at}/mot-de-passe`)).location).toBe('/gestion/securite');
    expect(await lastMailTo('ines')).toContain('Une autre doit encore confirmer');
    const twice = await leila.post(`${at}/mot-de-passe`);
    expect([twice.status, twice.text.includes('C’est demandé.')]).toEqual([409, true]);
    const [{ id }] = await db.query('SELECT id FROM people.factor_reset WHERE link_for = $1', [membershipId]);
    const request = `/gestion/securite/demandes/${id}`;
    expect((await leila.post(`${request}/lien`, { way: 'copy' })).status).toBe(409);
    const sacha = await Visitor.signedIn(t, mailOf('sacha'), DEMO_PASSWORD, 'instance');
    // It takes no second factor away, and is no way round the confirmation.
    expect((await sacha.post(`${request}/confirmation`)).status).toBe(404);
    expect((await sacha.get('/gestion/securite')).text).toContain(`action="${request}/lien"`);
    const shown = await sacha.post(`${request}/lien`, { way: 'copy' });
    const secret = /mot-de-passe\/([\w-]+)/.exec(shown.text)![1];
    expect(await lastMailTo('ines')).toContain('ont donné un lien');
    expect((await sacha.post(`${request}/lien`, { way: 'copy' })).status).toBe(404);
    const chosen = { password: 'une autre phrase de passe', again: 'une autre phrase de passe' };
    expect((await Visitor.stranger(t).post(`/mot-de-passe/${secret}`, chosen)).location).toBe('/');
    expect((await ines.get('/')).location).toContain('/connexion');
    expect([await audits('ask_password_reset'), await audits('reset_password')]).toEqual([1, 1]);
    // With a colleague who manages, it is theirs to do: also when they come after it was asked.
    expect((await leila.post(`${at}/mot-de-passe`)).location).toBe('/gestion/securite');
    const [later] = await db.query('SELECT id FROM people.factor_reset WHERE link_for = $1 AND ended_at IS NULL', [
      membershipId,
    ]);
    await db.query(
      `INSERT INTO people.membership (id, user_id, organisation_id, roles, active)
       SELECT gen_random_uuid(), $1, organisation_id, roles, true FROM people.membership WHERE id = $2`,
      [fixtures.people.aude.userId, membershipId],
    );
    const refused = await sacha.post(`/gestion/securite/demandes/${later.id}/lien`, { way: 'copy' });
    expect([refused.status, refused.text.includes('Une autre personne gère l’organisation')]).toEqual([409, true]);
    expect((await leila.post(`/gestion/securite/demandes/${later.id}/retrait`)).location).toBe('/gestion/securite');
    expect((await leila.post(`${at}/mot-de-passe`)).status).toBe(409);
    expect(await audits('call_off_password_reset')).toBe(1);
    const asked = await db.query('SELECT 1 FROM people.one_time_link WHERE user_id = $1 AND used_at IS NULL', [userId]);
    expect(asked).toHaveLength(0);
  });

  test('of two who administer the bank, none may be made up by the other', async () => {
    const { bank } = fixtures.organisations;
    const administrator = async (name: string, days: number) => {
      const email = `${name}@demo.example`;
      const [{ id }] = await db.query(
        `INSERT INTO people.app_user (id, email, name, password_hash)
         SELECT gen_random_uuid(), $1, $2, password_hash FROM people.app_user WHERE email = $3 RETURNING id`,
        [email, name, mailOf('leila')],
      );
      const [{ id: membershipId }] = await db.query(
        `INSERT INTO people.membership (id, user_id, organisation_id, roles, created_at)
         VALUES (gen_random_uuid(), $1, $2, '{bank_admin}', platform.now() - make_interval(days => $3)) RETURNING id`,
        [id, bank.id, days],
      );
      return { id, membershipId, who: await Visitor.signedIn(t, email, DEMO_PASSWORD, bank.id) };
    };
    const [asker, colleague, taken, newcomer] = [
      await administrator('rosa', 8),
      await administrator('sami', 8),
      await administrator('tess', 8),
      await administrator('ugo', 6),
    ];
    const request = async (by: { readonly id: string }): Promise<string> => {
      await db.query('UPDATE people.factor_reset SET ended_at = platform.now() WHERE ended_at IS NULL');
      const [{ id }] = await db.query(
        `INSERT INTO people.factor_reset (id, user_id, asked_by, expires_at)
         VALUES (gen_random_uuid(), $1, $2, platform.now() + interval '1 day') RETURNING id`,
        [fixtures.people.moussa.userId, by.id],
      );
      return `/gestion/securite/demandes/${id}/confirmation`;
    };
    const confirms = async ({ who }: { readonly who: Visitor }, path: string) => {
      const offered = (await who.get('/gestion/securite')).text.includes(`action="${path}"`);
      const done = await who.post(path);
      return [offered, done.status, done.text.includes('depuis au moins 7 jours')];
    };
    // A link that the asker was shown may be why somebody of long ago comes in.
    const linked = await asker.who.post(`/gestion/membres/${taken.membershipId}/lien`, { way: 'copy' });
    expect(linked.status).toBe(200);
    expect(await confirms(newcomer, await request(asker))).toEqual([false, 409, true]);
    expect(await confirms(taken, await request(asker))).toEqual([false, 409, true]);
    expect(await confirms(colleague, await request(newcomer))).toEqual([false, 409, true]);
    const page = readable(await colleague.who.get('/gestion/securite'));
    expect(page).toMatch(/Vous : depuis le \d/);
    expect(await confirms(colleague, await request(asker))).toEqual([true, 303, false]);
  });

  test('says on the page why two give no link, and who does', async () => {
    const leila = await as('leila');
    const refusal = async (person: 'omar' | 'elise') => {
      const page = await leila.get(`/gestion/membres/${fixtures.people[person].membershipId}/mot-de-passe`);
      return page.text.includes('Demander un lien') ? null : readable(page);
    };
    const { elise, ines, karim } = fixtures.people;
    expect(await refusal('omar')).toBeNull();
    // The bank may suspend a colleague, or take their role, and nobody is alone by that.
    const [{ id: suspended }] = await db.query(
      `INSERT INTO people.membership (id, user_id, organisation_id, roles)
       VALUES (gen_random_uuid(), $1, $2, '{structure_manager}') RETURNING id`,
      [karim.userId, fixtures.organisations.otherStructure.id],
    );
    expect(await refusal('omar')).toContain('Une autre personne gère');
    const changed = await leila.post(`/gestion/membres/${suspended}`, { roles: ['structure_manager'], closed: 'on' });
    expect(changed.status).toBe(303);
    expect(await refusal('omar')).toContain('jusqu’à il y a peu');
    await leila.post(`/gestion/membres/${suspended}`, { roles: ['structure_manager'] });
    await leila.post(`/gestion/membres/${suspended}`, { roles: ['structure_agent'] });
    expect(await refusal('omar')).toContain('jusqu’à il y a peu');
    // Of one who works elsewhere too, the manager of there cannot help.
    expect(await refusal('elise')).toBeNull();
    await db.query(
      `INSERT INTO people.membership (id, user_id, organisation_id, roles) VALUES (gen_random_uuid(), $1, $2, '{structure_agent}')`,
      [elise.userId, ines.organisationId],
    );
    expect(await refusal('elise')).toContain('administre l’installation');
    await db.query('UPDATE people.app_user SET active = false WHERE id = $1', [elise.userId]);
    expect(await refusal('elise')).toContain('Ce compte est fermé');
    await db.query('UPDATE people.app_user SET active = true, instance_admin = true WHERE id = $1', [elise.userId]);
    expect(await refusal('elise')).toContain('elle seule, ou une autre');
  });

  test('the page of a forgotten password says what to do when no mail arrives', async () => {
    const page = readable(await Visitor.stranger(t).get('/mot-de-passe-oublie'));
    expect(page).toContain('deux personnes de la banque vous donnent alors un lien');
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
