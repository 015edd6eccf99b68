import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { seedDemo } from '#bank/demo';
import { DocumentsService } from '#bank/documents';
import { freePort } from '#platform/database';
import { RootModule } from '../../apps/server/app.module.js';
import { type Program, READY, startProgram } from '../support/faults/program.js';
import { needs } from '../support/runner/tools.js';
import { composeEnvironment, composeSecrets } from '../support/servers/compose.js';
import { freshDatabase, type TestDatabase } from '../support/servers/database.js';
import { eventually } from '../support/servers/eventually.js';
import { startRedis, type TestRedis } from '../support/servers/redis.js';

const SYSTEM = { kind: 'system', channel: 'system' } as const;

/** The processes of docker-compose.yml, with its variables, only hosts and ports mapped to this machine. */
needs('redis', 'the processes of the compose file', () => {
  let database: TestDatabase;
  let redis: TestRedis;
  let port: number;
  let server: Program | undefined;
  let workers: Program[] = [];
  const secrets = mkdtempSync(join(tmpdir(), 'bn-compose-'));
  const heartbeat = join(secrets, 'heartbeat');

  const launch = (service: string, path: string, args: readonly string[] = []): Program => {
    const owner = new URL(database.ownerUrl);
    const set = composeEnvironment(service, { PUBLIC_URL: 'https://banque.commune.test' }, secrets);
    const mapped = Object.entries(set).map(([name, value]) => [
      name,
      value
        .replace('@postgres:5432/banque', `@${owner.host}${owner.pathname}`)
        .replace('redis://redis:6379', redis.url)
        .replace('/dev/shm/worker', heartbeat),
    ]);
    return startProgram(path, { ...Object.fromEntries(mapped), PORT: `${port}` }, args);
  };
  const launchWorker = () => launch('worker', 'worker/main.js');

  beforeAll(async () => {
    database = await freshDatabase(null);
    redis = await startRedis();
    port = await freePort();
    composeSecrets(secrets, {
      bn_secret: process.env.BN_SECRET!,
      owner_password: new URL(database.ownerUrl).password,
      server_password: new URL(database.url).password,
    });
    expect(await launch('migrate', 'cli/main.js', ['migrate']).ended).toBe(0);
    server = launch('server', 'server/main.js');
    workers = [launchWorker(), launchWorker()];
    await server.saying(READY);
    for (const worker of workers) await worker.saying('Prêt à travailler');
  });

  afterAll(async () => {
    const programs = server ? [...workers, server] : workers;
    for (const { process: child } of programs) child.kill('SIGTERM');
    const codes = await Promise.all(programs.map(({ ended }) => ended));
    await redis.stop();
    await database.drop();
    rmSync(secrets, { recursive: true });
    expect(codes.filter((code) => code !== 0)).toEqual([]);
  });

  test('the server answers; nobody has an account before the first administrator is made', async () => {
    expect(await (await fetch(`http://localhost:${port}/sante`)).json()).toEqual({ status: 'ok' });
    const source = await new DataSource({ type: 'postgres', url: database.ownerUrl }).initialize();
    expect(await source.query('SELECT 1 FROM people.app_user')).toEqual([]);
    const made = launch('server', 'cli/main.js', ['create-admin', '--email', 'admin@banque.example.org']);
    expect(await made.ended).toBe(0);
    const [, path] = /https:\/\/banque\.commune\.test(\/\S+)/.exec(made.said())!;
    expect((await fetch(`http://localhost:${port}${path}`)).status).toBe(200);
    await source.destroy();
  });

  test('a worker is well while Postgres takes its word, and only then', async () => {
    const [, check] = /'(\[ -n "\$\$\(find "\$\$HEARTBEAT_FILE".+)'\]/.exec(
      readFileSync('docker-compose.yml', 'utf8'),
    )!;
    const well = (file: string) =>
      spawnSync('sh', ['-c', check!.replaceAll('$$', '$')], { env: { ...process.env, HEARTBEAT_FILE: file } }).status;
    await eventually('a worker to say that it is there', async () => well(heartbeat) === 0);
    expect(well(join(secrets, 'nobody'))).toBe(1);
    const kept = join(secrets, 'silent');
    copyFileSync(heartbeat, kept);
    utimesSync(kept, new Date(), new Date(Date.now() - 40_000));
    expect(well(kept)).toBe(1);
  });

  test('the demo is told, and its papers are made by the workers, also by the one left after a kill -9', async () => {
    const root = RootModule.for({ connection: { url: database.url }, redisUrl: redis.url, work: false });
    const app = await NestFactory.createApplicationContext(root, { logger: false });
    const [documents, source] = [app.get(DocumentsService, { strict: false }), app.get(DataSource)];
    const facts = {
      publicUrl: 'https://banque.commune.test',
      organisation: 'Banque',
      helpline: null,
      codes: ['BN-2345-67A'],
    };
    const ask = () =>
      source.transaction((tx) =>
        documents.request(tx, SYSTEM, {
          type: 'label_sheet',
          facts,
          readers: [],
          cause: { kind: 'test', id: '01900000-0000-7000-8000-000000000000' },
        }),
      );
    process.env.PUBLIC_URL = 'https://banque.commune.test';
    await seedDemo(app);
    await Promise.all(Array.from({ length: 10 }, ask));
    const [first] = workers.splice(0, 1);
    first!.process.kill('SIGKILL');
    await Promise.all(Array.from({ length: 10 }, ask));
    const waiting = async (): Promise<number> => {
      const [row] = await source.query(`SELECT count(*)::int AS n FROM documents.document WHERE state <> 'ready'`);
      return row.n;
    };
    // Polls a state that another process writes; the test's own time limit ends it.
    while ((await waiting()) > 0) await new Promise((again) => setTimeout(again, 100));
    await app.close();
  });
});
