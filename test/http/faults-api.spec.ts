import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
import { SORTING } from '#bank/faults';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { workOff } from '../support/servers/mail-server.js';
import { type HandedOver, handedOverDevice } from '../support/things/handed-over.js';

let t: TestApp;
let fixtures: Fixtures;
let device: HandedOver;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  device = await handedOverDevice(t.app, fixtures);
});
afterAll(() => t.close());

async function program(person: Person): Promise<Visitor> {
  const actor = fixtures.people[person];
  const make = t.app.get(UsersService).makeToken.bind(t.app.get(UsersService));
  const { secret } = await t.app.get(DataSource).transaction((tx) => make(tx, actor, actor.membershipId, 'essai'));
  return Visitor.program(t, secret);
}

test('a fault is reported without a token, once per key, and followed by its secret', async () => {
  const anybody = Visitor.stranger(t);
  const body = { label: device.code, problem: 'screen', sentence: 'noir' };
  const first = await anybody.api('POST', '/api/v1/faults', body, { 'idempotency-key': 'phone-1' });
  const again = await anybody.api('POST', '/api/v1/faults', body, { 'idempotency-key': 'phone-1' });
  expect([first.status, again.status]).toEqual([201, 201]);
  const made = first.json<{ number: string; followUp: string }>();
  expect(again.json()).toEqual(made);
  expect(made).toMatchObject({ state: 'open', number: expect.stringMatching(/^P-/) });
  const followed = await anybody.api('GET', `/api/v1/faults/${made.followUp.slice('/suivi/'.length)}`);
  expect(followed.json()).toEqual({
    number: made.number,
    problem: 'screen',
    state: 'open',
    step: 1,
    words: expect.any(String),
    askedAgain: false,
  });
  expect(followed.text).not.toMatch(/noir|Bagneux/);
});

test('wrong input has stable codes', async () => {
  const anybody = Visitor.stranger(t);
  const send = async (body: object) =>
    (await anybody.api('POST', '/api/v1/faults', body)).json<{ code: string; status: number }>();
  expect(await send({ label: 'BN-2222-223', problem: 'screen' })).toMatchObject({
    code: 'maintenance.label_wrong_check',
    status: 409,
  });
  expect(await send({ label: device.code, problem: 'smoke' })).toMatchObject({ code: 'request.invalid', status: 422 });
  expect(await send({ label: device.code, problem: 'other', phone: 'x' })).toMatchObject({
    code: 'maintenance.phone_malformed',
  });
});

test('the structure acts on what is allowed; another finds nothing; a role without faults is refused', async () => {
  const anybody = Visitor.stranger(t);
  await anybody.api('POST', '/api/v1/faults', { label: device.code, problem: 'no_power' });
  await workOff(t.app, SORTING);
  const [ines, omar, karim] = [await program('ines'), await program('omar'), await program('karim')];
  const list = (await ines.api('GET', '/api/v1/tickets?state=live')).json<{ items: { id: string }[] }>();
  const { id } = list.items[0]!;
  const act = (who: Visitor, verb: string, body: object = {}) =>
    who.api('POST', `/api/v1/tickets/${id}/actions/${verb}`, body);
  expect((await ines.api('GET', `/api/v1/tickets/${id}`)).json()).toMatchObject({
    allowed: expect.arrayContaining(['take', 'close']),
  });
  expect((await act(ines, 'solve', { solution: 'advice' })).json()).toMatchObject({ code: 'maintenance.not_now' });
  expect((await act(ines, 'take')).json()).toMatchObject({ state: 'taken' });
  expect((await act(ines, 'solve', { solution: 'charger' })).json()).toMatchObject({
    state: 'solved',
    allowed: ['reopen'],
  });
  expect((await act(ines, 'explode')).status).toBe(404);
  expect((await omar.api('GET', `/api/v1/tickets/${id}`)).status).toBe(404);
  expect((await act(omar, 'take')).status).toBe(404);
  expect((await karim.api('GET', '/api/v1/tickets')).status).toBe(403);
  expect((await anybody.api('GET', '/api/v1/tickets')).status).toBe(401);
  const events = (await ines.api('GET', `/api/v1/tickets/${id}/events`)).json<{ items: { verb: string }[] }>();
  expect(events.items.map((e) => e.verb)).toEqual(['solve', 'take', 'join', 'report']);
});
