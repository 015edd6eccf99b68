import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AllocationModule } from '#bank/allocation';
import { BulkModule, BulkQueries, BulkService } from '#bank/bulk';
import { CODE_ALPHABET, DevicesService } from '#bank/devices';
import { DocumentsService } from '#bank/documents';
import { LogisticsModule } from '#bank/logistics';
import { newId, sha256 } from '#platform/kernel';
import * as sample from '../fixtures/papers.js';
import { type Program, startProgram } from '../support/faults/program.js';
import { needs } from '../support/runner/tools.js';
import { eventually } from '../support/servers/eventually.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';
import { type Services, services } from '../support/servers/services.js';

const SECRET = 'a secret of the tests, long enough';
let s: Services;
let documents: DocumentsService;
let folder: string;
const programs: Program[] = [];

beforeAll(async () => {
  process.env.BN_SECRET = SECRET;
  s = await services(LogisticsModule, AllocationModule, BulkModule);
  documents = s.app.get(DocumentsService);
  folder = mkdtempSync(join(tmpdir(), 'bn-worker-'));
});

afterEach(async () => {
  for (const { process: child, ended } of programs.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
});

afterAll(async () => {
  await s?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A worker as in production: the built program, a process of its own. */
async function worker(env: Record<string, string> = {}): Promise<Program> {
  const { url, ownerUrl } = s.database;
  const program = startProgram('worker/main.js', {
    DATABASE_URL: url,
    MIGRATION_DATABASE_URL: ownerUrl,
    BN_SECRET: SECRET,
    BN_DATA: folder,
    ...env,
  });
  programs.push(program);
  await program.saying('Prêt à travailler');
  return program;
}

const code = (i: number) => [6, 5, 4, 3, 2, 1, 0].map((k) => CODE_ALPHABET[Math.floor(i / 31 ** k) % 31]).join('');

/** A sheet of so many labels: a few thousand take seconds to draw. */
const requestSheet = (labels: number): Promise<string> =>
  s.work((tx) =>
    documents.request(tx, s.fixtures.people.leila, {
      type: 'label_sheet',
      facts: { ...sample.labelSheet, codes: Array.from({ length: labels }, (_, i) => code(i)) },
      readers: [s.fixtures.organisations.bank.id],
      cause: { kind: 'label_sheet', id: newId() },
    }),
  );

const row = async (id: string): Promise<{ state: string; starts: number; attempt: number; blob_id: string | null }> =>
  (await s.db.query('SELECT state, starts, attempt, blob_id FROM documents.document WHERE id = $1', [id]))[0];

const ready = (id: string, withinMs?: number) =>
  eventually(`document ${id} is ready`, async () => (await row(id)).state === 'ready', withinMs);

/** Nothing was made twice: a file for each finished paper, no chunk without a file, and the bytes are those of the hash. */
async function expectEachOnce(ids: readonly string[]): Promise<void> {
  const [{ blobs, orphans }] =
    await s.db.query(`SELECT (SELECT count(*)::int FROM documents.blob WHERE mime = 'application/pdf') AS blobs,
    (SELECT count(*)::int FROM documents.blob_chunk c WHERE NOT EXISTS (SELECT 1 FROM documents.blob b WHERE b.id = c.blob_id)) AS orphans`);
  const [{ papers }] = await s.db.query(`SELECT count(*)::int AS papers FROM documents.document WHERE state = 'ready'`);
  expect({ blobs, orphans }).toEqual({ blobs: papers, orphans: 0 });
  for (const id of ids) {
    const parts: Buffer[] = [];
    for await (const part of (await documents.open(s.fixtures.people.leila, id)).stream) parts.push(part);
    expect(sha256(Buffer.concat(parts))).toBe((await documents.byId(s.fixtures.people.leila, id)).sha256);
  }
}

/** Kills a worker without a word in the middle of a paper, and gives the paper to another. */
async function killInTheMiddle(env: Record<string, string> = {}): Promise<void> {
  const first = await worker(env);
  const id = await requestSheet(12_000);
  await eventually('it is being drawn', async () => (await row(id)).state === 'rendering');
  first.process.kill('SIGKILL');
  await first.ended;
  expect(await row(id)).toMatchObject({ state: 'rendering', starts: 1, blob_id: null });
  await worker(env);
  await ready(id);
  expect(await row(id)).toMatchObject({ starts: 2, attempt: 0 });
  await expectEachOnce([id]);
}

test('a worker killed in the middle of a paper: another draws it, once', () => killInTheMiddle());

test('two workers and many papers: each is drawn once', async () => {
  await Promise.all([worker(), worker()]);
  const ids = await Promise.all(Array.from({ length: 12 }, (_, i) => requestSheet(24 * (i + 1))));
  for (const id of ids) await ready(id);
  await expectEachOnce(ids);
});

test('a worker killed in the middle of a bulk act of some hundred devices: another ends it, and each is moved once', async () => {
  const { leila } = s.fixtures.people;
  const { id: bank, place } = s.fixtures.organisations.bank;
  const devices = Array.from({ length: 600 }, () => ({ category: 'laptop' as const }));
  const ids = await s.work((tx) =>
    s.app.get(DevicesService).log(tx, leila, devices, { location: { place }, holder: { organisation: bank } }),
  );
  const bulk = s.app.get(BulkService);
  const act = () => s.app.get(BulkQueries).byId(leila, id);
  const id = await s.work((tx) => bulk.prepare(tx, leila, { verb: 'move', ids }));
  await s.work((tx) => bulk.settle(tx, leila, id, { placeId: place }));
  // Somebody has the last device in hands, so that the worker stands in the middle of the last part.
  const other = s.db.createQueryRunner();
  await other.startTransaction();
  await other.query('SELECT 1 FROM devices.device WHERE id = $1 FOR UPDATE', [[...ids].sort().at(-1)]);
  const first = await worker();
  await s.work((tx) => bulk.confirm(tx, leila, id));
  await eventually('all parts but the last are done', async () => (await act()).done === 400);
  first.process.kill('SIGKILL');
  await first.ended;
  await other.rollbackTransaction();
  await other.release();
  expect(await act()).toMatchObject({ state: 'running', done: 400, waiting: 200 });
  await worker();
  await eventually('the act is done', async () => (await act()).state === 'done');
  const [moved] = await s.db.query(
    `SELECT count(*)::int AS moves, count(DISTINCT device_id)::int AS devices FROM devices.device_event WHERE verb = 'move' AND device_id = ANY($1)`,
    [ids],
  );
  expect([moved, (await act()).done]).toEqual([{ moves: 600, devices: 600 }, 600]);
});

needs('redis', 'with Redis', () => {
  let redis: (TestRedis & { folder: string }) | undefined;
  afterEach(async () => {
    await redis?.stop();
  });

  test('a worker killed in the middle of a paper: another draws it, once', async () => {
    redis = await startRedis();
    await killInTheMiddle({ REDIS_URL: redis.url });
  });

  test('Redis killed, and back with nothing in it: what was asked before, meanwhile and after is drawn, once', async () => {
    redis = await startRedis();
    const { port } = redis;
    await worker({ REDIS_URL: redis.url });
    const before = [await requestSheet(6_000), await requestSheet(100)];
    await eventually('it is being drawn', async () => (await row(before[0]!)).state === 'rendering');
    redis.process!.kill('SIGKILL');
    const meanwhile = await requestSheet(50);
    await redis.stop();
    redis = await startRedis({ port, folder: mkdtempSync(join(tmpdir(), 'bn-redis-')) });
    const after = await requestSheet(50);
    const all = [...before, meanwhile, after];
    for (const id of all) await ready(id);
    await expectEachOnce(all);
  });
});
