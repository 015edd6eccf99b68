import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures } from '#bank/demo';
import { type BankProof, proveAuditSealed, proveAuditVerifiedNow } from '#bank/people';
import { PROOF_KINDS, type ProofKind } from '#platform/database';
import { Outbox } from '#platform/queue';
import type { BackupFacts } from '../../libs/bank/home/system/web/seen-backups.js';
import { alertsOf } from '../../libs/bank/home/system/web/system.page.js';
import { readable, Visitor } from '../support/browser/visitor.js';
import { type TestApp, testAppWith } from '../support/servers/app.js';
import { eventually } from '../support/servers/eventually.js';

const TOKEN = 'a-token-of-this-suite-alone';
let t: TestApp;
let fixtures: Fixtures;

beforeAll(async () => {
  process.env.METRICS_TOKEN = TOKEN;
  ({ t, fixtures } = await testAppWith('fixtures', { work: true }));
});
afterAll(async () => {
  delete process.env.METRICS_TOKEN;
  await t.close();
});

const metrics = (token?: string) =>
  t.inject({ method: 'GET', url: '/metrics', headers: token ? { authorization: `Bearer ${token}` } : {} });

test('figures are read with their token; without it they do not exist', async () => {
  for (const token of [undefined, 'x', `${TOKEN}x`]) expect((await metrics(token)).statusCode).toBe(404);
  await t.inject({ method: 'GET', url: '/E/BN-2345-67A?numero=secret' });
  const text = await eventually('the worker to be seen', async () => {
    const answer = await metrics(TOKEN);
    expect(answer.statusCode).toBe(200);
    return /^bn_workers_alive 1$/m.test(answer.payload) && answer.payload;
  });
  expect(text).toMatch(/bn_request_seconds_count\{method="GET",route="\/E\/:code",status="2xx"\} 1/);
  // With its letter: a count of bytes may hold any digits.
  expect(text).not.toMatch(/2345-?67A|secret/i);
  expect(text).toMatch(/^bn_queue_waiting\{of="documents"\} 0$/m);
  expect(text).toMatch(/^bn_disk_free_bytes \d+$/m);
  for (const state of ['waiting', 'sent', 'failed'])
    expect(text).toMatch(new RegExp(`^bn_mails\\{of="${state}"\\} \\d+$`, 'm'));
  // Node's histogram of its event loop, since the last look.
  const held = (of: string) => Number(new RegExp(`^nodejs_eventloop_lag_${of}_seconds (\\S+)$`, 'm').exec(text)?.[1]);
  expect(held('p99')).toBeGreaterThan(0);
  expect(held('max')).toBeGreaterThanOrEqual(held('p99'));
  for (const figure of [
    'bn_request_seconds_bucket',
    'bn_queue_oldest_seconds',
    'bn_connections_waiting',
    'bn_database_bytes',
  ])
    expect(text).toMatch(new RegExp(`^${figure}[ {]`, 'm'));
});

test('the administrator reads how the system does, nobody else of the bank', async () => {
  const as = (person: string) =>
    Visitor.signedIn(t, `${person}@demo.example`, DEMO_PASSWORD, fixtures.organisations.bank.id);
  const seen = await (await as('leila')).get('/gestion/systeme');
  expect(seen.status).toBe(200);
  expect(seen.text).toContain('au travail');
  expect(seen.text).toContain('Aucune sauvegarde n’est visible');
  expect(readable(seen)).toMatch(/libres sur .+ %\)/);
  expect(readable(seen)).toMatch(/Rien n’attend/);
  expect((await (await as('aude')).get('/gestion/systeme')).status).toBe(403);
  expect((await Visitor.stranger(t).get('/gestion/systeme')).status).toBe(303);
});

const proofOf = (kind: ProofKind, more: Partial<BankProof> = {}): BankProof => ({
  kind,
  known: true,
  succeededAt: new Date('2026-11-27T04:00:00Z'),
  failure: null,
  failingSince: null,
  remaining: null,
  unprovenSince: null,
  limitHours: 48,
  late: false,
  ...more,
});

test('proofs are on the page and in the figures; what the program cannot know is not said to be done', async () => {
  const db = t.app.get(DataSource);
  await proveAuditSealed(db);
  await proveAuditVerifiedNow(db);
  await eventually('a look of after that', async () => {
    const text = (await metrics(TOKEN)).payload;
    return (
      /^bn_unproven\{of="audit_verified"\} 0$/m.test(text) &&
      /^bn_unproven_seconds\{of="audit_verified"\} \d+$/m.test(text)
    );
  });
  const leila = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
  const page = await eventually('the page of after that', async () => {
    const seen = readable(await leila.get('/gestion/systeme'));
    return /Journal de gestion relu[\s\S]{0,900}à jour/.test(seen) && seen;
  });
  expect(page).toContain('verify-audit --seal');
  expect(page).toMatch(/Dernier scellé[\s\S]{0,40}n° \d+/);
  const before = process.env.DATABASE_URL;
  process.env.DATABASE_URL = t.database.url;
  try {
    await eventually('a look at a Postgres of others', async () =>
      readable(await leila.get('/gestion/systeme')).includes('non connu du programme'),
    );
    const text = (await metrics(TOKEN)).payload;
    expect(text).not.toContain('bn_unproven{of="backup_restored"}');
  } finally {
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  }
});

