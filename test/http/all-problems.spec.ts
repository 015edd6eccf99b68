import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
import { CONTACT_LENGTHS, DonationsService } from '#bank/intake';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let placeId: string;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  const point = fixtures.people.aude.organisationId;
  [{ id: placeId }] = await t.app
    .get(DataSource)
    .query('SELECT id FROM people.place WHERE organisation_id = $1 AND parent_id IS NULL LIMIT 1', [point]);
});
afterAll(() => t.close());

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);
async function program(person: Person): Promise<Visitor> {
  const actor = fixtures.people[person];
  const { secret } = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, actor, actor.membershipId, 'essai'));
  return Visitor.program(t, secret);
}

/** The fields that the summary leads to, each once. */
const asked = (page: string): string[] => [...page.matchAll(/href="#f-([^"]+)"/g)].map((m) => m[1]!).toSorted();

const WRONG = {
  kind: 'company',
  donorName: '',
  identifier: '123',
  postalCode: '9',
  email: 'nobody',
  expectedOn: 'demain',
};

test('what the form and what the rules refuse is said at once, each beside its field, with a link to each', async () => {
  const page = await (await as('aude')).post('/dons', { ...WRONG, placeId: '', arrival: 'promised' });
  expect(page.status).toBe(422);
  for (const field of ['placeId', 'donorName', 'identifier', 'postalCode', 'email', 'expectedOn']) {
    expect(page.text).toContain(`href="#f-${field}"`);
    expect(page.text.match(new RegExp(`href="#f-${field}"`, 'g'))).toHaveLength(1);
  }
  expect(page.text).toContain('Il y a 6 points à corriger');
});

test('rules alone are said at once too; a program reads the first as before, and the list beside it', async () => {
  const api = await program('aude');
  const donor = { kind: 'company', name: 'Essai', identifier: '123', postalCode: '9' };
  const refused = await api.api('POST', '/api/v1/donations', { placeId, arrival: 'promised', donor });
  expect(refused.status).toBe(409);
  expect(refused.json()).toMatchObject({
    code: 'intake.identifier_unknown',
    field: 'identifier',
    errors: [
      { field: 'identifier', code: 'intake.identifier_unknown' },
      { field: 'postalCode', code: 'intake.postal_code_wrong' },
    ],
  });
  const invalid = await api.api('POST', '/api/v1/donations', { placeId, arrival: 'never', donor });
  expect([invalid.status, invalid.json<{ errors: { code: string }[] }>().errors.map((e) => e.code)]).toEqual([
    422,
    ['request.isIn', 'intake.identifier_unknown', 'intake.postal_code_wrong'],
  ]);
  const one = await api.api('POST', '/api/v1/donations', {
    placeId,
    arrival: 'promised',
    donor: { ...donor, postalCode: '' },
  });
  expect(one.json()).not.toHaveProperty('errors');
});

test('judging another’s donation is a 404, and what fails in judging is a failure, never swallowed', async () => {
  const judge = jest.spyOn(t.app.get(DonationsService), 'judge').mockRejectedValueOnce(new Error('out of order'));
  const failed = await (await program('aude')).api('POST', '/api/v1/donations', { placeId, arrival: 'never' });
  expect(failed.status).toBe(500);
  judge.mockRestore();
  const unknown = '01990000-0000-7000-8000-000000000000';
  const other = await (await program('aude')).api('POST', `/api/v1/donations/${unknown}/devices`, {
    category: 'x'.repeat(99),
  });
  expect(other.status).toBe(404);
});

test('of a fault, at the desk and from the label', async () => {
  const ines = await as('ines');
  const page = await ines.post('/pannes/nouvelle', { label: '??', phone: 'demain', sentence: 'x'.repeat(300) });
  expect([page.status, asked(page.text)]).toEqual([422, ['label', 'phone', 'problem', 'sentence']]);
  const label = await Visitor.stranger(t).post('/E', { label: '??', phone: 'demain' });
  expect([label.status, asked(label.text)]).toEqual([422, ['label', 'phone', 'problem']]);
});

