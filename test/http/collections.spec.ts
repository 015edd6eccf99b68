import { randomUUID } from 'node:crypto';
import { DataSource } from 'typeorm';
import { type Fixtures, type Person } from '#bank/demo';
import { CONTACT_LENGTHS, LoggingService } from '#bank/intake';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let aude: Visitor;
let api: Visitor;

const as = (person: Person): Promise<Visitor> => Visitor.as(t, fixtures, person);

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
  aude = await as('aude');
  const { aude: member } = fixtures.people;
  const token = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, member, member.membershipId, 'essai'));
  api = Visitor.program(t, token.secret);
});
afterAll(() => t.close());

async function donation(over: Record<string, string> = {}): Promise<string> {
  const form = { kind: 'company', donorName: `Société ${randomUUID().slice(0, 8)}`, arrival: 'promised', ...over };
  const made = await aude.post('/dons', { placeId: fixtures.organisations.collection.place, ...form });
  expect(made.status).toBe(303);
  return made.location!.split('/').at(-1)!;
}

describe('on the pages', () => {
  test('La Poste’s establishment, its address and its commune are kept; another point writes its own name', async () => {
    const id = await donation({
      identifier: '000 000 042 09078',
      legalForm: 'SA',
      address: '9, rue du Colonel Pierre Avia',
      postalCode: '75015',
      commune: '75056',
    });
    const page = (await aude.get(`/dons/${id}`)).text;
    const donor = /\/dons\/donateurs\/([0-9a-f-]{36})/.exec(page)![1]!;
    expect((await aude.get(`/dons/donateurs/${donor}`)).text).toContain('Paris (75)');
    await aude.post(`/dons/donateurs/${donor}/contacts`, {
      contactName: 'Gardien',
      job: 'loge',
      phone: '01 99 00 33 44',
    });
    const after = (await aude.get(`/dons/donateurs/${donor}`)).text;
    expect(after).toContain('Gardien');
    const leila = await as('leila');
    expect((await leila.get(`/dons/donateurs/${donor}`)).text).toContain('Gardien');
    const tooLong = 'x'.repeat(CONTACT_LENGTHS.name + 1);
    for (const [form, field] of Object.entries({ fiche: 'donorName', coordonnees: 'contactName' })) {
      const again = await aude.post(`/dons/donateurs/${donor}/${form}`, { [field]: tooLong });
      expect([form, again.status, again.text.includes(`href="#f-${field}"`)]).toEqual([form, 422, true]);
      expect(again.text).toContain(tooLong);
    }
  });

  test('a name that several communes bear comes back as a choice, with what was typed', async () => {
    const form = {
      kind: 'company',
      donorName: 'Société',
      commune: 'Saint-Denis',
      address: '1, rue X',
      arrival: 'promised',
    };
    const back = await aude.post('/dons', { placeId: fixtures.organisations.collection.place, ...form });
    expect(back.status).toBe(409);
    for (const said of ['Laquelle', 'Saint-Denis (93)', 'value="93066"', '1, rue X']) expect(back.text).toContain(said);
  });

  test('a collection is planned, shown and changed; a page too late says so', async () => {
    const id = await donation();
    const plan = { on: '2040-03-04', mode: 'pickup', from: '9:30', to: '12:00', address: '3, rue de la Paix' };
    expect((await aude.post(`/dons/${id}/collecte`, { ...plan, on: '2020-01-01' })).text).toContain(
      'Ce jour est passé',
    );
    expect((await aude.post(`/dons/${id}/collecte`, plan)).status).toBe(303);
    expect((await aude.get('/collectes')).text).toContain('3, rue de la Paix');
    expect((await aude.get('/collectes?jusque=2039-01-01')).text).not.toContain('3, rue de la Paix');
    expect((await aude.get('/collectes?jusque=hier')).status).toBe(422);
    await aude.post(`/dons/${id}/arrivee`, {});
    expect((await aude.get(`/dons/${id}/collecte`)).status).toBe(404);
    expect((await aude.post(`/dons/${id}/collecte`, plan)).status).toBe(409);
    const karim = await as('karim');
    expect((await karim.get('/collectes')).status).toBe(403);
  });
});

