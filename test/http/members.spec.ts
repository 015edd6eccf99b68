import { DonationsService } from '#bank/intake';
import { AccountClosingService, MembersService, UsersService } from '#bank/people';
import { formatDate } from '#platform/ui';
import { readable, Visitor } from '../support/browser/visitor.js';
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

const SYSTEM = { kind: 'system', channel: 'system' } as const;

test('who administers the bank asks for a mail to their own address, and reads that it left; nobody else does', async () => {
  const leila = await desk.as('leila');
  expect((await leila.get('/gestion/messages')).text).toContain('M’envoyer un mail d’essai');
  expect((await leila.post('/gestion/messages/essai', {})).location).toBe('/gestion/messages');
  expect((await leila.get('/gestion/messages')).text).toContain('attend de partir');
  await workOff(desk.t.app, 'mail');
  expect(desk.mail.to('leila@demo.example')).toEqual([expect.stringContaining('vous lisez ce message')]);
  const log = (await leila.get('/gestion/messages')).text;
  expect([log.includes('Mail d’essai'), log.includes('attend de partir')]).toEqual([true, false]);
  const omar = await desk.as('omar');
  expect((await omar.get('/gestion/messages')).text).not.toContain('mail d’essai');
  expect((await omar.post('/gestion/messages/essai', {})).status).toBe(403);
});

describe('a manager and their own members', () => {
  test.each([
    ['omar', 'structure_agent', 'otherStructure'],
    ['aude', 'collector', 'collection'],
  ] as const)('%s invites, by mail: who was invited and by whom is told', async (person, role, at) => {
    const manager = await desk.as(person);
    const email = `nouvelle.${role}@exemple.fr`;
    const form = { name: 'Zoé Petit', email, roles: role, way: 'mail' };
    const settings = (await manager.get('/gestion')).text;
    expect(settings).toMatch(/<h2>Les personnes<\/h2>[\s\S]*href="\/gestion\/membres"/);
    expect(settings).not.toContain('<h2>La banque et ses règles</h2>');
    expect((await manager.post('/gestion/membres', form)).location).toBe('/gestion/membres');
    await workOff(desk.t.app, 'mail');
    const [letter] = desk.mail.to(email);
    expect(letter).toContain('vous invite');
    const list = (await manager.get('/gestion/membres')).text;
    expect(list).toContain('invité, lien bon jusqu’au');
    expect((await desk.choose(linkIn(letter!)!)).location).toBe('/');
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
    expect((await desk.choose(linkIn(page)!)).location).toBe('/');
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
    expect((await desk.choose(linkIn(link)!, 'encore une autre phrase')).location).toBe('/');
  });
});

