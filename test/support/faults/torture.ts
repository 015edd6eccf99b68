import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import pg from 'pg';
import { freePort, startEmbedded } from '#platform/database';
import { startRedis } from '../servers/redis.js';
import { scratchFolder } from '../servers/scratch.js';
import { Killable } from './killable.js';
import { PostgresLink } from './postgres-link.js';
import { READY, startProgram } from './program.js';
import { type SmallDisk, smallDiskAt } from './small-disk.js';
import { stopBackends, stopPostgres } from './stopped-postgres.js';
import { aDonation } from './torture-donation.js';

/** Space for the bank, its log and an hour of devices; what fills it is memory of the machine. */
const DISK_MB = 700;
/** Who may read `/metrics`. */
export const METRICS_TOKEN = 'of-this-torture-alone';
const SECRET = 'of this torture alone, and of no use elsewhere';

/** A bank as compose runs it, each part a process of its own that can be killed: server, worker, Postgres, Redis. */
export interface Bank {
  readonly ownerUrl: string;
  /** Of the next server, as a proxy does that sends to each in turn. */
  readonly url: () => string;
  /** A program's key of each who works there; the first one of somebody who always did. */
  readonly tokens: readonly string[];
  readonly donation: string;
  /** Where labels may be printed for. */
  readonly place: string;
  readonly said: () => string;
  /** On which its data and its uploads lie; null where this machine does not let us mount one. */
  readonly disk: SmallDisk | null;
  /** What may happen to it, by name; each ends when what was killed was started again. */
  readonly accidents: Readonly<Record<string, () => Promise<void>>>;
  /** How often something was killed by force; of these, before it was ready; how often something could not start, as Postgres was away. */
  readonly kills: () => { readonly all: number; readonly whileStarting: number; readonly vainStarts: number };
  /** The last words of what ended though nobody killed it. */
  readonly crashes: () => readonly string[];
  readonly close: () => Promise<void>;
}

/**
 * @param random gives numbers from 0 to 1, the same ones for the same seed
 * @param each how many servers there are, and as many workers
 * @param stoppedMs how long Postgres, or the network to it, is stopped at most
 * @param people how many log devices
 */
export async function openBank(random: () => number, each: number, stoppedMs: number, people: number): Promise<Bank> {
  const folder = scratchFolder('bn-torture-');
  // A turn of a thousand deaths writes more than there is memory to mount.
  const disk = each === 1 ? smallDiskAt(folder, DISK_MB) : null;
  process.env.BN_SECRET = SECRET;
  const postgres = await startEmbedded({ folder });
  let redis = await startRedis();
  const { tokens, donation, place } = await aDonation(postgres, people);
  const uploads = join(folder, 'uploads');
  mkdirSync(uploads);
  const env = {
    BN_DATA: folder,
    BN_SECRET: SECRET,
    REDIS_URL: redis.url,
    METRICS_TOKEN,
    TMPDIR: uploads,
  };
  const ports: number[] = [];
  while (ports.length < each) ports.push(await freePort());
  const servers = ports.map((port) => {
    const own = { ...env, PORT: `${port}`, DEMO: '0', RUN_WORKER: '0' };
    return new Killable(() => startProgram('server/main.js', own), READY);
  });
  const link = await PostgresLink.to(postgres.serverUrl);
  const workers = ports.map(() => {
    const own = { ...env, DATABASE_URL: link.url };
    return new Killable(() => startProgram('worker/main.js', own), 'Prêt à travailler');
  });
  const parts = [...servers, ...workers];
  for (const part of parts) await part.open();
  let [postgresKills, redisKills, turn] = [0, 0, 0];
  let redisIsAway = false;
  const oneOf = (those: readonly Killable[]) => those[Math.floor(random() * those.length)]!;
  const sum = (what: 'kills' | 'killsWhileStarting' | 'vainStarts') => parts.reduce((all, part) => all + part[what], 0);
  const stopAll = () => Promise.all(parts.map((part) => part.end('SIGTERM')));
  const behind = (work: (owner: pg.Client) => Promise<void>) => asOwner(postgres.ownerUrl, work);

  const accidents = {
    'kill -9 of the server': () => oneOf(servers).again(),
    'kill -9 of the worker': () => oneOf(workers).again(),
    'a polite stop of both': async () => {
      expect(new Set(await stopAll())).toEqual(new Set([0]));
      for (const part of parts) await part.open();
    },
    'kill -9 of Postgres': async () => {
      if (killPostgres(folder)) postgresKills++;
    },
    'kill -9 of Redis': async () => {
      if (redisIsAway) return;
      redisIsAway = true;
      const gone = once(redis.process!, 'exit');
      redis.process!.kill('SIGKILL');
      redisKills++;
      await gone;
      redis = await startRedis(redis);
      redisIsAway = false;
    },
    'Redis emptied': async () => {
      const client = new Redis(redis.url, { maxRetriesPerRequest: 1 });
      // Away itself, it has forgotten nothing yet.
      await client
        .flushall()
        .catch(() => undefined)
        .finally(() => client.disconnect());
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
    'Postgres stopped': () => stopPostgres(postmasterOf(folder), (0.2 + 0.8 * random()) * stoppedMs),
    'the network cut': async () => {
      const servers: number[] = [];
      await behind(async (owner) => {
        const { rows } = await owner.query<{ pid: number }>(
          `SELECT pid FROM pg_stat_activity WHERE usename = 'bn_server'`,
        );
        servers.push(...rows.map(({ pid }) => pid));
      });
      const ms = (0.2 + 0.8 * random()) * stoppedMs;
      // The workers' for all that they try, the servers' for what they were connected by.
      link.stop();
      await stopBackends(servers, ms).finally(() => link.goOn());
    },
    'two hundred slow strangers': () => slowStrangers(ports[0]!, 200, 1000 + random() * 4000),
  };
  return {
    ownerUrl: postgres.ownerUrl,
    url: () => `http://localhost:${ports[turn++ % each]}`,
    tokens,
    donation,
    place,
    said: () => parts.map((part) => part.said()).join('\n'),
    disk,
    accidents,
    kills: () => ({
      all: sum('kills') + postgresKills + redisKills,
      whileStarting: sum('killsWhileStarting'),
      vainStarts: sum('vainStarts'),
    }),
    crashes: () => parts.flatMap((part) => part.crashes),
    close: async () => {
      await stopAll();
      await link.close();
      await redis.stop();
      await postgres.leave();
      disk?.leave();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** @returns false where it is away already */
function killPostgres(data: string): boolean {
  const pid = postmasterOf(data);
  try {
    return pid !== null && process.kill(pid, 'SIGKILL');
  } catch {
    return false;
  }
}

/** The first process of Postgres; null where it is away. */
function postmasterOf(data: string): number | null {
  try {
    return Number(readFileSync(join(homeOf(data), 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return null;
  }
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
