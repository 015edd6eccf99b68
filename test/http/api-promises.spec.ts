import { randomUUID } from 'node:crypto';
import { DiscoveryService } from '@nestjs/core';
import { declaredRoutes, hasSentence } from '#platform/http';
import type { Seen } from '../support/browser/visitor.js';
import { READ_LISTS } from '../support/counting/read-lists.js';
import { multipart } from '../support/servers/multipart.js';
import { undoingWrites } from '../support/things/undone.js';
import { World } from '../support/things/world.js';
import type { ValidWrite } from './writes/write.js';
import { VALID_WRITES } from './writes/writes.js';

let w: World;

beforeAll(async () => {
  w = await World.open();
});
afterAll(() => w?.t.close());

function sends({ as, path, body, file }: ValidWrite, headers: Record<string, string>): Promise<Seen> {
  const api = w.program(as);
  if (!file) return api.api('POST', `/api/v1${path}`, body ?? {}, headers);
  const form = multipart(file.field, file.name, file.bytes, body as Record<string, string>);
  return api.send('POST', `/api/v1${path}`, { ...form, headers: { ...form.headers, ...headers } });
}

test('every POST of the API has something valid to send', () => {
  const declared = declaredRoutes(w.t.app.get(DiscoveryService, { strict: false }))
    .filter((r) => r.method === 'POST' && r.path.startsWith('/api/v1/'))
    .map((r) => r.path.slice('/api/v1'.length));
  expect(Object.keys(VALID_WRITES).sort()).toEqual(declared.sort());
});

/** The body with one of its values replaced by something that has no business there, each in turn. */
function* wrong(body: object): Generator<unknown> {
  for (const [name, value] of Object.entries(body)) {
    for (const odd of [
      null,
      3,
      -1e308,
      true,
      [],
      {},
      [['x']],
      { a: { b: 1 } },
      '\u0000',
      'a\ud800b',
      'é'.repeat(70_000),
    ])
      yield { ...body, [name]: odd };
    if (Array.isArray(value)) yield { ...body, [name]: [value[0], ...'\ud800\u0000'] };
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      for (const inner of wrong(value)) yield { ...body, [name]: inner };
    const { [name]: _, ...without } = body as Record<string, unknown>;
    yield without;
  }
}

const asJson = (write: ValidWrite, payload: string): Promise<Seen> =>
  w.program(write.as).send('POST', `/api/v1${write.path}`, {
    payload: Buffer.from(payload),
    headers: { 'content-type': 'application/json' },
  });

async function nothingOddFails(write: ValidWrite): Promise<void> {
  const shapes = ['[]', '"x"', 'null', '3', `${'['.repeat(5000)}${']'.repeat(5000)}`];
  const undo = undoingWrites(w.db);
  try {
    for (const odd of [...shapes, ...[...wrong(write.body ?? {})].map((body) => JSON.stringify(body))]) {
      const { status, text } = await asJson(write, odd);
      expect([odd.slice(0, 300), status < 500 || text]).toEqual([odd.slice(0, 300), true]);
    }
  } finally {
    undo();
  }
}

/** Every table's rows; who is shown an identity again has looked at it again, and that is noted. */
async function written() {
  const { 'people.identity_look': _, ...rows } = await w.rows();
  return rows;
}

describe('sent twice with one Idempotency-Key, a write is done once and answered twice; odd bodies never fail', () => {
  test.each(Object.keys(VALID_WRITES))('POST /api/v1%s', async (route) => {
    const write = await VALID_WRITES[route]!(w);
    await nothingOddFails(write);
    const key = { 'idempotency-key': randomUUID() };
    const first = await sends(write, key);
    expect([first.text, first.status < 300]).toEqual([first.text, true]);
    const afterOne = await written();
    const second = await sends(write, key);
    expect(second.status).toBe(first.status);
    expect(second.json()).toEqual(first.json());
    expect([first.headers['idempotency-replayed'], second.headers['idempotency-replayed']]).toEqual([
      undefined,
      'true',
    ]);
    expect(await written()).toEqual(afterOne);
  });
});

