import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { multipart } from '../support/servers/multipart.js';

let t: TestApp;
let program: Visitor;
let place: string;

beforeAll(async () => {
  const { fixtures, ...told } = await testAppWith('fixtures');
  t = told.t;
  place = fixtures.organisations.collection.place;
  const { leila } = fixtures.people;
  const token = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, leila, leila.membershipId, 'intake'));
  program = Visitor.program(t, token.secret);
});
afterAll(() => t.close());

describe('the API of intake', () => {
  test('does the same, once per Idempotency-Key, with problems that have a code', async () => {
    const key = { 'idempotency-key': randomUUID() };
    const body = {
      donor: { kind: 'company', name: 'Société Horizon', identifier: '000000018' },
      placeId: place,
      arrival: 'received',
      expected: [{ category: 'laptop', quantity: 3 }],
    };
    const made = await program.api('POST', '/api/v1/donations', body, key);
    expect(made.status).toBe(201);
    const again = await program.api('POST', '/api/v1/donations', body, key);
    const { id, number, donorId } = made.json<{ id: string; number: string; donorId: string }>();
    expect(again.json()).toMatchObject({ id, number });
    expect((await program.api('GET', `/api/v1/donors/${donorId}`)).json()).toMatchObject({ siren: '000000018' });
    const device = await program.api('POST', `/api/v1/donations/${id}/devices`, {
      category: 'laptop',
      serial: `API${id.slice(-6)}`,
      make: 'HP',
    });
    expect(device.json()).toMatchObject({ donorKind: 'company', state: 'received' });
    const twin = await program.api('POST', `/api/v1/donations/${id}/devices`, {
      category: 'laptop',
      serial: `API${id.slice(-6)}`,
      make: 'HP',
    });
    expect(twin.status).toBe(409);
    expect(twin.json()).toMatchObject({ code: 'intake.serial_known' });
    const wrong = await program.api('POST', `/api/v1/donations/${id}/devices`, { category: 'toaster' });
    expect(wrong.status).toBe(422);
    const sheets = await program.api('POST', '/api/v1/label-sheets', { donationId: id });
    expect(sheets.json()).toMatchObject({ kind: 'donation', labels: 1 });
    const closed = await program.api('POST', `/api/v1/donations/${id}/close`, {});
    expect(closed.json()).toMatchObject({
      state: 'closed',
      logged: 1,
      allowed: ['correct_donor', 'correct_devices', 'reopen'],
    });
    expect((await program.api('POST', `/api/v1/donations/${id}/close`, {})).json()).toMatchObject({
      code: 'intake.donation_not_now',
    });
  });

  test('imports a sheet', async () => {
    const made = await program.api('POST', '/api/v1/donations', {
      donor: { kind: 'public_body', name: 'Commune test' },
      placeId: place,
      arrival: 'received',
    });
    const path = `/api/v1/donations/${made.json<{ id: string }>().id}/imports`;
    const file = multipart('sheet', 'x.csv', Buffer.from('Type;N° série\nÉcran;E1-42\nÉcran;E1-43\n'));
    const sent = (await program.send('POST', path, file)).json<{ id: string; state: string; rowsRead: number }>();
    expect(sent).toMatchObject({ state: 'ready', rowsRead: 2 });
    expect(
      (await program.api('GET', `${path}/${sent.id}/rows?only=good`)).json<{ items: unknown[] }>().items,
    ).toHaveLength(2);
    expect((await program.api('POST', `${path}/${sent.id}/apply`, {})).json()).toMatchObject({
      state: 'applied',
      rowsLogged: 2,
    });
  });
});
