import { MembersService, UsersService } from '#people';
import { workOff } from '../support/mail-server.js';
import { linkIn, type MembersDesk, membersDesk, NEW_PASSWORD } from '../support/members-desk.js';
import { Visitor } from '../support/visitor.js';

let desk: MembersDesk;
beforeAll(async () => {
  desk = await membersDesk();
});
afterAll(() => desk?.close());
beforeEach(() => {
  desk.mail.letters.length = 0;
});

const SYSTEM = { kind: 'system', channel: 'system' } as const;

describe('a manager and their own members', () => {
  test.each([
    ['omar', 'structure_agent', 'otherStructure'],
    ['aude', 'collector', 'collection'],
  ] as const)('%s invites, by mail: who was invited and by whom is told', async (person, role, at) => {
    const manager = await desk.as(person);
    const email = `nouvelle.${role}@exemple.fr`;
    const form = { name: 'Zoé Petit', email, roles: role, way: 'mail' };
    expect((await manager.get('/gestion')).text).toContain('href="/gestion/membres"');
    expect((await manager.post('/gestion/membres', form)).location).toBe('/gestion/membres');
    await workOff(desk.t.app, 'mail');
    const [letter] = desk.mail.to(email);
    expect(letter).toContain('vous invite');
    const list = (await manager.get('/gestion/membres')).text;
    expect(list).toContain('invité, lien bon jusqu’au');
    expect((await desk.choose(linkIn(letter!)!)).location).toBe('/connexion');
    expect((await manager.get('/gestion/membres')).text).not.toContain('invité, lien bon');
    const id = await desk.membershipOf(email, desk.fixtures.organisations[at].id);
    expect((await manager.get(`/gestion/membres/${id}`)).text).toContain('Invitation');
    const log = (await manager.get('/gestion/messages')).text;
    for (const words of ['Zoé Petit', 'Invitation', 'parti']) expect(log).toContain(words);
    expect(log).not.toContain('/mot-de-passe/');
  });

  test('a supervisor copies the message instead; it is noted as copied and not shown again', async () => {
    const elise = await desk.as('elise');
    const form = {
      name: 'Tech',
      email: 'tech@exemple.fr',
      roles: 'technician',
      way: 'copy',
      _key: crypto.randomUUID(),
    };
    const page = await elise.post('/gestion/membres', form);
    expect(linkIn(page)).not.toBeNull();
    expect(linkIn(await elise.post('/gestion/membres', form))).toBeNull();
    expect((await elise.get('/gestion/messages')).text).toContain('copié');
    expect((await desk.choose(linkIn(page)!)).location).toBe('/connexion');
  });

  test('the bank’s invitations are told by number, not by name', async () => {
    await desk.db.transaction((tx) =>
      desk.t.app
        .get(MembersService)
        .invite(tx, desk.fixtures.people.leila, desk.fixtures.organisations.otherStructure.id, {
          name: 'Ada',
          email: 'ada@exemple.fr',
          roles: ['structure_agent'],
        }),
    );
    const list = (await (await desk.as('omar')).get('/gestion/membres')).text;
    expect(list).toContain(`n° ${desk.fixtures.people.leila.operatorNumber}`);
    expect(list).toContain('Banque du Numérique');
    expect(list).not.toContain('Leïla');
  });

  test('suspends at once, sessions and keys, and brings back', async () => {
    const omar = await desk.as('omar');
    const structure = desk.fixtures.organisations.otherStructure.id;
    const userId = await desk.db.transaction((tx) =>
      desk.t.app.get(UsersService).create(tx, SYSTEM, { name: 'Lou', email: 'lou@exemple.fr', password: NEW_PASSWORD }),
    );
    const { id, secret } = await desk.db.transaction(async (tx) => {
      const m = await desk.t.app
        .get(UsersService)
        .join(tx, desk.fixtures.people.omar, userId, structure, ['structure_agent']);
      return { id: m, secret: (await desk.t.app.get(UsersService).makeToken(tx, SYSTEM, m, 'tableur')).secret };
    });
    const lou = await Visitor.signedIn(desk.t, 'lou@exemple.fr', NEW_PASSWORD, structure);
    const program = Visitor.program(desk.t, secret);
    expect((await program.api('GET', '/api/v1/me')).status).toBe(200);
    const page = `/gestion/membres/${id}`;
    expect((await omar.post(page, { roles: 'structure_agent', closed: 'oui' })).location).toBe('/gestion/membres');
    expect((await lou.get('/compte')).location).toContain('/connexion');
    expect((await program.api('GET', '/api/v1/me')).status).toBe(401);
    expect(
      (await Visitor.stranger(desk.t).post('/connexion', { email: 'lou@exemple.fr', password: NEW_PASSWORD })).status,
    ).toBe(401);
    expect((await omar.get('/gestion/membres')).text).toContain('suspendu');
    expect((await omar.post(page, { roles: 'structure_agent' })).location).toBe('/gestion/membres');
    expect((await program.api('GET', '/api/v1/me')).status).toBe(200);
    const fixed = { name: 'Lou B.', email: 'lou.b@exemple.fr', nameReason: 'mistyped' };
    expect((await omar.post(`${page}/identite`, fixed)).location).toBe(page);
    const link = await omar.post(`${page}/lien`, { way: 'copy' });
    expect((await desk.choose(linkIn(link)!, 'encore une autre phrase')).location).toBe('/connexion');
  });
});
