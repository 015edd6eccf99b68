import { spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startProgram } from '../support/faults/program.js';
import { freshDatabase, type TestDatabase } from '../support/servers/database.js';
import { scratchFolder } from '../support/servers/scratch.js';

let bank: TestDatabase;
let folder: string;
const SECRET = 'un-secret-de-cette-suite-et-de-nulle-autre';
const NOBODY = 65_534;

/** A command as somebody types it: its exit code, and what it says. */
async function cli(args: readonly string[], env: Record<string, string> = {}) {
  const program = startProgram(
    'cli/main.js',
    { DATABASE_URL: bank.url, MIGRATION_DATABASE_URL: bank.ownerUrl, BN_SECRET: SECRET, ...env },
    args,
  );
  return { code: await program.ended, said: program.said() };
}

beforeAll(async () => {
  bank = await freshDatabase();
  folder = scratchFolder('bn-commands-');
  // It has its secret from here on.
  expect((await cli(['verify-audit'])).code).toBe(0);
});
afterAll(async () => {
  await bank.drop();
  rmSync(folder, { recursive: true, force: true });
});

const made = () => join(folder, readdirSync(folder).find((name) => name.endsWith('Z'))!);

test('typed by root in the folder of the service, all that it writes is the service’s', async () => {
  if (process.getuid?.() !== 0) return;
  mkdirSync(join(folder, 'pieces', '00'), { recursive: true });
  writeFileSync(join(folder, 'pieces', '00', 'left'), '');
  chownSync(folder, NOBODY, NOBODY);
  const { code, said } = await cli(['backup', '--to', folder]);
  expect([code, said]).toEqual([0, expect.stringContaining('Rétablie à l’essai et comparée')]);
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    expect([entry.name, statSync(join(entry.parentPath, entry.name)).uid]).toEqual([entry.name, NOBODY]);
});

test('restore compares the secret before it writes anything, and says which to bring', async () => {
  if (!existsSync(folder) || !readdirSync(folder).some((name) => name.endsWith('Z')))
    expect((await cli(['backup', '--to', folder])).code).toBe(0);
  const elsewhere = await freshDatabase(null);
  const there = { DATABASE_URL: elsewhere.ownerUrl, MIGRATION_DATABASE_URL: elsewhere.ownerUrl };
  const other = await cli(['restore', made()], { ...there, BN_SECRET: 'le-secret-de-quelqu-un-d-autre' });
  expect(other).toEqual({ code: 1, said: expect.stringContaining('n’est pas celui de la banque sauvegardée') });
  expect(other.said).toContain('Rien n’a été écrit');
  // Not even a table.
  expect((await cli(['backup', '--to', join(folder, 'x')], there)).said).toContain('n’a jamais servi');
  const none = await cli(['restore', made()], { ...there, BN_SECRET: '' });
  expect(none).toEqual({ code: 1, said: expect.stringContaining('Apportez d’abord le secret') });
  const right = await cli(['restore', made()], there);
  expect(right).toEqual({ code: 0, said: expect.stringContaining('Sessions fermées') });
  await elsewhere.drop();
});

test('verify without the key says what it did not open, and does not say that all is well', async () => {
  const key = join(folder, 'key.txt');
  const sealed = join(folder, 'sealed');
  const recipient = (await cli(['backup-key', key])).said.trim();
  expect((await cli(['backup', '--to', sealed, '--recipient', recipient])).code).toBe(0);
  const path = join(sealed, readdirSync(sealed).find((name) => name.endsWith('Z'))!);
  expect(await cli(['verify', path])).toEqual({ code: 3, said: expect.stringContaining('rien n’a été ouvert') });
  expect((await cli(['verify', path, '--key', key])).code).toBe(0);
});

test('by the wrapper a backup by hand has the options of the nightly one', () => {
  const script = readFileSync('docs/systemd/banque', 'utf8')
    .replace('. /etc/banque/banque.env', `BACKUP_OPTIONS="--recipient age1xyz"`)
    .replace(/^exec \S+ \S+/m, 'echo');
  const run = (...args: string[]) => spawnSync('sh', ['-c', script, 'banque', ...args], { encoding: 'utf8' }).stdout;
  expect(run('backup', '--forget').trim()).toBe('backup --recipient age1xyz --forget');
  expect(run('verify', '/x').trim()).toBe('verify /x');
});
