import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#platform/database';
import { type Program, startProgram } from '../support/faults/program.js';
import { holdPostgres } from '../support/faults/stopped-postgres.js';
import { eventually } from '../support/servers/eventually.js';
import { scratchFolder } from '../support/servers/scratch.js';

// Whole processes, on a machine that may be busy.
jest.setTimeout(600_000);

/** What is frozen is noticed after 40 s, by each of the few connections that one command opens after another. */
const NOTICED_MS = 240_000;
const SECRET = 'un-secret-de-cette-suite-et-de-nulle-autre';

let folder: string;
let bank: Awaited<ReturnType<typeof startEmbedded>>;
let watch: pg.Client;

beforeAll(async () => {
  folder = scratchFolder('bn-frozen-');
  chmodSync(folder, 0o711);
  bank = await startEmbedded({ folder });
  watch = new pg.Client({ connectionString: bank.ownerUrl });
  watch.on('error', () => undefined);
  await watch.connect();
});
afterAll(async () => {
  await watch.end();
  await bank.leave();
  rmSync(folder, { recursive: true, force: true });
});

const cliOn = (url: string, ...args: string[]): Program =>
  startProgram('cli/main.js', { DATABASE_URL: url, MIGRATION_DATABASE_URL: url, BN_SECRET: SECRET }, args);
const cli = (...args: string[]): Program => cliOn(bank.ownerUrl, ...args);

const postmaster = (): number =>
  Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

/** Freezes all of Postgres once that command works there, and waits for its end. */
async function frozen(command: Program, name: string, works: string): Promise<void> {
  const seen = `SELECT FROM pg_stat_activity WHERE application_name = '${name}' AND ${works}`;
  await eventually(`${name} to work`, async () => (await watch.query(seen)).rowCount || null, 120_000);
  const goOn = holdPostgres(postmaster());
  try {
    const ended = await eventually('the command to end', () => command.ended.then((code) => ({ code })), NOTICED_MS);
    expect([ended, command.said()]).toEqual([{ code: 1 }, expect.stringContaining('PostgreSQL ne répond plus depuis')]);
    expect(command.said()).not.toMatch(/^\s+at /m);
  } finally {
    goOn();
  }
}

test('when Postgres is frozen under migrate or backup, the command ends with a sentence, and does its work the next time', async () => {
  // Once it writes beside the connection that holds the lock: frozen before, it would find nobody to connect to, and say that.
  const writes = `backend_xid IS NOT NULL AND (SELECT count(*) FROM pg_stat_activity WHERE application_name = 'bn migrate') > 1`;
  await frozen(cli('migrate'), 'bn migrate', writes);
  const migrated = cli('migrate');
  expect([await migrated.ended, migrated.said()]).toEqual([0, expect.stringContaining('Fait :')]);

  const backups = join(folder, 'elsewhere');
  await frozen(cli('backup', '--to', backups), 'bn backup', `query LIKE 'COPY%'`);
  const made = cli('backup', '--to', backups);
  expect([await made.ended, made.said()]).toEqual([0, expect.stringContaining('Sauvegardé dans')]);
  expect(readdirSync(backups).filter((name) => !/^pieces$|Z$/.test(name))).toEqual([]);
});

test('when Postgres is frozen in the middle of a restore, it ends with a sentence, nothing of it stays, and the next one is whole', async () => {
  const migrated = cli('migrate');
  expect([await migrated.ended, migrated.said()]).toEqual([0, expect.any(String)]);
  // Long enough to be frozen in the midst of it.
  const rows = 400_000;
  await watch.query(`INSERT INTO platform.attempt (subject_hash) SELECT md5(n::text) FROM generate_series(1, $1) n`, [
    rows,
  ]);
  const backups = join(folder, 'to-restore');
  const made = cli('backup', '--to', backups);
  expect([await made.ended, made.said()]).toEqual([0, expect.stringContaining('Sauvegardé dans')]);
  const backup = join(backups, readdirSync(backups).find((name) => name.endsWith('Z'))!);

  await watch.query('CREATE DATABASE restored');
  const there = new URL(bank.ownerUrl);
  there.pathname = '/restored';
  const restores = () => cliOn(there.href, 'restore', backup);
  // While rows are written, and while what was written is read again and compared.
  for (const what of ['FROM STDIN', 'TO STDOUT'])
    await frozen(
      restores(),
      'bn restore',
      `datname = 'restored' AND state = 'active' AND query LIKE 'COPY "platform"."attempt"%${what}'`,
    );
  // It writes into an empty database alone: of what was given up nothing is there.
  const restored = restores();
  expect([await restored.ended, restored.said()]).toEqual([0, expect.stringContaining('Rétabli et comparé')]);
  const client = new pg.Client({ connectionString: there.href });
  await client.connect();
  const counted = await client.query('SELECT count(*)::int AS n FROM platform.attempt').finally(() => client.end());
  expect(counted.rows).toEqual([{ n: rows }]);
});

test('a start that finds its own Postgres frozen says so, and does not wait for it', async () => {
  const goOn = holdPostgres(postmaster());
  try {
    const start = startProgram('cli/main.js', { BN_DATA: folder, BN_SECRET: SECRET }, ['migrate']);
    const ended = await eventually('the start to end', () => start.ended.then((code) => ({ code })), NOTICED_MS);
    expect([ended, start.said()]).toEqual([{ code: 1 }, expect.stringContaining('il est figé')]);
  } finally {
    goOn();
  }
});