describe('the account of who left', () => {
  const structure = () => desk.fixtures.organisations.otherStructure.id;
  /** Somebody who works in a structure and at the collection point, with a key, and is signed in. */
  async function someone(email: string) {
    const users = desk.t.app.get(UsersService);
    const { userId, id, secret } = await desk.db.transaction(async (tx) => {
      const userId = await users.create(tx, SYSTEM, { name: 'Rita Partie', email, password: NEW_PASSWORD });
      const id = await users.join(tx, desk.fixtures.people.omar, userId, structure(), ['structure_agent']);
      await users.join(tx, desk.fixtures.people.aude, userId, desk.fixtures.organisations.collection.id, ['collector']);
      return { userId, id, secret: (await users.makeToken(tx, SYSTEM, id, 'tableur')).secret };
    });
    const session = await Visitor.signedIn(desk.t, email, NEW_PASSWORD, structure());
    return { userId, id, session, program: Visitor.program(desk.t, secret), page: `/gestion/membres/${id}/compte` };
  }
  const answerAtSignIn = async (email: string) =>
    (await Visitor.stranger(desk.t).post('/connexion', { email, password: NEW_PASSWORD })).status;

  test('is closed everywhere in one act, opened again, closed and erased; the number stays', async () => {
    const leila = await desk.as('leila');
    const { userId, id, session, program, page } = await someone('rita@exemple.fr');
    expect((await (await desk.as('omar')).get(page)).status).toBe(403);
    expect((await leila.get(`/gestion/membres/${id}`)).text).toContain(page);
    expect((await leila.get(page)).text).toContain('1 session, 1 clé d’accès');
    expect((await leila.post(`${page}/effacement`)).text).toContain('encore ouvert');

    expect((await leila.post(`${page}/fermeture`)).location).toBe(page);
    expect((await session.get('/compte')).location).toContain('/connexion');
    expect((await program.api('GET', '/api/v1/me')).status).toBe(401);
    expect(await answerAtSignIn('rita@exemple.fr')).toBe(401);
    expect((await leila.post(`${page}/reouverture`)).location).toBe(page);
    // Its organisations bring their member back by themselves, and its keys never.
    expect(await answerAtSignIn('rita@exemple.fr')).toBe(401);
    const omar = await desk.as('omar');
    expect((await omar.post(`/gestion/membres/${id}`, { roles: 'structure_agent' })).status).toBe(303);
    expect(await answerAtSignIn('rita@exemple.fr')).toBe(303);
    expect((await program.api('GET', '/api/v1/me')).status).toBe(401);

    await leila.post(`${page}/fermeture`);
    expect((await leila.post(`${page}/effacement`)).location).toBe(page);
    const erased = (await leila.get(page)).text;
    expect(erased).toContain('Ce compte est effacé.');
    expect((await omar.get('/gestion/membres')).text).not.toContain('Rita');
    expect((await leila.post(`${page}/reouverture`)).text).toContain('Invitez la personne de nouveau');
    const again = { name: 'Rita', email: 'rita@exemple.fr', nameReason: 'renamed' };
    expect((await leila.post(`/gestion/membres/${id}/identite`, again)).text).toContain('Ce compte est effacé.');
    const [kept] = await desk.db.query(
      `SELECT count(DISTINCT m.operator_number)::int AS numbers, bool_or(u.name LIKE '%Rita%' OR u.email LIKE '%rita%') AS named,
         array(SELECT e.verb FROM people.audit_entry e WHERE e.subject_id = u.id ORDER BY e.id) AS verbs
       FROM people.app_user u JOIN people.membership m ON m.user_id = u.id WHERE u.id = $1 GROUP BY u.id`,
      [userId],
    );
    expect(kept).toMatchObject({ numbers: 2, named: false });
    expect(kept.verbs.slice(-4)).toEqual(['close', 'reopen', 'close', 'forget']);
  });

  test('goes by itself at its date, but for what is not over and shows it to colleagues', async () => {
    const leila = await desk.as('leila');
    const { userId, page } = await someone('rita.trois@exemple.fr');
    const collection = desk.fixtures.organisations.collection;
    const [{ id: membershipId }] = await desk.db.query(
      'SELECT id FROM people.membership WHERE user_id = $1 AND organisation_id = $2',
      [userId, collection.id],
    );
    const rita = { ...desk.fixtures.people.aude, userId, membershipId };
    const donations = desk.t.app.get(DonationsService, { strict: false });
    const accounts = desk.t.app.get(AccountClosingService);
    const gift = await desk.db.transaction((tx) =>
      donations.create(tx, rita, {
        donor: { kind: 'company', name: 'Atelier du Pont' },
        placeId: collection.place,
        arrival: 'promised',
        expected: [{ category: 'laptop', quantity: 1 }],
      }),
    );
    const back = (days: number) =>
      desk.db.query('UPDATE people.app_user SET closed_at = closed_at - make_interval(days => $2) WHERE id = $1', [
        userId,
        days,
      ]);
    await leila.post(`${page}/fermeture`);
    const day = new Date();
    day.setFullYear(day.getFullYear() + 1);
    const words = readable({ text: `s’effaceront d’eux-mêmes le ${formatDate(day)}` });
    expect(readable(await leila.get(page))).toContain(`${words}, ou plus tard : un don`);
    await back(366);
    expect(await accounts.eraseDue()).toBe(0);

    await desk.db.transaction((tx) => donations.cancel(tx, desk.fixtures.people.aude, gift, 'donor_withdrew'));
    // The audit says who did what: the name stays for as long.
    await desk.db.query(
      `INSERT INTO people.retention VALUES ('audit', (SELECT (now() AT TIME ZONE time_zone)::date FROM people.bank), 24, 'months', 'Essai')`,
    );
    expect(await accounts.eraseDue()).toBe(0);
    await back(370);
    expect(await accounts.eraseDue()).toBe(1);
    expect(readable(await leila.get(page))).toContain('Ce compte est effacé.');
    const [kept] = await desk.db.query(
      `SELECT u.name, u.email LIKE '%rita%' AS named, e.channel FROM people.app_user u
       JOIN people.audit_entry e ON e.subject_id = u.id AND e.verb = 'forget' WHERE u.id = $1`,
      [userId],
    );
    expect(kept).toEqual({ name: 'Compte effacé', named: false, channel: 'system' });
    expect(await accounts.eraseDue()).toBe(0);
  });

  test('is nobody’s own to close, nor the bank’s where it runs the installation, nor the last one’s who does', async () => {
    const leila = await desk.as('leila');
    const own = `/gestion/membres/${desk.fixtures.people.leila.membershipId}/compte/fermeture`;
    expect((await leila.post(own)).text).toContain('C’est votre compte');
    const { userId, page } = await someone('rita.deux@exemple.fr');
    await desk.db.query('UPDATE people.app_user SET instance_admin = id = $1', [userId]);
    expect((await leila.post(`${page}/fermeture`)).text).toContain('administre l’installation');
    const closing = desk.t.app.get(AccountClosingService);
    await expect(desk.db.transaction((tx) => closing.close(tx, SYSTEM, userId))).rejects.toThrow('people.last_admin');
  });
});
