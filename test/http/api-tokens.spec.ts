import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());

describe('an API token', () => {
  test('acts in its organisation, is shown once, stored hashed, and ends when it is revoked', async () => {
    const leila = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.people.leila.organisationId);
    const made = await leila.post('/gestion/jetons', { name: 'Tableur', scopes: 'read', term: 'year' });
    const secret = /bn_[\w-]{43}/.exec(made.text)![0];
    const program = Visitor.program(t, secret);
    expect((await program.api('GET', '/api/v1/me')).json()).toMatchObject({ organisationKind: 'bank' });
    const [token] = await t.app.get(DataSource).query('SELECT id, secret_hash FROM people.machine_credential');
    expect(token.secret_hash).not.toContain(secret);
    await leila.post(`/gestion/jetons/${token.id}/revocation`);
    const refused = await program.api('GET', '/api/v1/me');
    expect(refused.status).toBe(401);
    expect(refused.json()).toMatchObject({
      code: 'people.key_revoked',
      status: 401,
      title: expect.stringContaining('a été coupé'),
    });
    const unknown = await Visitor.program(t, `${secret.slice(0, -1)}${secret.endsWith('x') ? 'y' : 'x'}`).api(
      'GET',
      '/api/v1/me',
    );
    expect(unknown.json()).toMatchObject({
      code: 'request.sign_in_needed',
      status: 401,
      title: expect.stringContaining('clé d’accès'),
    });
    expect((await leila.get('/gestion/jetons')).text).toContain(`Se termine par ${secret.slice(-4)}.`);
  });

  test('is no session: pages do not know it', async () => {
    const db = t.app.get(DataSource);
    const { secret } = await db.transaction((tx) =>
      t.app.get(UsersService).makeToken(tx, fixtures.people.leila, fixtures.people.leila.membershipId, 'x'),
    );
    expect((await Visitor.program(t, secret).get('/appareils')).status).toBe(303);
  });

  test('honours Idempotency-Key, and refuses it for something else', async () => {
    const db = t.app.get(DataSource);
    const { secret } = await db.transaction((tx) =>
      t.app.get(UsersService).makeToken(tx, fixtures.people.leila, fixtures.people.leila.membershipId, 'y'),
    );
    const program = Visitor.program(t, secret);
    const key = { 'idempotency-key': 'k-1' };
    const first = await program.api('POST', '/api/v1/places', { kind: 'site', name: 'Par l’API' }, key);
    const second = await program.api('POST', '/api/v1/places', { kind: 'site', name: 'Par l’API' }, key);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.json()).toEqual(first.json());
    const other = await program.api('POST', '/api/v1/places', { kind: 'site', name: 'Autre' }, key);
    expect(other.json()).toMatchObject({ code: 'platform.idempotency_reused', status: 409 });
    const wrong = await program.api('POST', '/api/v1/places', { kind: 'cave' });
    expect(wrong.json()).toMatchObject({
      code: 'request.invalid',
      errors: expect.arrayContaining([expect.objectContaining({ field: 'kind' })]),
    });
  });
});
