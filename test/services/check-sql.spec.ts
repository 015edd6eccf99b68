import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

const FIXTURE = 'test/fixtures/check-sql/statements.ts';

test('the check of SQL refuses every wrong statement at its line, and reads the right ones through', () => {
  const { stderr, stdout } = spawnSync(
    process.execPath,
    ['scripts/check-sql.mjs', '--with', FIXTURE, '--only', FIXTURE],
    {
      encoding: 'utf8',
      env: { ...process.env, NODE_OPTIONS: '' },
    },
  );
  const expected = readFileSync(FIXTURE, 'utf8')
    .split('\n')
    .flatMap((line, i) =>
      line.includes('// WRONG ') ? [{ line: i + 1, what: line.split('// WRONG ')[1] ?? '' }] : [],
    );
  const told = stderr.split('\n').filter((line) => line.startsWith(FIXTURE));
  for (const { line, what } of expected)
    expect(told.filter((one) => one.startsWith(`${FIXTURE}:${line} `) && one.includes(what))).toHaveLength(1);
  expect(told).toHaveLength(expected.length);
  expect(stdout).toContain(`${expected.length} à corriger`);
}, 120_000);
