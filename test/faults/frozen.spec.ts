import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { UsersService } from '#bank/people';
import { asJob, connectionsOf, Listening, run } from '#platform/database';
import type { Member } from '#platform/kernel';
import { MARGIN_MS, PATIENCE } from '../../libs/platform/database/connections/patience.js';
import { Visitor } from '../support/browser/visitor.js';
import { PostgresLink } from '../support/faults/postgres-link.js';
import { type TestApp, testApp } from '../support/servers/app.js';
import { eventually } from '../support/servers/eventually.js';
import { seededDatabase } from '../support/things/seeded.js';

/** So long anybody waits for a connection and an answer on it, and a busy machine beside. */
const within = (kind: 'page' | 'api'): number =>
  PATIENCE[kind].connection + PATIENCE[kind].statement + MARGIN_MS + 5_000;

interface Behind {
  readonly t: TestApp;
  readonly link: PostgresLink;
  readonly fixtures: Fixtures;
  readonly owner: pg.Client;
}

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0)) await close();
});

/** A server that reaches its Postgres by a network of its own. */
async function behindLink(work: boolean): Promise<Behind> {
  const { database, fixtures } = await seededDatabase('fixtures');
  const link = await PostgresLink.to(database.url);
  const t = await testApp({ work, connections: 4, database: { ...database, url: link.url } });
  const owner = new pg.Client({ connectionString: database.ownerUrl });
  await owner.connect();
  opened.push(async () => {
    link.goOn();
    await owner.end();
    await t.close();
    await link.close();
  });
  return { t, link, fixtures, owner };
}

/** A program of somebody's of the collection point, and a sheet of labels that it asks for. */
async function sheets({ t, fixtures }: Behind): Promise<(key: string) => ReturnType<Visitor['api']>> {
  const aude = fixtures.people.aude as Member;
  const { secret } = await t.app
    .get(DataSource)
    .transaction((tx) => t.app.get(UsersService).makeToken(tx, aude, aude.membershipId, 'Essai'));
  const sheet = { placeId: fixtures.organisations.collection.place, count: 2 };
  const program = Visitor.program(t, secret);
  return (key) => program.api('POST', '/api/v1/label-sheets', sheet, { 'idempotency-key': key });
}

/** What came, and after how many milliseconds. */
async function timed<T>(asked: Promise<T>): Promise<{ came: T; after: number }> {
  const from = performance.now();
  const came = await asked;
  return { came, after: performance.now() - from };
}

test('while Postgres answers nothing everybody is told in time, and when it goes on, so does everything', async () => {
  const b = await behindLink(true);
  const { t, link, owner } = b;
  const leila = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, b.fixtures.organisations.bank.id);
  const asks = await sheets(b);
  await leila.get('/appareils');
  link.stop();

  const pages = Promise.all(Array.from({ length: 8 }, () => timed(leila.get('/appareils'))));
  const programs = Promise.all([timed(asks(randomUUID())), timed(asks(randomUUID()))]);
  // Asked again and again, as a proxy does: a question that is not answered yet is not asked once more.
  for (let n = 0; n < 3; n++) {
    const alive = await timed(t.inject({ method: 'GET', url: '/sante' }));
    const ready = await timed(t.inject({ method: 'GET', url: '/pret' }));
    expect([alive.came.statusCode, alive.after < 1_500]).toEqual([200, true]);
    expect([ready.came.statusCode, ready.came.json()]).toMatchObject([503, { status: 'not_ready', database: false }]);
    expect(ready.after).toBeLessThan(5_000);
  }
  for (const { came, after } of await pages) {
    expect([came.status, came.headers['retry-after']]).toEqual([503, '10']);
    expect(came.text).toContain('Un instant');
    expect(after).toBeLessThan(within('page'));
  }
  for (const { came, after } of await programs) {
    expect([came.status, came.json()]).toMatchObject([503, { code: 'request.busy' }]);
    expect(after).toBeLessThan(within('api'));
  }
  expect(t.app.get(Listening).hears).toBe(false);

  link.goOn();
  await eventually('a page', async () => (await leila.get('/appareils')).status === 200);
  await eventually('what is told to be heard', async () => t.app.get(Listening).hears);
  expect((await t.inject({ method: 'GET', url: '/pret' })).json()).toMatchObject({ database: true });
  const asked = await asks(randomUUID());
  expect(asked.status).toBe(201);
  await eventually(
    'the paper that was asked for',
    async () => {
      const { rows } = await owner.query(
        `SELECT count(*) FILTER (WHERE state <> 'ready')::int AS n FROM documents.document`,
      );
      return rows[0].n === 0;
    },
    60_000,
  );
  await eventually('all connections to be free', async () => connectionsOf(t.app.get(DataSource)).working === 0);
});

test('a write whose end was cut off, before Postgres had it and after, is done once when it is sent again', async () => {
  const cut = async (when: 'before' | 'after'): Promise<unknown> => {
    const b = await behindLink(false);
    const asks = await sheets(b);
    const key = randomUUID();
    b.link.stopsAt = { text: 'COMMIT', when };
    const { came, after } = await timed(asks(key));
    expect([when, came.status, came.json().code]).toEqual([when, 503, 'request.busy']);
    expect(after).toBeLessThan(within('api'));
    const count = async () =>
      (await b.owner.query('SELECT count(*)::int AS n FROM documents.document')).rows[0].n as number;
    const before = await count();
    b.link.goOn();
    const again = await asks(key);
    const once = await asks(key);
    expect([again.status, once.json()]).toEqual([201, again.json()]);
    return [when, before, await count()];
  };
  expect(await Promise.all([cut('before'), cut('after')])).toEqual([
    ['before', 0, 1],
    ['after', 1, 1],
  ]);
});

test('a job whose connection the network forgot fails within a minute, not with its ten minutes of patience, and is done the next time', async () => {
  const { t, link } = await behindLink(false);
  const db = t.app.get(DataSource);
  const job = () => asJob(() => run(db, 'SELECT 1'));
  await job();
  link.forget();
  const { came, after } = await timed(
    job().then(
      () => null,
      (error: Error) => error.message,
    ),
  );
  expect(came).toMatch(/ne répond plus/);
  expect(after).toBeLessThan(60_000);
  await job();
});
