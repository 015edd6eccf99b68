import { randomUUID } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { type NetworkDoorBounds, StrangersDoors } from '#platform/http';
import { Visitor } from '../support/browser/visitor.js';
import { statementsOf } from '../support/counting/statements.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';

const CROWD = '203.0.113.66';
const ELSEWHERE = '198.51.100.7';
/** One at once, so that whoever holds a place has all others of that door wait. */
const BOUNDS: NetworkDoorBounds = { served: 2, ofNetwork: 1, waiting: 60, waitMs: 60_000 };
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

let t: TestApp;
let fixtures: Fixtures;
let places: (() => void)[];
const server = () => t.app.getHttpAdapter().getInstance() as unknown as FastifyInstance;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures'));
});
afterAll(() => t.close());
beforeEach(() => {
  server().strangers = new StrangersDoors(BOUNDS);
  places = [];
});
afterEach(() => {
  for (const place of places) place();
});

interface Asked {
  readonly from?: string;
  readonly cookie?: string;
  readonly form?: Record<string, string>;
}

const ask = (url: string, { from = CROWD, cookie, form }: Asked = {}) =>
  t.inject({
    method: form ? 'POST' : 'GET',
    url,
    remoteAddress: from,
    headers: { ...(cookie ? { cookie } : {}), ...(form ? FORM : {}) },
    ...(form ? { payload: new URLSearchParams(form).toString() } : {}),
  });

/** So many requests of one network, and how many of them were answered until now. */
function crowd(times: number, url: string, asked: (n: number) => Asked = () => ({})) {
  let answered = 0;
  const answers = Promise.all(
    Array.from({ length: times }, async (_, n) => {
      const answer = await ask(url, asked(n));
      answered += 1;
      return answer;
    }),
  );
  return { answers, answered: () => answered };
}

const signIn = (asked: Asked = {}) =>
  ask('/connexion', { form: { email: 'leila@demo.example', password: DEMO_PASSWORD }, ...asked });

test('what one network asks for beyond its share costs nothing: no statement, no page, and the rest is sent away alike', async () => {
  // The settings are in memory once somebody asked.
  await ask('/E');
  places.push(await server().strangers!.enter({ url: '/E', ip: CROWD }));
  let many = crowd(0, '/E');
  const asked = await statementsOf(async () => {
    many = crowd(100, '/E');
    // Somebody else's request is answered meanwhile.
    expect((await ask('/E', { from: ELSEWHERE })).statusCode).toBe(200);
  });
  expect([asked, many.answered()]).toEqual([[], 0]);
  places.pop()!();
  const answers = await many.answers;
  const away = answers.filter(({ statusCode }) => statusCode === 503);
  expect([answers.filter(({ statusCode }) => statusCode === 200).length, away.length]).toEqual([60, 40]);
  expect(new Set(away.map(({ payload }) => payload)).size).toBe(1);
  expect(away[0]!.headers).toMatchObject({ 'retry-after': '10', 'content-type': 'text/html; charset=utf-8' });
  // Below what is compressed.
  expect(away[0]!.rawPayload.length).toBeLessThan(1024);
});

test('a session or a key that somebody invents is not looked up before the turn of its network; one that was seen is', async () => {
  const leila = await Visitor.as(t, fixtures, 'leila');
  places.push(await server().strangers!.lookUp({ ip: CROWD }));
  let many = crowd(0, '/');
  const known = `bn_session=${leila.cookie('bn_session')}`;
  const asked = await statementsOf(async () => {
    many = crowd(40, '/dons', (n) => ({
      cookie: `bn_session=${n}${randomUUID()}`,
      ...(n % 2 ? { form: { a: 'b' } } : {}),
    }));
    // Nor do they keep a member of the same network waiting.
    expect((await ask('/appareils', { cookie: known })).statusCode).toBe(200);
  });
  expect(asked.filter((text) => text.includes('people.session s')).length).toBe(1);
  expect(many.answered()).toBe(0);
  places.pop()!();
  expect(new Set((await many.answers).map(({ statusCode }) => statusCode))).toEqual(new Set([303, 401]));
});

test('what no route answers waits for its turn too: a script, an address that does not exist, a form that cannot be read', async () => {
  places.push(await server().strangers!.enterForMemory({ ip: CROWD }));
  const unreadable = {
    method: 'POST' as const,
    url: '/E',
    remoteAddress: CROWD,
    payload: '{',
    headers: { 'content-type': 'application/json' },
  };
  const waiting = [crowd(2, '/nulle-part'), crowd(2, '/assets/rien.js'), crowd(2, '/api/v1/openapi.json')];
  let read = false;
  const form = t.inject(unreadable).then((answer) => {
    read = true;
    return answer.statusCode;
  });
  expect((await ask('/nulle-part', { from: ELSEWHERE })).statusCode).toBe(404);
  expect([...waiting.map(({ answered }) => answered()), read]).toEqual([0, 0, 0, false]);
  places.pop()!();
  for (const { answers } of waiting) expect(new Set((await answers).map((a) => a.statusCode)).size).toBe(1);
  expect(await form).toBe(400);
  expect(server().strangers!.inside).toBe(0);
});

test('whoever asks for labels, or signs in without pause, keeps nobody from signing in: not another network, nor a browser that somebody came in with before', async () => {
  const before = await signIn({ from: ELSEWHERE });
  const browser = [before.headers['set-cookie'] ?? []].flat().find((line) => line.startsWith('bn_navigateur='))!;
  const cookie = browser.split(';')[0]!;
  places.push(await server().strangers!.enter({ url: '/E', ip: CROWD }));
  const labels = crowd(50, '/E');
  // From the very network that asks for labels.
  expect((await signIn()).statusCode).toBe(303);
  places.push(await server().strangers!.enter({ url: '/connexion', ip: CROWD }));
  const guesses = crowd(59, '/connexion', (n) => ({ form: { email: `${n}@demo.example`, password: 'faux' } }));
  const asked = await statementsOf(() => Promise.all([signIn({ from: ELSEWHERE }), signIn({ cookie })]));
  expect(asked.filter((text) => text.includes('u.email = $1')).length).toBe(2);
  // An invented browser is a stranger.
  const invented = crowd(1, '/connexion', () => ({
    cookie: `bn_navigateur=${'x'.repeat(43)}`,
    form: { email: 'a', password: 'b' },
  }));
  expect((await signIn({ cookie })).statusCode).toBe(303);
  expect([labels, guesses, invented].map(({ answered }) => answered())).toEqual([0, 0, 0]);
  for (const place of places.splice(0)) place();
  await Promise.all([labels.answers, guesses.answers, invented.answers]);
  expect(server().strangers!.inside).toBe(0);
});
