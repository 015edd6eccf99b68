import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { OpenAPIObject } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { Fixtures, Person } from '#bank/demo';
import { UsersService } from '#bank/people';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

let t: TestApp;
let fixtures: Fixtures;
let program: Visitor;
const described: OpenAPIObject = JSON.parse(readFileSync('docs/openapi.json', 'utf8'));

const keyOf = async (person: Person): Promise<Visitor> => {
  const whose = fixtures.people[person];
  const { secret } = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, whose, whose.membershipId, 'Essai'));
  return Visitor.program(t, secret);
};

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('demo'));
  program = await keyOf('leila');
});
afterAll(() => t?.close());

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly deprecated?: boolean;
  readonly schema: Readonly<Record<string, unknown>>;
}
const parametersOf = (path: string): Parameter[] =>
  ((described.paths[path]?.get?.parameters ?? []) as Parameter[]).filter((p) => p.in === 'query');
const READ = Object.keys(described.paths).filter((path) => described.paths[path]?.get);
const WITHOUT_PLACE = READ.filter((path) => !path.includes('{'));
const PAGED = READ.filter((path) => parametersOf(path).some((p) => p.name === 'after') && !path.endsWith('/export'));
const EXPORTS = READ.filter((path) => path.endsWith('/export'));

test('every list with pages takes how many rows it gives at most', () => {
  expect(PAGED.length).toBeGreaterThan(20);
  for (const path of PAGED) {
    const { schema } = parametersOf(path).find((p) => p.name === 'limit') ?? {};
    expect([path, schema]).toEqual([
      path,
      expect.objectContaining({ minimum: 1, maximum: expect.any(Number), default: expect.any(Number) }),
    ]);
  }
});

interface Page {
  readonly items: readonly object[];
  readonly next: string | null;
}

const OF_THE_BANK = WITHOUT_PLACE.filter((path) => PAGED.includes(path) && path !== '/api/v1/beneficiaries');

test.each(OF_THE_BANK)('%s gives so many, and refuses others by name', async (path) => {
  const whole = (await program.api('GET', path)).json<Page>();
  const one = (await program.api('GET', `${path}?limit=1`)).json<Page>();
  expect(one.items).toEqual(whole.items.slice(0, 1));
  if (whole.items.length > 1) {
    const second = (await program.api('GET', `${path}?limit=1&after=${one.next}`)).json<Page>();
    expect(second.items).toEqual(whole.items.slice(1, 2));
  }
  for (const wrong of ['0', '100000', 'many', '1.5']) {
    const refused = await program.api('GET', `${path}?limit=${wrong}`);
    expect([refused.status, refused.json<{ errors: object[] }>().errors]).toEqual([
      422,
      [expect.objectContaining({ field: 'limit' })],
    ]);
  }
});

test.each(EXPORTS)('%s takes what its list takes, by the same names', (path) => {
  const current = parametersOf(path)
    .filter((p) => !p.deprecated)
    .map((p) => p.name);
  const list = parametersOf(path.slice(0, -'/export'.length))
    .filter((p) => !p.deprecated)
    .map((p) => p.name);
  // An export is whole.
  expect(current).toEqual(expect.arrayContaining(list.filter((name) => name !== 'limit' && name !== 'after')));
  expect(current.filter((name) => !list.includes(name))).toEqual(expect.arrayContaining(['format']));
  const own = ['format', 'sort', 'after', 'only'];
  expect(current.filter((name) => !list.includes(name) && !own.includes(name))).toEqual([]);
});

test.each([
  ['/api/v1/requests/export', 'etat=refused', 'state=refused'],
  ['/api/v1/transfers/export', 'sens=in', 'direction=in'],
  ['/api/v1/sims/export', 'statut=in_stock', 'status=in_stock'],
  ['/api/v1/audit', 'sujet=exports', 'theme=exports'],
  ['/api/v1/figures', 'annee=2025', 'year=2025'],
])('%s is still asked by ?%s, and says when it ends', async (path, before, now) => {
  const [old, current] = [await program.api('GET', `${path}?${before}`), await program.api('GET', `${path}?${now}`)];
  expect([old.status, current.status]).toEqual([200, 200]);
  if (!path.includes('audit')) expect(old.text).toBe(current.text);
  expect(old.headers).toMatchObject({ deprecation: '@1796169600', sunset: 'Fri, 31 Dec 2027 00:00:00 GMT' });
  expect(current.headers).not.toHaveProperty('deprecation');
});

test('an export takes no part of its list', async () => {
  const refused = await program.api('GET', '/api/v1/devices/export?limit=10');
  expect(refused.status).toBe(422);
});

describe('what did not change', () => {
  const asked = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    program.api(method, path, undefined, headers);

  test('is answered without a body to whoever has it', async () => {
    for (const path of ['/api/v1/devices?limit=5', '/api/v1/requests', '/api/v1/openapi.json', '/api/v1/places']) {
      const first = await asked(path);
      const etag = String(first.headers['etag']);
      expect([path, etag]).toEqual([path, expect.stringMatching(/^W\/"[\w-]{27}"$/)]);
      for (const known of [etag, `"x", ${etag}`, '*', etag.slice(2)]) {
        const again = await asked(path, { 'if-none-match': known });
        expect([path, again.status, again.text, again.headers['etag']]).toEqual([path, 304, '', etag]);
        expect(again.headers).not.toHaveProperty('content-type');
      }
      const other = await asked(path, { 'if-none-match': 'W/"other"' });
      expect([other.status, other.text]).toEqual([200, first.text]);
    }
  });

  test('is told to HEAD as to GET', async () => {
    const { headers } = await asked('/api/v1/devices?limit=5');
    const head = await asked('/api/v1/devices?limit=5', {}, 'HEAD');
    expect([head.status, head.text, head.headers['etag']]).toEqual([200, '', headers['etag']]);
    const again = await asked('/api/v1/devices?limit=5', { 'if-none-match': String(headers['etag']) }, 'HEAD');
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('has one tag, however it is compressed', async () => {
    const path = '/api/v1/devices?limit=50';
    const plain = await asked(path);
    const packed = await t.inject({
      method: 'GET',
      url: path,
      headers: { ...program.carries(), 'accept-encoding': 'gzip' },
    });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers['etag']).toBe(plain.headers['etag']);
    expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.text);
  });

  test('is kept by no cache all the same', async () => {
    expect((await asked('/api/v1/devices')).headers['cache-control']).toBe('private, no-store');
  });

  test('is told anew once it did', async () => {
    const path = '/api/v1/places';
    const before = String((await asked(path)).headers['etag']);
    const made = await program.api('POST', path, { kind: 'site', name: 'Réserve' });
    expect(made.status).toBe(201);
    const after = await asked(path, { 'if-none-match': before });
    expect([after.status, after.text.includes('Réserve'), after.headers['etag'] === before]).toEqual([
      200,
      true,
      false,
    ]);
  });
});

test('what shows who somebody is has no tag', async () => {
  const ines = await keyOf('ines');
  const { items } = (await ines.api('GET', '/api/v1/beneficiaries')).json<{ items: { id: string }[] }>();
  const shown = [];
  for (const { id } of items) shown.push(await ines.api('GET', `/api/v1/beneficiaries/${id}/identity`));
  const known = shown.filter((one) => one.json<{ identity: object | null }>().identity);
  expect(known.length).toBeGreaterThan(0);
  for (const one of known) expect([one.status, one.headers['etag']]).toEqual([200, undefined]);
});
