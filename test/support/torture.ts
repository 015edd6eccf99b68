import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import { Redis } from 'ioredis';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { type EmbeddedPostgres, freePort, startEmbedded } from '#database';
import { makeFixtures } from '#demo';
import { DonationsService } from '#intake';
import { UsersService } from '#people';
import { RootModule } from '../../apps/server/root.module.js';
import { migrateAll } from '../../apps/server/startup/open-database.js';
import { type Program, READY, startProgram } from './program.js';
import { startRedis } from './redis.js';
import { scratchFolder } from './scratch.js';
import { type SmallDisk, smallDiskAt } from './small-disk.js';

/** Space for the bank, its log and an hour of devices; what fills it is memory of the machine. */
const DISK_MB = 700;
/** Who may read `/metrics`. */
export const METRICS_TOKEN = 'of-this-torture-alone';
const SECRET = 'of this torture alone, and of no use elsewhere';

/** A bank as compose runs it, each part a process of its own that can be killed: server, worker, Postgres, Redis. */
export interface Bank {
  readonly ownerUrl: string;
  readonly url: () => string;
  readonly token: string;
  readonly donation: string;
  /** Where labels may be printed for. */
  readonly place: string;
  readonly said: () => string;
  /** On which its data and its uploads lie; null where this machine does not let us mount one. */
  readonly disk: SmallDisk | null;
  /** What may happen to it, by name; each ends when what was killed was started again. */
  readonly accidents: Readonly<Record<string, () => Promise<void>>>;
  readonly close: () => Promise<void>;
}

/** @param random gives numbers from 0 to 1, the same ones for the same seed. */
export async function openBank(random: () => number): Promise<Bank> {
  const folder = scratchFolder('bn-torture-');
  const disk = smallDiskAt(folder, DISK_MB);
  process.env.BN_SECRET = SECRET;
  const postgres = await startEmbedded({ folder });
  let redis = await startRedis();
  const { token, donation, place } = await aDonation(postgres);
  const port = await freePort();
  const uploads = join(folder, 'uploads');
  mkdirSync(uploads);
  const env = {
    BN_DATA: folder,
    BN_SECRET: SECRET,
    REDIS_URL: redis.url,
    METRICS_TOKEN,
    TMPDIR: uploads,
  };
  const openServer = async () => {
    const program = startProgram('server/main.js', { ...env, PORT: `${port}`, DEMO: '0', RUN_WORKER: '0' });
    await program.saying(READY);
    return program;
  };
  const openWorker = async () => {
    const program = startProgram('worker/main.js', { ...env, DATABASE_URL: postgres.serverUrl });
    await program.saying('Prêt à travailler');
    return program;
  };
  let server = await openServer();
  let worker = await openWorker();
  const end = (program: Program, signal: NodeJS.Signals) => {
    program.process.kill(signal);
    return program.ended;
  };
  const behind = (work: (owner: pg.Client) => Promise<void>) => asOwner(postgres.ownerUrl, work);

  const accidents = {
    'kill -9 of the server': async () => {
      await end(server, 'SIGKILL');
      server = await openServer();
    },
    'kill -9 of the worker': async () => {
      await end(worker, 'SIGKILL');
      worker = await openWorker();
    },
    'a polite stop of both': async () => {
      const codes = await Promise.all([end(server, 'SIGTERM'), end(worker, 'SIGTERM')]);
      expect(codes).toEqual([0, 0]);
      [server, worker] = [await openServer(), await openWorker()];
    },
    'kill -9 of Postgres': async () => {
      const pid = readFileSync(join(homeOf(folder), 'data', 'postmaster.pid'), 'utf8').split('\n')[0];
      process.kill(Number(pid), 'SIGKILL');
    },
    'kill -9 of Redis': async () => {
      const gone = once(redis.process!, 'exit');
      redis.process!.kill('SIGKILL');
      await gone;
      redis = await startRedis(redis);
    },
    'Redis emptied': async () => {
      const client = new Redis(redis.url, { maxRetriesPerRequest: 1 });
      await client.flushall().finally(() => client.disconnect());
    },
    'a table held': () =>
      behind(async (owner) => {
        await owner.query('BEGIN');
        await owner.query('LOCK TABLE devices.device IN ACCESS EXCLUSIVE MODE');
        await pause(random() * 7000);
        await owner.query('ROLLBACK');
      }),
    'every connection ended': () =>
      behind(async (owner) => {
        await owner.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'bn_server'`);
      }),
    ...(disk && {
      'a full disk': async () => {
        const free = disk.fill();
        await pause(500 + random() * 3000).finally(free);
      },
    }),
    'two hundred slow strangers': () => slowStrangers(port, 200, 1000 + random() * 4000),
  };
  return {
    ownerUrl: postgres.ownerUrl,
    url: () => `http://localhost:${port}`,
    token,
    donation,
    place,
    said: () => `${server.said()}\n${worker.said()}`,
    disk,
    accidents,
    close: async () => {
      await Promise.all([end(server, 'SIGTERM'), end(worker, 'SIGTERM')]);
      await redis.stop();
      await postgres.leave();
      disk?.leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A migrated database with people in it, a donation that devices are logged into, and a program's key for it. */
async function aDonation(postgres: EmbeddedPostgres): Promise<Pick<Bank, 'token' | 'donation' | 'place'>> {
  await migrateAll(postgres.ownerUrl, postgres.serverUrl);
  const app = await NestFactory.createApplicationContext(
    RootModule.for({ connection: { url: postgres.serverUrl }, work: false }),
    { logger: false },
  );
  const fixtures = await makeFixtures(app);
  const { aude } = fixtures.people;
  const made = await app.get(DataSource).transaction(async (tx) => {
    const { secret } = await app.get(UsersService).makeToken(tx, aude, aude.membershipId, 'Téléphone');
    const donor = { kind: 'company', name: 'Atelier du Pont' } as const;
    const { place } = fixtures.organisations.collection;
    const donation = await app.get(DonationsService).create(tx, aude, { donor, placeId: place, arrival: 'received' });
    return { token: secret, donation, place };
  });
  await app.close();
  return made;
}

const homeOf = (data: string): string => {
  try {
    return readFileSync(join(data, 'where'), 'utf8').trim();
  } catch {
    return join(data, 'postgres');
  }
};

/** Work on the database behind the server's back; when the database is away, none. */
async function asOwner(url: string, work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: url });
  owner.on('error', () => undefined);
  try {
    await owner.connect();
    await work(owner);
  } catch {
    // Killed meanwhile by another accident.
  } finally {
    await owner.end().catch(() => undefined);
  }
}

/** Connections that begin a request and never end it, for so many milliseconds. */
async function slowStrangers(port: number, count: number, ms: number): Promise<void> {
  const sockets = Array.from({ length: count }, () => {
    const socket = connect(port, 'localhost').on('error', () => undefined);
    socket.write('POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nx');
    return socket;
  });
  await pause(ms);
  for (const socket of sockets) socket.destroy();
}
