import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { type Fixtures, makeFixtures } from '#bank/demo';
import { UsersService } from '#bank/people';
import { startEmbedded } from '#platform/database';
import { RootModule } from '../apps/server/app.module.js';
import { migrateAll } from '../apps/server/startup/open-database.js';
import { parentOf } from './cpu.js';
import { type AtWork, makePeople } from './people.js';
import { type Seeded, seed } from './seed.js';
import { type ServerProcess, startServer } from './server-process.js';

/** Who asks at once, in a row of requests. */
export const CLIENTS = 16;

/** Everything the rows work on: a seeded database, servers beside us in processes of their own, a pool for the limit. */
export interface Ground {
  readonly seeded: Seeded;
  readonly fixtures: Fixtures;
  readonly ids: readonly string[];
  readonly codes: readonly string[];
  readonly serials: readonly string[];
  readonly server: ServerProcess;
  readonly url: string;
  /** What somebody would write by hand, and what they would write first, on the same tables. */
  readonly references: { readonly byHand: ServerProcess; readonly firstWritten: ServerProcess };
  /** Those who ask at once; each client is one of them. */
  readonly people: readonly AtWork[];
  /** For what one program does. */
  readonly token: string;
  readonly pool: pg.Pool;
  /** For what the application may not do, such as switching off a trigger. */
  readonly ownerUrl: string;
  /** Of PostgreSQL's first process. */
  readonly postgresPid: number | null;
  /** The application's services in this process, for what is measured without HTTP. */
  readonly app: Awaited<ReturnType<typeof NestFactory.createApplicationContext>>;
  /** One more server of ours, as after a start. */
  readonly another: () => Promise<ServerProcess>;
  readonly close: () => Promise<void>;
}

const SETTINGS = ['shared_buffers=1GB', 'max_wal_size=4GB', 'synchronous_commit=on', 'max_connections=150'];

/** Prepares the ground for so many devices. */
export async function openGround(devices: number, say: (sentence: string) => void): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'bn-bench-'));
  // What this process keeps is sealed like the server's.
  process.env['BN_SECRET'] ??= 'of the bench alone, and of no use elsewhere';
  // Webhooks are sent to this process.
  process.env['WEBHOOK_ALLOWED'] ??= '127.0.0.1';
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
  const backend = await owner.query('SELECT pg_backend_pid() AS pid');
  const postgresPid = parentOf(backend.rows[0].pid);
  await owner.end();
  const { leila } = fixtures.people;
  const { secret } = await app
    .get(DataSource)
    .transaction((tx) => app.get(UsersService).makeToken(tx, leila, leila.membershipId, 'bench'));
  const env = { BN_DATA: folder, DATABASE_URL: postgres.serverUrl, RUN_WORKER: '0' };
  const another = () => startServer('dist/apps/server/main.js', { ...env, MIGRATION_DATABASE_URL: postgres.ownerUrl });
  const server = await another();
  const references = {
    byHand: await startServer('dist/bench/references/by-hand.js', env),
    firstWritten: await startServer('dist/bench/references/first-written.js', env),
  };
  const pool = new pg.Pool({ connectionString: postgres.serverUrl, max: CLIENTS });
  return {
    seeded,
    fixtures,
    ids: sample.rows.map((r) => r.id),
    codes: sample.rows.map((r) => r.code),
    serials: sample.rows.map((r) => r.serial),
    server,
    url: server.url,
    references,
    people: await makePeople(app, fixtures, server.url, CLIENTS),
    token: secret,
    pool,
    ownerUrl: postgres.ownerUrl,
    postgresPid,
    app,
    another,
    close: async () => {
      for (const each of [server, ...Object.values(references)]) await each.stop();
      await pool.end();
      await app.close();
      await postgres.leave();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