test('says what to see to, and nothing when all is well', () => {
  const now = new Date('2026-11-27T12:00:00Z');
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
  const worker = { host: 'a', pid: 1, startedAt: ago(1000), seenAt: ago(5), alive: true };
  const well = {
    databaseBytes: 1e9,
    workers: [worker],
    queues: [{ queue: 'documents', waiting: 3, oldestSeconds: 20 }],
    connections: { working: 1, free: 2, waiting: 0 },
    lastBackup: ago(8 * 3600) as Date | null,
    proofs: PROOF_KINDS.map((kind) => proofOf(kind)),
    auditHead: null,
    backupFolder: '/backups',
    backups: {
      nightly: true,
      trial: false,
      key: { ending: 'abcdef', madeAt: ago(9000) },
      refused: false,
      restored: null,
    } as BackupFacts,
    diskFreeBytes: 5e10,
    dataFreeBytes: 5e10 as number | null,
    databaseFullAt: null as Date | null,
    longestHoldMs: 12,
    startedAt: ago(9000),
    diskBytes: 1e11,
    dataDiskBytes: 1e11 as number | null,
    versions: { program: '0.1.0', node: '20.20.0', postgres: '18' },
    mails: { waiting: 0, sent: 3, outdated: 0, failed: 0, copied: 0 },
    sendsMail: true,
  };
  expect(alertsOf(well)).toEqual([]);
  const titles = (s: Partial<typeof well>) => alertsOf({ ...well, ...s }).map(({ title }) => title);
  expect(titles({ workers: [{ ...worker, alive: false }] })).toEqual(['Aucun programme de fond ne tourne']);
  expect(titles({ queues: [{ queue: 'documents', waiting: 3, oldestSeconds: 3600 }] })).toEqual([
    'Documents à préparer : on attend depuis 60 min',
  ]);
  const missing = (kind: ProofKind, more: Partial<BankProof> = {}) =>
    titles({ proofs: [proofOf(kind, { late: true, succeededAt: ago(200_000), ...more })] });
  expect(missing('audit_sealed')).toEqual(['Le journal de gestion n’est plus scellé']);
  expect(missing('audit_verified', { failure: 'audit.broken' })).toEqual(['Le journal de gestion n’est pas vérifié']);
  expect(missing('backed_up')).toEqual([expect.stringContaining('La dernière sauvegarde a plus d’un jour et demi')]);
  expect(missing('backup_restored')).toEqual(['Aucune sauvegarde n’a été rétablie et comparée']);
  const failed = proofOf('backup_restored', { late: true, failure: 'backup.not_proven', failingSince: ago(90_000) });
  expect(alertsOf({ ...well, proofs: [failed] })[0]?.what).toContain(
    'Dernier essai : échec. La sauvegarde est faite, mais n’a pas pu être rétablie à l’essai',
  );
  expect(titles({ lastBackup: null })).toEqual(['Aucune sauvegarde n’est visible']);
  const backups = (b: Partial<BackupFacts>) => titles({ backups: { ...well.backups, ...b } });
  expect(backups({ key: null })).toEqual(['Les sauvegardes de nuit sont en clair']);
  expect(backups({ key: null, trial: true })).toEqual([]);
  expect(backups({ key: null, nightly: false })).toEqual([]);
  expect(backups({ refused: true })).toEqual(['La dernière sauvegarde ne redonne pas la banque']);
  expect(titles({ diskFreeBytes: 1e9 })).toEqual(['Le disque est presque plein']);
  expect(titles({ dataFreeBytes: null })).toEqual([]);
  expect(titles({ dataFreeBytes: 1e9 })).toEqual(['Le disque des données est presque plein']);
  expect(titles({ databaseFullAt: ago(60) })).toEqual(['Le disque de la base est plein : plus rien ne s’enregistre']);
});

test('a request has a name in its answer, and on the page that says it failed', async () => {
  const well = await t.inject({ method: 'GET', url: '/E' });
  expect(well.headers['x-request-id']).toMatch(/^[2-9A-Z]{4}-[2-9A-Z]{4}$/);
  const db = t.app.get(DataSource);
  const runners = await Promise.all(
    Array.from({ length: 24 }, async () => {
      const runner = db.createQueryRunner();
      await runner.connect();
      return runner;
    }),
  );
  const failed = await t.inject({ method: 'GET', url: '/appareils', headers: { cookie: 'bn_session=x' } });
  await Promise.all(runners.map((runner) => runner.release()));
  expect(failed.statusCode).toBe(503);
  expect(failed.payload).toContain(`503 request.busy ${failed.headers['x-request-id']}`);
});

test('no page is for a search engine, and a page may ask a phone for its camera alone', async () => {
  for (const url of ['/', '/E/BN-2345-67A', '/api/v1/devices', '/sante', '/nulle-part'])
    expect((await t.inject({ method: 'GET', url })).headers).toMatchObject({
      'x-robots-tag': 'noindex, nofollow',
      'permissions-policy': expect.stringMatching(/^camera=\(self\), geolocation=\(\)/),
    });
});

test('every queue has words of its own: none is called by its name in the program', async () => {
  const leila = await Visitor.signedIn(t, 'leila@demo.example', DEMO_PASSWORD, fixtures.organisations.bank.id);
  const idle = /Rien n’attend(?: ailleurs)? : ([^.]+)\./.exec(readable(await leila.get('/gestion/systeme')))![1]!;
  const named = new Set(t.app.get(Outbox).works.map(({ queue }) => queue));
  expect(idle.split(', ').length).toBeGreaterThan(named.size / 2);
  expect(idle.split(', ').filter((words) => named.has(words))).toEqual([]);
});
