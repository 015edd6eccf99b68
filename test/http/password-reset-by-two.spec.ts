import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { OrganisationsService } from '#bank/people';
import type { Role } from '#platform/kernel';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { MailServer, workOff } from '../support/servers/mail-server.js';

let t: TestApp;
let fixtures: Fixtures;
let office: MailServer;
let db: DataSource;

beforeAll(async () => {
  office = await MailServer.open();
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
});
afterAll(() => Promise.all([t?.close(), office?.close()]));
beforeEach(() => db.query('DELETE FROM platform.attempt'));

const mailOf = (person: Person | 'sacha') => `${person}@demo.example`;
const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);
const lastMailTo = async (person: Person): Promise<string | undefined> => {
  await workOff(t.app, 'mail');
  return office.to(mailOf(person)).at(-1);
};
const audits = async (verb: string): Promise<number> =>
  (await db.query('SELECT count(*)::int AS n FROM people.audit_entry WHERE verb = $1', [verb]))[0].n;

/** Somebody new, who joined an organisation so many days ago. */
const joined = async (name: string, organisationId: string, role: Role, days: number) => {
  const email = `${name}@demo.example`;
  const [{ id }] = await db.query(
    `INSERT INTO people.app_user (id, email, name, password_hash)
     SELECT gen_random_uuid(), $1, $2, password_hash FROM people.app_user WHERE email = $3 RETURNING id`,
    [email, name, mailOf('leila')],
  );
  const [{ id: membershipId }] = await db.query(
    `INSERT INTO people.membership (id, user_id, organisation_id, roles, created_at)
     VALUES (gen_random_uuid(), $1, $2, ARRAY[$3], platform.now() - make_interval(days => $4)) RETURNING id`,
    [id, organisationId, role, days],
  );
  return { id, membershipId, who: await Visitor.signedIn(t, email, DEMO_PASSWORD, organisationId) };
};

const endAll = () => db.query('UPDATE people.factor_reset SET ended_at = platform.now() WHERE ended_at IS NULL');
const ask = async (by: { readonly id: string }): Promise<string> => {
  const [{ id }] = await db.query(
    `INSERT INTO people.factor_reset (id, user_id, asked_by, expires_at)
     VALUES (gen_random_uuid(), $1, $2, platform.now() + interval '1 day') RETURNING id`,
    [fixtures.people.moussa.userId, by.id],
  );
  return id;
};

test('alone, without mails: one administrator asks for a link, another is shown it; who has a colleague is helped by them', async () => {
  const [leila, ines, { membershipId, userId }] = [await as('leila'), await as('ines'), fixtures.people.ines];
  const at = `/gestion/membres/${membershipId}`;
  expect((await leila.get(at)).text).toContain(`href="${at}/mot-de-passe"`);
  expect((await leila.post(`${at}/mot-de-passe`)).location).toBe('/gestion/securite');
  expect(await lastMailTo('ines')).toContain('Une autre doit encore confirmer');
  const twice = await leila.post(`${at}/mot-de-passe`);
  expect([twice.status, twice.text.includes('C’est demandé.')]).toEqual([409, true]);
  const [{ id }] = await db.query('SELECT id FROM people.factor_reset WHERE link_for = $1', [membershipId]);
  const request = `/gestion/securite/demandes/${id}`;
  expect((await leila.post(`${request}/lien`, { way: 'copy' })).status).toBe(409);
  const sacha = await Visitor.signedIn(t, mailOf('sacha'), DEMO_PASSWORD, 'instance');
  // It takes no second factor away, and is no way round the confirmation.
  expect((await sacha.post(`${request}/confirmation`)).status).toBe(404);
  expect((await sacha.get('/gestion/securite')).text).toContain(`action="${request}/lien"`);
  const shown = await sacha.post(`${request}/lien`, { way: 'copy' });
  const secret = /mot-de-passe\/([\w-]+)/.exec(shown.text)![1];
  expect(await lastMailTo('ines')).toContain('ont donné un lien');
  expect((await sacha.post(`${request}/lien`, { way: 'copy' })).status).toBe(404);
  const chosen = { password: 'une autre phrase de passe', again: 'une autre phrase de passe' };
  expect((await Visitor.stranger(t).post(`/mot-de-passe/${secret}`, chosen)).location).toBe('/');
  expect((await ines.get('/')).location).toContain('/connexion');
  expect([await audits('ask_password_reset'), await audits('reset_password')]).toEqual([1, 1]);
  // With a colleague who manages, it is theirs to do: also when they come after it was asked.
  expect((await leila.post(`${at}/mot-de-passe`)).location).toBe('/gestion/securite');
  const [later] = await db.query('SELECT id FROM people.factor_reset WHERE link_for = $1 AND ended_at IS NULL', [
    membershipId,
  ]);
  await db.query(
    `INSERT INTO people.membership (id, user_id, organisation_id, roles, active)
     SELECT gen_random_uuid(), $1, organisation_id, roles, true FROM people.membership WHERE id = $2`,
    [fixtures.people.aude.userId, membershipId],
  );
  const refused = await sacha.post(`/gestion/securite/demandes/${later.id}/lien`, { way: 'copy' });
  expect([refused.status, refused.text.includes('Une autre personne gère l’organisation')]).toEqual([409, true]);
  expect((await leila.post(`/gestion/securite/demandes/${later.id}/retrait`)).location).toBe('/gestion/securite');
  expect((await leila.post(`${at}/mot-de-passe`)).status).toBe(409);
  expect(await audits('call_off_password_reset')).toBe(1);
  const asked = await db.query('SELECT 1 FROM people.one_time_link WHERE user_id = $1 AND used_at IS NULL', [userId]);
  expect(asked).toHaveLength(0);
});

