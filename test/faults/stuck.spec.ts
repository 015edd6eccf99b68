import fastify from 'fastify';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { asJob, asWork, rows } from '#platform/database';
import { waitAsKind } from '#platform/http';
import { Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { eventually } from '../support/servers/eventually.js';
import { type HandedOver, handedOverDevice } from '../support/things/handed-over.js';

let t: TestApp;
let fixtures: Fixtures;
let device: HandedOver;
let owner: pg.Client;
let leila: Visitor;

beforeAll(async () => {
  ({ t, fixtures } = await testAppWith('fixtures', { connections: 6 }));
  device = await handedOverDevice(t.app, fixtures);
  owner = new pg.Client({ connectionString: t.database.ownerUrl });
  await owner.connect();
  leila = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
});
afterAll(async () => {
  await owner.end();
  await t.close();
});

/** How long what asks now would wait for a lock. */
async function lockPatience(db: DataSource, setting = 'lock_timeout'): Promise<string> {
  const [found] = await rows<{ patience: string }>(db, 'SELECT current_setting($1) AS patience', [setting]);
  return found!.patience;
}

/** What a page that could not take a form keeps of it. */
const kept = (page: string): Record<string, string> =>
  Object.fromEntries(
    [...page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!,
    ]),
  );

describe('while somebody holds the table of devices', () => {
  beforeAll(async () => {
    await owner.query('BEGIN');
    await owner.query('LOCK TABLE devices.device, maintenance.report IN ACCESS EXCLUSIVE MODE');
  });

  test('the process is said to be alive, and ready: nobody restarts it for a lock', async () => {
    const [alive, ready] = await Promise.all([
      t.inject({ method: 'GET', url: '/sante' }),
      t.inject({ method: 'GET', url: '/pret' }),
    ]);
    expect([alive.statusCode, alive.json()]).toEqual([200, { status: 'ok' }]);
    expect([ready.statusCode, ready.json().status]).toEqual([200, 'ready']);
  });

  test('pages and the API say when to come back; what a stranger typed stays in the page and is taken later, once', async () => {
    const stranger = Visitor.stranger(t);
    const fields = { label: device.code, problem: 'screen', details: 'Écran noir « au réveil »' };
    const [list, api, refused, elsewhere] = await Promise.all([
      leila.get('/appareils'),
      t.inject({ method: 'POST', url: '/api/v1/faults', payload: { label: device.code, problem: 'screen' } }),
      stranger.post('/E', fields),
      leila.get('/gestion/organisations'),
    ]);
    expect([list.status, list.headers['retry-after']]).toEqual([503, '10']);
    expect(list.text).toContain('Un instant');
    expect([api.statusCode, api.json().code, api.headers['retry-after']]).toEqual([503, 'request.busy', '10']);
    // What does not need devices is served meanwhile.
    expect(elsewhere.status).toBe(200);
    expect(refused.status).toBe(503);
    expect(kept(refused.text)).toMatchObject({ label: device.code, problem: 'screen' });
    expect(refused.text).toContain('Envoyer de nouveau');

    await owner.query('ROLLBACK');
    const again = kept(refused.text);
    const [first, second] = [await stranger.post('/E', again), await stranger.post('/E', again)];
    expect([first.status, second.status, second.location]).toEqual([303, 303, first.location]);
    expect((await owner.query('SELECT count(*)::int AS n FROM maintenance.report')).rows[0].n).toBe(1);
    expect((await leila.get('/appareils')).status).toBe(200);
  });
});

test('background work has connections of its own: it goes on when requests hold all of theirs', async () => {
  const db = t.app.get(DataSource);
  const runners = await Promise.all(
    Array.from({ length: 6 }, async () => {
      const runner = db.createQueryRunner();
      await runner.connect();
      return runner;
    }),
  );
  expect(await asJob(() => lockPatience(db))).toBe('1min');
  await expect(rows(db, 'SELECT 1 AS one')).rejects.toThrow(/timeout exceeded/);
  await Promise.all(runners.map((runner) => runner.release()));
  expect(await lockPatience(db)).toBe('8s');
});

test('each kind of work waits for Postgres as long as the table says, on whichever connection; pages less than programs, imports more than jobs', async () => {
  const db = t.app.get(DataSource);
  const told: unknown[] = [];
  for (const kind of ['page', 'api', 'job', 'import', 'page'] as const)
    told.push(
      await asWork(kind, async () => [kind, await lockPatience(db), await lockPatience(db, 'statement_timeout')]),
    );
  expect(told).toEqual([
    ['page', '5s', '12s'],
    ['api', '8s', '20s'],
    ['job', '1min', '10min'],
    ['import', '2min', '30min'],
    ['page', '5s', '12s'],
  ]);
  // Also what a request asks, after its body was read.
  const server = fastify();
  waitAsKind(server);
  server.post('*', () => lockPatience(db));
  const asked = (url: string) =>
    server.inject({ method: 'POST', url, payload: { a: 1 } }).then((answer) => answer.body);
  expect(await Promise.all(['/appareils', '/api/v1/devices', '/inventory'].map(asked))).toEqual(['5s', '8s', '8s']);
  await server.close();
});

test('connections that Postgres ends, all of them, cost an answer or none: the next is given without a restart', async () => {
  await leila.get('/appareils');
  await owner.query(
    `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  expect([200, 503]).toContain((await leila.get('/appareils')).status);
  expect((await leila.get('/appareils')).status).toBe(200);
  expect((await t.inject({ method: 'GET', url: '/pret' })).statusCode).toBe(200);
});

test('a process that was asked to stop answers what it has begun, refuses what comes, and only then lets the database go', async () => {
  const { t: leaving } = await testAppWith('fixtures', { listen: true });
  const there = new pg.Client({ connectionString: leaving.database.ownerUrl });
  await there.connect();
  await there.query('BEGIN');
  await there.query('LOCK TABLE people.app_user IN ACCESS EXCLUSIVE MODE');
  const begun = fetch(`${leaving.url}/connexion`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ email: 'leila@demo.example', password: DEMO_PASSWORD }),
  });
  await eventually('the request to wait for the lock', async () => {
    const waits = `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return ((await there.query(waits)).rowCount ?? 0) > 0;
  });
  const closed = leaving.app.close();
  const refused = await leaving.inject({ method: 'GET', url: '/connexion' });
  expect([refused.statusCode, refused.headers['retry-after'], refused.headers['content-type']]).toEqual([
    503,
    '10',
    'text/html; charset=utf-8',
  ]);
  await there.query('ROLLBACK');
  expect((await begun).status).toBe(303);
  await closed;
  await there.end();
  await leaving.database.drop();
});
