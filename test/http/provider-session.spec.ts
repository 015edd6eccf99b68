import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { BankService, type FactorRole } from '#bank/people';
import { originOf } from '../../libs/bank/people/providers/origin.js';
import { AuthenticatorApp, stepIn } from '../support/browser/authenticator-app.js';
import type { Visitor } from '../support/browser/visitor.js';
import { eventually } from '../support/servers/eventually.js';
import { links, type ProvidersDesk, providersDesk } from '../support/things/providers-desk.js';

let desk: ProvidersDesk;
beforeAll(async () => {
  desk = await providersDesk();
});
afterAll(() => desk?.close());

describe('a second factor', () => {
  let phone: AuthenticatorApp;
  beforeAll(async () => {
    await desk.people({ leila: { sub: 's-leila', acr: 'eidas1', amr: ['pwd'] } });
    const leila = await desk.as('leila');
    await links(leila, desk.one, 'leila');
    await links(leila, desk.two, 'leila');
    ({ phone } = await AuthenticatorApp.setUp(leila));
  });

  test('is asked for after a provider’s word; the session still knows where it came from', async () => {
    const leila = desk.stranger();
    const seen = await desk.one.lets(leila, 'leila');
    expect([seen.status, (await leila.get('/compte')).location]).toEqual([200, '/connexion?vers=%2Fcompte']);
    expect((await leila.post('/connexion/code', { step: stepIn(seen.text), code: phone.shows(1) })).status).toBe(303);
    expect((await leila.post('/deconnexion')).text).toContain(`${desk.one.issuer}/session/end`);
  });

  test('two proofs there count here only where the settings say so of that provider', async () => {
    for (const told of [
      { acr: 'eidas2', amr: ['pwd'] },
      { acr: 'eidas1', amr: ['pwd', 'mfa'] },
    ]) {
      await desk.people({ leila: { sub: 's-leila', ...told } });
      expect((await desk.one.lets(desk.stranger(), 'leila')).status).toBe(303);
      expect(stepIn((await desk.two.lets(desk.stranger(), 'leila')).text)).not.toBe('');
    }
  });

  test('one that the bank requires is set up first, unless two things were proven', async () => {
    await desk.people({ ines: { sub: 's-ines', acr: 'eidas1' }, sure: { sub: 's-ines', acr: 'eidas2' } });
    await links(await desk.as('ines'), desk.one, 'ines');
    await desk.db.query(`UPDATE people.bank SET second_factor_roles = '{structure_manager}'`);
    const [ines, sure] = [desk.stranger(), desk.stranger()];
    await desk.one.lets(ines, 'ines');
    expect((await ines.get('/demandes')).location).toBe('/compte/verification');
    await desk.people({ sure: { sub: 's-ines', acr: 'eidas2' } });
    await desk.one.lets(sure, 'sure');
    expect((await sure.get('/demandes')).status).toBe(200);
    // Nor is it asked of them, or of who has one, when the bank says it again; when it says so no more, nobody is held.
    const bank = desk.t.app.get(BankService);
    const require = (roles: FactorRole[]) =>
      desk.db.transaction((tx) => bank.requireSecondFactor(tx, desk.fixtures.people.leila, roles));
    await require(['structure_manager', 'bank_admin']);
    expect((await sure.get('/demandes')).status).toBe(200);
    expect((await ines.get('/demandes')).location).toBe('/compte/verification');
    await require([]);
    expect((await ines.get('/demandes')).status).toBe(200);
    await desk.db.query(`UPDATE people.bank SET second_factor_roles = '{}'`);
  });
});

