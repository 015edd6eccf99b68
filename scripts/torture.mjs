import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';

// A long turn of test/faults/torture.spec.ts: `npm run torture -- --seconds 3600 [--seed N]`.
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '600' }, seed: { type: 'string' } } });
const env = {
  ...process.env,
  TORTURE_SECONDS: values.seconds,
  ...(values.seed ? { TORTURE_SEED: values.seed } : {}),
};
process.exitCode =
  spawnSync(process.execPath, ['scripts/test.mjs', 'test/faults/torture'], { stdio: 'inherit', env }).status ?? 1;