describe('through the API', () => {
  test('the communes that something typed may mean are found, twenty at most, by whoever is signed in', async () => {
    const found = async (q: string) => {
      const answer = await api.api('GET', `/api/v1/communes?q=${encodeURIComponent(q)}`);
      expect(answer.status).toBe(200);
      return answer.json<{ items: { code: string; name: string; postalCodes: string[] }[] }>().items;
    };
    expect(await found('sures')).toMatchObject([{ code: '92073', name: 'Suresnes', postalCodes: ['92150'] }]);
    expect((await found('92150')).map((c) => c.name)).toEqual(['Suresnes']);
    expect(await found('saint')).toHaveLength(20);
    expect(await found('')).toEqual([]);
    expect(await found('zzzz%_')).toEqual([]);
    const page = await aude.get('/communes?q=sures');
    expect([page.status, page.headers['cache-control']]).toEqual([200, 'private, max-age=86400']);
    expect((await Visitor.stranger(t).get('/communes?q=sures')).status).not.toBe(200);
    expect((await api.api('GET', `/api/v1/communes?q=${'x'.repeat(101)}`)).status).toBe(422);
  });

  test('the same, in codes: plan, ticks, refusals, what is missing', async () => {
    const id = await donation({ 'expected.laptop': '3' });
    const send = (path: string, body: object) => api.api('POST', `/api/v1/donations/${id}${path}`, body);
    const planned = await send('/plan', { on: '2040-03-04', mode: 'dropoff', from: '14' });
    expect(planned.json()).toMatchObject({
      state: 'planned',
      collection: { mode: 'dropoff', from: '14:00' },
      allowed: ['replan', 'receive', 'cancel', 'correct_donor'],
    });
    await send('/release-list', { answers: { mdm: 'done' } });
    await send('/receive', {});
    const refused = await send('/refusals', {
      category: 'laptop',
      quantity: 2,
      reason: 'too_old',
      fate: 'eco_organisme',
    });
    expect(refused.json()).toMatchObject({
      balance: [{ category: 'laptop', expected: 3, logged: 0, refused: 2, missing: 1 }],
    });
    const [first] = refused.json<{ refused: { id: string }[] }>().refused;
    const back = await api.api('DELETE', `/api/v1/donations/${id}/refusals/${first!.id}`);
    expect(back.json()).toMatchObject({ refused: [], balance: [{ missing: 3 }] });
    expect((await send('/refusals', { category: 'moon', quantity: 0 })).status).toBe(422);
  });

  test('a lock: the device says what it waits for, the donation what its donor has to hear', async () => {
    const id = await donation({ arrival: 'received', email: 'informatique@societe.example' });
    const db = t.app.get(DataSource);
    const serial = `LOCK-${randomUUID().slice(0, 8)}`;
    const device = await db.transaction((tx) =>
      t.app.get(LoggingService).log(tx, fixtures.people.aude, id, { category: 'laptop', serial }),
    );
    const [{ code }] = await db.query('SELECT code FROM devices.device WHERE id = $1', [device]);
    const locked = await api.api('POST', `/api/v1/devices/${code}/locks`, { kind: 'bios_password' });
    expect(locked.status).toBe(201);
    const [lock] = locked.json<{ locks: { id: string }[] }>().locks;
    expect((await api.api('POST', `/api/v1/devices/${code}/locks`, { kind: 'bios_password' })).json()).toMatchObject({
      code: 'intake.lock_known',
    });
    expect((await api.api('GET', `/api/v1/donations/${id}/locks`)).json()).toMatchObject({
      letter: {
        reason: 'tell',
        email: 'informatique@societe.example',
        devices: [{ serial, kinds: ['bios_password'] }],
      },
      notices: [],
    });
    await api.api('POST', `/api/v1/donations/${id}/lock-notices`, {});
    const waiting = await api.api('GET', '/api/v1/locked-devices?step=waiting');
    expect(waiting.json<{ items: { code: string }[] }>().items.map((d) => d.code)).toContain(code);
    const gone = await api.api('POST', `/api/v1/devices/${code}/locks/${lock!.id}/release`, { check: 'reinstalled' });
    expect(gone.json()).toMatchObject({ locks: [{ check: 'reinstalled' }] });
    expect((await api.api('GET', `/api/v1/donations/${id}/locks`)).json()).toMatchObject({
      letter: null,
      notices: [{ way: 'person' }],
    });
  });

  test('the communes are not sent to anybody: a code, or a name, is asked', async () => {
    const known = await api.api('POST', '/api/v1/donors', { kind: 'company', name: 'A', communeCode: '92073' });
    expect(known.json()).toMatchObject({ communeCode: '92073', commune: 'Suresnes (92)' });
    const unknown = await api.api('POST', '/api/v1/donors', { kind: 'company', name: 'A', communeCode: '99999' });
    expect(unknown.json()).toMatchObject({ status: 409, code: 'territory.commune_unknown' });
  });
});
