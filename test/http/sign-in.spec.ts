import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#demo';
import type { Member } from '#kernel';
import { byPassword, SignInService } from '#people';
import { type TestApp, testAppWith } from '../support/app.js';
import { Visitor } from '../support/visitor.js';

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

const _sacha = (): Promise<Visitor> => Visitor.signedIn(t, 'sacha@demo.example', DEMO_PASSWORD, 'instance');

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

  test('is refused after ten failures, also with the right password: it says so, and until when', async () => {
    const stranger = Visitor.stranger(t);
    for (let i = 0; i < 10; i++) await stranger.post('/connexion', { email: 'elise@demo.example', password: 'faux' });
    const right = await stranger.post('/connexion', { email: 'elise@demo.example', password: DEMO_PASSWORD });
    expect(right.status).toBe(429);
    expect(right.text).toMatch(/Trop d’essais.*aucun mot de passe n’est lu, même le bon\. Réessayez dans 15.minutes/);
    expect(right.text).not.toContain('point à corriger');
    await t.app.get(DataSource).query(`UPDATE platform.attempt SET at = at - interval '11 minutes'`);
    const later = await stranger.post('/connexion', { email: 'elise@demo.example', password: DEMO_PASSWORD });
    expect([later.status, /Réessayez dans 4.minutes/.test(later.text)]).toEqual([429, true]);
  });

  test('is refused to whoever guesses, and not to the owner elsewhere; a whole network of IPv6 is one guesser', async () => {
    const signIns = t.app.get(SignInService);
    const from = (address: string, password = 'faux') => signIns.signIn('ines@demo.example', password, address);
    for (let i = 0; i < 10; i++)
      await expect(from(`2001:db8:1:2::${i}`)).rejects.toMatchObject({ code: 'people.sign_in_refused' });
    await expect(from('2001:db8:1:2:ffff::1', DEMO_PASSWORD)).rejects.toMatchObject({
      code: 'people.sign_in_throttled',
    });
    for (const elsewhere of ['2001:db8:1:3::1', '203.0.113.77', '::ffff:203.0.113.78'])
      expect(await from(elsewhere, DEMO_PASSWORD)).toEqual(expect.any(String));
  });

  test('a burst of guesses is throttled though none waited for another', async () => {
    const signIns = t.app.get(SignInService);
    const guess = (password: string) => signIns.signIn('paul@demo.example', password, '203.0.113.9');
    const answers = await Promise.allSettled(Array.from({ length: 60 }, (_, i) => guess(`faux ${i}`)));
    const codes = answers.map((a) => (a.status === 'rejected' ? a.reason.code : 'in'));
    expect(new Set(codes)).toEqual(new Set(['people.sign_in_refused', 'people.sign_in_throttled']));
    // Ten, and the few that were being looked at meanwhile.
    expect(codes.filter((code) => code === 'people.sign_in_refused').length).toBeLessThan(20);
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
