import { chmodSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '#database';
import { eventually } from '../support/eventually.js';
import { type Program, startProgram } from '../support/program.js';
import { scratchFolder } from '../support/scratch.js';
import { holdPostgres } from '../support/stopped-postgres.js';

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

const cli = (...args: string[]): Program =>
  startProgram(
    'cli/main.js',
    { DATABASE_URL: bank.ownerUrl, MIGRATION_DATABASE_URL: bank.ownerUrl, BN_SECRET: SECRET },
    args,
  );

const postmaster = (): number =>
  Number(readFileSync(join(folder, 'postgres/data/postmaster.pid'), 'utf8').split('\n')[0]);

/** Freezes all of Postgres once that command works there, and waits for its end. */
async function frozen(command: Program, name: string, works: string): Promise<void> {
  const seen = `SELECT FROM pg_stat_activity WHERE application_name = '${name}' AND ${works}`;
  await eventually(`${name} to work`, async () => (await watch.query(seen)).rowCount, 120_000);
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
  await frozen(cli('migrate'), 'bn migrate', `state <> 'idle' AND xact_start IS NOT NULL`);
  const migrated = cli('migrate');
  expect([await migrated.ended, migrated.said()]).toEqual([0, expect.stringContaining('Fait :')]);

  const backups = join(folder, 'elsewhere');
  await frozen(cli('backup', '--to', backups), 'bn backup', `query LIKE 'COPY%'`);
  const made = cli('backup', '--to', backups);
  expect([await made.ended, made.said()]).toEqual([0, expect.stringContaining('Sauvegardé dans')]);
  expect(readdirSync(backups).filter((name) => !/^pieces$|Z$/.test(name))).toEqual([]);
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
