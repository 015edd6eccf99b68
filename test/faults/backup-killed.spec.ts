import { chmodSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { freePort, startEmbedded } from '#platform/database';
import { type Program, READY, startProgram } from '../support/faults/program.js';
import { eventually } from '../support/servers/eventually.js';
import { scratchFolder } from '../support/servers/scratch.js';

// Whole processes, on a machine that may be busy.
jest.setTimeout(300_000);

const programs: Program[] = [];
const open: (() => Promise<unknown>)[] = [];
let folder: string;

const start = (path: string, args: readonly string[] = [], env: Record<string, string> = {}): Program => {
  const program = startProgram(path, { BN_DATA: folder, ...env }, args);
  programs.push(program);
  return program;
};
const serve = async (): Promise<Program> => {
  const server = start('server/main.js', [], { PORT: `${await freePort()}` });
  await server.saying(READY);
  return server;
};

beforeAll(() => {
  folder = scratchFolder('bn-killed-');
  chmodSync(folder, 0o711);
});
afterAll(async () => {
  for (const leave of open.reverse()) await leave();
  for (const { process: child, ended } of programs) {
    child.kill('SIGTERM');
    await ended;
  }
  rmSync(folder, { recursive: true, force: true });
});

test('of a backup that is killed while it is proven nothing stays: neither at the next start nor beside the next backup', async () => {
  const first = await serve();
  const bank = await startEmbedded({ folder });
  open.push(() => bank.leave());
  const client = new pg.Client({ connectionString: bank.ownerUrl });
  client.on('error', () => undefined);
  await client.connect();
  open.push(() => client.end());
  const scratches = async () =>
    (await client.query(`SELECT FROM pg_database WHERE datname LIKE '%\\_restore_proof'`)).rowCount;

  const backup = start('cli/main.js', ['backup']);
  await eventually('the scratch database', async () => (await scratches()) === 1, 120_000);
  backup.process.kill('SIGKILL');
  expect(await backup.ended).toBeNull();
  expect(await scratches()).toBe(1);
  const backups = join(folder, 'backups');
  expect(readdirSync(backups).filter((name) => name !== 'pieces')).toEqual([expect.stringMatching(/Z\.part$/)]);

  first.process.kill('SIGKILL');
  await first.ended;
  await serve();
  await eventually('the scratch database to be gone', async () => (await scratches()) === 0);

  const next = start('cli/main.js', ['backup']);
  expect([await next.ended, next.said()]).toEqual([0, expect.stringContaining('Rétablie à l’essai et comparée')]);
  expect(await scratches()).toBe(0);
  expect(readdirSync(backups).filter((name) => !/^pieces$|Z$/.test(name))).toEqual([]);
});
