import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const FIXTURE = 'test/fixtures/check-sql/statements.ts';

/** The lines of the fixture with a mark, and what stands after it. */
const marked = (mark: string) =>
  readFileSync(FIXTURE, 'utf8')
    .split('\n')
    .map((line, i) => ({ line: i + 1, what: line.split(mark)[1] ?? '' }))
    .filter(({ what }) => what);

test('the check of SQL refuses every wrong statement at its line, and reads the right ones through', () => {
  const args = ['scripts/check-sql.mjs', '--with', FIXTURE, '--only', FIXTURE, '--grants'];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { stderr, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  const expected = marked('// WRONG ');
  const told = stderr.split('\n').filter((line) => line.startsWith(FIXTURE));
  for (const { line, what } of expected)
    expect(told.filter((one) => one.startsWith(`${FIXTURE}:${line} `) && one.includes(what))).toHaveLength(1);
  expect(told).toHaveLength(expected.length);
  expect(stdout).toContain(`${expected.length} à corriger`);
  for (const { line, what } of marked('// FOREIGN ')) expect(stdout).toContain(`${FIXTURE}:${line} ${what}`);
}, 240_000);
