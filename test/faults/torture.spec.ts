import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { NestFactory } from '@nestjs/core';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { type EmbeddedPostgres, freePort, startEmbedded } from '#database';
import { makeFixtures } from '#demo';
import { DonationsService } from '#intake';
import { UsersService } from '#people';
import { RootModule } from '../../apps/server/root.module.js';
import { migrateAll } from '../../apps/server/startup/open-database.js';
import { brokenInvariants } from '../support/invariants.js';
import { type Program, READY, startProgram } from '../support/program.js';
import { scratchFolder } from '../support/scratch.js';

/** A short turn in the suite; `npm run torture -- --seconds 3600` for a night's. The seed of a turn that failed is said. */
const SECONDS = Number(process.env.TORTURE_SECONDS ?? 20);
const SEED = Number(process.env.TORTURE_SEED ?? Date.now() % 1_000_000);
const CLIENTS = 6;
const SECRET = 'of this torture alone, and of no use elsewhere';

jest.setTimeout((SECONDS + 240) * 1000);

let folder: string;
let postgres: EmbeddedPostgres;
let port: number;
let token: string;
let donation: string;
let server: Program;
const happened: string[] = [];

beforeAll(async () => {
  folder = scratchFolder('bn-torture-');
  process.env.BN_SECRET = SECRET;
  postgres = await startEmbedded({ folder });
  await migrateAll(postgres.ownerUrl, postgres.serverUrl);
  const app = await NestFactory.createApplicationContext(
    RootModule.for({ connection: { url: postgres.serverUrl }, work: false }),
    { logger: false },
  );
  const fixtures = await makeFixtures(app);
  const { aude } = fixtures.people;
  await app.get(DataSource).transaction(async (tx) => {
    token = (await app.get(UsersService).makeToken(tx, aude, aude.membershipId, 'Téléphone')).secret;
    const donor = { kind: 'company', name: 'Atelier du Pont' } as const;
    donation = await app
      .get(DonationsService)
      .create(tx, aude, { donor, placeId: fixtures.organisations.collection.place, arrival: 'received' });
  });
  await app.close();
  port = await freePort();
  server = await open();
});

afterAll(async () => {
  server.process.kill('SIGTERM');
  await server.ended;
  await postgres.leave();
  rmSync(folder, { recursive: true, force: true });
});

async function open(): Promise<Program> {
  const program = startProgram('server/main.js', { PORT: `${port}`, BN_DATA: folder, DEMO: '0', BN_SECRET: SECRET });
  await program.saying(READY);
  return program;
}

let state = SEED;
const random = (): number => {
  state = (state * 16_807 + 11) % 2_147_483_647;
  return state / 2_147_483_647;
};

/** What may happen to a server. */
const ACCIDENTS: Readonly<Record<string, () => Promise<void>>> = {
  'kill -9 of the server': async () => {
    server.process.kill('SIGKILL');
    await server.ended;
    server = await open();
  },
  'a polite stop': async () => {
    server.process.kill('SIGTERM');
    expect(await server.ended).toBe(0);
    server = await open();
  },
  'kill -9 of Postgres': async () => {
    process.kill(
      Number(readFileSync(join(homeOf(folder), 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
      'SIGKILL',
    );
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
};

const homeOf = (data: string): string => {
  try {
    return readFileSync(join(data, 'where'), 'utf8').trim();
  } catch {
    return join(data, 'postgres');
  }
};

/** Work on the database behind the server's back; when the database is away, none. */
async function behind(work: (owner: pg.Client) => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: postgres.ownerUrl });
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

/** Logs a device, as a phone does: again with the same key until it is answered. @returns its code. */
async function log(key: string): Promise<string> {
  for (;;) {
    const answer = await fetch(`http://localhost:${port}/api/v1/donations/${donation}/devices`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ category: 'laptop', make: 'Lenovo', model: 'ThinkPad', serial: key, condition: 'works' }),
      signal: AbortSignal.timeout(40_000),
    }).catch(() => null);
    if (answer?.status === 201) return (await answer.json()).code;
    if (answer && answer.status !== 503)
      throw new Error(`${answer.status} ${answer.headers.get('x-request-id')} ${await answer.text()}`);
    await pause(100);
  }
}

test('whatever happens to it, what a bank acknowledged is there once, and nothing else is', async () => {
  const end = Date.now() + SECONDS * 1000;
  const acknowledged = new Map<string, string>();
  const clients = Array.from({ length: CLIENTS }, async (_, client) => {
    for (let n = 0; Date.now() < end; n++) acknowledged.set(`T-${client}-${n}`, await log(`T-${client}-${n}`));
  });
  const names = Object.keys(ACCIDENTS);
  const accidents = (async () => {
    while (Date.now() < end) {
      await pause(300 + random() * 1500);
      const name = names[Math.floor(random() * names.length)]!;
      happened.push(name);
      await ACCIDENTS[name]!();
    }
  })();
  await Promise.all([...clients, accidents]).catch((error: Error) => {
    throw new Error(`seed ${SEED}, after ${happened.join(', ')}: ${error.message}\n${server.said().slice(-6000)}`);
  });

  const source = await new DataSource({ type: 'postgres', url: postgres.ownerUrl }).initialize();
  const found: { serial: string; code: string; id: string; events: number }[] = await source.query(`
    SELECT d.serial, d.code, d.id, (SELECT count(*)::int FROM devices.device_event e WHERE e.device_id = d.id) AS events
    FROM devices.device d`);
  console.info(
    `torture: seed ${SEED}, ${SECONDS} s, ${happened.length} accidents, ${acknowledged.size} devices acknowledged`,
  );
  expect(new Map(found.map(({ serial, code }) => [serial, code]))).toEqual(acknowledged);
  expect(found).toHaveLength(acknowledged.size);
  expect(found.filter(({ events }) => events !== 1)).toEqual([]);
  expect(
    await brokenInvariants(
      source,
      found.map(({ id }) => id),
    ),
  ).toEqual([]);
  expect(acknowledged.size).toBeGreaterThan(CLIENTS);
  await source.destroy();
});
