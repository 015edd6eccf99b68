import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#demo';
import { MembersService, UsersService } from '#people';
import { type TestApp, testAppWith } from '../support/app.js';
import { MailServer, workOff } from '../support/mail-server.js';
import { broken } from '../support/services.js';
import { type Seen, Visitor } from '../support/visitor.js';

let t: TestApp;
let fixtures: Fixtures;
let office: MailServer;
let db: DataSource;

beforeAll(async () => {
  office = await MailServer.open();
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
});
afterAll(async () => {
  await t?.close();
  await office?.close();
});
beforeEach(() => {
  office.letters.length = 0;
});

const SYSTEM = { kind: 'system', channel: 'system' } as const;
const NEW = 'une phrase toute neuve';
const as = (person: Person): Promise<Visitor> =>
  Visitor.signedIn(t, `${person}@demo.example`, DEMO_PASSWORD, fixtures.people[person].organisationId);
const memberPage = (person: Person) => `/gestion/membres/${fixtures.people[person].membershipId}`;
const linkIn = (seen: Seen | string) =>
  /\/mot-de-passe\/[\w-]+/.exec(typeof seen === 'string' ? seen : seen.text)?.[0] ?? null;
const choose = (link: string, password = NEW) => Visitor.stranger(t).post(link, { password, again: password });
const membershipOf = async (email: string, organisation: string): Promise<string> =>
  (
    await db.query(
      `SELECT m.id FROM people.membership m JOIN people.app_user u ON u.id = m.user_id WHERE u.email = $1 AND m.organisation_id = $2`,
      [email, organisation],
    )
  )[0].id;

describe('a manager and their own members', () => {
  test.each([
    ['omar', 'structure_agent', 'otherStructure'],
    ['aude', 'collector', 'collection'],
  ] as const)('%s invites, by mail: who was invited and by whom is told', async (person, role, at) => {
    const manager = await as(person);
    const email = `nouvelle.${role}@exemple.fr`;
    const form = { name: 'Zoé Petit', email, roles: role, way: 'mail' };
    expect((await manager.get('/gestion')).text).toContain('href="/gestion/membres"');
    expect((await manager.post('/gestion/membres', form)).location).toBe('/gestion/membres');
    await workOff(t.app, 'mail');
    const [letter] = office.to(email);
    expect(letter).toContain('vous invite');
    const list = (await manager.get('/gestion/membres')).text;
    expect(list).toContain('invité, lien bon jusqu’au');
    expect((await choose(linkIn(letter!)!)).location).toBe('/connexion');
    expect((await manager.get('/gestion/membres')).text).not.toContain('invité, lien bon');
    const id = await membershipOf(email, fixtures.organisations[at].id);
    expect((await manager.get(`/gestion/membres/${id}`)).text).toContain('Invitation');
    const log = (await manager.get('/gestion/messages')).text;
    for (const words of ['Zoé Petit', 'Invitation', 'parti']) expect(log).toContain(words);
    expect(log).not.toContain('/mot-de-passe/');
  });

  test('a supervisor copies the message instead; it is noted as copied and not shown again', async () => {
    const elise = await as('elise');
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
    expect((await choose(linkIn(page)!)).location).toBe('/connexion');
  });

  test('the bank’s invitations are told by number, not by name', async () => {
    await db.transaction((tx) =>
      t.app.get(MembersService).invite(tx, fixtures.people.leila, fixtures.organisations.otherStructure.id, {
        name: 'Ada',
        email: 'ada@exemple.fr',
        roles: ['structure_agent'],
      }),
    );
    const list = (await (await as('omar')).get('/gestion/membres')).text;
    expect(list).toContain(`n° ${fixtures.people.leila.operatorNumber}`);
    expect(list).toContain('Banque du Numérique');
    expect(list).not.toContain('Leïla');
  });

  test('suspends at once, sessions and keys, and brings back', async () => {
    const omar = await as('omar');
    const structure = fixtures.organisations.otherStructure.id;
    const userId = await db.transaction((tx) =>
      t.app.get(UsersService).create(tx, SYSTEM, { name: 'Lou', email: 'lou@exemple.fr', password: NEW }),
    );
    const { id, secret } = await db.transaction(async (tx) => {
      const m = await t.app.get(UsersService).join(tx, fixtures.people.omar, userId, structure, ['structure_agent']);
      return { id: m, secret: (await t.app.get(UsersService).makeToken(tx, SYSTEM, m, 'tableur')).secret };
    });
    const lou = await Visitor.signedIn(t, 'lou@exemple.fr', NEW, structure);
    const program = Visitor.program(t, secret);
    expect((await program.api('GET', '/api/v1/me')).status).toBe(200);
    const page = `/gestion/membres/${id}`;
    expect((await omar.post(page, { roles: 'structure_agent', closed: 'oui' })).location).toBe('/gestion/membres');
    expect((await lou.get('/compte')).location).toContain('/connexion');
    expect((await program.api('GET', '/api/v1/me')).status).toBe(401);
    expect((await Visitor.stranger(t).post('/connexion', { email: 'lou@exemple.fr', password: NEW })).status).toBe(401);
    expect((await omar.get('/gestion/membres')).text).toContain('suspendu');
    expect((await omar.post(page, { roles: 'structure_agent' })).location).toBe('/gestion/membres');
    expect((await program.api('GET', '/api/v1/me')).status).toBe(200);
    const fixed = { name: 'Lou B.', email: 'lou.b@exemple.fr', nameReason: 'mistyped' };
    expect((await omar.post(`${page}/identite`, fixed)).location).toBe(page);
    const link = await omar.post(`${page}/lien`, { way: 'copy' });
    expect((await choose(linkIn(link)!, 'encore une autre phrase')).location).toBe('/connexion');
  });
});

