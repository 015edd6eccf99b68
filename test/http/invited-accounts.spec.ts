import { Visitor } from '../support/browser/visitor.js';
import { workOff } from '../support/servers/mail-server.js';
import { linkIn, type MembersDesk, membersDesk, NEW_PASSWORD } from '../support/things/members-desk.js';

let desk: MembersDesk;
beforeAll(async () => {
  desk = await membersDesk();
});
afterAll(() => desk?.close());
beforeEach(() => {
  desk.mail.letters.length = 0;
});

describe('an invited address that has an account', () => {
  test('an account that others made of somebody’s address is let into no organisation: who gets the link has to know its password', async () => {
    const email = 'victime@exemple.fr';
    const elise = await desk.as('elise');
    const shown = linkIn(
      await elise.post('/gestion/membres', { name: 'Squat', email, roles: 'technician', way: 'copy' }),
    );
    await desk.choose(shown!, 'la phrase de qui squatte');
    const omar = await desk.as('omar');
    const invited = { name: 'Vraie Personne', email, roles: 'structure_agent', way: 'mail' };
    expect((await omar.post('/gestion/membres', invited)).status).toBe(303);
    const structure = desk.fixtures.organisations.otherStructure.id;
    const id = await desk.membershipOf(email, structure);
    // Who squats the address is signed in, and sees nothing of it.
    const squatter = await Visitor.signedIn(
      desk.t,
      email,
      'la phrase de qui squatte',
      desk.fixtures.people.elise.organisationId,
    );
    await squatter.post('/organisation', { membershipId: id });
    expect((await squatter.get('/beneficiaires')).status).not.toBe(200);
    await workOff(desk.t.app, 'mail');
    const letter = desk.mail.to(email).at(-1)!;
    const link = linkIn(letter)!;
    expect(letter).not.toContain('Squat');
    for (const path of ['/gestion/membres', `/gestion/membres/${id}`, '/gestion/messages']) {
      const { text } = await omar.get(path);
      expect([path, text.includes('Vraie Personne'), text.includes('Squat')]).toEqual([path, true, false]);
    }
    expect((await omar.post(`/gestion/membres/${id}`, { roles: 'structure_agent' })).location).toBe('/gestion/membres');
    expect(await desk.db.query('SELECT active FROM people.membership WHERE id = $1', [id])).toEqual([
      { active: false },
    ]);
    const theirs = Visitor.stranger(desk.t);
    expect((await theirs.get(link)).text).not.toContain('Squat');
    expect((await theirs.post(link, { currentPassword: 'une phrase devinée' })).status).toBe(409);
    // The mailbox is theirs: a new password ends the other's sessions, and the link still serves.
    await theirs.post('/mot-de-passe-oublie', { email });
    await workOff(desk.t.app, 'password-reset');
    await workOff(desk.t.app, 'mail');
    expect((await desk.choose(linkIn(desk.mail.to(email).at(-1)!)!)).location).toBe('/');
    expect((await theirs.post(link, { currentPassword: NEW_PASSWORD })).location).toBe('/connexion');
    expect((await squatter.get('/compte')).location).toContain('/connexion');
    expect((await theirs.post(link, { currentPassword: NEW_PASSWORD })).text).toContain('Ce lien');
    expect(await desk.db.query('SELECT active FROM people.membership WHERE id = $1', [id])).toEqual([{ active: true }]);
    expect((await omar.get('/gestion/membres')).text).toContain('Squat');
  });

  test('an invitation that nobody answered takes nothing from the organisation where the person works', async () => {
    const email = 'a.nous@exemple.fr';
    const [elise, omar] = [await desk.as('elise'), await desk.as('omar')];
    const form = { name: 'À nous', email, way: 'copy' };
    await desk.choose(linkIn(await elise.post('/gestion/membres', { ...form, roles: 'technician' }))!);
    await omar.post('/gestion/membres', { ...form, name: 'Autre', roles: 'structure_agent' });
    const page = `/gestion/membres/${await desk.membershipOf(email, desk.fixtures.people.elise.organisationId)}`;
    expect(linkIn(await elise.post(`${page}/lien`, { way: 'copy' }))).not.toBeNull();
    const there = `/gestion/membres/${await desk.membershipOf(email, desk.fixtures.people.omar.organisationId)}`;
    const taken = { name: 'À moi', email: 'a-moi@exemple.fr', nameReason: 'mistyped' };
    expect((await omar.post(`${there}/identite`, taken)).status).toBe(409);
  });
});