test('of what sets a bank up: an organisation, a place, its people, its settings', async () => {
  const leila = await as('leila');
  const taken = { name: fixtures.organisations.structure.name, commune: 'Nulle-Part-Ailleurs', siren: '12' };
  const organisation = await leila.post('/gestion/organisations', taken);
  expect([organisation.status, asked(organisation.text)]).toEqual([422, ['commune', 'kind', 'name', 'siren']]);
  const place = await leila.post('/gestion/lieux', { kind: 'room', name: '' });
  expect(asked(place.text)).toEqual(['name', 'parentId']);
  const person = await leila.post('/gestion/membres', { name: '', email: 'leila@demo.example', roles: 'agent' });
  expect(asked(person.text)).toEqual(['email', 'name', 'roles']);
  const settings = { name: 'Essai', timeZone: 'Europe/Nulle', eligibilityGround: 'general_interest', siren: '12' };
  const bank = await leila.post('/gestion/banque', settings);
  expect(asked(bank.text)).toEqual([
    'address',
    'eligibilityBasis',
    'legalForm',
    'legalName',
    'object',
    'signatoryTitle',
    'siren',
    'timeZone',
  ]);
});

test('of a request, too: what the form refuses, and a place that is another’s', async () => {
  const ines = await as('ines');
  const page = await ines.post('/demandes', { placeId, 'lines.0.category': 'laptop', 'lines.0.quantity': '99' });
  expect(page.status).toBe(422);
  for (const field of ['placeId', 'lines-0-quantity']) expect(page.text).toContain(`href="#f-${field}"`);
});

test('of every number of a structure’s year, each beside its own; what was typed stays', async () => {
  const leila = await as('leila');
  const typed = { annee: '2031', laptop: '-1', tablet: 'douze', smartphone: '4' };
  const page = await leila.post(`/quotas/${fixtures.organisations.structure.id}`, typed);
  expect([page.status, asked(page.text)]).toEqual([409, ['laptop', 'tablet']]);
  for (const value of ['-1', 'douze', '4']) expect(page.text).toContain(`value="${value}"`);
  const none = await t.app.get(DataSource).query(`SELECT 1 FROM allocation.quota WHERE starts_on = '2031-01-01'`);
  expect(none).toHaveLength(0);
});

test('of a quota that is put right', async () => {
  const leila = await as('leila');
  const structure = fixtures.organisations.structure.id;
  await leila.post(`/quotas/${structure}`, { annee: '2032', laptop: '3' });
  const [{ id }] = await t.app.get(DataSource).query(`SELECT id FROM allocation.quota WHERE starts_on = '2032-01-01'`);
  const typed = { allowed: '-1', structureId: 'x', startsOn: '2032-06-01', endsOn: '2032-05-01' };
  expect(asked((await leila.post(`/quotas/corriger/${id}`, typed)).text)).toEqual([
    'allowed',
    'endsOn',
    'reason',
    'structureId',
  ]);
});

test('of who a member is: an address that is taken stands beside a name that is missing; roles that do not fit keep what was ticked', async () => {
  const leila = await as('leila');
  const nora = `/gestion/membres/${fixtures.people.nora.membershipId}`;
  const who = await leila.post(`${nora}/identite`, { name: '', email: 'leila@demo.example' });
  expect([who.status, asked(who.text)]).toEqual([422, ['email', 'name', 'nameReason']]);
  const roles = await leila.post(nora, { roles: ['auditor', 'coordinator'], closed: 'oui' });
  expect(asked(roles.text)).toEqual(['roles']);
  expect(roles.text).toMatch(/value="auditor"[^>]* checked/);
  expect(roles.text).toMatch(/name="closed"[^>]* checked/);
});

