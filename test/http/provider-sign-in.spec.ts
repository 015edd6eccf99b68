import { type AddressInfo, createServer } from 'node:net';
import { sha256 } from '#platform/kernel';
import { readable, Visitor } from '../support/browser/visitor.js';
import { addressIn, isOut, links, type ProvidersDesk, providersDesk } from '../support/things/providers-desk.js';

const BACK = '/connexion/fournisseurs/un/retour';

let desk: ProvidersDesk;
beforeAll(async () => {
  desk = await providersDesk();
});
afterAll(() => desk?.close());

describe('an account that is linked', () => {
  const AUDE = {
    aude: { sub: 's-aude', email: 'aude@ailleurs.example', email_verified: true },
    pirate: { sub: 's-pirate', email: 'aude@demo.example', email_verified: true },
  };
  beforeAll(() => desk.people(AUDE));

  test('is linked from « Mon compte », by a press; then it signs in, and comes out where it was going', async () => {
    const aude = await desk.as('aude');
    expect((await aude.get('/compte')).text).toContain('Relier Fournisseur un');
    const done = await links(aude, desk.one, 'aude');
    expect(done.location).toBe('/compte');
    expect((await aude.get('/compte')).text).toContain('Retirer Fournisseur un');
    expect(await desk.linksOf('aude@demo.example')).toEqual([{ issuer: desk.one.issuer, subject: 's-aude' }]);
    const page = (await desk.stranger().get('/connexion?vers=%2Fappareils')).text;
    expect(page).toContain('href="/connexion/fournisseurs/un?vers=%2Fappareils"');
    const again = desk.stranger();
    const seen = await desk.one.lets(again, 'aude', '?vers=%2Fappareils');
    expect([seen.status, seen.location]).toEqual([303, '/appareils']);
    expect((await again.get('/compte')).status).toBe(200);
    expect((await desk.audits('sign_in')).at(-1)).toEqual({ by: 'Fournisseur un' });
    expect(await desk.audits('link_provider')).toEqual([{ by: 'Fournisseur un' }]);
  });

  test('the request carries PKCE, a state and a nonce, and our own address to come back to', async () => {
    const gone = new URL((await desk.stranger().get('/connexion/fournisseurs/un?vers=//pirate.example')).location!);
    const asked = Object.fromEntries(gone.searchParams);
    expect(asked).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      scope: 'openid email siret',
      redirect_uri: `${process.env.PUBLIC_URL}${BACK}`,
    });
    expect([asked['state']!.length >= 32, asked['nonce']!.length >= 32]).toEqual([true, true]);
    expect(gone.href).not.toContain('pirate');
    expect((await desk.one.lets(desk.stranger(), 'aude', '?vers=//pirate.example')).location).toBe('/');
  });

  test('whose mail has changed there is the same person, and keeps their address here', async () => {
    await desk.people({ ...AUDE, aude: { ...AUDE.aude, email: 'leila@demo.example' } });
    const aude = desk.stranger();
    expect((await desk.one.lets(aude, 'aude')).status).toBe(303);
    const account = (await aude.get('/compte')).text;
    expect([account.includes('aude@demo.example'), account.includes('leila@demo.example')]).toEqual([true, false]);
    expect(await desk.linksOf('leila@demo.example')).toEqual([]);
    await desk.people(AUDE);
  });

  test('the same subject at another provider is somebody else', async () => {
    isOut(await desk.two.lets(desk.stranger(), 'aude'), 'Aucun compte ouvert n’est relié');
  });

  test('a verified mail that an account has opens nothing: only who was invited and never came in is let in by it', async () => {
    isOut(await desk.one.lets(desk.stranger(), 'pirate'), 'Aucun compte ouvert n’est relié');
    expect(await desk.linksOf('aude@demo.example')).toHaveLength(1);
  });

  test('an answer serves once, in the browser that went for it', async () => {
    const aude = desk.stranger();
    const gone = await aude.get('/connexion/fournisseurs/un');
    const authRequest = aude.cookie('bn_fournisseur');
    const back = await desk.one.through(gone.location!, 'aude');
    // Another browser, and one that went for something else.
    isOut(await desk.stranger().get(back), 'autre navigateur');
    const other = desk.stranger();
    await other.get('/connexion/fournisseurs/un');
    isOut(await other.get(back), 'autre navigateur');
    expect((await aude.get(back)).status).toBe(303);
    isOut(await desk.stranger().get(back), 'autre navigateur');
    // Also with the cookie, kept aside.
    const attacker = await desk.stranger().send('GET', back, { headers: { cookie: `bn_fournisseur=${authRequest}` } });
    isOut(attacker, 'répondu autrement que prévu');
    const made = await desk
      .stranger()
      .send('GET', back, { headers: { cookie: `bn_fournisseur=x.${authRequest.slice(9)}` } });
    isOut(made, 'autre navigateur');
  });

  test('a code of another provider’s authRequest, another state, another nonce are refused', async () => {
    const aude = desk.stranger();
    const gone = await aude.get('/connexion/fournisseurs/un');
    const back = await desk.one.through(gone.location!, 'aude');
    isOut(await aude.get(back.replace('/un/', '/deux/')), 'autre navigateur');
    const second = await aude.get('/connexion/fournisseurs/un');
    const there = await desk.one.through(second.location!, 'aude');
    isOut(await aude.get(there.replace(/state=[^&]+/, 'state=autre')), 'autre navigateur');
    const third = await aude.get('/connexion/fournisseurs/un');
    const wrong = await desk.one.through(third.location!.replace(/nonce=[^&]+/, `nonce=${'n'.repeat(43)}`), 'aude');
    isOut(await aude.get(wrong), 'répondu autrement que prévu');
    const fourth = await aude.get('/connexion/fournisseurs/un');
    const unproven = await desk.one.through(
      fourth.location!.replace(/code_challenge=[^&]+/, `code_challenge=${'c'.repeat(43)}`),
      'aude',
    );
    isOut(await aude.get(unproven), 'répondu autrement que prévu');
  });

  test('what is told of another person, or unsigned where signed words are asked for, is refused', async () => {
    const unsigned = desk.stranger();
    const gone = await unsigned.get('/connexion/fournisseurs/un');
    const back = await desk.one.through(gone.location!, 'aude');
    await desk.one.mood({ told: { sub: 's-aude', email: 'aude@demo.example', email_verified: true } });
    isOut(await unsigned.get(back), 'répondu autrement que prévu');
    const other = desk.stranger();
    const away = await other.get('/connexion/fournisseurs/deux');
    const there = await desk.two.through(away.location!, 'aude');
    await desk.two.mood({ told: { sub: 's-leila', email: 'x@exemple.fr', email_verified: true } });
    isOut(await other.get(there), 'répondu autrement que prévu');
  });

  test('who renounces there is told so, and signs in otherwise', async () => {
    isOut(await desk.one.lets(desk.stranger(), 'personne'), 'pas terminé chez Fournisseur un');
  });

  test('whose account is closed, or who is suspended, is refused as who is unknown; the latter is noted', async () => {
    await desk.db.query(
      `UPDATE people.app_user SET active = false, closed_at = now() WHERE email = 'aude@demo.example'`,
    );
    isOut(await desk.one.lets(desk.stranger(), 'aude'), 'Aucun compte ouvert n’est relié');
    await desk.db.query(`UPDATE people.app_user SET active = true, closed_at = NULL WHERE email = 'aude@demo.example'`);
    const karim = await desk.as('karim');
    await desk.people({ karim: { sub: 's-karim' } });
    await links(karim, desk.one, 'karim');
    const { membershipId } = desk.fixtures.people.karim;
    await desk.db.query('UPDATE people.membership SET active = false WHERE id = $1', [membershipId]);
    isOut(await desk.one.lets(desk.stranger(), 'karim'), 'Aucun compte ouvert n’est relié');
    expect((await desk.audits('sign_in_refused')).at(-1)).toEqual({ by: 'Fournisseur un' });
    await desk.db.query('UPDATE people.membership SET active = true WHERE id = $1', [membershipId]);
    expect((await desk.one.lets(desk.stranger(), 'karim')).status).toBe(303);
    await desk.people(AUDE);
  });

  test('no second account takes the identity of a first; one account has one identity at a provider', async () => {
    const moussa = await desk.as('moussa');
    const taken = await links(moussa, desk.one, 'aude');
    expect([taken.status, readable(taken).includes('déjà reliée à un autre compte')]).toEqual([409, true]);
    const aude = await desk.as('aude');
    const twice = await links(aude, desk.one, 'pirate');
    expect([twice.status, (await desk.linksOf('aude@demo.example')).length]).toEqual([409, 1]);
  });

  test('a link that another session began is not made, nor without a press of one’s own', async () => {
    const karim = await desk.as('karim');
    const begun = await karim.post('/compte/fournisseurs/deux');
    const address = addressIn(begun);
    const back = await desk.two.through(address, 'pirate');
    const paul = await desk.as('paul');
    const stolen = await paul.send('GET', back, {
      headers: { cookie: `${paul.carries()['cookie']}; bn_fournisseur=${karim.cookie('bn_fournisseur')}` },
    });
    expect([stolen.status, stolen.text.includes('pas relié')]).toEqual([409, true]);
    expect(await desk.linksOf('paul@demo.example')).toEqual([]);
    // Who is signed in and follows a link of another site to the door is not linked, nor signed out.
    expect((await paul.get('/connexion/fournisseurs/deux')).location).toBe('/');
    const crossed = await paul.send('POST', '/compte/fournisseurs/deux', {
      form: {},
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(crossed.status).toBe(403);
    await desk.db.query(
      `INSERT INTO people.session (id, secret_hash, user_id, membership_id, expires_at, device, created_at)
       SELECT gen_random_uuid(), $2, user_id, id, now() + interval '1 hour', '', now() - interval '1 hour' FROM people.membership WHERE id = $1`,
      [desk.fixtures.people.paul.membershipId, sha256('une vieille session')],
    );
    const { organisationId } = desk.fixtures.people.paul;
    const late = await Visitor.withSession(desk.t, 'une vieille session', organisationId).post(
      '/compte/fournisseurs/deux',
    );
    expect([late.status, late.text.includes('127.0.0.1')]).toEqual([409, false]);
  });

  test('the link is taken away and made anew; other sessions end', async () => {
    const [aude, other] = [await desk.as('aude'), desk.stranger()];
    expect((await desk.one.lets(other, 'aude')).status).toBe(303);
    expect((await aude.post('/compte/fournisseurs/un/retrait')).location).toBe('/compte');
    expect((await other.get('/compte')).location).toContain('/connexion');
    expect(await desk.linksOf('aude@demo.example')).toEqual([]);
    isOut(await desk.one.lets(desk.stranger(), 'aude'), 'Aucun compte ouvert n’est relié');
    expect((await aude.post('/compte/fournisseurs/un/retrait')).status).toBe(404);
    expect((await links(aude, desk.one, 'pirate')).location).toBe('/compte');
    expect(await desk.linksOf('aude@demo.example')).toEqual([{ issuer: desk.one.issuer, subject: 's-pirate' }]);
    expect(await desk.audits('unlink_provider')).toEqual([{ by: 'Fournisseur un' }]);
    await aude.post('/compte/fournisseurs/un/retrait');
    await links(aude, desk.one, 'aude');
  });

  test('of forty who take it away at once one does, and none keeps the others’ connections', async () => {
    const aude = await desk.as('aude');
    const all = await Promise.all(Array.from({ length: 40 }, () => aude.post('/compte/fournisseurs/un/retrait')));
    expect(all.map(({ status }) => status).sort()).toEqual([303, ...Array.from({ length: 39 }, () => 404)]);
    await links(aude, desk.one, 'aude');
  });
});

