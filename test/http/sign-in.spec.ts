import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { AccountService, byPassword, SignInService } from '#bank/people';
import { noteAttempts } from '#platform/database';
import type { Member } from '#platform/kernel';
import { AuthenticatorApp, halfMinutesPass, paperCodesIn } from '../support/browser/authenticator-app.js';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

/** As if all tries had been so long ago. */
const later = (interval: string) =>
  t.app.get(DataSource).query('UPDATE platform.attempt SET at = at - $1::interval', [interval]);

describe('signing in', () => {
  test('takes the right password only, and says the same of an unknown address', async () => {
    const stranger = Visitor.stranger(t);
    const wrong = await stranger.post('/connexion', { email: 'aude@demo.example', password: 'pas celui-là' });
    const unknown = await stranger.post('/connexion', { email: 'personne@demo.example', password: 'pas celui-là' });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.text).toContain('inconnu');
    expect(unknown.text).toContain('inconnu');
  });

  test('says what was left empty, beside each field, and counts it as no attempt', async () => {
    const stranger = Visitor.stranger(t);
    for (let i = 0; i < 12; i++) {
      const { status, text } = await stranger.post('/connexion', { email: ' ', password: '' });
      expect([status, text.includes('Écrivez une adresse'), text.includes('Écrivez le mot de passe')]).toEqual([
        422,
        true,
        true,
      ]);
    }
    const noPassword = await stranger.post('/connexion', { email: 'aude@demo.example', password: '' });
    expect([noPassword.status, noPassword.text.includes('inconnu')]).toEqual([422, false]);
    expect(noPassword.text).toContain('value="aude@demo.example"');
    expect((await stranger.post('/connexion', { email: 'aude@demo.example', password: DEMO_PASSWORD })).location).toBe(
      '/',
    );
  });

  test('makes who guesses wait, also with the right password, each time twice as long: it says so, and until when', async () => {
    const stranger = Visitor.stranger(t);
    const tryIt = (password: string) => stranger.post('/connexion', { email: 'elise@demo.example', password });
    for (let i = 0; i < 5; i++) expect((await tryIt('faux')).status).toBe(401);
    const right = await tryIt(DEMO_PASSWORD);
    expect([right.status, right.headers['retry-after']]).toEqual([429, '1']);
    expect(right.text).toMatch(/Trop d’essais.*aucun mot de passe n’est lu, même le bon\. Réessayez dans 1.seconde\./);
    expect(right.text).toContain('value="elise@demo.example"');
    expect(right.text).not.toContain('point à corriger');
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      await later('15 minutes 1 second');
      expect((await tryIt('faux')).status).toBe(401);
      waits.push(Number((await tryIt('faux')).headers['retry-after']));
    }
    expect(waits).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900]);
    expect((await tryIt(DEMO_PASSWORD)).text).toMatch(/Réessayez dans 15.minutes, à \d+.h.\d\d\./);
    await later('15 minutes 1 second');
    expect((await tryIt(DEMO_PASSWORD)).status).toBe(303);
    // Forgiven.
    expect((await tryIt('faux')).status).toBe(401);
    expect((await tryIt(DEMO_PASSWORD)).status).toBe(303);
  });

  const guessing = (email: string) => (address: string, password: string) =>
    t.app.get(SignInService).signIn(email, password, address);
  const refused = { code: 'people.sign_in_refused' };
  const throttled = { code: 'people.sign_in_throttled' };

  test('is refused to whoever guesses, and not to the owner elsewhere; a line of IPv6 is one guesser, and so is a site', async () => {
    const from = guessing('ines@demo.example');
    for (let i = 0; i < 5; i++) await expect(from(`2001:db8:1:2::${i}`, 'faux')).rejects.toMatchObject(refused);
    await expect(from('2001:db8:1:2:ffff::1', DEMO_PASSWORD)).rejects.toMatchObject(throttled);
    for (const elsewhere of ['2001:db8:1:3::1', '203.0.113.77', '::ffff:203.0.113.78'])
      expect(await from(elsewhere, DEMO_PASSWORD)).toEqual(expect.any(String));
    for (let i = 0; i < 20; i++) await expect(from(`2001:db8:1:${i + 16}::1`, 'faux')).rejects.toMatchObject(refused);
    await expect(from('2001:db8:1:99::1', 'faux')).rejects.toMatchObject(throttled);
    expect(await from('2001:db8:2:99::1', DEMO_PASSWORD)).toEqual(expect.any(String));
  });

  test('lets the owner in at a browser of theirs, whoever guesses: until it guesses itself, or the password changes', async () => {
    const [db, signIns] = [t.app.get(DataSource), t.app.get(SignInService)];
    const own = Visitor.stranger(t);
    const enter = (who: Visitor, password: string) => who.post('/connexion', { email: 'ines@demo.example', password });
    expect((await enter(own, DEMO_PASSWORD)).status).toBe(303);
    const kept = own.cookie('bn_navigateur');
    const [device] = await db.query('SELECT device_hash, user_id FROM people.known_device ORDER BY signed_in_at DESC');
    expect(device.device_hash).not.toContain(kept);
    const from = guessing('ines@demo.example');
    // From the same address, and from everywhere.
    for (let i = 0; i < 5; i++) await from('127.0.0.1', 'faux').catch(() => null);
    const everywhere = { allowance: { of: 'sign-in to', times: 100, minutes: 15 }, by: 'ines@demo.example' };
    await noteAttempts(db, ...Array(100).fill(everywhere));
    await expect(from('203.0.113.200', DEMO_PASSWORD)).rejects.toMatchObject(throttled);
    expect((await enter(own, DEMO_PASSWORD)).status).toBe(303);
    expect(own.cookie('bn_navigateur')).toBe(kept);
    // It is of this account alone.
    const other = { address: '127.0.0.1', device: kept };
    for (let i = 0; i < 5; i++)
      await expect(signIns.enter('bob@demo.example', 'faux', other)).rejects.toMatchObject(refused);
    await expect(signIns.enter('bob@demo.example', 'faux', other)).rejects.toMatchObject(throttled);
    // Who stole it guesses no more than anybody.
    for (let i = 0; i < 5; i++) expect((await enter(own, 'faux')).status).toBe(401);
    expect((await enter(own, DEMO_PASSWORD)).status).toBe(429);
    await later('2 seconds');
    expect((await enter(own, DEMO_PASSWORD)).status).toBe(303);
    // A new password forgets every browser but the one where it was chosen.
    const word = { current: DEMO_PASSWORD, password: DEMO_PASSWORD, keep: [], session: '' };
    const change = (by: string) =>
      db.transaction((tx) =>
        t.app.get(AccountService).changePassword(tx, SYSTEM, device.user_id, { ...word, device: by }),
      );
    await change(kept!);
    expect((await enter(own, DEMO_PASSWORD)).status).toBe(303);
    await db.transaction((tx) => t.app.get(AccountService).endSessions(tx, SYSTEM, device.user_id));
    expect((await enter(own, DEMO_PASSWORD)).status).toBe(429);
    await later('1 day');
    expect((await enter(own, DEMO_PASSWORD)).status).toBe(303);
    expect(own.cookie('bn_navigateur')).toBe(kept);
  });

  test('takes a browser’s cookie that is none of ours for nothing', async () => {
    for (const odd of ['%00', 'a', '%F0%9F%98%80', 'x'.repeat(5000)]) {
      const who = Visitor.stranger(t);
      const form = { email: 'nora@demo.example', password: DEMO_PASSWORD };
      const { status, headers } = await who.send('POST', '/connexion', {
        form,
        headers: { cookie: `bn_navigateur=${odd}` },
      });
      expect([odd.slice(0, 9), status]).toEqual([odd.slice(0, 9), 303]);
      expect(String(headers['set-cookie'])).toMatch(/bn_navigateur=[\w-]{43};/);
    }
  });

  test('a burst of guesses is throttled though none waited for another', async () => {
    const guess = (password: string) => guessing('paul@demo.example')('203.0.113.9', password);
    const answers = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => guess(`faux ${i}`)));
    const codes = answers.map((a) => (a.status === 'rejected' ? a.reason.code : 'in'));
    expect(new Set(codes)).toEqual(new Set(['people.sign_in_refused', 'people.sign_in_throttled']));
    // Five, and the few that were being looked at meanwhile.
    expect(codes.filter((code) => code === 'people.sign_in_refused').length).toBeLessThan(15);
    await expect(guess(DEMO_PASSWORD)).rejects.toMatchObject({ code: 'people.sign_in_throttled' });
  });

  test('never goes to another site afterwards', async () => {
    const vers = ['//ailleurs.example/', '/\\ailleurs.example', '/\t/ailleurs.example', '/\n/ailleurs.example'];
    for (const elsewhere of vers) {
      const aude = Visitor.stranger(t);
      const form = { email: 'aude@demo.example', password: DEMO_PASSWORD, vers: elsewhere };
      expect((await aude.post('/connexion', form)).location).toBe('/');
      expect((await aude.get(`/connexion?vers=${encodeURIComponent(elsewhere)}`)).location).toBe('/');
    }
  });
});