test.each([
  ['a deputy', '/absences', { deputyId: 'x', from: '2027-05-02', until: '2027-05-01' }, 'deputyId until'],
  [
    'a rule',
    '/regles/grille-prix',
    { key: 'x', grade_a: '?', validFrom: '2020-01-01' },
    'grade_a key source validFrom',
  ],
  [
    'a signatory',
    '/gestion/signataires',
    { name: '…', quality: '…', from: '2027-05-02', until: '2027-05-01' },
    'acts name quality until',
  ],
  ['a list of SIM cards', '/sim/import', { list: ' ', carrier: 'x'.repeat(200) }, 'carrier list'],
])('of %s', async (_, address, typed, fields) => {
  const page = await (await as('leila')).post(address, typed);
  expect([page.status, asked(page.text).join(' ')]).toEqual([422, fields]);
});

test('of a donation: its collection, its value, its decision, its representative, its locks; of its donor', async () => {
  const aude = await as('aude');
  const made = await aude.post('/dons', { kind: 'public_body', donorName: 'Essai', placeId, arrival: 'promised' });
  const donation = made.location!.split('?')[0]!;
  const [{ donor }] = await t.app
    .get(DataSource)
    .query('SELECT donor_id AS donor FROM intake.donation WHERE id = $1', [donation.split('/')[2]]);
  const said = async (path: string, typed: Record<string, string>): Promise<string> =>
    asked((await aude.post(path, typed)).text).join(' ');
  const plan = { on: '2020-01-01', from: '10:00', to: '9:00', postalCode: '9', commune: 'Nulle-Part-Ailleurs' };
  expect(await said(`${donation}/collecte`, plan)).toBe('commune mode on postalCode to');
  expect(await said(`${donation}/papiers/valeur`, { value: 'beaucoup', declaredOn: '2099-01-01' })).toBe(
    'declaredOn how value',
  );
  expect(await said(`${donation}/papiers/decision`, { kind: 'x', number: '', on: '2099-01-01' })).toBe(
    'kind number on',
  );
  expect(await said(`${donation}/papiers/representant`, { name: '', quality: '', from: '2099-01-01' })).toBe(
    'from name quality',
  );
  expect(await said(`${donation}/deverrouillage`, { bios_password: 'x', mdm: 'x' })).toBe('bios_password mdm');
  const contact = { contactName: 'x'.repeat(CONTACT_LENGTHS.name + 1), email: 'x' };
  expect(await said(`/dons/donateurs/${donor}/coordonnees`, contact)).toBe('contactName email');
  const card = { donorName: '', postalCode: '9', commune: 'Nulle-Part-Ailleurs' };
  expect(await said(`/dons/donateurs/${donor}/fiche`, card)).toBe('commune donorName postalCode');
});

test('of a device: where it goes, why it goes, whose double it is, each beside a note too long or a reason that is missing', async () => {
  const aude = await as('aude');
  const made = await aude.post('/dons', { kind: 'public_body', donorName: 'Essai', placeId, arrival: 'received' });
  await aude.post(`${made.location!.split('?')[0]}/appareils`, { category: 'laptop', make: 'Dell' });
  const [{ code }] = await t.app.get(DataSource).query('SELECT code FROM devices.device ORDER BY id DESC LIMIT 1');
  const said = async (path: string, typed: Record<string, string>): Promise<string> =>
    asked((await aude.post(`/appareils/${code}/${path}`, typed)).text).join(' ');
  const note = 'x'.repeat(600);
  expect(await said('actions/move', { note, reason: 'tidied' })).toBe('note placeId');
  expect(await said('actions/recycle', { note })).toBe('note reason');
  expect(await said('double', { other: '??' })).toBe('other reason');
});

test('of a person: a commune that is none, beside what is missing; whose double she is', async () => {
  const ines = await as('ines');
  const typed = { ageBand: 'x', situation: 'x', commune: 'Nulle-Part-Ailleurs' };
  expect(asked((await ines.post('/beneficiaires', typed)).text)).toEqual(['ageBand', 'commune', 'situation']);
  const right = { ageBand: 'vingt_cinq_trente_neuf', situation: 'sans_emploi', commune: '' };
  const made = await ines.post('/beneficiaires', right);
  expect(made.status).toBe(303);
  const double = await ines.post(`${made.location}/doublon`, { into: '??' });
  expect(asked(double.text)).toEqual(['into', 'reason']);
});
