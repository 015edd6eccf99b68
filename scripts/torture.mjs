import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { help } from './asked-help.mjs';

help(
  'npm run torture : une banque à qui tout arrive (processus tués, Postgres figé, réseau coupé, disque plein) ; dit ce qui s’est perdu.',
  [
    ['--seconds 3600', 'combien de temps (600)'],
    ['--clients 60', 'combien de personnes y travaillent (6)'],
    ['--kills 1000', 'deux serveurs, deux workers, et presque rien que des morts brutales, autant que cela'],
    ["--only 'stopped|cut'", 'seulement les accidents dont le nom est ainsi'],
    ['--stopped 40', 'Postgres, ou le réseau vers lui, s’arrête pour autant de secondes au plus (3)'],
    ['--seed 1234', 'les mêmes hasards qu’une fois d’avant'],
  ],
);

// A long turn of test/faults/torture.spec.ts: `npm run torture -- --seconds 3600 [--seed N]`. With `--kills 1000`, two servers
// and two workers in which nearly all that happens is so many deaths by force in that time, each whatever the one before left.
// `--only 'stopped|cut' --stopped 40`: only such accidents, Postgres and its network away for up to so many seconds.
const text = { type: 'string' };
const options = {
  seconds: { ...text, default: '600' },
  clients: text,
  seed: text,
  kills: text,
  only: text,
  stopped: text,
};
const { values } = parseArgs({ options });
const env = {
  ...process.env,
  TORTURE_SECONDS: values.seconds,
  ...(values.clients ? { TORTURE_CLIENTS: values.clients } : {}),
  ...(values.kills ? { TORTURE_KILLS: values.kills } : {}),
  ...(values.only ? { TORTURE_ONLY: values.only } : {}),
  ...(values.stopped ? { TORTURE_STOPPED: values.stopped } : {}),
  ...(values.seed ? { TORTURE_SEED: values.seed } : {}),
};
process.exitCode =
  spawnSync(process.execPath, ['scripts/test.mjs', 'test/faults/torture'], { stdio: 'inherit', env }).status ?? 1;