test('a password given again to sign is not guessed either', async () => {
  const signIns = t.app.get(SignInService);
  const { karim, aude } = fixtures.people;
  const give = (who: Member, password: string) =>
    t.app.get(DataSource).transaction((tx) => signIns.confirms(tx, who, 'test_sheet', byPassword(password)));
  for (let i = 0; i < 10; i++) expect(await give(karim, 'faux')).toBeNull();
  await expect(give(karim, DEMO_PASSWORD)).rejects.toMatchObject({ code: 'people.sign_in_throttled' });
  expect(await give(aude, DEMO_PASSWORD)).toMatchObject({ form: 'password' });
});

test('who has the password and guesses codes uses up their own tries, not the owner’s', async () => {
  const [db, signIns] = [t.app.get(DataSource), t.app.get(SignInService)];
  const owner = await Visitor.as(t, fixtures, 'moussa');
  const { phone, after } = await AuthenticatorApp.setUp(owner);
  await db.query('DELETE FROM platform.attempt');
  const asked = await signIns.enter('moussa@demo.example', DEMO_PASSWORD, { address: '203.0.113.1' });
  const step = 'step' in asked ? asked.step : '';
  const guess = (address: string, code = '000000', device: string | null = null) =>
    signIns.enterByCode(step, code, { address, device }).then(
      ({ by }) => by,
      (error) => error.code,
    );
  const right = async (address: string, device: string | null = null) => {
    await halfMinutesPass(t);
    return guess(address, phone.shows(), device);
  };
  const guessAllDay = async (address: string, device: string | null = null) => {
    for (let i = 0; i < 11; i++) {
      if (i % 5 === 0) await later('16 minutes');
      expect(await guess(address, '000000', device)).toMatch(/^people.code_(wrong|throttled)$/);
    }
    return guess(address, '000000', device);
  };
  // One network alone shuts out nobody else; who was given a thousand lines of IPv6 is one site.
  expect(await guessAllDay('203.0.113.1')).toBe('people.code_throttled');
  for (let i = 0; i < 20; i++) expect(await guess(`2001:db8:1:${i + 16}::1`)).toBe('people.code_wrong');
  expect(await guess('2001:db8:1:99::1')).toBe('people.code_throttled');
  expect(await right('198.51.100.1')).toBe('totp');
  // Several together: a browser that is new waits, the owner's own does not, nor a code from paper.
  for (const address of ['203.0.113.2', '203.0.113.3']) await guessAllDay(address);
  const noted = () => db.query('SELECT subject_hash FROM platform.attempt ORDER BY 1');
  const before = await noted();
  expect(await right('198.51.100.2')).toBe('people.code_throttled');
  expect(await noted()).toEqual(before);
  expect(await right('198.51.100.2', owner.cookie('bn_navigateur'))).toBe('totp');
  expect(await guess('198.51.100.3', paperCodesIn(after.text)[0])).toBe('recovery');
  // A stolen cookie guesses no more than a network does.
  expect(await guessAllDay('203.0.113.4', owner.cookie('bn_navigateur'))).toBe('people.code_throttled');
});

describe('an expired session in the middle of a form', () => {
  test('gives back everything that was written, and sends it after signing in', async () => {
    const page = await Visitor.stranger(t).post('/gestion/lieux', { kind: 'site', name: 'Annexe “Été” & co' });
    expect(page.status).toBe(401);
    const resume = /name="resume" value="([^"]+)"/
      .exec(page.text)![1]!
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');
    const aude = Visitor.stranger(t);
    const after = await aude.post('/connexion', { email: 'aude@demo.example', password: DEMO_PASSWORD, resume });
    expect(after.text).toContain('action="/gestion/lieux"');
    expect(after.text).toContain('Annexe “Été” &amp; co');
    aude.organisation = fixtures.people.aude.organisationId;
    expect((await aude.post('/gestion/lieux', { kind: 'site', name: 'Annexe “Été” & co' })).status).toBe(303);
  });
});
