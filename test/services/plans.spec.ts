import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { seededDatabase } from '../support/things/seeded.js';

const FIXTURE = 'test/fixtures/check-sql/plans.ts';

test('no prepared statement keeps a plan that is much dearer at a million devices than one for its values', async () => {
  const { database } = await seededDatabase('demo');
  const args = ['scripts/check-plans.mjs', '--database', database.ownerUrl, '--with', FIXTURE];
  const env = { ...process.env, NODE_OPTIONS: '' };
  const { stderr, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  await database.drop();
  const refused = stderr.split('\n').filter((line) => /^\S/.test(line));
  const wrong = readFileSync(FIXTURE, 'utf8')
    .split('\n')
    .flatMap((line, i) => (line.includes('// DEARER') ? [`${FIXTURE}:${i + 1}`] : []));
  expect(refused.map((line) => line.split(' ')[0]).sort()).toEqual(wrong.sort());
  expect(Number(/(\d+) plans comparés/.exec(stdout)?.[1])).toBeGreaterThan(200);
}, 240_000);
