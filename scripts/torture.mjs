import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

// A long turn of test/faults/torture.spec.ts: `npm run torture -- --seconds 3600 [--seed N]`. With `--kills 1000`, two servers
// and two workers in which nearly all that happens is so many deaths by force in that time, each whatever the one before left.
// `--only 'stopped|cut' --stopped 40`: only such accidents, Postgres and its network away for up to so many seconds.
const text = { type: 'string' };
const options = { seconds: { ...text, default: '600' }, seed: text, kills: text, only: text, stopped: text };
const { values } = parseArgs({ options });
const env = {
  ...process.env,
  TORTURE_SECONDS: values.seconds,
  ...(values.kills ? { TORTURE_KILLS: values.kills } : {}),
  ...(values.only ? { TORTURE_ONLY: values.only } : {}),
  ...(values.stopped ? { TORTURE_STOPPED: values.stopped } : {}),
  ...(values.seed ? { TORTURE_SEED: values.seed } : {}),
};
process.exitCode =
  spawnSync(process.execPath, ['scripts/test.mjs', 'test/faults/torture'], { stdio: 'inherit', env }).status ?? 1;
