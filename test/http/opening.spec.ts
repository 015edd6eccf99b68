import { DataSource } from 'typeorm';
import { OpeningService, OrganisationsService } from '#bank/people';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testApp } from '../support/servers/app.js';
import { broken, transactions } from '../support/servers/services.js';
import { World } from '../support/things/world.js';

const FORM = {
  bankName: 'Banque du Numérique du Val d’Oise',
  commune: 'Cergy (95)',
  name: 'Anne Martin',
  email: 'anne@exemple.fr',
  password: 'une phrase pour les essais',
  again: 'une phrase pour les essais',
};

describe('an empty bank', () => {
  let t: TestApp;
  let opening: OpeningService;
  beforeAll(async () => {
    t = await testApp();
    opening = t.app.get(OpeningService);
  });
  afterAll(() => t?.close());

  const work = () => transactions(t.app.get(DataSource));
  const address = () => work()((tx) => opening.makeAddress(tx));
  const open = (secret: string, form: Record<string, string> = FORM) =>
    Visitor.stranger(t).post(`/ouvrir/${secret}`, form);

  test('is opened by its latest address alone, and what is wrong stands beside its field', async () => {
    const [before, secret] = [await address(), await address()];
    expect((await Visitor.stranger(t).get(`/ouvrir/${before}`)).status).toBe(404);
    const wrong = await open(secret, { ...FORM, commune: 'Nulle-Part', password: 'court', again: 'courte' });
    expect(wrong.status).toBeGreaterThanOrEqual(400);
    expect(wrong.text).toContain('Banque du Numérique du Val d’Oise');
    for (const field of ['commune', 'password', 'again']) expect(wrong.text).toContain(`href="#f-${field}"`);
    expect(await opening.isEmpty()).toBe(true);
    const communes = (of: string) => Visitor.stranger(t).get(`/ouvrir/${of}/communes?q=cergy`);
    expect((await communes(secret)).json<{ items: { name: string }[] }>().items[0]).toMatchObject({ name: 'Cergy' });
    expect((await communes(before)).status).toBe(404);
    expect((await open(before)).status).toBeGreaterThanOrEqual(400);
    expect(await opening.isGood(secret)).toBe(true);
  });

  test('is opened once, by one of twenty who come at the same instant', async () => {
    const secret = await address();
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, i) => open(secret, { ...FORM, email: `anne${i}@exemple.fr` })),
    );
    expect(all.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(all.filter(({ status }) => status >= 500)).toEqual([]);
    const organisations = await t.app.get(OrganisationsService).list();
    expect(organisations.map(({ kind, name }) => [kind, name])).toEqual([['bank', FORM.bankName]]);
    expect(await broken(address())).toBe('people.already_open');
  });

  test('leads whoever settles a step to the next that it needs', async () => {
    const bank = (await t.app.get(OrganisationsService).list())[0]!.id;
    const { email } = (await t.app.get(DataSource).query('SELECT email FROM people.app_user'))[0];
    const anne = await Visitor.signedIn(t, email, FORM.password, bank);
    const made = await anne.post('/gestion/organisations', { kind: 'structure', name: 'CCAS', commune: 'Cergy (95)' });
    expect(readable(await anne.get(made.location!))).toMatch(
      /href="\/gestion\/banque\?ouverture=oui"[^<]*>[^<]*Étape suivante : son identité/,
    );
    const person = { name: 'Ines', email: 'ines@exemple.fr', roles: ['structure_manager'] };
    const invited = await anne.post(`${made.location}/membres`, person);
    expect(readable(invited)).toMatch(/\/mot-de-passe\/.*Étape suivante : son identité/s);
    const identity = { legalName: 'Association', siren: '000000018', address: '1 place', helpline: '01 99 00 12 34' };
    await anne.post('/gestion/banque', { name: FORM.bankName, timeZone: 'Europe/Paris', ...identity });
    expect(readable(await anne.get('/gestion/banque'))).toContain('Étape suivante : qui signe les documents');
  });

  test('leads straight on whoever follows the list, and invites the first person with their organisation', async () => {
    const bank = (await t.app.get(OrganisationsService).list())[0]!.id;
    const { email } = (await t.app.get(DataSource).query('SELECT email FROM people.app_user ORDER BY created_at'))[0];
    const anne = await Visitor.signedIn(t, email, FORM.password, bank);
    const form = '/gestion/organisations/nouvelle?type=esat';
    expect(readable(await anne.get(form))).not.toContain('Ajouter et continuer');
    expect(readable(await anne.get(`${form}&ouverture=oui`))).toContain('Ajouter et continuer');
    const esat = { kind: 'esat', name: 'ESAT du Vexin', commune: 'Cergy (95)' };
    const karim = { memberName: 'Karim', memberEmail: 'karim@exemple.fr', memberRoles: ['workshop_supervisor'] };
    // What is wrong of the person stands beside their field, and nothing is made.
    for (const [wrong, field] of [
      [{ ...karim, memberRoles: ['structure_agent'] }, 'memberRoles'],
      [{ ...karim, memberRoles: [] }, 'memberRoles'],
      [{ ...karim, memberName: '' }, 'memberName'],
      [{ ...karim, memberEmail: email }, 'memberEmail'],
    ] as const) {
      const refused = await anne.post('/gestion/organisations', {
        ...esat,
        ...wrong,
        memberRoles: [...wrong.memberRoles],
      });
      expect([refused.status >= 400, refused.text.includes(`href="#f-${field}"`)]).toEqual([true, true]);
    }
    const both = await anne.post('/gestion/organisations', { ...esat, ...karim, name: '', memberName: '' });
    for (const field of ['name', 'memberName']) expect(both.text).toContain(`href="#f-${field}"`);
    expect((await t.app.get(OrganisationsService).list()).map(({ name }) => name)).not.toContain(esat.name);
    // A link is shown once, whatever leads on.
    const made = await anne.post('/gestion/organisations', { ...esat, ...karim, _suite: 'oui' });
    expect(readable(made)).toMatch(/\/mot-de-passe\/.*Étape suivante/s);
    // Without anybody to invite, the next step comes by itself, and says what was done.
    const point = { kind: 'collection_point', name: 'Point de Cergy', commune: 'Cergy (95)', _suite: 'oui' };
    const led = await anne.post('/gestion/organisations', point);
    expect(led.location).toMatch(/ouverture=oui/);
    expect(readable(await anne.get(led.location!))).toMatch(/Organisation ajoutée\. Étape suivante/);
    const alone = await anne.post('/gestion/organisations', { ...point, name: 'Point de Pontoise', _suite: '' });
    expect(alone.location).toMatch(/^\/gestion\/organisations\/[0-9a-f-]+$/);
  });
});

