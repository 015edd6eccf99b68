import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#demo';
import { DonationsService } from '#intake';
import { UsersService } from '#people';
import { type TestApp, testAppWith } from '../support/app.js';
import { Visitor } from '../support/visitor.js';

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

const as = (person: Person): Promise<Visitor> =>
  Visitor.signedIn(t, `${person}@demo.example`, DEMO_PASSWORD, fixtures.people[person].organisationId);
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