test('of two who administer the bank, none may be made up by the other', async () => {
  const { bank } = fixtures.organisations;
  const administrator = (name: string, days: number) => joined(name, bank.id, 'bank_admin', days);
  const [asker, colleague, taken, newcomer, addressed, renewed] = [
    await administrator('rosa', 8),
    await administrator('sami', 8),
    await administrator('tess', 8),
    await administrator('ugo', 6),
    await administrator('vera', 8),
    await administrator('wanda', 8),
  ];
  const request = async (by: { readonly id: string }): Promise<string> => {
    await endAll();
    return `/gestion/securite/demandes/${await ask(by)}/confirmation`;
  };
  const confirms = async ({ who }: { readonly who: Visitor }, path: string) => {
    const offered = (await who.get('/gestion/securite')).text.includes(`action="${path}"`);
    const done = await who.post(path);
    return [offered, done.status, done.text.includes('depuis au moins 7 jours')];
  };
  // A link that the asker was shown may be why somebody of long ago comes in.
  const linked = await asker.who.post(`/gestion/membres/${taken.membershipId}/lien`, { way: 'copy' });
  expect(linked.status).toBe(200);
  expect(await confirms(newcomer, await request(asker))).toEqual([false, 409, true]);
  expect(await confirms(taken, await request(asker))).toEqual([false, 409, true]);
  expect(await confirms(colleague, await request(newcomer))).toEqual([false, 409, true]);
  const page = readable(await colleague.who.get('/gestion/securite'));
  expect(page).toMatch(/Vous : depuis le [^,<]+ 20\d\d\./);
  expect(readable(await newcomer.who.get('/gestion/securite'))).toMatch(/Vous : depuis le [^,<]+, donc pour les/);
  // Another address, or the role given back, may be why somebody else comes in; a name put right and a form saved as it was are not.
  const member = (of: { readonly membershipId: string }) => `/gestion/membres/${of.membershipId}`;
  const named = { name: 'Un Autre Nom', nameReason: 'mistyped' };
  const roles = { roles: ['bank_admin'] };
  await db.query(
    `INSERT INTO people.audit_entry (verb, subject_kind, subject_id, at, facts)
     SELECT 'join', 'membership', m.id, m.created_at, '{"roles": ["bank_admin"]}' FROM people.membership m WHERE m.id = ANY ($1)`,
    [[colleague.membershipId, renewed.membershipId]],
  );
  for (const [path, form] of [
    [`${member(colleague)}/identite`, { ...named, email: 'sami@demo.example' }],
    [member(colleague), roles],
    [member(colleague), { roles: ['bank_admin', 'coordinator'] }],
    [`${member(addressed)}/identite`, { ...named, email: 'autre@demo.example' }],
    [member(renewed), { roles: ['coordinator'] }],
    [member(renewed), roles],
  ] as [string, Record<string, string | string[]>][])
    expect([path, (await asker.who.post(path, form)).status]).toEqual([path, 303]);
  for (const { id } of [addressed, renewed])
    expect((await db.query('SELECT people.administers_since($1) AS since', [id]))[0].since.getTime()).toBeGreaterThan(
      Date.now() - 3_600_000,
    );
  const again = await Visitor.signedIn(t, 'sami@demo.example', DEMO_PASSWORD, bank.id);
  expect(await confirms({ who: again }, await request(asker))).toEqual([true, 303, false]);
});