describe('going out', () => {
  test('ends the session here, then leads to the end of the one there, and back', async () => {
    await desk.people({ aude: { sub: 's-aude' } });
    await links(await desk.as('aude'), desk.one, 'aude');
    const aude = desk.stranger();
    await desk.one.lets(aude, 'aude');
    const kept = await desk.db.query('SELECT sealed FROM people.session_origin');
    expect(kept.every(({ sealed }: { sealed: Buffer }) => !sealed.toString('latin1').includes('eyJ'))).toBe(true);
    const out = await aude.post('/deconnexion');
    const address = new URL(/content="0; url=([^"]+)"/.exec(out.text)![1]!.replaceAll('&amp;', '&'));
    expect([out.status, address.origin, address.pathname]).toEqual([200, desk.one.issuer, '/session/end']);
    expect(address.searchParams.get('id_token_hint')).toMatch(/^eyJ/);
    expect(address.searchParams.get('post_logout_redirect_uri')).toBe(`${process.env.PUBLIC_URL}/connexion`);
    expect(address.searchParams.get('state')!.length).toBeGreaterThanOrEqual(32);
    // The provider sends them back with the state that it was given: the sign-in page, with nobody in.
    const returned = await aude.get(`/connexion?state=${address.searchParams.get('state')}`);
    expect([returned.status, String(returned.headers['set-cookie'] ?? '')]).toEqual([200, '']);
    expect((await aude.get('/compte')).location).toContain('/connexion');
    const asked = await (await fetch(address)).text();
    expect(asked).toContain('<form');
  });

  test('who came in with a password is not sent anywhere', async () => {
    expect((await (await desk.as('paul')).post('/deconnexion')).location).toBe('/connexion');
  });
});