describe('a refusal is problem+json with a code', () => {
  const problem = (seen: Seen, status: number, code: string) => {
    expect(seen.headers['content-type']).toContain('application/problem+json');
    const body = seen.json<{ code: string; title: string }>();
    expect(body).toMatchObject({ status, code, type: `urn:banque-du-numerique:problem:${code}` });
    expect(body.title).toMatch(/[.?]$/);
  };
  const coordinator = () => w.kinds.coordinator.own.api;
  const raw = (payload: string, type = 'application/json') =>
    coordinator().send('POST', '/api/v1/donors', { payload: Buffer.from(payload), headers: { 'content-type': type } });

  test('400: what cannot be read', async () => {
    problem(await raw('{"kind":'), 400, 'request.unreadable');
    problem(await raw('kind=company', 'text/csv'), 415, 'request.unreadable');
    problem(await raw('--x\r\nno', 'multipart/form-data; boundary=x'), 400, 'request.unreadable');
  });
  // Checking the last of these took half a minute in which nobody else was served.
  test.each([
    ['values', `{"kind":[${'1,'.repeat(20_000)}1]}`],
    ['fields', JSON.stringify(Object.fromEntries(Array.from({ length: 1001 }, (_, i) => [`k${i}`, 1])))],
    ['things in one another', `{"kind":[${'{},'.repeat(3_000)}{}]}`],
  ])('400: more %s than any program of ours sends', async (_, body) => {
    problem(await raw(body), 400, 'request.unreadable');
  });
  test('401, 403, 404', async () => {
    problem(await w.kinds.stranger.own.api.api('GET', '/api/v1/devices'), 401, 'request.sign_in_needed');
    problem(await w.kinds.committee_reader.own.api.api('GET', '/api/v1/devices'), 403, 'request.not_allowed');
    for (const path of ['/devices/BN-2222-222', '/donations/not-an-id', `/requests/${randomUUID()}`, '/nowhere'])
      problem(await coordinator().api('GET', `/api/v1${path}`), 404, 'request.not_found');
  });
  test('409: a rule of the organisation, with a sentence', async () => {
    const seen = await coordinator().api('POST', '/api/v1/donors', { kind: 'company', name: 'X', identifier: '12' });
    problem(seen, 409, 'intake.identifier_unknown');
    expect(hasSentence('intake.identifier_unknown')).toBe(true);
  });
  test('413: a huge body', async () => {
    problem(await raw(JSON.stringify({ name: 'x'.repeat(3_000_000) })), 413, 'request.too_large');
  });
  test('422: fields beside their problems, never in English', async () => {
    const seen = await coordinator().api('POST', '/api/v1/donations', { arrival: 3, expected: [{ quantity: 'x' }] });
    problem(seen, 422, 'request.invalid');
    const { errors } = seen.json<{ errors: { field: string; code: string; message: string }[] }>();
    expect(errors.map((e) => e.field)).toEqual(
      expect.arrayContaining(['arrival', 'placeId', 'expected.0.category', 'expected.0.quantity']),
    );
    expect(errors.map((e) => e.message).join()).not.toMatch(/must|should/);
  });
});

test('a list is walked by `next` without loss or repeat, while rows are added', async () => {
  const { api } = w.kinds.coordinator.own;
  const add = (n: number) => api.api('POST', '/api/v1/donors', { kind: 'company', name: `Donateur ${n}` });
  for (let n = 0; n < 120; n += 1) expect((await add(n)).status).toBe(201);
  const before: { id: string }[] = await w.db.query('SELECT id FROM intake.donor WHERE merged_into IS NULL');
  const seen: string[] = [];
  let next: string | null = '';
  for (let n = 1000; next !== null; n += 1) {
    const page: { items: { id: string }[]; next: string | null } = (
      await api.api('GET', `/api/v1/donors?after=${encodeURIComponent(next)}`)
    ).json();
    seen.push(...page.items.map((d) => d.id));
    next = page.next;
    await add(n);
  }
  expect(new Set(seen).size).toBe(seen.length);
  expect(before.map((d) => d.id).filter((id) => !seen.includes(id))).toEqual([]);
});

const ODD_CURSORS = [
  '["a"]',
  '["a\\u0000"]',
  '[1.5]',
  '[null]',
  '["a","b"]',
  '["a\\u0000",null]',
  '[1e99,"x"]',
  '["a","b","c"]',
  '[null,null,null]',
].map((values) => Buffer.from(values).toString('base64url'));

test('a `next` that is not one of ours is refused by its name, and is never a failure', async () => {
  const api = (list: string, after: string) =>
    w.kinds.coordinator.own.api.api('GET', `/api/v1/${list}?after=${encodeURIComponent(after)}`);
  for (const after of ['x', ...ODD_CURSORS]) {
    for (const { api: list } of READ_LISTS.filter(({ as }) => as === 'coordinator'))
      expect([list, after, (await api(list!, after)).status]).toEqual([list, after, 422]);
  }
});
