import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { DEMO_PASSWORD, type Fixtures, makeFixtures } from '#bank/demo';
import { UsersService } from '#bank/people';
import { freePort, startEmbedded } from '#platform/database';
import { RootModule } from '../apps/server/root.module.js';
import { migrateAll } from '../apps/server/startup/open-database.js';
import { type Seeded, seed } from './seed.js';

/** Everything the rows work on: a seeded database, our server beside us in a process of its own, a pool for the limit. */
export interface Ground {
  readonly seeded: Seeded;
  readonly fixtures: Fixtures;
  readonly ids: readonly string[];
  readonly codes: readonly string[];
  readonly serials: readonly string[];
  readonly url: string;
  readonly token: string;
  readonly cookie: string;
  readonly pool: pg.Pool;
  /** The application's services in this process, for what is measured without HTTP. */
  readonly app: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;
  readonly close: () => Promise<void>;
}

const SETTINGS = ['shared_buffers=1GB', 'max_wal_size=4GB', 'synchronous_commit=on', 'max_connections=120'];

/** Prepares the ground for so many devices. */
export async function openGround(devices: number, say: (said: string) => void): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'bn-bench-'));
  // What this process keeps is sealed like the server's.
  process.env['BN_SECRET'] ??= 'of the bench alone, and of no use elsewhere';
  const postgres = await startEmbedded({ folder, settings: SETTINGS });
  await migrateAll(postgres.ownerUrl, postgres.serverUrl);
  const connection = { url: postgres.serverUrl, applicationName: 'bn bench', kind: 'job' } as const;
  const app = await NestFactory.createApplicationContext(RootModule.for({ connection, work: true }), { logger: false });
  const fixtures = await makeFixtures(app);
  const owner = new pg.Client({ connectionString: postgres.ownerUrl });
  await owner.connect();
  const places = await owner.query('SELECT id FROM people.place WHERE organisation_id = $1', [
    fixtures.organisations.bank.id,
  ]);
  say(`${devices} appareils et ${devices * 5} événements`);
  const seeded = await seed(
    owner,
    fixtures.organisations.bank.id,
    places.rows.map((r) => r.id),
    devices,
  );
  const sample = await owner.query('SELECT id, code, serial FROM devices.device ORDER BY md5(id::text) LIMIT 2000');
  await owner.end();
  const { leila } = fixtures.people;
  const { secret } = await app
    .get(DataSource)
    .transaction((tx) => app.get(UsersService).makeToken(tx, leila, leila.membershipId, 'bench'));
  const port = await freePort();
  const server = await startServer(port, folder, postgres);
  const url = `http://127.0.0.1:${port}`;
  const pool = new pg.Pool({ connectionString: postgres.serverUrl, max: 16 });
  return {
    seeded,
    fixtures,
    ids: sample.rows.map((r) => r.id),
    codes: sample.rows.map((r) => r.code),
    serials: sample.rows.map((r) => r.serial),
    url,
    token: secret,
    cookie: await signIn(url),
    pool,
    app,
    close: async () => {
      server.kill('SIGTERM');
      await new Promise((done) => server.once('exit', done));
      await pool.end();
      await app.close();
      await postgres.leave();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function startServer(
  port: number,
  folder: string,
  postgres: { serverUrl: string; ownerUrl: string },
): Promise<ChildProcess> {
  const env = {
    ...process.env,
    PORT: String(port),
    HOST: '127.0.0.1',
    BN_DATA: folder,
    DATABASE_URL: postgres.serverUrl,
    MIGRATION_DATABASE_URL: postgres.ownerUrl,
  };
  const server = spawn(process.execPath, ['dist/apps/server/main.js'], {
    env: { ...env, RUN_WORKER: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise<void>((ready, failed) => {
    server.stdout!.on('data', (said: Buffer) => String(said).includes('http://') && ready());
    server.once('exit', (code) => failed(new Error(`the server ended with ${code}`)));
  });
  return server;
}

async function signIn(url: string): Promise<string> {
  const body = new URLSearchParams({ email: 'leila@demo.example', password: DEMO_PASSWORD });
  const answer = await fetch(`${url}/connexion`, { method: 'POST', body, redirect: 'manual' });
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