describe('a provider that fails', () => {
  test('a dead one is said in a sentence, at once, and again without asking it', async () => {
    const nobody = createServer();
    await new Promise<void>((ready) => nobody.listen(0, '127.0.0.1', ready));
    const { port } = nobody.address() as AddressInfo;
    await new Promise((closed) => nobody.close(closed));
    desk.worksWith({ ...desk.two.described(), issuer: `http://127.0.0.1:${port}`, id: 'mort', name: 'Mort' });
    isOut(await desk.stranger().get('/connexion/fournisseurs/mort'), 'Mort ne répond pas');
    expect((await desk.stranger().get('/connexion')).status).toBe(200);
    expect((await desk.as('paul')).cookie('bn_session')).not.toBe('');
  });

  test('a broken one too', async () => {
    desk.worksWith(desk.two.described());
    await desk.two.mood({ broken: true });
    isOut(await desk.stranger().get('/connexion/fournisseurs/deux'), 'répondu autrement que prévu');
    await desk.two.mood({});
    expect((await desk.stranger().get('/connexion/fournisseurs/deux')).status).toBe(303);
  });

  test('a slow one keeps nobody else out, and is given up', async () => {
    desk.worksWith(desk.two.described());
    await desk.two.mood({ hold: 60_000 });
    const waiting = Promise.all(Array.from({ length: 12 }, () => desk.stranger().get('/connexion/fournisseurs/deux')));
    // Four strangers are served at once: these twelve take no place.
    expect((await desk.stranger().get('/connexion')).status).toBe(200);
    expect((await desk.as('paul')).cookie('bn_session')).not.toBe('');
    for (const seen of await waiting) isOut(seen, 'ne répond pas');
    const asked = await desk.two.asked();
    expect(asked).toBeGreaterThan(0);
    isOut(await desk.stranger().get('/connexion/fournisseurs/deux'), 'ne répond pas');
    // It is not asked again: whoever asks waits four seconds.
    expect(await desk.two.asked()).toBe(asked);
  });

  test('one that the settings do not know is not there', async () => {
    expect((await desk.stranger().get('/connexion/fournisseurs/inconnu')).status).toBe(404);
    expect((await (await desk.as('paul')).post('/compte/fournisseurs/inconnu')).status).toBe(404);
    desk.worksWith();
    expect((await desk.stranger().get('/connexion')).text).not.toContain('fournisseurs');
  });
});
