import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { backup } from '#platform/backup';
import { type EmbeddedOptions, type EmbeddedPostgres, removeOlderData, startEmbedded } from '#platform/database';
import { forgetProven, moveOf, PIECES } from '../../apps/server/startup/backups.js';
import { migrateAll } from '../../apps/server/startup/open-database.js';
import { ask, carryOne, diesMoving } from '../support/faults/moving-start.js';
import { MAJOR, programsOf } from '../support/faults/other-major.js';
import { eventually } from '../support/servers/eventually.js';
import { scratchFolder } from '../support/servers/scratch.js';

let folder: string;
const running: EmbeddedPostgres[] = [];

const start = async (options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedPostgres> => {
  const server = await startEmbedded({ folder, ...options });
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

test('an empty bank that a start makes does not stand in the way of what a move left meanwhile', async () => {
  const first = await start();
  await ask(first.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
  await first.leave();
  const place = (name: string) => join(home(), name);
  renameSync(place('data'), place('away'));
  const second = start();
  await eventually('initdb to work', async () => readdirSync(home()).some((name) => /^draft-\w+$/.test(name)));
  renameSync(place('away'), place('data-next'));
  expect(await ask((await second).ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
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

describe('data of another major', () => {
  let shelf: string;
  let older: ReturnType<typeof programsOf>;
  beforeAll(() => {
    shelf = scratchFolder('bn-major-');
    chmodSync(shelf, 0o711);
    older = programsOf(MAJOR - 1, shelf);
  });
  afterAll(() => rmSync(shelf, { recursive: true, force: true }));

  const kept = () => readdirSync(home()).filter((name) => /^data-\d+-kept-/.test(name));
  const majorNow = () => Number(readFileSync(join(home(), 'data', 'PG_VERSION'), 'utf8'));
  const said: string[] = [];
  const move = { carry: carryOne, say: (sentence: string) => void said.push(sentence), keptDays: 30 };
  const writeOld = async (): Promise<void> => {
    const old = await start({ programs: older });
    await ask(old.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await old.leave();
  };

  test('comes forward once, whoever starts, and whatever dies on the way; the old stays as it was', async () => {
    await writeOld();
    for (const dieAt of ['carrying', 'carried', 'aside']) {
      expect(await diesMoving(folder, dieAt)).toEqual([null, 'SIGKILL']);
      expect(kept()).toHaveLength(dieAt === 'aside' ? 1 : 0);
      if (dieAt !== 'carried') continue;
      // The old program finds its own, and what it wrote meanwhile is carried too.
      const old = await start({ programs: older });
      await ask(old.ownerUrl, 'UPDATE kept SET answer = 43');
      await old.leave();
    }
    const servers = await Promise.all([start({ move }), start({ move })]);
    expect(await ask(servers[0]!.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 43 });
    expect([majorNow(), kept()]).toEqual([MAJOR, [expect.stringMatching(`^data-${MAJOR - 1}-kept-`)]]);
  });

  test('two starts at once move it once', async () => {
    await writeOld();
    // Half made by a start that was killed.
    mkdirSync(join(home(), 'new-programs-0a1b2c3d'));
    utimesSync(join(home(), 'new-programs-0a1b2c3d'), 0, 0);
    said.length = 0;
    const servers = await Promise.all([start({ move }), start({ move }), start({ move })]);
    expect(new Set(servers.map(({ port }) => port)).size).toBe(1);
    expect(await ask(servers[0]!.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
    expect(said).toEqual([expect.stringContaining('elles passent à'), expect.stringContaining(kept()[0]!)]);
    expect(readdirSync(home()).filter((name) => /next|draft|new-/.test(name))).toEqual([]);
  });

  test('is left alone, with a sentence: without its programs, while somebody works on it, when it is newer', async () => {
    await writeOld();
    const programs = join(home(), `programs-${older.version}`);
    renameSync(programs, join(shelf, 'away'));
    await expect(start({ move })).rejects.toThrow(/PostgreSQL \d+, qui ne sont pas à côté/);
    renameSync(join(shelf, 'away'), programs);
    const failing = { ...move, carry: () => Promise.reject(new Error('la sauvegarde manque')) };
    await expect(start({ move: failing })).rejects.toThrow('la sauvegarde manque');
    // Not even at the last moment is anything lost, or this very process stopped.
    const late = () => {
      throw new Error('le disque ne répond pas');
    };
    await expect(start({ move: { ...move, reached: (step) => step === 'locked' && late() } })).rejects.toThrow(
      'le disque',
    );
    const old = await start({ programs: older });
    mkdirSync(join(home(), 'data-next'));
    await expect(start({ move })).rejects.toThrow('travaille encore');
    expect(existsSync(join(home(), 'data-next'))).toBe(false);
    expect(await ask(old.ownerUrl, 'SELECT answer FROM kept')).toEqual({ answer: 42 });
    await ask(old.ownerUrl, 'CREATE DATABASE banque_avant_20260101000000');
    await old.leave();
    await start({ move });
    // What is nowhere else stays, whatever is proven of the rest.
    expect(said.at(-1)).toMatch(/sans limite.*data-\d+-uncarried-/);
    expect(await removeOlderData(folder, new Date(Date.now() + 31 * 86_400_000), async () => true)).toEqual([]);
    await running.pop()!.leave();
    await expect(start({ programs: older, move })).rejects.toThrow('version plus récente du programme');
    expect(majorNow()).toBe(MAJOR);
    rmSync(join(home(), 'data'), { recursive: true });
    await expect(start({ move })).rejects.toThrow(/manque, mais celui de PostgreSQL \d+ est gardé/);
  });

  test('of a whole bank is compared table by table, and the old goes after a month with a whole backup', async () => {
    process.env.BN_DATA = folder;
    const old = await start({ programs: older });
    await migrateAll(old.ownerUrl, old.serverUrl);
    await ask(old.ownerUrl, `UPDATE people.bank SET name = 'Notre banque'`);
    await old.leave();
    said.length = 0;
    const { ownerUrl } = await start({ move: moveOf(migrateAll, move.say) });
    expect(await ask(ownerUrl, 'SELECT name FROM people.bank')).toEqual({ name: 'Notre banque' });
    expect(said.at(-1)).toMatch(/lignes de \d+ tables, comparées une à une.*gardé tel quel, 30 jours/);
    const later = new Date(Date.now() + 31 * 86_400_000);
    const { path } = await backup({ url: ownerUrl, folder: join(folder, 'backups'), pieces: PIECES, now: later });
    expect(await forgetProven(folder, path)).toEqual([]);
    const list = join(path, 'people.bank.copy.gz');
    const whole = readFileSync(list);
    writeFileSync(list, whole.subarray(1));
    expect(await forgetProven(folder, path, later)).toEqual([]);
    writeFileSync(list, whole);
    expect(await forgetProven(folder, path, later)).toHaveLength(1);
    expect([kept(), readdirSync(home()).filter((name) => name.startsWith('programs-'))]).toEqual([
      [],
      [expect.stringContaining(`programs-${MAJOR}.`)],
    ]);
  });
});