describe('an invited address that has an account', () => {
  test('an account that others made of somebody’s address is let into no organisation: who gets the link has to know its password', async () => {
    const email = 'victime@exemple.fr';
    const elise = await as('elise');
    const shown = linkIn(
      await elise.post('/gestion/membres', { name: 'Squat', email, roles: 'technician', way: 'copy' }),
    );
    await choose(shown!, 'la phrase de qui squatte');
    const omar = await as('omar');
    const invited = { name: 'Vraie Personne', email, roles: 'structure_agent', way: 'mail' };
    expect((await omar.post('/gestion/membres', invited)).status).toBe(303);
    const structure = fixtures.organisations.otherStructure.id;
    const id = await membershipOf(email, structure);
    // Who squats the address is signed in, and sees nothing of it.
    const squatter = await Visitor.signedIn(t, email, 'la phrase de qui squatte', fixtures.people.elise.organisationId);
    await squatter.post('/organisation', { membershipId: id });
    expect((await squatter.get('/beneficiaires')).status).not.toBe(200);
    await workOff(t.app, 'mail');
    const letter = office.to(email).at(-1)!;
    const link = linkIn(letter)!;
    expect(letter).not.toContain('Squat');
    for (const path of ['/gestion/membres', `/gestion/membres/${id}`, '/gestion/messages']) {
      const { text } = await omar.get(path);
      expect([path, text.includes('Vraie Personne'), text.includes('Squat')]).toEqual([path, true, false]);
    }
    expect((await omar.post(`/gestion/membres/${id}`, { roles: 'structure_agent' })).location).toBe('/gestion/membres');
    expect(await db.query('SELECT active FROM people.membership WHERE id = $1', [id])).toEqual([{ active: false }]);
    const theirs = Visitor.stranger(t);
    expect((await theirs.get(link)).text).not.toContain('Squat');
    expect((await theirs.post(link, { currentPassword: 'une phrase devinée' })).status).toBe(409);
    // The mailbox is theirs: a new password ends the other's sessions, and the link still serves.
    await theirs.post('/mot-de-passe-oublie', { email });
    await workOff(t.app, 'password-reset');
    await workOff(t.app, 'mail');
    expect((await choose(linkIn(office.to(email).at(-1)!)!)).location).toBe('/connexion');
    expect((await theirs.post(link, { currentPassword: NEW })).location).toBe('/connexion');
    expect((await squatter.get('/compte')).location).toContain('/connexion');
    expect((await theirs.post(link, { currentPassword: NEW })).text).toContain('Ce lien');
    expect(await db.query('SELECT active FROM people.membership WHERE id = $1', [id])).toEqual([{ active: true }]);
    expect((await omar.get('/gestion/membres')).text).toContain('Squat');
  });

  test('an invitation that nobody answered takes nothing from the organisation where the person works', async () => {
    const email = 'a.nous@exemple.fr';
    const [elise, omar] = [await as('elise'), await as('omar')];
    const form = { name: 'À nous', email, way: 'copy' };
    await choose(linkIn(await elise.post('/gestion/membres', { ...form, roles: 'technician' }))!);
    await omar.post('/gestion/membres', { ...form, name: 'Autre', roles: 'structure_agent' });
    const page = `/gestion/membres/${await membershipOf(email, fixtures.people.elise.organisationId)}`;
    expect(linkIn(await elise.post(`${page}/lien`, { way: 'copy' }))).not.toBeNull();
    const there = `/gestion/membres/${await membershipOf(email, fixtures.people.omar.organisationId)}`;
    const taken = { name: 'À moi', email: 'a-moi@exemple.fr', nameReason: 'mistyped' };
    expect((await omar.post(`${there}/identite`, taken)).status).toBe(409);
  });
});

