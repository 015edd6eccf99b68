import { chmodSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { type EmbeddedPostgres, startEmbedded } from '#database';
import { eventually } from '../support/eventually.js';
import { scratchFolder } from '../support/scratch.js';

let folder: string;
const running: EmbeddedPostgres[] = [];

const start = async (): Promise<EmbeddedPostgres> => {
  const server = await startEmbedded({ folder });
  running.push(server);
  return server;
};

beforeEach(() => {
  folder = scratchFolder('bn-embedded-');
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.leave();
  const where = join(folder, 'where');
  if (existsSync(where)) rmSync(readFileSync(where, 'utf8'), { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

const home = () => {
  const where = join(folder, 'where');
  return existsSync(where) ? readFileSync(where, 'utf8') : join(folder, 'postgres');
};

async function ask<T>(url: string, sql: string): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(sql).finally(() => client.end());
  return rows[0];
}

const postmaster = (): number => Number(readFileSync(join(home(), 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

test('four first starts at once share one server, and the last to leave stops it', async () => {
  const servers = await Promise.all([start(), start(), start(), start()]);
  expect(new Set(servers.map((server) => server.port)).size).toBe(1);
  expect(readdirSync(home()).filter((name) => name.startsWith('draft'))).toEqual([]);
  for (const server of servers.slice(0, 3)) await server.leave();
  expect(await ask(servers[3]!.ownerUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
  await servers[3]!.leave();
  await expect(ask(servers[0]!.ownerUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
});

test('text is UTF-8 whatever the environment says', async () => {
  const { ownerUrl } = await start();
  expect(
    await ask(
      ownerUrl,
      `SELECT upper('é') AS upper, pg_encoding_to_char(encoding) AS encoding
    FROM pg_database WHERE datname = current_database()`,
    ),
  ).toEqual({ upper: 'É', encoding: 'UTF8' });
});

test('a server killed -9 recovers with what was acknowledged', async () => {
  const first = await start();
  await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(postmaster(), 'SIGKILL');
  const second = await start();
  expect(await ask(second.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
});

test('a server killed -9 under those who use it is started again where it was, once for all of them', async () => {
  const [first] = await Promise.all([start(), start()]);
  await ask(first!.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const killed = postmaster();
  process.kill(killed, 'SIGKILL');
  const again = () => ask(first!.ownerUrl, 'SELECT answer FROM kept').catch(() => null);
  expect(await eventually('the server to be back', again)).toEqual({ answer: 42 });
  expect(postmaster()).not.toBe(killed);
  const present = () =>
    ask<{ n: number }>(
      first!.ownerUrl,
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = 'bn presence'`,
    );
  await eventually('both to be there', async () => (await present()).n === 2);
  for (const server of running.splice(0)) await server.leave();
  await expect(ask(first!.ownerUrl, 'SELECT 1')).rejects.toThrow(/ECONNREFUSED/);
});

test('whoever starts a server that was killed, or stopped, starts it where it was: others still look for it there', async () => {
  const first = await start();
  await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  process.kill(postmaster(), 'SIGKILL');
  await first.leave();
  const second = await start();
  expect(second.port).toBe(first.port);
  await second.leave();
  await start();
  expect(await ask(first.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
});

test('a number in postmaster.pid that now belongs to another program stops nothing', async () => {
  const first = await start();
  await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  const file = join(home(), 'data', 'postmaster.pid');
  const pid = postmaster();
  const lines = readFileSync(file, 'utf8').split('\n');
  process.kill(pid, 'SIGKILL');
  writeFileSync(file, [process.pid, ...lines.slice(1)].join('\n'));
  const second = await start();
  expect(await ask(second.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
});

test('in a folder that only we can enter it works too, and other users cannot read its secrets', async () => {
  chmodSync(folder, 0o700);
  folder = join(folder, 'clone', '.data');
  const { serverUrl, ownerUrl } = await start();
  expect(await ask(ownerUrl, 'SELECT 1 AS one')).toEqual({ one: 1 });
  expect(serverUrl).toContain('bn_server:');
  for (const name of readdirSync(folder).filter((n) => n.endsWith('password'))) {
    expect(readFileSync(join(folder, name), 'utf8')).toHaveLength(43);
  }
});