describe('who runs the bank', () => {
  let w: World;
  beforeAll(async () => {
    w = await World.open();
  });
  afterAll(() => w?.t.close());

  test('runs its organisations and their people; a coordinator does not', async () => {
    const { bank_admin: admin, coordinator } = w.kinds;
    expect((await admin.own.page.get('/gestion/organisations')).text).toContain('CCAS de Bagneux');
    expect((await coordinator.own.page.get('/gestion/organisations')).status).toBe(403);
    const made = await admin.own.page.post('/gestion/organisations', { kind: 'structure', name: 'CCAS de Vanves' });
    expect(made.status).toBe(303);
    const member = { name: 'Zoé Petit', email: 'zoe@exemple.fr', roles: ['structure_agent'] };
    expect((await admin.own.page.post(`${made.location}/membres`, member)).text).toContain('/mot-de-passe/');
  });

  test('invites elsewhere, and neither comes in there themselves nor into an account with a password', async () => {
    const { page } = w.kinds.bank_admin.own;
    const db = w.t.app.get(DataSource);
    const structure = w.fixtures.organisations.structure.id;
    const [{ id }] = await db.query(
      `SELECT m.id FROM people.membership m JOIN people.app_user u ON u.id = m.user_id
       WHERE m.organisation_id = $1 AND u.password_hash IS NOT NULL LIMIT 1`,
      [structure],
    );
    const link = await page.post(`/gestion/membres/${id}/lien`, {});
    expect(link.text).not.toContain('/mot-de-passe/');
    expect(link.text).toContain('déjà un mot de passe');
    const [{ email }] = await db.query(
      `SELECT u.email FROM people.app_user u JOIN people.membership m ON m.user_id = u.id
       WHERE m.organisation_id = $1 AND m.roles = '{bank_admin}'`,
      [w.fixtures.organisations.bank.id],
    );
    const oneself = await page.post(`/gestion/organisations/${structure}/membres`, {
      name: 'Moi',
      email,
      roles: ['structure_agent'],
    });
    expect([oneself.status >= 400, oneself.text.includes('On n’entre pas soi-même')]).toEqual([true, true]);
  });

  test('makes no link that leads into the account of who runs the installation', async () => {
    const db = w.t.app.get(DataSource);
    const bank = w.fixtures.organisations.bank.id;
    const [{ id }] = await db.query(
      `WITH u AS (INSERT INTO people.app_user (id, email, name, instance_admin) VALUES (gen_random_uuid(), 'root@exemple.fr', 'Racine', true) RETURNING id)
       INSERT INTO people.membership (id, user_id, organisation_id, roles) SELECT gen_random_uuid(), u.id, $1, '{coordinator}' FROM u RETURNING id`,
      [bank],
    );
    const asked = await w.kinds.bank_admin.own.page.post(`/gestion/membres/${id}/lien`, {});
    expect(asked.text).not.toContain('/mot-de-passe/');
    expect(asked.text).toContain('administre l’installation');
    const taken = { name: 'Racine', email: 'a-moi@exemple.fr', nameReason: 'mistyped' };
    const renamed = await w.kinds.bank_admin.own.page.post(`/gestion/membres/${id}/identite`, taken);
    expect(renamed.text).toContain('administre l’installation');
    const again = { name: 'Racine', email: 'root@exemple.fr', roles: ['structure_agent'] };
    const structure = w.fixtures.organisations.structure.id;
    const joined = await w.kinds.bank_admin.own.page.post(`/gestion/organisations/${structure}/membres`, again);
    expect(joined.text).not.toContain('/mot-de-passe/');
  });
});
