import { readable } from '../support/browser/visitor.js';
import { listen } from '../support/servers/captured-output.js';
import type { There } from '../support/servers/identity-provider.js';
import { isOut, ONE, type ProvidersDesk, providersDesk } from '../support/things/providers-desk.js';

let desk: ProvidersDesk;
const written: string[] = [];
beforeAll(async () => {
  listen(written);
  desk = await providersDesk('warn');
});
afterAll(async () => {
  await desk?.close();
  jest.restoreAllMocks();
});

describe('the first time, with an invitation', () => {
  const invite = async (email: string, by: 'elise' | 'ines' = 'elise') => {
    const manager = await desk.as(by);
    const roles = by === 'elise' ? 'technician' : 'structure_agent';
    await manager.post('/gestion/membres', { name: 'Personne invitée', email, roles, way: 'copy' });
    const place = desk.fixtures.people[by].organisationId;
    await desk.db.query(`UPDATE people.organisation SET siren = '000000075' WHERE id = $1`, [place]);
  };
  const came = (told: Omit<There, 'sub'>, login = 'neuve') => desk.people({ [login]: { sub: `s-${login}`, ...told } });

  test('needs the invited address, verified, and the organisation’s SIRET where both are said', async () => {
    await invite('neuve@exemple.fr');
    await came({ email: 'neuve@exemple.fr', email_verified: false });
    isOut(await desk.one.lets(desk.stranger(), 'neuve'), 'ne dit pas que votre adresse mail est vérifiée');
    await came({ email: 'autre@exemple.fr', email_verified: true });
    isOut(await desk.one.lets(desk.stranger(), 'neuve'), 'Aucun compte ouvert n’est relié');
    await came({ email: 'neuve@exemple.fr', email_verified: true, siret: '99999999900011' });
    isOut(await desk.one.lets(desk.stranger(), 'neuve'), 'autre organisme');
    // Whoever runs the server learns of each refusal, and of nobody.
    const refusals = written.filter((line) => line.includes('identity provider')).map((line) => JSON.parse(line));
    expect(refusals.map(({ code, why, provider }) => [code, why, provider])).toEqual([
      ['people.provider_mail_unverified', 'refused here', 'un'],
      ['people.provider_unknown', 'refused here', 'un'],
      ['people.provider_siret', 'refused here', 'un'],
    ]);
    expect(JSON.stringify(refusals)).not.toMatch(/exemple\.fr|s-neuve|99999999900011/);
    expect(await desk.linksOf('neuve@exemple.fr')).toEqual([]);
    await came({ email: 'NEUVE@exemple.fr', email_verified: true, siret: '000000075 00010' });
    const neuve = desk.stranger();
    expect((await desk.one.lets(neuve, 'neuve')).location).toBe('/');
    const page = await neuve.get('/compte');
    expect([page.status, readable(page).includes('Vous n’en avez pas ici')]).toEqual([200, true]);
    // Nothing on it asks for a password that nobody has.
    expect(readable(page)).not.toContain('Mot de passe actuel');
    expect(await desk.linksOf('neuve@exemple.fr')).toEqual([{ issuer: desk.one.issuer, subject: 's-neuve' }]);
    // It is used up: the same mail elsewhere, or another subject, comes too late.
    isOut(await desk.two.lets(desk.stranger(), 'neuve'), 'Aucun compte ouvert n’est relié');
    const left = await desk.db.query(
      `SELECT 1 FROM people.one_time_link l JOIN people.app_user u ON u.id = l.user_id WHERE u.email = 'neuve@exemple.fr' AND l.used_at IS NULL AND l.expires_at > now()`,
    );
    expect(left).toEqual([]);
    // What lets them in alone is not taken away.
    const last = await neuve.post('/compte/fournisseurs/un/retrait');
    expect([last.status, readable(last).includes('seule façon d’entrer')]).toEqual([409, true]);
    // The account is somebody's: nobody is shown a link to it as to one that nobody opened.
    const elise = await desk.as('elise');
    const id = await desk.membershipOf('neuve@exemple.fr', desk.fixtures.people.elise.organisationId);
    expect((await elise.get(`/gestion/membres/${id}`)).text).toContain('nouveau mot de passe');
  });

  test('an invitation that is over opens nothing; a provider that verifies without saying so is believed where the settings say it', async () => {
    await invite('tard@exemple.fr');
    await came({ email: 'tard@exemple.fr' }, 'tard');
    isOut(await desk.one.lets(desk.stranger(), 'tard'), 'ne dit pas');
    desk.worksWith(desk.one.described({ ...ONE, mail_is_verified: true }));
    await desk.db.query(`UPDATE people.one_time_link SET expires_at = now() WHERE used_at IS NULL`);
    isOut(await desk.one.lets(desk.stranger(), 'tard'), 'Aucun compte ouvert n’est relié');
    const elise = await desk.as('elise');
    const id = await desk.membershipOf('tard@exemple.fr', desk.fixtures.people.elise.organisationId);
    await elise.post(`/gestion/membres/${id}/lien`, { way: 'copy' });
    expect((await desk.one.lets(desk.stranger(), 'tard')).location).toBe('/');
  });

  test('of two browsers at once, one link is made, and no failure', async () => {
    await invite('deux@exemple.fr');
    await came({ email: 'deux@exemple.fr', email_verified: true }, 'deux');
    const both = [desk.stranger(), desk.stranger()];
    const backs: string[] = [];
    for (const who of both)
      backs.push(await desk.one.through((await who.get('/connexion/fournisseurs/un')).location!, 'deux'));
    const seen = await Promise.all(both.map((who, i) => who.get(backs[i]!)));
    expect(seen.some(({ status }) => status === 303)).toBe(true);
    expect(seen.every(({ status }) => status === 303 || status === 409)).toBe(true);
    expect(await desk.linksOf('deux@exemple.fr')).toHaveLength(1);
  });
});