describe('what a provider says from server to server', () => {
  const heard: string[] = [];
  let relay: Server;
  const post = (id: string, token: string) =>
    desk.stranger().post(`/connexion/fournisseurs/${id}/fin`, { logout_token: token });
  const at = () => `http://127.0.0.1:${(relay.address() as AddressInfo).port}/un`;
  const isIn = async (who: Visitor) => (await who.get('/compte')).status === 200;
  const isLetIn = async () => {
    const who = desk.stranger();
    await desk.one.lets(who, 'nora');
    return who;
  };
  /** The session there that our session came from. */
  const sidOf = async (who: Visitor): Promise<string> => {
    const origin = await originOf(desk.db, who.cookie('bn_session'));
    return JSON.parse(Buffer.from(origin!.idToken.split('.')[1]!, 'base64url').toString()).sid;
  };
  beforeAll(async () => {
    // The server of the tests listens nowhere: what the provider posts is handed on.
    relay = createHttpServer(async (req, res) => {
      const token = new URLSearchParams(await text(req)).get('logout_token') ?? '';
      heard.push(token);
      res.statusCode = (await post(req.url!.slice(1), token)).status;
      res.end();
    });
    await new Promise<void>((ready) => relay.listen(0, '127.0.0.1', ready));
    await desk.people({ nora: { sub: 's-nora' } });
    await links(await desk.as('nora'), desk.one, 'nora');
  });
  afterAll(() => relay.close());

  test('ten words at once are all heard, though its keys come late', async () => {
    await desk.one.mood({ hold: 60_000 });
    const words = Promise.all(Array.from({ length: 10 }, () => desk.one.leaves(at(), 's-nobody')));
    await eventually('ten words', async () => heard.length === 10);
    await desk.one.mood({});
    expect(await words).toEqual(Array(10).fill(true));
  });

  test('one session ends, or all that it opened, and no other', async () => {
    const [first, second, own] = [await isLetIn(), await isLetIn(), await desk.as('nora')];
    // Found without opening it: one whose token cannot be opened any more ends too.
    const unreadable = await isLetIn();
    await desk.db.query(
      `UPDATE people.session_origin SET sealed = set_byte(sealed, 40, 255 - get_byte(sealed, 40)) WHERE session_id =
         (SELECT id FROM people.session ORDER BY id DESC LIMIT 1)`,
    );
    expect(await desk.one.leaves(at(), 's-nora', await sidOf(first))).toBe(true);
    expect([await isIn(first), await isIn(second), await isIn(own)]).toEqual([false, true, true]);
    expect(await desk.one.leaves(at(), 's-nobody')).toBe(true);
    expect(await isIn(second)).toBe(true);
    expect(await desk.one.leaves(at(), 's-nora')).toBe(true);
    expect([await isIn(second), await isIn(unreadable), await isIn(own)]).toEqual([false, false, true]);
    expect(await desk.audits('sign_out_by_provider')).toEqual([{ by: 'Fournisseur un' }, { by: 'Fournisseur un' }]);
  });

  test('who took the link away since, or waits at the second step, is out too', async () => {
    const nora = await isLetIn();
    const taken = await desk.db.query(`DELETE FROM people.provider_identity WHERE subject = 's-nora' RETURNING *`);
    expect(await desk.one.leaves(at(), 's-nora')).toBe(true);
    expect(await isIn(nora)).toBe(false);
    const [{ id, user_id: userId, issuer, subject }] = taken[0];
    await desk.db.query('INSERT INTO people.provider_identity (id, user_id, issuer, subject) VALUES ($1, $2, $3, $4)', [
      id,
      userId,
      issuer,
      subject,
    ]);
    await desk.people({ leila: { sub: 's-leila' }, nora: { sub: 's-nora' } });
    const leila = desk.stranger();
    const step = stepIn((await desk.one.lets(leila, 'leila')).text);
    const tries = async () => (await leila.post('/connexion/code', { step, code: '000000' })).text;
    // Her other session there is not this one.
    expect(await desk.one.leaves(at(), 's-leila', 'another')).toBe(true);
    expect(await tries()).not.toContain('Trop de temps a passé');
    expect(await desk.one.leaves(at(), 's-leila')).toBe(true);
    expect(await tries()).toContain('Trop de temps a passé');
  });

  test('what strangers say in a provider’s name takes no place of those who come in', async () => {
    const part = (told: object) => Buffer.from(JSON.stringify(told)).toString('base64url');
    const word = `${part({ alg: 'RS256', kid: 'x' })}.${part({ iss: desk.two.issuer })}.x`;
    await desk.two.mood({ hold: 60_000 });
    let answered = 0;
    const words = Promise.all(Array.from({ length: 80 }, () => post('deux', word).finally(() => answered++)));
    await eventually('its places to be taken', async () => answered === 16);
    expect((await desk.stranger().get('/connexion/fournisseurs/deux')).status).toBe(303);
    expect(answered).toBe(16);
    await desk.two.mood({});
    expect(new Set((await words).map(({ status }) => status))).toEqual(new Set([400]));
  });

  test('what is not the provider’s word, now and once, ends nothing', async () => {
    const [token = ''] = heard.slice(-1);
    const [head, body, seal] = token.split('.');
    const others = JSON.parse(Buffer.from(body!, 'base64url').toString());
    const rewritten = Buffer.from(JSON.stringify({ ...others, jti: 'another' })).toString('base64url');
    const nora = await isLetIn();
    const { idToken } = (await originOf(desk.db, nora.cookie('bn_session')))!;
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${rewritten}.`;
    for (const wrong of ['', 'abc', token, `${head}.${rewritten}.${seal}`, unsigned, idToken]) {
      const { status, headers, text: said } = await post('un', wrong);
      expect([status, headers['cache-control'], said]).toEqual([
        400,
        'private, no-store',
        '{"error":"invalid_request"}',
      ]);
    }
    expect((await post('deux', token)).status).toBe(400);
    expect((await post('inconnu', token)).status).toBe(404);
    expect(await isIn(nora)).toBe(true);
  });

  test('one that a server of before noted, without marks, ends with the first word of its provider, and of no other', async () => {
    const nora = await isLetIn();
    const [{ id }] = await desk.db.query('SELECT id FROM people.session ORDER BY id DESC LIMIT 1');
    const [[noted]] = await desk.db.query('DELETE FROM people.session_origin WHERE session_id = $1 RETURNING *', [id]);
    await desk.db.query(
      'INSERT INTO people.session_origin (session_id, issuer, key_id, sealed) VALUES ($1, $2, $3, $4)',
      [id, noted.issuer, noted.key_id, noted.sealed],
    );
    expect(await desk.two.leaves(at().replace(/un$/, 'deux'), 's-nora')).toBe(true);
    expect(await isIn(nora)).toBe(true);
    expect(await desk.one.leaves(at(), 's-nobody')).toBe(true);
    expect(await isIn(nora)).toBe(false);
  });
});
