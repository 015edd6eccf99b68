import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let today: string;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  const [row] = await t.app
    .get(DataSource)
    .query(`SELECT (now() AT TIME ZONE time_zone)::date::text AS day FROM people.bank`);
  today = row.day;
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);
const later = (days: number): string => new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
const idOf = (person: Person): string => fixtures.people[person].membershipId;

test('a deputy has the work of who is away for these days, under their own number, and gives it back', async () => {
  const [moussa, karim] = [await as('moussa'), await as('karim')];
  expect((await karim.get('/gestion/signataires')).status).toBe(403);
  const noted = await moussa.post('/absences', { deputyId: idOf('karim'), from: today, until: later(9) });
  expect([noted.status, noted.location]).toEqual([303, '/absences']);
  const home = (await karim.get('/')).text;
  expect(home).toContain('Vous remplacez');
  expect(home).toContain(fixtures.people.moussa ? 'Moussa' : '');
  const made = await karim.post('/gestion/signataires', {
    name: 'Marie Robert',
    quality: 'directrice',
    acts: 'statement',
    from: today,
  });
  expect(made.status).toBe(303);
  const db = t.app.get(DataSource);
  expect(await db.query(`SELECT recorded_by FROM people.signatory WHERE name = 'Marie Robert'`)).toEqual([
    { recorded_by: fixtures.people.karim.operatorNumber },
  ]);
  const [{ id }] = await db.query('SELECT id FROM people.absence WHERE deputy_id = $1', [idOf('karim')]);
  expect((await karim.post(`/absences/${id}/fin`, {})).status).not.toBe(500);
  await moussa.post(`/absences/${id}/fin`, {});
  expect((await karim.get('/gestion/signataires')).status).toBe(403);
  expect((await karim.get('/')).text).not.toContain('Vous remplacez');
});

test('who stands in for a manager manages no accounts: neither keeps the role, nor comes in as who is away', async () => {
  const [moussa, karim] = [await as('moussa'), await as('karim')];
  await moussa.post('/absences', { deputyId: idOf('karim'), from: today, until: later(1) });
  expect((await karim.get('/gestion/signataires')).status).toBe(200);
  const own = `/gestion/membres/${idOf('karim')}`;
  expect((await karim.post(own, { roles: ['technician', 'workshop_supervisor'] })).status).toBe(403);
  expect((await karim.post(`/gestion/membres/${idOf('moussa')}/lien`, { way: 'copy' })).status).toBe(403);
  const friend = { name: 'Ami', email: 'ami@exemple.fr', roles: 'workshop_supervisor', way: 'copy' };
  expect((await karim.post('/gestion/membres', friend)).status).toBe(403);
  expect((await karim.get('/gestion')).text).not.toContain('href="/gestion/membres"');
  const db = t.app.get(DataSource);
  const [{ id }] = await db.query('SELECT id FROM people.absence WHERE deputy_id = $1 AND ended_at IS NULL', [
    idOf('karim'),
  ]);
  await moussa.post(`/absences/${id}/fin`, {});
});

test('an absence to come changes nothing yet; two on one day are refused beside the day', async () => {
  const [moussa, karim] = [await as('moussa'), await as('karim')];
  const days = { deputyId: idOf('karim'), from: later(30), until: later(40) };
  expect((await moussa.post('/absences', days)).status).toBe(303);
  expect((await karim.get('/gestion/signataires')).status).toBe(403);
  const again = await moussa.post('/absences', { ...days, from: later(35), until: later(50) });
  expect(again.status).toBe(409);
  expect(again.text).toContain('Une absence est déjà notée pour ces jours');
  const backwards = await moussa.post('/absences', { ...days, from: later(90), until: later(80) });
  expect(backwards.text).toContain('Le dernier jour vient après le premier');
});

test('nobody notes somebody else’s absence, nor is replaced by a stranger, and administering the bank is lent to nobody', async () => {
  const [karim, leila] = [await as('karim'), await as('leila')];
  const days = { from: later(60), until: later(61) };
  const other = await karim.post('/absences', { ...days, membershipId: idOf('moussa'), deputyId: idOf('karim') });
  expect(other.text).toContain('Vous notez seulement votre propre absence');
  const stranger = await leila.post('/absences', { ...days, deputyId: idOf('karim') });
  expect(stranger.text).toContain('Choisissez une personne de votre organisation');
  const db = t.app.get(DataSource);
  const insert = (who: string, by: string) =>
    db.query(
      `INSERT INTO people.absence (id, membership_id, deputy_id, from_day, until_day, noted_by, noted_operator)
       VALUES (gen_random_uuid(), $1, $2, $3, $3, $4, 1)`,
      [who, idOf('karim'), later(70), by],
    );
  await expect(insert(idOf('leila'), idOf('leila'))).rejects.toThrow('people.deputy_not_a_colleague');
  await expect(insert(idOf('moussa'), idOf('karim'))).rejects.toThrow('people.absence_of_another');
  const [{ roles }] = await db.query(`SELECT people.deputised_roles() AS roles`);
  expect(roles).toContain('coordinator');
  expect(roles).not.toContain('bank_admin');
});
