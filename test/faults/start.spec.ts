import { chmodSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, startEmbedded } from '#platform/database';
import { type Program, READY, startProgram } from '../support/faults/program.js';
import { freshDatabase } from '../support/servers/database.js';
import { eventually } from '../support/servers/eventually.js';
import { scratchFolder } from '../support/servers/scratch.js';

// Every test starts whole processes, on a machine that may be busy.

const programs: Program[] = [];
let folder: string;

const start = (env: Record<string, string>): Program => {
  const program = startProgram('server/main.js', { BN_DATA: folder, ...env });
  programs.push(program);
  return program;
};

beforeEach(() => {
  folder = scratchFolder('bn-start-');
  chmodSync(folder, 0o711);
});

afterEach(async () => {
  for (const { process: child, ended } of programs.splice(0)) {
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

/** Whether a PostgreSQL of the folder says it runs. */
const postmaster = () => existsSync(join(folder, 'postgres/data/postmaster.pid'));
const page = async (port: number, path = '/connexion') => (await fetch(`http://localhost:${port}${path}`)).text();
const status = async (port: number, path = '/connexion') => (await fetch(`http://localhost:${port}${path}`)).status;

/** What a start makes once: the cluster, each migration with the transaction that ran it, the devices of the demo. */
async function madeOnce() {
  const postgres = await startEmbedded({ folder });
  const owner = new pg.Client({ connectionString: postgres.ownerUrl });
  await owner.connect();
  const { rows } = await owner.query(`
    SELECT (SELECT system_identifier::text FROM pg_control_system()) AS cluster,
           (SELECT string_agg(name || xmin, ',' ORDER BY id) FROM bn_migration) AS migrations,
           (SELECT string_agg(id::text, ',' ORDER BY id) FROM devices.device) AS devices`);
  await owner.end();
  await postgres.leave();
  return rows[0];
}

test('the first start reaches the sign-in page; Ctrl-C stops everything; the second start makes nothing again and keeps the data; kill -9 of it leaves nothing that stops the third', async () => {
  const port = await freePort();
  const first = start({ PORT: `${port}` });
  await first.saying(READY);
  expect(await status(port)).toBe(200);
  for (const path of ['/connexion', '/nowhere'])
    expect(await page(port, path)).toMatch(/Banque d’essai.*npm run open-bank/s);
  const made = await madeOnce();
  expect(made.devices).toMatch(/,/);
  expect(first.said()).toContain('histoire de démonstration');
  const secret = readFileSync(join(folder, 'secret'), 'utf8');
  first.process.kill('SIGINT');
  expect(await first.ended).toBe(0);
  expect(postmaster()).toBe(false);

  const second = start({ PORT: `${port}` });
  await second.saying(READY);
  expect(await status(port)).toBe(200);
  expect(second.said()).not.toContain('histoire de démonstration');
  expect(await madeOnce()).toEqual(made);
  expect(readFileSync(join(folder, 'secret'), 'utf8')).toBe(secret);

  second.process.kill('SIGKILL');
  await second.ended;
  const third = start({ PORT: `${port}` });
  await third.saying(READY);
  expect(await status(port)).toBe(200);
  third.process.kill('SIGTERM');
  expect(await third.ended).toBe(0);
  expect(postmaster()).toBe(false);
}, 240_000);

/** Starts, and kills the program while the demo is being written to a database. */
async function killedInDemo(env: Record<string, string>, ownerUrl: () => Promise<string>): Promise<void> {
  const first = start(env);
  await first.saying('histoire de démonstration');
  const owner = new pg.Client({ connectionString: await ownerUrl() });
  await owner.connect();
  await eventually('people of the demo', async () => {
    const { rows } = await owner.query('SELECT count(*)::int AS n FROM devices.device');
    return rows[0].n > 0;
  });
  first.process.kill('SIGKILL');
  await first.ended;
  await eventually('its connections to be gone', async () => {
    const { rows } = await owner.query(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'bn server'`,
    );
    return rows[0].n === 0;
  });
  await owner.end();
}

test('a first start killed in the middle of its demo is begun again by the next', async () => {
  const env = { PORT: `${await freePort()}` };
  let postgres: Awaited<ReturnType<typeof startEmbedded>> | undefined;
  await killedInDemo(env, async () => {
    postgres = await startEmbedded({ folder });
    return postgres.ownerUrl;
  });
  await postgres!.leave();

  const second = start(env);
  await second.saying(READY);
  expect(second.said()).toContain('il recommence');
  expect(second.said()).toContain('leila@demo.example');
}, 240_000);

test('killed so on a database that somebody gave, the next start says what to do, and leaves it as it is', async () => {
  const { url, ownerUrl, drop } = await freshDatabase();
  const env = { PORT: `${await freePort()}`, DATABASE_URL: url, MIGRATION_DATABASE_URL: ownerUrl, DEMO: '1' };
  await killedInDemo(env, async () => ownerUrl);

  const second = start(env);
  expect(await second.ended).toBe(1);
  expect(second.said()).toMatch(/premier démarrage.*interrompu.*createdb/);
  expect(second.said()).not.toMatch(/^\s+at /m);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const { rows } = await owner.query('SELECT count(*)::int AS n FROM devices.device');
  await owner.end();
  expect(rows[0].n).toBeGreaterThan(0);
  await drop();
}, 240_000);

describe('what a person can mend is one sentence and exit code 1', () => {
  const refusal = async (env: Record<string, string>): Promise<string> => {
    const program = start(env);
    expect(await program.ended).toBe(1);
    expect(program.said()).not.toMatch(/^\s+at /m);
    return program.said();
  };

  test('a taken port', async () => {
    const other: Server = createServer();
    await new Promise<void>((done) => other.listen(0, 'localhost', done));
    const { port } = other.address() as { port: number };
    const database = await freshDatabase();
    expect(await refusal({ PORT: `${port}`, DATABASE_URL: database.ownerUrl })).toMatch(
      `Le port ${port} est déjà pris`,
    );
    other.close();
    await database.drop();
  });

  test('a database that is not there, does not exist, or refuses us', async () => {
    const nobody = await freePort();
    expect(await refusal({ DATABASE_URL: `postgres://a:b@127.0.0.1:${nobody}/banque` })).toMatch('Personne ne répond');
    const { TEST_SERVER_URL = '' } = process.env;
    const missing = Object.assign(new URL(TEST_SERVER_URL), { pathname: '/nowhere' }).href;
    expect(await refusal({ DATABASE_URL: missing })).toMatch('n’existe pas');
    const wrong = Object.assign(new URL(TEST_SERVER_URL), { password: 'wrong' }).href;
    expect(await refusal({ DATABASE_URL: wrong })).toMatch('refuse le rôle ou le mot de passe');
  });

  test('a database that this role may not bring up to date', async () => {
    const empty = await freshDatabase(null);
    expect(await refusal({ DATABASE_URL: empty.url })).toMatch('npm run cli -- migrate');
    await empty.drop();
  });

  test('production without a strong secret, or without https', async () => {
    const production = {
      NODE_ENV: 'production',
      DATABASE_URL: 'postgres://a:b@127.0.0.1:1/x',
      PUBLIC_URL: 'https://banque.commune.test',
    };
    expect(await refusal(production)).toMatch('BN_SECRET');
    expect(await refusal({ ...production, BN_SECRET: 'x'.repeat(64) })).toMatch('BN_SECRET');
    const secret = 'q8Zr2LkV0nTt5yXw9JbM3cHs7DfG1aPe4UoI';
    expect(await refusal({ ...production, BN_SECRET: secret, PUBLIC_URL: 'http://banque.commune.test' })).toMatch(
      'PUBLIC_URL',
    );
  });
});
