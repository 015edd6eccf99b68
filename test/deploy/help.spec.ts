import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { answer, COMMAND_NAMES } from '../../apps/cli/commands.js';
import { scratchFolder } from '../support/servers/scratch.js';

// A process for each script, on a machine that may be busy.
jest.setTimeout(180_000);

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const names = Object.keys(scripts).filter((name) => !(name.startsWith('pre') && name.slice(3) in scripts));
const folder = scratchFolder('bn-help-');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a command of the command line says, and does nothing. */
async function said(...typed: string[]): Promise<string> {
  const lines: string[] = [];
  const log = jest.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  await answer(typed).finally(() => log.mockRestore());
  return lines.join('\n');
}

test.each(names)('npm run %s answers to --help with what it does, and does nothing', (name) => {
  const [program, ...args] = scripts[name]!.split(' ');
  const file = program === 'node' ? process.execPath : join('node_modules/.bin', program!);
  const { status, stdout, stderr } = spawnSync(file, [...args, '--help'], {
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env.PATH, BN_DATA: join(folder, 'data'), DATABASE_URL: 'postgres://nobody@127.0.0.1:9/none' },
  });
  expect([status, stderr]).toEqual([0, '']);
  // The formatter is another's, and speaks for itself.
  expect(stdout).toMatch(name === 'format' ? /Usage: biome check/ : /^(?:npm (?:run )?\S+ : |Commandes)/);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('the list of commands has each with what it does', async () => {
  const all = await said();
  for (const name of COMMAND_NAMES) expect(all).toContain(`npm run cli -- ${name}`);
  expect(await said('--help')).toBe(all);
});

test.each(COMMAND_NAMES)('the command %s answers to --help with all that it takes', async (name) => {
  const words = await said(name, '--help');
  expect(words.split('\n')[0]).toMatch(new RegExp(`^npm run cli -- ${name}`));
  expect(words).toMatch(/[.)]\n/);
  expect([await said(name, 'x', '-h'), await said('help', name)]).toEqual([words, words]);
});
