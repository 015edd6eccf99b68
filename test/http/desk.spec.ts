import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD } from '#bank/demo';
import { DonationsService } from '#bank/intake';
import { OrganisationsService, SignInService, UsersService } from '#bank/people';
import { type Seen, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { multipart } from '../support/servers/multipart.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;
interface Told {
  ok: boolean;
  replayed: boolean;
  progress: string;
  device?: { code: string; url: string; genericSerial: boolean };
}
interface Problem {
  status: number;
  code: string;
  title: string;
  field?: string;
  facts?: Record<string, string>;
  errors?: { field: string; message: string }[];
}

let t: TestApp;
let donation: string;
let organisation: string;
let aude: { who: Visitor; member: string };
let bob: { who: Visitor; member: string };
let stranger: Visitor;

beforeAll(async () => {
  const { fixtures, ...told } = await testAppWith('fixtures');
  t = told.t;
  const db = t.app.get(DataSource);
  organisation = fixtures.people.aude.organisationId;
  const place = await t.app.get(OrganisationsService).mainPlace(organisation);
  const donor = { kind: 'public_body' as const, name: 'Ville de Meudon' };
  donation = await db.transaction((tx) =>
    t.app.get(DonationsService).create(tx, fixtures.people.aude, { donor, placeId: place.id, arrival: 'received' }),
  );
  await db.query(`UPDATE intake.donation SET received_at = now() - interval '10 days' WHERE id = $1`, [donation]);
  const users = t.app.get(UsersService);
  const member = await db.transaction(async (tx) => {
    const user = await users.create(tx, SYSTEM, { name: 'Bob', email: 'bob@demo.example', password: DEMO_PASSWORD });
    return users.join(tx, SYSTEM, user, organisation, ['collector']);
  });
  const session = (email: string) => t.app.get(SignInService).signIn(email, DEMO_PASSWORD, '192.0.2.1');
  aude = {
    who: Visitor.withSession(t, await session('aude@demo.example'), organisation),
    member: fixtures.people.aude.membershipId,
  };
  bob = { who: Visitor.withSession(t, await session('bob@demo.example'), organisation), member };
  stranger = Visitor.stranger(t);
});
afterAll(() => t?.close());

/** The form as a phone sends it. */
const send = (who: Visitor, fields: Record<string, string>, to = donation): Promise<Seen> => {
  const form = { category: 'laptop', _key: randomUUID(), _org: organisation, ...fields };
  const { payload, headers } = multipart('photo', '', Buffer.alloc(0), form);
  return who.send('POST', `/dons/${to}/appareils`, { payload, headers: { ...headers, accept: 'application/json' } });
};
const counted = async (): Promise<number> =>
  (
    await t.app
      .get(DataSource)
      .query('SELECT count(*)::int AS n FROM devices.device WHERE donation_id = $1', [donation])
  )[0].n;

test('the logging form, sent by a script, is answered in JSON: once, whatever the number of sendings', async () => {
  const before = await counted();
  const form = { serial: 'JSON-1', _key: randomUUID(), _member: aude.member };
  const first = await send(aude.who, { ...form, _age: '1' });
  expect([first.status, first.headers['content-type']]).toEqual([200, 'application/json; charset=utf-8']);
  expect(first.json<Told>()).toMatchObject({
    ok: true,
    replayed: false,
    device: { code: expect.stringMatching(/^BN-/), genericSerial: false },
  });
  const again = await send(aude.who, { ...form, _age: '5000' });
  expect(again.json<Told>()).toMatchObject({
    replayed: true,
    device: first.json<Told>().device,
  });
  expect(await counted()).toBe(before + 1);
});

test('a refusal says the rule, its field and its sentence; a wrong field, which', async () => {
  await send(aude.who, { serial: 'TWIN-1' });
  const twin = (await send(aude.who, { serial: 'twin-1' })).json<Problem>();
  expect(twin).toMatchObject({
    status: 409,
    code: 'intake.serial_known',
    field: 'serial',
    title: expect.stringContaining('déjà celui de l’appareil BN-'),
    facts: { code: expect.stringMatching(/^BN-/) },
  });
  const code = twin.facts?.['code'] ?? '';
  const stuck = (await send(aude.who, { code, serial: 'OTHER-1' })).json<Problem>();
  expect(stuck).toMatchObject({ code: 'devices.code_taken', field: 'code', facts: { visible: true } });
  const wrong = (await send(aude.who, { category: 'boat' })).json<Problem>();
  expect(wrong).toMatchObject({
    status: 422,
    errors: [{ field: 'category', message: 'Choisissez le type d’appareil.' }],
  });
  const nowhere = (await send(aude.who, {}, '01900000-0000-7000-8000-000000000001')).json<Problem>();
  expect(nowhere).toMatchObject({ status: 404, code: 'request.not_found' });
  expect((await send(stranger, {})).json<Problem>()).toMatchObject({
    status: 401,
    code: 'request.sign_in_needed',
  });
});

test('a photo that is none is refused with its device: nothing is half done', async () => {
  const before = await counted();
  const form = { category: 'laptop', _key: randomUUID(), _org: organisation };
  const { payload, headers } = multipart('photo', 'x.jpg', Buffer.from('not a picture'), form);
  const seen = await aude.who.send('POST', `/dons/${donation}/appareils`, {
    payload,
    headers: { ...headers, accept: 'application/json' },
  });
  expect(seen.json<Problem>()).toMatchObject({ status: 409, code: 'photos.not_a_picture' });
  expect(await counted()).toBe(before);
});

test('what was kept for a day is dated then, in the channel of phones without a network, whatever the phone’s date', async () => {
  const at = async (serial: string) =>
    (
      await t.app.get(DataSource).query(
        `SELECT e.channel, round(extract(epoch FROM e.recorded_at - e.occurred_at) / 3600)::int AS hours
         FROM devices.device_event e JOIN devices.device d ON d.id = e.device_id WHERE d.serial = $1`,
        [serial],
      )
    )[0];
  await send(aude.who, { serial: 'DAY-1', _age: String(24 * 3600) });
  expect(await at('DAY-1')).toEqual({ channel: 'offline', hours: 24 });
  await send(aude.who, { serial: 'YEAR-1', _age: '999999999' });
  expect(await at('YEAR-1')).toEqual({ channel: 'offline', hours: 240 });
  await send(aude.who, { serial: 'NOW-1', _age: '-5' });
  expect(await at('NOW-1')).toEqual({ channel: 'page', hours: 0 });
});

test('on a shared phone nobody sends in another’s name; taken over, it is found again by its writer’s key', async () => {
  const before = await counted();
  const form = { serial: 'SHARED-1', _key: randomUUID(), _member: aude.member };
  expect((await send(bob.who, form)).json<Problem>()).toMatchObject({
    status: 409,
    code: 'desk.other_person',
  });
  expect(await counted()).toBe(before);
  // Aude's answer was lost, and Bob takes it over.
  await send(aude.who, form);
  const taken = await send(bob.who, { ...form, _member: bob.member, _writer: aude.member });
  expect(taken.json<Told>()).toMatchObject({ ok: true, replayed: true });
  expect(await counted()).toBe(before + 1);
});

test('a key of another organisation’s member opens nothing', async () => {
  const elsewhere = await somebodyElse();
  const form = { _key: randomUUID(), _member: bob.member, _writer: elsewhere };
  expect((await send(bob.who, form)).json<Problem>()).toMatchObject({ code: 'desk.other_person' });
});

/** A member of a structure. */
async function somebodyElse(): Promise<string> {
  const [row] = await t.app
    .get(DataSource)
    .query('SELECT id FROM people.membership WHERE organisation_id <> $1 LIMIT 1', [organisation]);
  return row.id;
}

test('what a phone keeps of the desk names nobody, and its pages are the same for everybody', async () => {
  const seen = await aude.who.get('/collecte/donnees');
  expect(seen.json()).toMatchObject({
    me: { id: aude.member, organisation },
    donations: [{ id: donation, donor: 'Ville de Meudon' }],
  });
  expect(seen.text).not.toMatch(/Aude|demo\.example/);
  for (const path of ['/collecte/hors-ligne', '/hors-ligne', '/sans-reponse', '/sw.js', '/manifest.webmanifest'])
    expect((await aude.who.get(path)).text).toBe((await stranger.get(path)).text);
  const worker = await stranger.get('/sw.js');
  expect(worker.headers['cache-control']).toBe('no-cache');
  expect(() => new Function(worker.text)).not.toThrow();
});

test('a page left open over a deployment gets today’s file for the address of yesterday', async () => {
  const [today = ''] = /\/assets\/code-reader-\w{8}\.js/.exec((await stranger.get('/sw.js')).text) ?? [];
  const file = await stranger.get(today);
  expect(file.headers['cache-control']).toContain('immutable');
  const before = await stranger.get(today.replace(/-\w{8}\./, '-OLDHASH2.'));
  expect([before.status, before.text === file.text]).toEqual([200, true]);
  expect(before.headers['cache-control']).not.toContain('immutable');
  expect((await stranger.get('/assets/nothing-OLDHASH2.js')).status).toBe(404);
});
