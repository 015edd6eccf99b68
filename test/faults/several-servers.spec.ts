import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_PASSWORD } from '#bank/demo';
import { DonationsService, IntakeModule } from '#bank/intake';
import { UsersService } from '#bank/people';
import { freePort } from '#platform/database';
import { brokenInvariants } from '../support/counting/invariants.js';
import { type Program, READY, startProgram } from '../support/faults/program.js';
import { needs } from '../support/runner/tools.js';
import { eventually } from '../support/servers/eventually.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';
import { type Services, services } from '../support/servers/services.js';

const SECRET = 'a secret of the tests, long enough';
const SERVERS = 3;
const CLIENTS = 6;
/** Devices of each client before, while, and after a server and a worker are dead. */
const DEVICES = 8;

/** Three servers behind a round-robin and two workers on one Postgres and one Redis: as a county runs it on several machines. */
needs('redis', 'several servers and workers', () => {
  let s: Services;
  let redis: TestRedis;
  let folder: string;
  let token: string;
  let donation: string;
  const ports: number[] = [];
  const servers: Program[] = [];
  const workers: Program[] = [];

  const env = () => ({
    DATABASE_URL: s.database.url,
    MIGRATION_DATABASE_URL: s.database.ownerUrl,
    REDIS_URL: redis.url,
    BN_SECRET: SECRET,
    BN_DATA: folder,
    PUBLIC_URL: 'http://localhost:3000',
  });
  const server = async (n: number) => {
    servers[n] = startProgram('server/main.js', { ...env(), PORT: `${ports[n]}`, RUN_WORKER: '0', DEMO: '0' });
    await servers[n].saying(READY);
  };
  const worker = async (n: number) => {
    workers[n] = startProgram('worker/main.js', env());
    await workers[n].saying('Prêt à travailler');
  };
  const kill = async ({ process: child, ended }: Program, signal: NodeJS.Signals = 'SIGTERM') => {
    child.kill(signal);
    await ended;
  };

  beforeAll(async () => {
    process.env.BN_SECRET = SECRET;
    folder = mkdtempSync(join(tmpdir(), 'bn-several-'));
    redis = await startRedis();
    s = await services(IntakeModule);
    const { aude } = s.fixtures.people;
    const donor = { kind: 'company', name: 'Atelier du Pont' } as const;
    const placeId = s.fixtures.organisations.collection.place;
    await s.work(async (tx) => {
      token = (await s.app.get(UsersService).makeToken(tx, aude, aude.membershipId, 'Téléphone')).secret;
      donation = await s.app.get(DonationsService).create(tx, aude, { donor, placeId, arrival: 'received' });
    });
    for (let n = 0; n < SERVERS; n++) ports.push(await freePort());
    await Promise.all([...ports.keys()].map(server));
    await Promise.all([0, 1].map(worker));
  });
  afterAll(async () => {
    await Promise.all([...servers, ...workers].map((one) => kill(one)));
    await s?.close();
    await redis?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  let turn = 0;
  /** To the next server; one that is dead is passed over, as a proxy does, with the same key. */
  async function send(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    for (let tries = 0; tries < 20 * SERVERS; tries++) {
      const at = ports[turn++ % SERVERS]!;
      const answer = await fetch(`http://localhost:${at}${path}`, { method, redirect: 'manual', ...init }).catch(
        () => null,
      );
      if (answer && answer.status !== 503) return answer;
    }
    throw new Error(`no server answers ${path}`);
  }
  const asProgram = (method: string, path: string, body?: object, key?: string) =>
    send(method, path, {
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...(key ? { 'idempotency-key': key } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });

  const acknowledged = new Map<string, string>();
  const logSome = (round: string) =>
    Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (let n = 0; n < DEVICES; n++) {
          const serial = `${round}-${client}-${n}`;
          const body = { category: 'laptop', make: 'Lenovo', model: 'ThinkPad', serial, condition: 'works' };
          // Twice, as a phone does that did not hear the answer: by another server, with the same key.
          const [first, again] = [
            await asProgram('POST', `/api/v1/donations/${donation}/devices`, body, serial),
            await asProgram('POST', `/api/v1/donations/${donation}/devices`, body, serial),
          ];
          const codes = await Promise.all([first, again].map(async (a) => ((await a.json()) as { code: string }).code));
          expect([first.status, codes[1]]).toEqual([201, codes[0]]);
          acknowledged.set(serial, codes[0]!);
        }
      }),
    );

  test('a session that one server opened is known to each', async () => {
    const form = new URLSearchParams({ email: 'leila@demo.example', password: DEMO_PASSWORD });
    const opened = await fetch(`http://localhost:${ports[0]}/connexion`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'sec-fetch-site': 'same-origin' },
      body: form,
    });
    const cookie = opened.headers
      .getSetCookie()
      .find((one) => one.startsWith('bn_session'))!
      .split(';')[0]!;
    for (const port of ports) {
      const page = await fetch(`http://localhost:${port}/gestion/banque`, { headers: { cookie } });
      expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Leïla')]);
    }
  });

  test('with a server and a worker killed and started again, what was acknowledged is there once', async () => {
    await logSome('before');
    const meanwhile = logSome('while');
    await Promise.all([kill(servers[1]!, 'SIGKILL'), kill(workers[0]!, 'SIGKILL')]);
    await meanwhile;
    await Promise.all([server(1), worker(0)]);
    await logSome('after');

    const found: { serial: string; code: string; id: string }[] = await s.db.query(
      'SELECT serial, code, id FROM devices.device',
    );
    expect(found).toHaveLength(3 * CLIENTS * DEVICES);
    expect(new Map(found.map(({ serial, code }) => [serial, code]))).toEqual(acknowledged);
    const ids = found.map(({ id }) => id);
    expect(await brokenInvariants(s.db, ids)).toEqual([]);
  });

  test('each paper is made once, by whichever worker', async () => {
    const sheet = { placeId: s.fixtures.organisations.collection.place, count: 24, format: '24', start: 1 };
    const asked = await Promise.all(
      Array.from({ length: 6 }, (_, n) => asProgram('POST', '/api/v1/label-sheets', sheet, `roll-${n}`)),
    );
    expect(asked.map((a) => a.status)).toEqual(Array(6).fill(201));
    const left = 'SELECT count(*)::int AS n FROM documents.document WHERE state <> $1';
    await eventually('every paper', async () => (await s.db.query(left, ['ready']))[0].n === 0);
    const [{ papers, files }] = await s.db.query(`SELECT (SELECT count(*)::int FROM documents.document) AS papers,
      (SELECT count(*)::int FROM documents.blob WHERE mime = 'application/pdf') AS files`);
    expect(papers).toBeGreaterThanOrEqual(6);
    expect(files).toBe(papers);
  });
});