test('the home of whoever of the bank may confirm leads to the request; of who asked, or came since, it says nothing', async () => {
  const { bank } = fixtures.organisations;
  const [asker, colleague, newcomer] = [
    await joined('xenia', bank.id, 'bank_admin', 8),
    await joined('yann', bank.id, 'bank_admin', 8),
    await joined('zelie', bank.id, 'bank_admin', 6),
  ];
  await endAll();
  const told = async () => {
    const homes = [asker, colleague, newcomer].map(async ({ who }) => (await who.get('/')).text);
    return (await Promise.all(homes)).map((home) => /personnes? sans accès/.test(home));
  };
  expect(await told()).toEqual([false, false, false]);
  await ask(asker);
  expect(await told()).toEqual([false, true, false]);
  expect((await colleague.who.get('/')).text.includes('class="count-card attention" href="/gestion/securite"')).toBe(
    true,
  );
});

test('says on the page why two give no link, and who does', async () => {
  const leila = await as('leila');
  const refusal = async (person: 'omar' | 'elise') => {
    const page = await leila.get(`/gestion/membres/${fixtures.people[person].membershipId}/mot-de-passe`);
    return page.text.includes('Demander un lien') ? null : readable(page);
  };
  const { elise, ines, karim } = fixtures.people;
  expect(await refusal('omar')).toBeNull();
  // The bank may suspend a colleague, or take their role, and nobody is alone by that.
  const [{ id: suspended }] = await db.query(
    `INSERT INTO people.membership (id, user_id, organisation_id, roles)
     VALUES (gen_random_uuid(), $1, $2, '{structure_manager}') RETURNING id`,
    [karim.userId, fixtures.organisations.otherStructure.id],
  );
  expect(await refusal('omar')).toContain('Une autre personne gère');
  const changed = await leila.post(`/gestion/membres/${suspended}`, { roles: ['structure_manager'], closed: 'on' });
  expect(changed.status).toBe(303);
  expect(await refusal('omar')).toContain('Depuis moins de trente jours');
  await leila.post(`/gestion/membres/${suspended}`, { roles: ['structure_manager'] });
  await leila.post(`/gestion/membres/${suspended}`, { roles: ['structure_agent'] });
  expect(await refusal('omar')).toContain('Depuis moins de trente jours');
  // Of one who works elsewhere too, the manager of there cannot help.
  expect(await refusal('elise')).toBeNull();
  await db.query(
    `INSERT INTO people.membership (id, user_id, organisation_id, roles) VALUES (gen_random_uuid(), $1, $2, '{structure_agent}')`,
    [elise.userId, ines.organisationId],
  );
  expect(await refusal('elise')).toContain('administre l’installation');
  await db.query('UPDATE people.app_user SET active = false WHERE id = $1', [elise.userId]);
  expect(await refusal('elise')).toContain('Ce compte est fermé');
  await db.query('UPDATE people.app_user SET active = true, instance_admin = true WHERE id = $1', [elise.userId]);
  expect(await refusal('elise')).toContain('elle seule, ou une autre');
});

test('whom an organisation itself sent away counts no more; whom the bank, or a newcomer of theirs, sent away counts', async () => {
  const leila = await as('leila');
  const organisationId = await db.transaction((tx) =>
    t.app.get(OrganisationsService).create(tx, fixtures.people.leila, { kind: 'structure', name: 'Association Alone' }),
  );
  const manager = (name: string, days: number) => joined(name, organisationId, 'structure_manager', days);
  const [alone, first, second] = [await manager('alma', 40), await manager('basile', 40), await manager('chloe', 40)];
  const page = (of: { readonly membershipId: string }) => `/gestion/membres/${of.membershipId}`;
  const roles = ['structure_manager'];
  const refusal = async () => readable(await leila.get(`${page(alone)}/mot-de-passe`));
  for (const away of [first, second])
    expect((await alone.who.post(page(away), { roles, closed: 'on' })).status).toBe(303);
  expect(await refusal()).toContain('Demander un lien');
  // The bank sends somebody who sends the last colleague away, and leaves.
  await alone.who.post(page(first), { roles });
  const sent = await manager('denis', 1);
  for (const away of [first, sent]) expect((await sent.who.post(page(away), { roles, closed: 'on' })).status).toBe(303);
  expect(await refusal()).toContain('Depuis moins de trente jours');
});

test('the page of a forgotten password says what to do when no mail arrives', async () => {
  const page = readable(await Visitor.stranger(t).get('/mot-de-passe-oublie'));
  expect(page).toContain('deux personnes de la banque vous donnent alors un lien');
});
