import { MembersService, UsersService } from '#bank/people';
import { workOff } from '../support/servers/mail-server.js';
import { broken } from '../support/servers/services.js';
import { linkIn, type MembersDesk, membersDesk } from '../support/things/members-desk.js';

let desk: MembersDesk;
beforeAll(async () => {
  desk = await membersDesk();
});
afterAll(() => desk?.close());
beforeEach(() => {
  desk.mail.letters.length = 0;
});

const SYSTEM = { kind: 'system', channel: 'system' } as const;

describe('what a manager does not reach', () => {
  test('another organisation’s member is not there, whatever is asked', async () => {
    const omar = await desk.as('omar');
    for (const path of ['', '/identite', '/lien'])
      expect((await omar.post(`${desk.memberPage('ines')}${path}`, { roles: 'structure_agent' })).status).toBe(404);
    expect((await omar.get(desk.memberPage('ines'))).status).toBe(404);
    expect((await (await desk.as('karim')).get('/gestion/membres')).status).toBe(403);
  });

  test('a role of the bank, or of another kind of organisation', async () => {
    const omar = await desk.as('omar');
    for (const roles of ['bank_admin', 'coordinator', 'workshop_supervisor']) {
      const seen = await omar.post('/gestion/membres', { name: 'X', email: `x.${roles}@exemple.fr`, roles });
      expect([seen.status, seen.text.includes('Ce rôle n’existe pas')]).toEqual([409, true]);
    }
  });

  test('the last manager stays, whoever asks while others work there', async () => {
    const omar = await desk.as('omar');
    const users = desk.t.app.get(UsersService);
    await desk.db.transaction(async (tx) => {
      const agent = await users.create(tx, SYSTEM, { name: 'Lou', email: 'lou@exemple.fr' });
      await users.join(tx, SYSTEM, agent, desk.fixtures.people.omar.organisationId, ['structure_agent']);
    });
    const wishes: Record<string, string>[] = [
      { roles: 'structure_agent' },
      { roles: 'structure_manager', closed: 'oui' },
    ];
    for (const form of wishes) {
      const seen = await omar.post(desk.memberPage('omar'), form);
      expect([seen.status, seen.text.includes('dernière personne responsable')]).toEqual([409, true]);
    }
    const { membershipId } = desk.fixtures.people.omar;
    const change = (tx: Parameters<UsersService['changeMembership']>[0]) =>
      users.changeMembership(tx, SYSTEM, membershipId, { roles: ['structure_manager'], active: false });
    await expect(desk.db.transaction(change)).rejects.toMatchObject({
      message: expect.stringContaining('people.last_manager'),
    });
    expect((await omar.get('/compte')).status).toBe(200);
  });

  test('of two managers who suspend each other at the same instant, one stays', async () => {
    const members = desk.t.app.get(MembersService);
    for (let round = 0; round < 5; round++) {
      const made = await desk.db.transaction(async (tx) => {
        const users = desk.t.app.get(UsersService);
        const one = async (n: number) => {
          const userId = await users.create(tx, SYSTEM, { name: `C${n}`, email: `c${round}.${n}@exemple.fr` });
          const membershipId = await users.join(tx, SYSTEM, userId, desk.fixtures.organisations.collection.id, [
            'collector',
          ]);
          return { ...desk.fixtures.people.aude, userId, membershipId };
        };
        await tx.query(`UPDATE people.membership SET active = false WHERE organisation_id = $1`, [
          desk.fixtures.organisations.collection.id,
        ]);
        return [await one(1), await one(2)] as const;
      });
      const suspend = (who: 0 | 1) =>
        desk.db.transaction((tx) =>
          members.change(tx, made[who], made[1 - who]!.membershipId, { roles: ['collector'], active: false }),
        );
      const both = await Promise.allSettled([suspend(0), suspend(1)]);
      const [{ n }] = await desk.db.query(
        `SELECT count(*)::int AS n FROM people.membership WHERE organisation_id = $1 AND active`,
        [desk.fixtures.organisations.collection.id],
      );
      expect([n, both.filter((b) => b.status === 'fulfilled').length]).toEqual([1, 1]);
    }
    await desk.db.query(`UPDATE people.membership SET active = true WHERE organisation_id = $1`, [
      desk.fixtures.organisations.collection.id,
    ]);
  });

  test('an account that also opens another organisation: a link goes by mail alone, its address stays', async () => {
    const members = desk.t.app.get(MembersService);
    const { omar, elise } = desk.fixtures.people;
    const both = { name: 'Deux', email: 'deux@exemple.fr' };
    await desk.db.transaction((tx) =>
      members.invite(tx, elise, elise.organisationId, { ...both, roles: ['technician'] }),
    );
    const manager = await desk.as('omar');
    // Not yet a password: whoever saw this link would come into the workshop too.
    const seen = await manager.post('/gestion/membres', { ...both, roles: 'structure_agent', way: 'copy' });
    expect([seen.status, linkIn(seen), seen.text.includes('autre organisation')]).toEqual([409, null, true]);
    expect((await manager.post('/gestion/membres', { ...both, roles: 'structure_agent', way: 'mail' })).status).toBe(
      303,
    );
    const page = `/gestion/membres/${await desk.membershipOf(both.email, omar.organisationId)}`;
    expect(linkIn(await manager.post(`${page}/lien`, { way: 'copy' }))).toBeNull();
    const taken = { name: 'Deux', email: 'a-moi@exemple.fr', nameReason: 'mistyped' };
    expect((await manager.post(`${page}/identite`, taken)).text).toContain('autre organisation');
    await workOff(desk.t.app, 'mail');
    expect((await desk.choose(linkIn(desk.mail.to(both.email).at(-1)!)!)).location).toBe('/');
  });

  test('a link that one organisation was shown opens nothing once another invited the same person', async () => {
    const members = desk.t.app.get(MembersService);
    const { elise, omar } = desk.fixtures.people;
    const who = { name: 'Cible', email: 'cible@exemple.fr' };
    const shown = await desk.db.transaction((tx) =>
      members.invite(tx, elise, elise.organisationId, { ...who, roles: ['technician'] }),
    );
    await desk.db.transaction((tx) =>
      members.invite(tx, omar, omar.organisationId, { ...who, roles: ['structure_agent'] }),
    );
    expect((await desk.choose(`/mot-de-passe/${shown.secret}`)).text).toContain('Ce lien');
  });

  test('who administers the installation; and what the bank’s administrator may not: another address for whoever has a password elsewhere', async () => {
    const members = desk.t.app.get(MembersService);
    const [{ id }] = await desk.db.query(`SELECT id FROM people.app_user WHERE email = 'sacha@demo.example'`);
    const { omar, nora } = desk.fixtures.people;
    const sacha = await desk.db.transaction((tx) =>
      desk.t.app.get(UsersService).join(tx, SYSTEM, id, omar.organisationId, ['structure_agent']),
    );
    const to = { name: 'Sacha', email: 'a-moi@exemple.fr', nameReason: 'mistyped' } as const;
    expect(await broken(desk.db.transaction((tx) => members.correct(tx, omar, sacha, to)))).toBe(
      'people.runs_the_installation',
    );
    const ines = desk.fixtures.people.ines.membershipId;
    const admin = { ...nora, ...desk.fixtures.people.leila, roles: ['bank_admin'] as const };
    expect(
      await broken(desk.db.transaction((tx) => members.correct(tx, admin, ines, { ...to, email: 'moi@exemple.fr' }))),
    ).toBe('people.has_a_password');
  });
});
