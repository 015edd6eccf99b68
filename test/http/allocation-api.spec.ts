import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, type Person } from '#bank/demo';
import { ArrivalsService } from '#bank/logistics';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { workOff } from '../support/servers/mail-server.js';
import { readyDevice } from '../support/things/ready-device.js';

let t: TestApp;
let fixtures: Fixtures;
let db: DataSource;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  db = t.app.get(DataSource);
});
afterAll(() => t.close());

async function program(person: Person): Promise<Visitor> {
  const actor = fixtures.people[person];
  const { secret } = await db.transaction((tx) =>
    t.app.get(UsersService).makeToken(tx, actor, actor.membershipId, 'Essai'),
  );
  return Visitor.program(t, secret);
}

const codeOf = async (id: string): Promise<string> =>
  (await db.query('SELECT code FROM devices.device WHERE id = $1', [id]))[0].code;

describe('the API', () => {
  test('goes the same way, with codes and keys', async () => {
    const [bank, structure, other] = [await program('leila'), await program('ines'), await program('omar')];
    const body = {
      placeId: fixtures.organisations.structure.place,
      lines: [{ category: 'desktop', quantity: 1, needs: ['job'] }],
    };
    const quota = {
      structureId: fixtures.organisations.structure.id,
      category: 'desktop',
      startsOn: '2026-01-01',
      endsOn: '2099-12-31',
      allowed: 1,
    };
    expect((await structure.api('POST', '/api/v1/quotas', quota)).status).toBe(403);
    expect((await bank.api('POST', '/api/v1/quotas', quota)).json<{ used: number }>().used).toBe(0);
    const wrong = await structure.api('POST', '/api/v1/requests', {
      ...body,
      lines: [{ category: 'fridge', quantity: 1, needs: [] }],
    });
    expect([wrong.status, wrong.json<{ errors: { field: string }[] }>().errors[0]!.field]).toEqual([
      422,
      'lines.0.category',
    ]);
    const key = { 'idempotency-key': 'r-1' };
    const made = await structure.api('POST', '/api/v1/requests', body, key);
    const again = await structure.api('POST', '/api/v1/requests', body, key);
    const { id, unitList } = made.json<{ id: string; unitList: { id: string }[] }>();
    expect([made.status, again.json<{ id: string }>().id]).toEqual([201, id]);
    expect((await structure.api('POST', `/api/v1/requests/${id}/submit`)).json<{ state: string }>().state).toBe(
      'submitted',
    );
    expect((await other.api('GET', `/api/v1/requests/${id}`)).status).toBe(404);
    expect((await structure.api('POST', `/api/v1/requests/${id}/approve`)).status).toBe(403);
    expect((await bank.api('POST', `/api/v1/requests/${id}/approve`)).json<{ allowed: string[] }>().allowed).toEqual([
      'refuse',
      'cancel',
      'give_up',
    ]);
    const twice = await bank.api('POST', `/api/v1/requests/${id}/approve`);
    expect([twice.status, twice.json<{ code: string }>().code]).toEqual([409, 'allocation.request_not_now']);
    const device = await readyDevice(t.app, fixtures, { category: 'desktop' });
    await workOff(t.app, 'matching');
    const proposed = (await bank.api('GET', `/api/v1/proposals?requestId=${id}`)).json<{
      items: { deviceId: string; why: { code: string }[] }[];
    }>();
    expect(proposed.items[0]!.why.map((w) => w.code)).toEqual(['memory_enough']);
    const pairs = [{ unitId: unitList[0]!.id, deviceId: device }];
    expect((await bank.api('POST', '/api/v1/reservations', { pairs })).status).toBe(201);
    const taken = await bank.api('POST', '/api/v1/reservations', { pairs });
    expect([taken.status, taken.json<{ code: string }>().code]).toEqual([409, 'allocation.unit_taken']);
    const sent = (await bank.api('POST', '/api/v1/deliveries', { deviceIds: [device] })).json<{ id: string }>();
    const code = await codeOf(device);
    await db.transaction((tx) => t.app.get(ArrivalsService).confirm(tx, fixtures.people.ines, sent.id, [code]));
    await db.transaction((tx) => t.app.get(ArrivalsService).finish(tx, fixtures.people.ines, sent.id));
    const person = (
      await structure.api('POST', '/api/v1/beneficiaries', { ageBand: 'soixante_dix_plus', communeCode: '92007' })
    ).json<{ id: string }>();
    expect((await other.api('GET', `/api/v1/beneficiaries/${person.id}`)).status).toBe(404);
    expect((await other.api('GET', `/api/v1/beneficiaries/${person.id}/identity`)).status).toBe(404);
    const give = { beneficiaryId: person.id, mode: 'gift', signature: { kind: 'typed' }, password: DEMO_PASSWORD };
    const given = await structure.api('POST', `/api/v1/devices/${code}/hand-over`, give);
    expect([given.status, given.json<{ beneficiaryId: string }>().beneficiaryId]).toEqual([201, person.id]);
    const back = await structure.api('POST', `/api/v1/devices/${code}/return`, {
      placeId: fixtures.organisations.structure.place,
    });
    expect([back.status, back.json<{ state: string }>().state]).toEqual([200, 'returned']);
    const refusal = await bank.api('POST', `/api/v1/requests/${id}/refuse`, { reason: 'mood' });
    expect(refusal.status).toBe(422);
  });
});