describe('what a manager does not reach', () => {
  test('another organisation’s member is not there, whatever is asked', async () => {
    const omar = await as('omar');
    for (const path of ['', '/identite', '/lien'])
      expect((await omar.post(`${memberPage('ines')}${path}`, { roles: 'structure_agent' })).status).toBe(404);
    expect((await omar.get(memberPage('ines'))).status).toBe(404);
    expect((await (await as('karim')).get('/gestion/membres')).status).toBe(403);
  });

  test('a role of the bank, or of another kind of organisation', async () => {
    const omar = await as('omar');
    for (const roles of ['bank_admin', 'coordinator', 'workshop_supervisor']) {
      const seen = await omar.post('/gestion/membres', { name: 'X', email: `x.${roles}@exemple.fr`, roles });
      expect([seen.status, seen.text.includes('Ce rôle n’existe pas')]).toEqual([409, true]);
    }
  });

  test('the last manager stays, whoever asks while others work there', async () => {
    const omar = await as('omar');
    const wishes: Record<string, string>[] = [
      { roles: 'structure_agent' },
      { roles: 'structure_manager', closed: 'oui' },
    ];
    for (const form of wishes) {
      const seen = await omar.post(memberPage('omar'), form);
      expect([seen.status, seen.text.includes('dernière personne responsable')]).toEqual([409, true]);
    }
    const { membershipId } = fixtures.people.omar;
    const change = (tx: Parameters<UsersService['changeMembership']>[0]) =>
      t.app
        .get(UsersService)
        .changeMembership(tx, SYSTEM, membershipId, { roles: ['structure_manager'], active: false });
    await expect(db.transaction(change)).rejects.toMatchObject({
      message: expect.stringContaining('people.last_manager'),
    });
    expect((await omar.get('/compte')).status).toBe(200);
  });

  test('of two managers who suspend each other at the same instant, one stays', async () => {
    const members = t.app.get(MembersService);
    for (let round = 0; round < 5; round++) {
      const made = await db.transaction(async (tx) => {
        const users = t.app.get(UsersService);
        const one = async (n: number) => {
          const userId = await users.create(tx, SYSTEM, { name: `C${n}`, email: `c${round}.${n}@exemple.fr` });
          const membershipId = await users.join(tx, SYSTEM, userId, fixtures.organisations.collection.id, [
            'collector',
          ]);
          return { ...fixtures.people.aude, userId, membershipId };
        };
        await tx.query(`UPDATE people.membership SET active = false WHERE organisation_id = $1`, [
          fixtures.organisations.collection.id,
        ]);
        return [await one(1), await one(2)] as const;
      });
      const suspend = (who: 0 | 1) =>
        db.transaction((tx) =>
          members.change(tx, made[who], made[1 - who]!.membershipId, { roles: ['collector'], active: false }),
        );
      const both = await Promise.allSettled([suspend(0), suspend(1)]);
      const [{ n }] = await db.query(
        `SELECT count(*)::int AS n FROM people.membership WHERE organisation_id = $1 AND active`,
        [fixtures.organisations.collection.id],
      );
      expect([n, both.filter((b) => b.status === 'fulfilled').length]).toEqual([1, 1]);
    }
    await db.query(`UPDATE people.membership SET active = true WHERE organisation_id = $1`, [
      fixtures.organisations.collection.id,
    ]);
  });

  test('an account that also opens another organisation: a link goes by mail alone, its address stays', async () => {
    const members = t.app.get(MembersService);
    const { omar, elise } = fixtures.people;
    const both = { name: 'Deux', email: 'deux@exemple.fr' };
    await db.transaction((tx) => members.invite(tx, elise, elise.organisationId, { ...both, roles: ['technician'] }));
    const manager = await as('omar');
    // Not yet a password: whoever saw this link would come into the workshop too.
    const seen = await manager.post('/gestion/membres', { ...both, roles: 'structure_agent', way: 'copy' });
    expect([seen.status, linkIn(seen), seen.text.includes('autre organisation')]).toEqual([409, null, true]);
    expect((await manager.post('/gestion/membres', { ...both, roles: 'structure_agent', way: 'mail' })).status).toBe(
      303,
    );
    const page = `/gestion/membres/${await membershipOf(both.email, omar.organisationId)}`;
    expect(linkIn(await manager.post(`${page}/lien`, { way: 'copy' }))).toBeNull();
    const taken = { name: 'Deux', email: 'a-moi@exemple.fr', nameReason: 'mistyped' };
    expect((await manager.post(`${page}/identite`, taken)).text).toContain('autre organisation');
    await workOff(t.app, 'mail');
    expect((await choose(linkIn(office.to(both.email).at(-1)!)!)).location).toBe('/connexion');
  });

  test('a link that one organisation was shown opens nothing once another invited the same person', async () => {
    const members = t.app.get(MembersService);
    const { elise, omar } = fixtures.people;
    const who = { name: 'Cible', email: 'cible@exemple.fr' };
    const shown = await db.transaction((tx) =>
      members.invite(tx, elise, elise.organisationId, { ...who, roles: ['technician'] }),
    );
    await db.transaction((tx) => members.invite(tx, omar, omar.organisationId, { ...who, roles: ['structure_agent'] }));
    expect((await choose(`/mot-de-passe/${shown.secret}`)).text).toContain('Ce lien');
  });

  test('who administers the installation; and what the bank’s administrator may not: another address for who has a password elsewhere', async () => {
    const members = t.app.get(MembersService);
    const [{ id }] = await db.query(`SELECT id FROM people.app_user WHERE email = 'sacha@demo.example'`);
    const { omar, nora } = fixtures.people;
    const sacha = await db.transaction((tx) =>
      t.app.get(UsersService).join(tx, SYSTEM, id, omar.organisationId, ['structure_agent']),
    );
    const to = { name: 'Sacha', email: 'a-moi@exemple.fr', nameReason: 'mistyped' } as const;
    expect(await broken(db.transaction((tx) => members.correct(tx, omar, sacha, to)))).toBe(
      'people.runs_the_installation',
    );
    const ines = fixtures.people.ines.membershipId;
    const admin = { ...nora, ...fixtures.people.leila, roles: ['bank_admin'] as const };
    expect(
      await broken(db.transaction((tx) => members.correct(tx, admin, ines, { ...to, email: 'moi@exemple.fr' }))),
    ).toBe('people.has_a_password');
  });
});
